// How long a file stayed at each step, from its history.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "workflow/definition.hpp"
#include "workflow/types.hpp"

namespace ssiis::workflow {

struct StepTime {
  std::int64_t seconds{0};  // all visits together; of a step where the file stands, until now
  int visits{0};
  bool running{false};  // the file stands there
};

// By node, the oldest row of the history first; only nodes where the file has been. `current` are the nodes where
// something rests. Pure.
std::map<std::string, StepTime, std::less<>> step_times(const Definition& definition, const std::vector<PathRow>& path,
                                                        const std::vector<std::string>& current, Instant now);

}  // namespace ssiis::workflow
