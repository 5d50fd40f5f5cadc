// What is put right from outside the drawing: a task that another person goes on with, a closed file that goes on.
#include "workflow/engine_step.hpp"

#include "sql/workflow.hpp"

namespace ssiis::workflow {
namespace {

namespace rq = sql::workflow;

// The step, or the start of what the message begins beside the steps; nowhere when the drawing has no such way in.
int way_in(const Definition& d, const Engine::Reentry& at) {
  if (at.message.empty()) {
    const int node = d.index(at.node);
    return node != nowhere && d.node(node).scope == nowhere && d.node(node).reopen_entry ? node : nowhere;
  }
  for (const int sub : d.event_sub_processes)
    for (const int start : d.node(sub).starts)
      if (d.node(start).message == at.message && !d.node(start).interrupting) return start;
  return nowhere;
}

struct LastInstance {
  std::int64_t id;
  std::string process, territory;
  bool ended;
};
std::optional<LastInstance> last_instance(db::Transaction& tx, CaseId c) {
  std::optional<LastInstance> out;
  for (auto rows = tx.query(rq::standing_instances, db::Params{c}); rows.next();) {
    const auto& r = rows.row();
    out = LastInstance{r.integer(0), r.text(1), r.text(5), r.text(4) == "ended"};
  }
  return out;
}

}  // namespace

std::shared_ptr<const Bundle> Engine::bundle_today(db::Transaction& tx) {
  const auto found = tx.find(rq::definition_for_day, db::Params{parts_.clock.today()},
                             [](const db::Row& row) { return row.integer(0); });
  return found ? bundle(tx, *found) : nullptr;
}

std::vector<std::string> Engine::reentries(db::Transaction& tx, CaseId c) {
  const auto last = last_instance(tx, c);
  const auto b = bundle_today(tx);
  const auto* d = last && b ? b->process(last->process) : nullptr;
  std::vector<std::string> out;
  if (d == nullptr) return out;
  for (const auto& n : d->nodes)
    if (n.reopen_entry && n.scope == nowhere) out.push_back(n.id);
  return out;
}

Result<Moved> Engine::reopen(db::Transaction& tx, const Actor& who, CaseId c, const Reentry& at) {
  const auto last = last_instance(tx, c);
  if (!last) return Rejection{"workflow.no_procedure"};
  if (!last->ended) return Rejection{"workflow.still_running"};
  auto b = bundle_today(tx);
  if (!b) return Rejection{"workflow.not_deployed"};
  const auto* d = b->process(last->process);
  if (!d) return Rejection{"workflow.process_unknown", {last->process}};
  const int begin = way_in(*d, at);
  if (begin == nowhere) return Rejection{"workflow.no_such_entry", {at.message.empty() ? at.node : at.message}};
  auto kept = variables(tx, c, last->id);
  kept.erase("stayed");  // what a court stayed ended with the instance
  const auto bundle_id = b->id;
  State state;
  state.instance = {c, last->id + 1, last->process, last->territory, bundle_id, 1, InstanceState::running, false};
  store::insert_instance(tx, state, parts_.clock.now());
  Step step{*this, tx, who, std::move(b), *d, std::move(state)};
  step.machine.set(kept);
  step.machine.note("reopened", begin, at.message);
  step.machine.begin_at(begin);
  return finish(step, "workflow.reopened", "instance:" + std::to_string(step.state.instance.id),
                {{"entry", d->node(begin).id}});
}

// The receiver's own right counts: what he may do as a substitute only stays the absent person's.
Result<Moved> Engine::hand_over(db::Transaction& tx, const Actor& who, const TaskRef& ref, const Actor& to) {
  Task* task = nullptr;
  const auto step = open_task(tx, who, ref, task);
  if (!step) return Rejection{"workflow.task_unknown"};
  if (task->assignee == to.user_id()) return Rejection{"workflow.already_held"};
  const auto wanted = Wanted::of(*step, *task);
  const std::string nobody;
  const Wanted given{wanted.case_id, wanted.instance,   wanted.role, wanted.territory,
                     nobody,         wanted.definition, wanted.node};
  if (auto why = may_do(tx, to, given)) return *why;
  if (auto why = same_person(tx, to, {}, given)) return *why;
  if (tx.execute(sql::workflow::task_assign, db::Params{to.user_id(), ref.case_id, ref.task, task->assignee}) != 1)
    throw Conflict{"task"};
  step->machine.note("handed_over", task->node);
  return finish(*step, "workflow.task_handed_over", "task:" + step->d.node(task->node).id,
                {{"from", task->assignee}, {"to", to.user_id()}});
}

}  // namespace ssiis::workflow
