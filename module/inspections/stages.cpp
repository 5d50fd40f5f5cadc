#include "inspections/stages.hpp"

#include <algorithm>
#include <map>

namespace ssiis::inspections {
namespace {

using web::N_;
using State = workflow::StageStep::State;

constexpr int closing = 14;
constexpr const char* names[] = {N_("Background information"),
                                 N_("List of units to inspect"),
                                 N_("Service order"),
                                 N_("Inspection Plan"),
                                 N_("Approval and notice"),
                                 N_("Inspection"),
                                 N_("Report and review"),
                                 N_("Decision"),
                                 N_("Notification of the decision"),
                                 N_("Receipt of the decision"),
                                 N_("Allegations"),
                                 N_("Confirmation or modification"),
                                 N_("Actions by other institutions"),
                                 N_("Closing of the file")};

bool any(const Stage& s, State state) {
  return std::any_of(s.steps.begin(), s.steps.end(), [&](const auto* n) { return n->step.state == state; });
}

}  // namespace

std::string stage_words(const web::Translator& t, const std::string& language, int stage) {
  if (stage < 1 || stage > closing) return std::to_string(stage);
  const auto name = t.text(language, names[stage - 1]);
  return stage == closing ? name : std::to_string(stage) + ". " + name;
}

std::vector<Stage> stages_of(const std::vector<NamedStep>& steps, bool ended) {
  std::map<int, Stage> by_number;
  for (const auto& s : steps) {
    const int number = static_cast<int>(whole_number(s.step.stage).value_or(0));
    auto& stage = by_number.try_emplace(number, Stage{number, StageState::ahead, {}}).first->second;
    stage.steps.push_back(&s);
  }
  int reached = ended ? closing + 1 : 0;
  for (const auto& [number, stage] : by_number)
    if (any(stage, State::done) || any(stage, State::current)) reached = std::max(reached, number);
  std::vector<Stage> out;
  for (auto& [number, stage] : by_number) {
    if (any(stage, State::current))
      stage.state = StageState::current;
    else if (any(stage, State::done))
      stage.state = StageState::done;
    else if (number < reached)
      stage.state = StageState::passed_by;
    out.push_back(std::move(stage));
  }
  return out;
}

}  // namespace ssiis::inspections
