// What pictures drawn by the server share.
#pragma once
#include <cstdint>
#include <string>

namespace ssiis::web {

// The distance of an axis' lines: 1, 2 or 5 times a power of ten, so that at most five lines, with the one at 0, lie at
// or below `greatest` (0 or more).
std::int64_t axis_step(std::int64_t greatest);
// A length as an attribute of SVG takes it, with one decimal.
std::string svg_length(double units);

}  // namespace ssiis::web
