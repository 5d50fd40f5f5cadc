#include "workflow/step_times.hpp"

#include <algorithm>
#include <optional>

namespace ssiis::workflow {
namespace {

struct Visit {
  StepTime time;
  Instant since{}, left{};
  bool open{false};
};

// A clock that was set back makes no negative time.
std::int64_t seconds_between(Instant from, Instant to) {
  return std::max<std::int64_t>(0, to.us() - from.us()) / 1'000'000;
}

// A step is left by a row that says so, or by the file's coming to another over a flow that begins at it.
bool leaves(const PathRow& row) {
  return row.event == "completed" || row.event == "cancelled" || row.event == "skipped" || row.event == "returned";
}

}  // namespace

std::map<std::string, StepTime, std::less<>> step_times(const Definition& definition, const std::vector<PathRow>& path,
                                                        const std::vector<std::string>& current, Instant now) {
  std::map<std::string, std::string, std::less<>> begins_at;
  for (const auto& flow : definition.flows) begins_at[flow.id] = definition.node(flow.from).id;
  std::map<std::string, Visit, std::less<>> visits;
  const auto leave = [&](const std::string& node, Instant at) {
    const auto found = visits.find(node);
    if (found == visits.end() || !found->second.open) return;
    found->second.time.seconds += seconds_between(found->second.since, at);
    found->second.left = at;
    found->second.open = false;
  };
  for (const auto& row : path) {
    if (leaves(row)) leave(row.node, row.at);
    if (row.event != "entered") continue;
    if (const auto from = begins_at.find(row.data); from != begins_at.end()) leave(from->second, row.at);
    auto& visit = visits[row.node];
    if (visit.open) continue;
    visit.open = true;
    visit.since = row.at;
    ++visit.time.visits;
  }
  std::map<std::string, StepTime, std::less<>> out;
  for (auto& [node, visit] : visits) {
    visit.time.running = std::find(current.begin(), current.end(), node) != current.end();
    // Several instances of one step: the first that is done does not end the visit.
    if (visit.time.running) visit.time.seconds += seconds_between(visit.open ? visit.since : visit.left, now);
    out.emplace(node, visit.time);
  }
  return out;
}

}  // namespace ssiis::workflow
