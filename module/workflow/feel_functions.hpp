// The functions that every expression may call.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "workflow/feel_value.hpp"

namespace ssiis::workflow::feel {

struct Builtin {
  std::string_view name;
  std::size_t least, most;  // arguments
  bool moment;              // makes a date, a time or a duration of texts
};
const Builtin* builtin(std::string_view name) noexcept;  // nothing when there is none

// Nothing when the arguments do not suit the function; the value may be null (not(null)).
std::optional<Value> call_builtin(std::string_view name, const std::vector<Value>& arguments);

// What @"…" says: a date, time, date and time or duration; null when it is none.
Value moment_of(std::string_view text);

}  // namespace ssiis::workflow::feel
