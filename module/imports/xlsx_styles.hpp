// Which cells of a workbook are days: the number says nothing, its format does.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::imports {

// A number format that shows a day or a month. Times of day alone are none.
bool shows_a_day(std::string_view format);
bool built_in_day(int format);  // of the formats that every workbook has

// The day of a serial number; nothing for what is none: below 1, 29 February 1900, beyond 9999. A time of day is left
// out.
std::optional<std::string> day_of_serial(std::string_view number, bool from_1904);

}  // namespace ssiis::imports
