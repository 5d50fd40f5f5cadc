// What a value looks like, whatever its column is called.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ssiis::mapping {

enum class Shape {
  day_iso,           // 2024-03-31, also with a time behind it
  day8,              // 20240331
  day_dmy,           // 31/3/2024, 31-03-2024, 31.03.2024
  day8_buddhist,     // 25670331: 543 years more
  day_dmy_buddhist,  // 31/03/2567
  month_iso,         // 2024-03
  month6,            // 202403
  month_my,          // 03/2024
  whole,             // a whole number without leading zero
  grouped,           // 1.234.567 or 1,234,567
  decimal,           // 12.50
  digits,            // digits that are no amount: a leading zero, or ten and more
  phone,             // a Lao telephone number in any of its ways of writing
  code,              // one to four letters or digits
  words              // anything else with letters
};
inline constexpr std::size_t shape_count = static_cast<std::size_t>(Shape::words) + 1;
std::string_view name_of(Shape shape) noexcept;

// One value may have several shapes (20240331 is a day, a number and digits): all of them count.
struct Shapes {
  std::array<bool, shape_count> is{};
  bool operator[](Shape s) const noexcept { return is[static_cast<std::size_t>(s)]; }
};
// Of a value that is neither NULL nor blank. Lao digits count as digits. [any thread]
Shapes shapes_of(std::string_view value);

}  // namespace ssiis::mapping
