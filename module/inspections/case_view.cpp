#include "inspections/case_view.hpp"

#include <algorithm>
#include <set>

#include "inspections/people.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

constexpr int timeline_rows = 60;

// The step that an audited object names ("task:T07_Report"); empty for objects that are no step.
std::string step_of(const std::string& object) {
  for (const std::string_view kind : {"task:", "timer:", "service:", "incident:", "node:"})
    if (object.starts_with(kind)) return object.substr(kind.size());
  return {};
}

// Who does a step of the procedure; empty when nobody does, but the system.
std::string role_of(const workflow::Bundle* bundle, const std::string& process, const std::string& node) {
  const auto* definition = bundle == nullptr ? nullptr : bundle->process(process);
  const int at = definition == nullptr ? workflow::nowhere : definition->index(node);
  return at == workflow::nowhere ? std::string{} : definition->node(at).role.role;
}

// What was written, newest first.
std::vector<TimelineRow> timeline_of(const Desk& desk, const web::Request& rq, db::Transaction& tx, CaseId id) {
  People people{tx};
  std::vector<TimelineRow> out;
  for (const auto& r : desk.rooms.trail.writings_of_case(tx, id, timeline_rows))
    out.push_back(
        {r.at, r.event,
         r.user_id.starts_with("job:") ? desk.t().text(rq.language, "automatic") : people.name(r.user_id, rq.language),
         r.object});
  return out;
}

// Nodes that the file has passed, and the flows it took to them: the history keeps with each node the flow it came by.
void trace_path(const workflow::Definition* definition, CaseView& view) {
  if (definition == nullptr) return;
  workflow::StepIds passed, flows;
  for (const auto& row : view.standing->path) {
    workflow::take_back(*definition, row, passed);
    if (definition->index(row.node) == workflow::nowhere) continue;
    if (row.event == "cancelled") passed.erase(row.node);
    if (row.event != "started" && row.event != "entered" && row.event != "completed") continue;
    if (row.event == "entered" && !row.data.empty()) flows.insert(row.data);
    passed.insert(row.node);
  }
  for (const auto& resting : view.standing->current) passed.erase(resting);
  view.done_nodes.assign(passed.begin(), passed.end());
  view.taken_flows.assign(flows.begin(), flows.end());
}

// The trail knows that a file was sent back, the file knows why: both tell it in the same order.
void tell_returns(CaseView& view) {
  auto next = view.returns.rbegin();
  for (auto& row : view.timeline) {
    if (row.event != "workflow.step_returned" || next == view.returns.rend()) continue;
    row.to = next->to;
    row.reason = next->ground + " – " + next->entry.reason;
    ++next;
  }
}

void read_procedure(const Desk& desk, const web::Request& rq, db::Transaction& tx, CaseView& view) {
  auto& engine = desk.rooms.workflow;
  view.rework = read_rework(tx, desk, rq, view.open);
  view.standing = engine.standing(tx, view.open.file.id, whole_number(rq.parameter("run")));
  if (!view.standing) return;
  const auto bundle = engine.bundle(tx, view.standing->bundle);
  const auto words = [&](const std::string& node) {
    return node_words(bundle.get(), desk.t(), rq.language, view.standing->process, node);
  };
  const auto* definition = bundle->process(view.standing->process);
  const auto times = definition ? workflow::step_times(*definition, view.standing->path, view.standing->current,
                                                       desk.rooms.clock.now())
                                : std::map<std::string, workflow::StepTime, std::less<>>{};
  for (const auto& step : view.standing->steps) {
    const auto time = times.find(step.node);
    view.steps.push_back({step, words(step.node), role_of(bundle.get(), view.standing->process, step.node),
                          time == times.end() ? workflow::StepTime{} : time->second});
  }
  for (auto& row : view.timeline) {
    const auto step = step_of(row.step);
    // A signature names its task by number: no step is called so.
    row.step = step.empty() || whole_number(step) ? std::string{} : words(step);
  }
  for (const auto& task : view.standing->tasks) {
    view.tasks.emplace_back(task, words(task.node) + for_which(desk.t(), rq.language, task));
    view.mine.push_back(!view.open.by_grant && !desk.tasks.obstacle(tx, rq.who(), task));
  }
  // The reason may tell of a complaint.
  if (!view.open.by_grant) view.interventions = interventions_of(tx, *view.standing, rq.language, words);
  trace_path(definition, view);
}

}  // namespace

CaseView view_of(const Desk& desk, const web::Request& rq, const OpenCase& open) {
  return desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    CaseView view{.open = open,
                  .holders = holders_of(tx, open.file, rq.language),
                  .standing = std::nullopt,
                  .steps = {},
                  .tasks = {},
                  .mine = {},
                  .background = background_of(tx, open.file.id),
                  .visits = visits_of(tx, open.file.id),
                  .requests = {},
                  .previous = {},
                  .timeline = {},
                  .done_nodes = {},
                  .taken_flows = {},
                  .interventions = {},
                  .paper = open.file.imported ? paper_record_of(tx, open.file.id) : std::nullopt,
                  .importer = {}};
    if (view.paper) view.importer = People{tx}.name(view.paper->imported_by, rq.language);
    // The reason may tell of a complaint: sealed for who reads an earlier file by exception.
    if (!open.by_grant) view.withdrawals = named_withdrawals(tx, open.file.id, rq.language);
    view.decisions = read_decisions(tx, desk, rq, open);
    view.alerts = alerts_of_file(desk, rq, tx, open.file);
    view.timeline = timeline_of(desk, rq, tx, open.file.id);
    view.returns = read_returns(tx, desk, rq, open);
    tell_returns(view);
    read_procedure(desk, rq, tx, view);
    if (!open.by_grant) view.requests = requests_of(tx, open.file.id);
    view.previous = visible_cases_of_unit(tx, rq.who(), open.file.unit_key);
    view.earlier_decisions = decisions_of_unit(tx, open.file.unit_key);
    std::erase_if(view.previous, [&](const Case& c) { return c.id == open.file.id; });
    return view;
  });
}

}  // namespace ssiis::inspections
