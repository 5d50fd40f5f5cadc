#include "imports/xlsx_styles.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace ssiis::imports {

bool built_in_day(int format) {
  return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) || format == 36 ||
         (format >= 50 && format <= 54) || format == 57 || format == 58;
}

bool shows_a_day(std::string_view format) {
  bool month = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == ';') break;  // what follows is for negative numbers
    if (c == '"') {
      i = format.find('"', i + 1);
      if (i == std::string_view::npos) break;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {  // a colour, a currency with its language, or hours beyond a day
      i = format.find(']', i);
      if (i == std::string_view::npos) break;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'b' || c == 'B' || c == 'e') {
      return c != 'e' || month || format.find('y') != std::string_view::npos;
    } else if (c == 'm' || c == 'M') {
      month = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      return false;  // minutes, not months
    }
  }
  return month;
}

std::optional<std::string> day_of_serial(std::string_view number, bool from_1904) {
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
  const double whole = std::floor(value);
  if (!(whole >= (from_1904 ? 0 : 1)) || whole > 2'958'465) return std::nullopt;
  int days = static_cast<int>(whole);
  if (!from_1904 && days == 60) return std::nullopt;  // Excel's 29 February 1900, which never was
  using namespace std::chrono;
  const sys_days zero = from_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / 31};
  if (!from_1904 && days > 60) --days;
  const year_month_day day{zero + std::chrono::days{days}};
  if (int{day.year()} > 9999) return std::nullopt;
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int{day.year()}, unsigned{day.month()}, unsigned{day.day()});
  return std::string{text};
}

}  // namespace ssiis::imports
