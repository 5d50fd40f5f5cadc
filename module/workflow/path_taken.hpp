// Which steps a file has passed, by its history. Pure.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "workflow/definition.hpp"
#include "workflow/types.hpp"

namespace ssiis::workflow {

// From where to where a file was sent back, by the row of its history that says so; nothing of any other row.
struct Returned {
  std::string from, to, why;  // why: a code
};
std::optional<Returned> returned_by(const PathRow& row);

using StepIds = std::set<std::string, std::less<>>;
// What a row of the history takes out of the steps passed: those that the file was sent back over.
void take_back(const Definition& definition, const PathRow& row, StepIds& passed);
// The steps that a file has come to, without those that it was sent back over and has not come to again.
StepIds passed_steps(const Definition& definition, const std::vector<PathRow>& path);

}  // namespace ssiis::workflow
