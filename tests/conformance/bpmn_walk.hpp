// A procedure walked to its end by chance.
#pragma once
#include <cstdint>
#include <string>

#include "workflow/api.hpp"

namespace ssiis::conformance {

// Every step a person, a period, a message or a late answer could take is taken by chance from `seed`, until the end.
// Empty when it came to its end; else where and why not. Also when a resting point is not sound (walk.hpp of the unit
// tests): a task, period or wait without a place in the procedure, or a place without one.
std::string walked(const workflow::Definition& d, std::uint64_t seed);

}  // namespace ssiis::conformance
