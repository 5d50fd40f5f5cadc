// What is put right from outside the drawing: a task that another person goes on with.
#include "workflow/engine_step.hpp"

#include "sql/workflow.hpp"

namespace ssiis::workflow {

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
