#include "web/chart.hpp"

#include <fmt/format.h>

namespace ssiis::web {

std::int64_t axis_step(std::int64_t greatest) {
  for (std::int64_t power = 1;; power *= 10)
    for (const std::int64_t factor : {1, 2, 5})
      if (greatest / (power * factor) <= 4) return power * factor;
}

std::string svg_length(double units) { return fmt::format("{:.1f}", units); }

}  // namespace ssiis::web
