// Who may do what: claiming, authorisation, the legal officer's choice.
#include "workflow/engine_step.hpp"

#include "sql/workflow.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

// Roles that are held on a case by being on its team, whatever territory the profile gives.
bool of_the_team(std::string_view role) { return role == "chief_inspector" || role == "inspector"; }

template <class T>
const T* answer(const Variables& v, std::string_view name) {
  const auto it = v.find(name);
  return it == v.end() ? nullptr : std::get_if<T>(&it->second);
}

}  // namespace

std::optional<Rejection> Engine::may_do(db::Transaction& tx, const Actor& who, CaseId c, const std::string& role,
                                        const std::string& territory, const std::string& assignee) {
  if (who.is_service()) return Rejection{"workflow.not_your_task"};
  bool holds = false;
  if (of_the_team(role)) {
    // Who is chief is said by the order, not by the profile: any inspector may lead a team.
    const bool inspector = who.has_role("inspector") || who.has_role("chief_inspector");
    holds = inspector && parts_.case_roles.holds(tx, c, role, who.user_id());
  } else {
    const auto tree = parts_.territories(tx);
    holds = who.has_role_at(role, territory == "hq" ? tree->root().interval.low : tree->point(territory));
  }
  if (!holds) return Rejection{"workflow.not_your_task"};
  if (!assignee.empty() && assignee != who.user_id()) return Rejection{"workflow.task_claimed"};
  return std::nullopt;
}

std::optional<Rejection> Engine::same_person(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t instance,
                                             const Definition& d, int node) {
  const auto& others = d.node(node).not_same_as;
  if (others.empty()) return std::nullopt;
  for (auto rows = tx.query(q::task_doers, db::Params{c, instance}); rows.next();)
    for (const int other : others)
      if (rows.row().text(0) == d.node(other).id && rows.row().text_or_empty(1) == who.user_id())
        return Rejection{"workflow.same_person", {d.node(other).id}};
  return std::nullopt;
}

std::optional<Rejection> Engine::obstacle(db::Transaction& tx, const Actor& who, const OpenTask& task) {
  if (auto no = may_do(tx, who, task.case_id, task.role, task.territory, task.assignee)) return no;
  if (task.kind == TaskKind::legal) return std::nullopt;
  const auto b = bundle(tx, task.bundle);
  const auto* d = b->process(task.process);
  return d ? same_person(tx, who, task.case_id, task.instance, *d, d->index(task.node)) : std::nullopt;
}

Result<Moved> Engine::claim(db::Transaction& tx, const Actor& who, const TaskRef& ref) {
  Task* task = nullptr;
  const auto step = open_task(tx, who, ref, task);
  if (!step) return Rejection{"workflow.task_unknown"};
  if (const auto no = may_do(tx, who, ref.case_id, task->role, task->territory, task->assignee)) return *no;
  if (const auto no = same_person(tx, who, ref.case_id, step->state.instance.id, step->d, task->node)) return *no;
  if (tx.execute(q::task_assign, db::Params{who.user_id(), ref.case_id, ref.task, task->assignee}) != 1)
    throw Conflict{"task"};
  step->machine.note("claimed", task->node);
  return finish(*step, "workflow.task_claimed", "task:" + step->d.node(task->node).id, {});
}

Result<Moved> Engine::release(db::Transaction& tx, const Actor& who, const TaskRef& ref) {
  Task* task = nullptr;
  const auto step = open_task(tx, who, ref, task);
  if (!step) return Rejection{"workflow.task_unknown"};
  if (task->assignee != who.user_id()) return Rejection{"workflow.not_your_task"};
  if (tx.execute(q::task_assign, db::Params{"", ref.case_id, ref.task, task->assignee}) != 1) throw Conflict{"task"};
  step->machine.note("released", task->node);
  return finish(*step, "workflow.task_released", "task:" + step->d.node(task->node).id, {});
}

// An expired period without LSSO's confirmation: the officer cites the article and moves the file, or lets it wait.
Result<Moved> Engine::answer_legal(Step& step, Task& task, const Variables& answers) {
  Timer* timer = nullptr;
  for (auto& t : step.state.timers)
    if (t.id == task.timer) timer = &t;
  if (!timer) return Rejection{"workflow.task_unknown"};
  const auto* choice = answer<std::string>(answers, "choice");
  if (!choice || (*choice != "move" && *choice != "wait")) return Rejection{"workflow.choice_missing", {}, "choice"};
  const auto* article = answer<std::string>(answers, "article");
  if (!article || trimmed(*article).empty()) return Rejection{"workflow.article_missing", {}, "article"};
  const auto node = step.d.node(timer->node).id;
  std::vector<std::pair<std::string, std::string>> details{
      {"choice", *choice}, {"article", *article}, {"deadline", timer->deadline_key}};
  step.machine.note("timer.decided", timer->node, *choice + ": " + *article);
  if (*choice == "move") {
    step.machine.fire(*timer);
  } else {
    const auto* until = answer<Day>(answers, "until");
    if (!until || *until <= parts_.clock.today()) return Rejection{"workflow.until_missing", {}, "until"};
    step.machine.rearm(*timer, task, *until);
    details.emplace_back("until", until->iso());
  }
  return finish(step, "workflow.deadline_decided", "timer:" + node, std::move(details));
}

}  // namespace ssiis::workflow
