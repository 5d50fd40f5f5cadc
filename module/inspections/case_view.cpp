#include "inspections/case_view.hpp"

#include <algorithm>

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

void read_procedure(const Desk& desk, const web::Request& rq, db::Transaction& tx, CaseView& view) {
  auto& engine = desk.rooms.workflow;
  view.standing = engine.standing(tx, view.open.file.id);
  if (!view.standing) return;
  const auto bundle = engine.bundle(tx, view.standing->bundle);
  const auto words = [&](const std::string& node) {
    return node_words(bundle.get(), desk.t(), rq.language, view.standing->process, node);
  };
  for (const auto& step : view.standing->steps)
    view.steps.push_back({step, words(step.node),
                          desk.t().keyed(rq.language, "bpmn", view.standing->process + "/" + step.lane_id, step.lane)});
  for (const auto& task : view.standing->tasks) {
    view.tasks.emplace_back(task, words(task.node));
    view.mine.push_back(!view.open.by_grant && !engine.obstacle(tx, rq.who(), task));
  }
  for (const auto& row : view.standing->path)
    if (row.event == "completed" &&
        std::find(view.done_nodes.begin(), view.done_nodes.end(), row.node) == view.done_nodes.end())
      view.done_nodes.push_back(row.node);
}

}  // namespace

CaseView view_of(const Desk& desk, const web::Request& rq, const OpenCase& open) {
  return desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    CaseView view{.open = open,
                  .manager = {},
                  .team = {},
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
                  .paper = open.file.imported ? paper_record_of(tx, open.file.id) : std::nullopt,
                  .importer = {}};
    People people{tx};
    view.manager = people.name(open.file.manager, rq.language);
    for (const auto& m : members_of(tx, open.file.id))
      view.team.push_back({people.name(m.user_id, rq.language), m.role});
    if (view.paper) view.importer = people.name(view.paper->imported_by, rq.language);
    read_procedure(desk, rq, tx, view);
    if (!open.by_grant) view.requests = requests_of(tx, open.file.id);
    const bool everywhere = profiles::can_read_unit_files(tx, rq.who(), open.file.unit_key);
    view.previous = everywhere ? cases_of_unit(tx, open.file.unit_key)
                               : cases_of_unit(tx, rq.who().scope("case.read"), open.file.unit_key);
    std::erase_if(view.previous, [&](const Case& c) { return c.id == open.file.id; });
    auto records = desk.rooms.trail.of_case(tx, open.file.id, 1, 10'000);
    std::erase_if(records, [](const audit::Record& r) { return r.act != audit::Act::wrote; });
    std::reverse(records.begin(), records.end());
    const auto bundle = view.standing ? desk.rooms.workflow.bundle(tx, view.standing->bundle) : nullptr;
    for (const auto& r : records) {
      if (view.timeline.size() == timeline_rows) break;
      const auto step = step_of(r.object);
      view.timeline.push_back({r.at, r.event, people.name(r.user_id, rq.language),
                               step.empty() || !view.standing
                                   ? std::string{}
                                   : node_words(bundle.get(), desk.t(), rq.language, view.standing->process, step)});
    }
    return view;
  });
}

}  // namespace ssiis::inspections
