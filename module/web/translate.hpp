// Sentences in the person's language, from gettext catalogues through Boost.Locale; dates, numbers
// and money in its style. A Translator is immutable and may be shared by all threads; the process
// locale is never touched.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::web {

// Marks an English sentence for the catalogues where it does not stand in the call that translates
// it:
//   static constexpr const char* titles[] = {N_("Orders"), N_("Visits")};   …
//   translator.text(language, titles[i])
// The check of the catalogues (packaging/lib/check-i18n) reads the literals of N_, text and plural,
// and the codes of Rejection{"…"} and E_("…").
consteval const char* N_(const char* english) { return english; }
consteval const char* E_(const char* rejection_code) { return rejection_code; }

class Translator {
 public:
  // Loads <folder>/<language>/LC_MESSAGES/ssiis.mo for lo and en. Throws when a catalogue is
  // missing.
  explicit Translator(const std::filesystem::path& folder);
  ~Translator();

  // A sentence without a translation stays English; {1}, {2} … take the arguments, in any order.
  // Plural forms take the formatted number as {1}. The language is "lo" or "en"; anything else is
  // taken as Lao.
  std::string text(std::string_view language, std::string_view english) const;
  std::string text(std::string_view language, std::string_view english, const std::vector<std::string>& args) const;
  std::string plural(std::string_view language, std::string_view one, std::string_view many, std::int64_t n) const;
  // The sentence of a rejection code; codes stand in the catalogue under the context "error".
  std::string rejection(std::string_view language, const Rejection& why) const;
  // A label kept as data under a key (BPMN elements: context "bpmn", key "process/element");
  // fallback when missing.
  std::string keyed(std::string_view language, std::string_view context, std::string_view key,
                    std::string_view fallback) const;

  // Whether the catalogue of the language has the sentence (in a context, or none).
  bool has(std::string_view language, std::string_view context, std::string_view key) const;

  std::string date(std::string_view language, Day day) const;  // 23/11/2026
  std::string long_date(std::string_view language,
                        Day day) const;  // 23 ພະຈິກ 2026 / 23 November 2026
  std::string date_time(std::string_view language,
                        Instant at) const;                              // 23/11/2026 14:05, Vientiane
  std::string number(std::string_view language, std::int64_t n) const;  // 1.234.567 / 1,234,567
  std::string kip(std::string_view language, Money amount) const;       // 1.234.567 ກີບ / 1,234,567 LAK

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ssiis::web
