// Who may do what: claiming, authorisation, the legal officer's choice.
#include <algorithm>

#include "workflow/engine_step.hpp"

#include "sql/workflow.hpp"
#include "workflow/deadline_changes.hpp"

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

std::optional<Rejection> Engine::may_do(db::Transaction& tx, const Actor& who, const Wanted& w) {
  if (who.is_service()) return Rejection{"workflow.not_your_task"};
  bool holds = false;
  if (of_the_team(w.role)) {
    // Who is chief is said by the order, not by the profile: any inspector may lead a team.
    const bool inspector = who.has_role("inspector") || who.has_role("chief_inspector");
    holds = inspector && parts_.case_roles.holds(tx, w.case_id, w.role, who.user_id());
  } else {
    const auto tree = parts_.territories(tx);
    holds = who.has_role_at(w.role, w.territory == "hq" ? tree->root().interval.low : tree->point(w.territory));
  }
  if (!holds) return Rejection{"workflow.not_your_task"};
  if (!w.assignee.empty() && w.assignee != who.user_id()) return Rejection{"workflow.task_claimed"};
  return std::nullopt;
}

// Both hold the role at the place, and the task is the absent person's by name or by his team; what is everybody's of
// the role the substitute does in his own right.
bool Engine::stands_in(db::Transaction& tx, const Actor& who, const profiles::Absent& absent, const Wanted& w) {
  if (!w.assignee.empty() && w.assignee != absent.user_id) return false;
  const auto tree = parts_.territories(tx);
  const auto point = w.territory == "hq" ? tree->root().interval.low : tree->point(w.territory);
  const auto does = [&](const std::string& role, const TerritoryInterval& at) {
    return profiles::same_work(role, w.role) && at.holds(point);
  };
  const auto& mine = who.roles();
  if (std::none_of(mine.begin(), mine.end(), [&](const auto& r) { return does(r.role, r.interval); })) return false;
  if (of_the_team(w.role)) {
    const auto inspects = [](const auto& r) { return of_the_team(r.role); };
    return std::any_of(absent.roles.begin(), absent.roles.end(), inspects) &&
           parts_.case_roles.holds(tx, w.case_id, w.role, absent.user_id);
  }
  return std::any_of(absent.roles.begin(), absent.roles.end(), [&](const auto& r) { return does(r.role, r.interval); });
}

// Nobody reviews his own work, neither through a substitute nor as one: whoever did a task and for whom it was done,
// and whoever does this one and for whom, are all different people.
std::optional<Rejection> Engine::same_person(db::Transaction& tx, const Actor& who, const std::string& done_for,
                                             const Wanted& w) {
  if (w.definition == nullptr) return std::nullopt;
  const auto& others = w.definition->node(w.node).not_same_as;
  if (others.empty()) return std::nullopt;
  const auto is_me = [&](const std::string& id) { return !id.empty() && (id == who.user_id() || id == done_for); };
  for (auto rows = tx.query(q::task_doers, db::Params{w.case_id}); rows.next();) {
    const auto& r = rows.row();
    if (!is_me(r.text_or_empty(1)) && !is_me(r.text_or_empty(2))) continue;
    for (const int other : others)
      if (r.text(0) == w.definition->node(other).id)
        return Rejection{"workflow.same_person", {w.definition->node(other).id}};
  }
  return std::nullopt;
}

Result<std::string> Engine::right_to(db::Transaction& tx, const Actor& who, const Wanted& w) {
  auto why = may_do(tx, who, w);
  if (!why) why = same_person(tx, who, {}, w);
  if (!why) return std::string{};
  if (who.is_service()) return *why;
  for (const auto& absent : profiles::stands_in_for(tx, who.user_id(), parts_.clock.today())) {
    if (!stands_in(tx, who, absent, w)) continue;
    const auto same = same_person(tx, who, absent.user_id, w);
    if (!same) return absent.user_id;
    why = same;
  }
  return *why;
}

Result<std::string> Engine::acting_for(db::Transaction& tx, const Actor& who, const OpenTask& task) {
  const auto b = bundle(tx, task.bundle);
  const auto* d = task.kind == TaskKind::legal ? nullptr : b->process(task.process);
  return right_to(tx, who,
                  {task.case_id, task.instance, task.role, task.territory, task.assignee, d,
                   d == nullptr ? nowhere : d->index(task.node)});
}

std::optional<Rejection> Engine::obstacle(db::Transaction& tx, const Actor& who, const OpenTask& task) {
  const auto right = acting_for(tx, who, task);
  return right ? std::nullopt : std::optional{right.rejection()};
}

// A task taken for somebody absent stays his: when he is back, it waits for him.
Result<Moved> Engine::claim(db::Transaction& tx, const Actor& who, const TaskRef& ref) {
  Task* task = nullptr;
  const auto step = open_task(tx, who, ref, task);
  if (!step) return Rejection{"workflow.task_unknown"};
  const auto right = right_to(tx, who, Wanted::of(*step, *task));
  if (!right) return right.rejections();
  step->done_for = *right;
  const auto& holder = right->empty() ? who.user_id() : *right;
  if (tx.execute(q::task_assign, db::Params{holder, ref.case_id, ref.task, task->assignee}) != 1)
    throw Conflict{"task"};
  step->machine.note("claimed", task->node);
  return finish(*step, "workflow.task_claimed", "task:" + step->d.node(task->node).id, {});
}

Result<Moved> Engine::release(db::Transaction& tx, const Actor& who, const TaskRef& ref) {
  Task* task = nullptr;
  const auto step = open_task(tx, who, ref, task);
  if (!step) return Rejection{"workflow.task_unknown"};
  if (task->assignee.empty()) return Rejection{"workflow.not_your_task"};
  if (task->assignee != who.user_id()) {
    const auto right = right_to(tx, who, Wanted::of(*step, *task));
    if (!right || *right != task->assignee) return Rejection{"workflow.not_your_task"};
    step->done_for = *right;
  }
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
    step.tx.execute(q::move_insert, db::Params{step.state.instance.case_id, step.ids.next(), step.state.instance.id,
                                               timer->id, timer->activation, node, timer->deadline_key, timer->due,
                                               *until, "", "", "officer", first_code_points(*article, 400),
                                               std::int64_t{0}, step.who.user_id(), parts_.clock.now()});
    step.machine.rearm(*timer, task, *until);
    details.emplace_back("until", until->iso());
    // While a court has the file his day does not run either.
    if (step.state.instance.was_suspended && stands_still_since(step.tx, step.state.instance.case_id))
      step.world.days_move({"suspended", {}, 0});
  }
  return finish(step, "workflow.deadline_decided", "timer:" + node, std::move(details));
}

}  // namespace ssiis::workflow
