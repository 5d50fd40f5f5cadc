#include "mapping/shapes.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <vector>

#include "core/api.hpp"

namespace ssiis::mapping {
namespace {

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number_in(std::string_view s) {
  int n = -1;
  if (all_digits(s)) std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

bool common_year(int y) { return y >= 1900 && y <= 2100; }
bool buddhist_year(int y) { return y >= 1900 + 543 && y <= 2100 + 543; }
bool month_number(int m) { return m >= 1 && m <= 12; }
bool day_number(int d) { return d >= 1 && d <= 31; }

void see_eight(std::string_view s, Shapes& out) {
  if (s.size() != 8 || !all_digits(s)) return;
  const int year = number_in(s.substr(0, 4));
  if (!month_number(number_in(s.substr(4, 2))) || !day_number(number_in(s.substr(6, 2)))) return;
  if (common_year(year)) out.is[static_cast<std::size_t>(Shape::day8)] = true;
  if (buddhist_year(year)) out.is[static_cast<std::size_t>(Shape::day8_buddhist)] = true;
}

void see_six(std::string_view s, Shapes& out) {
  if (s.size() == 6 && all_digits(s) && common_year(number_in(s.substr(0, 4))) &&
      month_number(number_in(s.substr(4, 2))))
    out.is[static_cast<std::size_t>(Shape::month6)] = true;
}

// Parts between one kind of separator.
void see_parted(std::string_view s, Shapes& out) {
  const auto at = s.find_first_of("/-.");
  if (at == std::string_view::npos) return;
  const auto parts = split(s, s[at]);
  const auto set = [&](Shape shape) { out.is[static_cast<std::size_t>(shape)] = true; };
  if (parts.size() == 2) {
    const int a = number_in(parts[0]), b = number_in(parts[1]);
    if (s[at] == '-' && parts[0].size() == 4 && parts[1].size() == 2 && common_year(a) && month_number(b))
      set(Shape::month_iso);
    if (parts[1].size() == 4 && parts[0].size() <= 2 && month_number(a) && common_year(b)) set(Shape::month_my);
  }
  if (parts.size() != 3) return;
  const int a = number_in(parts[0]), b = number_in(parts[1]);
  const int c = number_in(std::string_view{parts[2]}.substr(0, parts[2].find_first_of(" T")));
  if (s[at] == '-' && parts[0].size() == 4 && common_year(a) && month_number(b) && day_number(c)) set(Shape::day_iso);
  if (parts[0].size() <= 2 && parts[1].size() <= 2 && parts[2].size() == 4 && day_number(a) && month_number(b)) {
    if (common_year(c)) set(Shape::day_dmy);
    if (buddhist_year(c)) set(Shape::day_dmy_buddhist);
  }
}

void see_number(std::string_view s, Shapes& out) {
  const auto set = [&](Shape shape) { out.is[static_cast<std::size_t>(shape)] = true; };
  const auto unsigned_part = !s.empty() && s.front() == '-' ? s.substr(1) : s;
  if (all_digits(unsigned_part)) {
    if (unsigned_part.front() != '0' || unsigned_part.size() == 1) set(Shape::whole);
    if ((unsigned_part.size() > 1 && unsigned_part.front() == '0') || unsigned_part.size() >= 10) set(Shape::digits);
    return;
  }
  if (kip_amount(s)) set(Shape::grouped);
  const auto dot = unsigned_part.find('.');
  if (dot != std::string_view::npos && all_digits(unsigned_part.substr(0, dot)) &&
      all_digits(unsigned_part.substr(dot + 1)))
    set(Shape::decimal);
}

// National numbers of eight to ten digits from 2, 3 (mobile and fixed) behind 0, 856 or nothing.
bool telephone(std::string_view s) {
  std::string digits;
  for (const char c : s) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (std::string_view{" -.()+/"}.find(c) == std::string_view::npos)
      return false;
  }
  std::string_view rest{digits};
  if (rest.starts_with("00")) rest.remove_prefix(2);
  bool led = false;
  if (rest.starts_with("856")) {
    rest.remove_prefix(3);
    led = true;
  }
  if (rest.starts_with("0")) {
    rest.remove_prefix(1);
    led = true;
  }
  if (rest.empty()) return false;
  if (rest.starts_with("20") || rest.starts_with("30")) return rest.size() == 10 || (led && rest.size() == 9);
  return led && (rest.front() >= '2' && rest.front() <= '8') && (rest.size() == 8 || rest.size() == 9);
}

}  // namespace

std::string_view name_of(Shape shape) noexcept {
  constexpr std::array<std::string_view, shape_count> names{
      "day_iso",   "day8",   "day_dmy",  "day8_buddhist", "day_dmy_buddhist",
      "month_iso", "month6", "month_my", "whole",         "grouped",
      "decimal",   "digits", "phone",    "code",          "words"};
  return names[static_cast<std::size_t>(shape)];
}

Shapes shapes_of(std::string_view value) {
  Shapes out;
  const auto latin = lao::ascii_digits(value);
  const auto s = trimmed(latin);
  see_eight(s, out);
  see_six(s, out);
  see_parted(s, out);
  see_number(s, out);
  const auto set = [&](Shape shape) { out.is[static_cast<std::size_t>(shape)] = true; };
  if (telephone(s)) set(Shape::phone);
  const auto plain = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  if (s.size() <= 4 && !s.empty() && std::all_of(s.begin(), s.end(), plain)) set(Shape::code);
  if (std::any_of(s.begin(), s.end(), [](char c) {
        return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
      }))
    set(Shape::words);
  return out;
}

}  // namespace ssiis::mapping
