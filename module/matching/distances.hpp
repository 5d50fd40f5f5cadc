// How near two short texts are. Pure; on compact text (compact.hpp), where a letter is one byte.
#pragma once
#include <string_view>

namespace ssiis::matching {

// Jaro's likeness with Winkler's bonus of 0.1 for each of up to four equal first letters; 1 for equal, 0 for nothing in
// common. Letters beyond the 64th are not looked at.
double jaro_winkler(std::string_view a, std::string_view b) noexcept;

// How many letters must be put in, left out, changed or swapped with the next one (optimal string alignment). Gives up
// and answers limit + 1 as soon as it is more than `limit`. Letters beyond the 64th are not looked at.
int edit_distance(std::string_view a, std::string_view b, int limit = 64) noexcept;

// 1 - distance / the longer length.
double edit_likeness(std::string_view a, std::string_view b) noexcept;

// Numbers as people copy them: 1 the same, 0.9 one slip (a figure changed, left out, put in, or two swapped), 0.8 two
// slips in eight and more, 0.7 one is the end of the other (six and more), else 0.
double digits_likeness(std::string_view a, std::string_view b) noexcept;

// Days as year × 10000 + month × 100 + day, 0 for parts that are unknown. 1 the same day; 0.9 day and month swapped, or
// one figure wrong; 0.8 two parts of three the same; 0.7 only the year is known on one side, and is the same; 0.6 years
// apart by one; 0.5 the same year; else 0.
double date_likeness(int a, int b) noexcept;

// How near two days are: 1 the same day, falling evenly to 0 at 366 days apart; 0 when a day is not wholly known.
double days_likeness(int a, int b) noexcept;

// Ways down to codes of ISIC (names::sector_path): 1 the same code; 0.9 one contains the other, which says no more than
// that; 0.8 the same group, 0.7 the same division, 0.5 the same section; else 0.
double sector_likeness(std::string_view a, std::string_view b) noexcept;

}  // namespace ssiis::matching
