#include "workflow/path_taken.hpp"

namespace ssiis::workflow {

std::optional<Returned> returned_by(const PathRow& row) {
  if (row.event != "returned") return std::nullopt;
  const auto gap = row.data.find(' ');
  return Returned{row.node, row.data.substr(0, gap),
                  gap == std::string::npos ? std::string{} : row.data.substr(gap + 1)};
}

void take_back(const Definition& d, const PathRow& row, StepIds& passed) {
  const auto back = returned_by(row);
  if (!back) return;
  const int from = d.index(back->from), to = d.index(back->to);
  if (from == nowhere || to == nowhere) return;
  for (const int i : steps_between(d, to, from)) passed.erase(d.node(i).id);
}

StepIds passed_steps(const Definition& d, const std::vector<PathRow>& path) {
  StepIds out;
  for (const auto& row : path) {
    take_back(d, row, out);
    if (row.event == "entered") out.insert(row.node);
  }
  return out;
}

}  // namespace ssiis::workflow
