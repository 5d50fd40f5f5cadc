// Sentences in the person's language, from gettext catalogues through Boost.Locale; dates, numbers and money in its
// style. A Translator is immutable and may be shared by all threads; the process locale is never touched.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::web {

class Translator {
 public:
  // Loads <folder>/<language>/LC_MESSAGES/ssiis.mo for lo and en. Throws when a catalogue is missing.
  explicit Translator(const std::filesystem::path& folder);
  ~Translator();

  std::string text(std::string_view language, std::string_view english) const;
  std::string text(std::string_view language, std::string_view english, const std::vector<std::string>& args) const;
  std::string plural(std::string_view language, std::string_view one, std::string_view many, std::int64_t n) const;
  // The sentence of a rejection code; codes stand in the catalogue under the context "error".
  std::string rejection(std::string_view language, const Rejection& why) const;
  // A label kept as data under a key (BPMN elements: context "bpmn", key "process/element"); fallback when missing.
  std::string keyed(std::string_view language, std::string_view context, std::string_view key,
                    std::string_view fallback) const;

  std::string date(std::string_view language, Day day) const;           // 23/11/2026
  std::string long_date(std::string_view language, Day day) const;      // 23 ພະຈິກ 2026 / 23 November 2026
  std::string date_time(std::string_view language, Instant at) const;   // 23/11/2026 14:05, Vientiane
  std::string number(std::string_view language, std::int64_t n) const;  // 1.234.567 / 1,234,567
  std::string kip(std::string_view language, Money amount) const;       // 1.234.567 ກີບ / 1,234,567 LAK

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ssiis::web
