// A day that an officer set by hand.
#pragma once
#include <optional>

#include "core/day.hpp"

namespace ssiis::workflow {

// The day, and the day he set it on (nothing of days set by a version that did not keep it).
struct Held {
  Day day{};
  std::optional<Day> since{};
};

}  // namespace ssiis::workflow
