#include "web/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/locale.hpp>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace ssiis::web {
namespace {

using Messages = boost::locale::message_format<char>;

// One argument or none per {n}; a brace that is no argument stays.
std::string filled(std::string_view sentence, const std::vector<std::string>& args) {
  std::string out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const auto end = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
    const auto n = end == std::string_view::npos ? std::nullopt : whole_number(sentence.substr(i + 1, end - i - 1));
    if (n && *n >= 1 && static_cast<std::uint64_t>(*n) <= args.size()) {
      out += args[static_cast<std::size_t>(*n - 1)];
      i = end;
    } else {
      out += sentence[i];
    }
  }
  return out;
}

std::array<std::string, 12> month_names(const std::locale& locale) {
  namespace bl = boost::locale;
  std::array<std::string, 12> names;
  for (unsigned m = 1; m <= 12; ++m) {
    const auto noon = std::chrono::sys_seconds{Day{2026, m, 15}.sys()} + std::chrono::hours{12};
    std::ostringstream out;
    out.imbue(locale);
    out << bl::as::gmt << bl::as::ftime("%B") << static_cast<double>(noon.time_since_epoch().count());
    names[m - 1] = out.str();
  }
  return names;
}

}  // namespace

struct Translator::State {
  struct Language {
    std::locale locale;
    std::array<std::string, 12> months;
    char group;
    std::string kip;
  };
  Language lo, en;
  const Language& of(std::string_view language) const { return language == "en" ? en : lo; }
};

Translator::Translator(const std::filesystem::path& folder) {
  namespace bl = boost::locale;
  for (const char* language : {"lo", "en"}) {
    const auto catalogue = folder / language / "LC_MESSAGES" / "ssiis.mo";
    if (!std::filesystem::is_regular_file(catalogue)) throw std::runtime_error{"no catalogue " + catalogue.string()};
  }
  auto backends = bl::localization_backend_manager::global();
  backends.select("icu");
  bl::generator make{backends};
  make.add_messages_path(folder.string());
  make.add_messages_domain("ssiis");
  // British English for the order of dates; money is a number and a word, never the locale's
  // currency.
  const auto language = [&](const char* name, char group, const char* kip) {
    State::Language out{make(name), {}, group, kip};
    out.months = month_names(out.locale);
    return out;
  };
  state_ = std::make_unique<State>(State{language("lo_LA.UTF-8", '.', "ກີບ"), language("en_GB.UTF-8", ',', "LAK")});
}

Translator::~Translator() = default;

std::string Translator::text(std::string_view language, std::string_view english) const {
  if (english.empty()) return {};  // the empty msgid holds the catalogue's own header
  const std::string key{english};
  const char* found = std::use_facet<Messages>(state_->of(language).locale).get(0, nullptr, key.c_str());
  return found ? std::string{found} : key;
}

std::string Translator::text(std::string_view language, std::string_view english,
                             const std::vector<std::string>& args) const {
  return filled(text(language, english), args);
}

std::string Translator::plural(std::string_view language, std::string_view one, std::string_view many,
                               std::int64_t n) const {
  const std::string key{one};
  // gettext counts with int; what lies beyond it is plural everywhere.
  const auto magnitude =
      n == std::numeric_limits<std::int64_t>::min() ? std::numeric_limits<std::int64_t>::max() : std::max(n, -n);
  const int count = static_cast<int>(std::min<std::int64_t>(magnitude, std::numeric_limits<int>::max()));
  const char* found = std::use_facet<Messages>(state_->of(language).locale).get(0, nullptr, key.c_str(), count);
  const std::string sentence = found ? std::string{found} : count == 1 ? key : std::string{many};
  return filled(sentence, {number(language, n)});
}

bool Translator::has(std::string_view language, std::string_view context, std::string_view key) const {
  const std::string k{key}, c{context};
  if (k.empty()) return false;
  return std::use_facet<Messages>(state_->of(language).locale).get(0, c.empty() ? nullptr : c.c_str(), k.c_str()) !=
         nullptr;
}

std::string Translator::keyed(std::string_view language, std::string_view context, std::string_view key,
                              std::string_view fallback) const {
  const std::string k{key}, c{context};
  const char* found =
      k.empty() ? nullptr : std::use_facet<Messages>(state_->of(language).locale).get(0, c.c_str(), k.c_str());
  return found ? std::string{found} : std::string{fallback};
}

std::string Translator::rejection(std::string_view language, const Rejection& why) const {
  if (has(language, "error", why.code)) return filled(keyed(language, "error", why.code, why.code), why.args);
  // Not expected (the check of the catalogues finds every code), but never a bare code to a person.
  return text(language, "This was refused. Tell the help desk the reason: {1}", {why.code});
}

std::string Translator::date(std::string_view, Day day) const {
  const auto ymd = day.ymd();
  return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(ymd.day()), static_cast<unsigned>(ymd.month()),
                     day.year());
}

std::string Translator::long_date(std::string_view language, Day day) const {
  const auto ymd = day.ymd();
  const auto month = static_cast<unsigned>(ymd.month());
  return fmt::format("{} {} {}", static_cast<unsigned>(ymd.day()), state_->of(language).months.at(month - 1),
                     day.year());
}

std::string Translator::date_time(std::string_view language, Instant at) const {
  return date(language, at.day()) + " " + at.local_clock();
}

std::string Translator::number(std::string_view language, std::int64_t n) const {
  const std::string plain = std::to_string(n);
  const std::size_t sign = n < 0 ? 1 : 0;
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i > sign && (plain.size() - i) % 3 == 0) out += state_->of(language).group;
    out += plain[i];
  }
  return out;
}

std::string Translator::kip(std::string_view language, Money amount) const {
  return number(language, amount.units()) + " " + state_->of(language).kip;
}

}  // namespace ssiis::web
