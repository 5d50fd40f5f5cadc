// Where a file stands.
#include <algorithm>

#include "sql/workflow.hpp"
#include "workflow/deadline_changes.hpp"
#include "workflow/engine_step.hpp"
#include "workflow/path_taken.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

OpenIncident incident_of(const db::Row& r) {
  return {CaseId{r.integer(0)}, r.integer(1), r.text(4), r.text(5), r.text_or_empty(6), r.integer(7), r.instant(8)};
}

}  // namespace

std::set<std::string> Engine::forms_that(db::Transaction& tx, const std::function<bool(const forms::Form&)>& are_so) {
  std::set<std::string> out;
  for (const auto id : tx.all(q::bundles, db::Params{}, [](const db::Row& r) { return r.integer(0); }))
    for (const auto& [key, form] : bundle(tx, id)->own_forms)
      if (are_so(form)) out.insert(key);
  return out;
}

std::vector<OpenIncident> Engine::incidents(db::Transaction& tx, int limit) {
  return tx.all(q::incidents_open, db::Params{std::int64_t{limit}}, incident_of);
}

Variables Engine::variables(db::Transaction& tx, CaseId c, std::int64_t instance) {
  Variables out;
  for (auto rows = tx.query(q::variables_of_instance, db::Params{c, instance}); rows.next();)
    if (!is_local(rows.row().text(0)))
      out[rows.row().text(0)] = decoded(static_cast<ValueKind>(rows.row().integer(1)), rows.row().text_or_empty(2));
  return out;
}

std::vector<Run> Engine::runs(db::Transaction& tx, CaseId c) {
  return tx.all(q::standing_instances, db::Params{c}, [](const db::Row& r) {
    return Run{r.integer(0), r.text(1), r.text(4) == "ended", r.instant(6), r.maybe_instant(7)};
  });
}

std::optional<Standing> Engine::standing(db::Transaction& tx, CaseId c, std::optional<std::int64_t> instance) {
  std::optional<Standing> found;
  for (auto rows = tx.query(q::standing_instances, db::Params{c}); rows.next();) {
    const auto& r = rows.row();
    if (instance && *instance != r.integer(0)) continue;
    found = Standing{
        r.integer(0), r.integer(3), r.integer(2), r.text(1), r.text(5), r.text(4) == "ended", r.instant(6), {}, {}, {},
        {},           {},           {},           {},        {}};
  }
  if (!found) return found;
  auto& s = *found;
  const auto of_another = [&](std::int64_t row) { return store::instance_of(row) != s.instance; };
  s.tasks = open_tasks(tx, c);
  if (!s.ended) s.still_since = stands_still_since(tx, c);
  std::erase_if(s.tasks, [&](const OpenTask& t) { return t.instance != s.instance; });
  s.timers = tx.all(q::timers_of_case, db::Params{c}, [](const db::Row& r) {
    return RunningTimer{r.integer(0),
                        r.text(1),
                        r.text(2),
                        r.text(4),
                        r.text(5),
                        r.text_or_empty(6),
                        r.day(3),
                        r.day(8),
                        static_cast<int>(r.integer(7)),
                        r.flag(9),
                        r.text(10) == "referred",
                        r.text(10) == "suspended"};
  });
  s.waits = tx.all(q::subscriptions_of_case, db::Params{c}, [](const db::Row& r) {
    return Wait{r.text_or_empty(0), r.text(1)};
  });
  s.incidents = tx.all(q::incidents_of_case, db::Params{c}, incident_of);
  std::erase_if(s.timers, [&](const RunningTimer& t) { return of_another(t.id); });
  for (auto rows = tx.query(q::history_of_case, db::Params{c}); rows.next();) {
    const auto& r = rows.row();
    if (of_another(r.integer(0))) continue;
    s.path.push_back({r.instant(1), r.text(2), r.text_or_empty(3), r.text(4), r.text_or_empty(5)});
  }
  s.current = tx.all(q::tokens_of_case, db::Params{c, s.instance}, [](const db::Row& r) { return r.text(0); });

  const auto consider = [&](Day day, bool confirmed, const std::string& node) {
    if (!s.next_deadline || day < s.next_deadline->day) s.next_deadline = Standing::NextDeadline{day, confirmed, node};
  };
  for (const auto& t : s.tasks)
    if (t.due) consider(*t.due, t.due_confirmed, t.node);
  for (const auto& t : s.timers)
    if (!t.referred && !t.stands_still) consider(t.due, t.confirmed, t.node);

  const auto b = bundle(tx, s.bundle);
  const auto* d = b->process(s.process);
  const auto passed = passed_steps(*d, s.path);
  for (const auto& n : d->nodes) {
    if (n.stage.empty() || n.kind == NodeKind::sub_process || n.kind == NodeKind::boundary) continue;
    auto state = passed.contains(n.id) ? StageStep::State::done : StageStep::State::ahead;
    if (std::find(s.current.begin(), s.current.end(), n.id) != s.current.end()) state = StageStep::State::current;
    s.steps.push_back({state, n.stage, n.id, n.name, n.lane, n.lane_id});
  }
  return found;
}

}  // namespace ssiis::workflow
