// A task sends the file back to an earlier step, which begins anew.
#include <algorithm>

#include "sql/workflow.hpp"
#include "workflow/engine_step.hpp"

namespace ssiis::workflow {
namespace {

namespace bq = sql::workflow;

// What an instance has been through, as far as returns ask for it.
struct Been {
  struct Entry {
    std::int64_t row;
    int node;
  };
  struct Deed {
    std::int64_t task;
    int node;
  };
  std::vector<Entry> entered;
  std::vector<Deed> done;
};

Been read_been(db::Transaction& tx, const Definition& d, CaseId c, std::int64_t instance) {
  Been out;
  for (auto rows = tx.query(bq::history_entered, db::Params{c, instance}); rows.next();)
    if (const int node = d.index(rows.row().text(1)); node != nowhere)
      out.entered.push_back({rows.row().integer(0), node});
  for (auto rows = tx.query(bq::tasks_done, db::Params{c, instance}); rows.next();)
    if (const int node = d.index(rows.row().text(1)); node != nowhere)
      out.done.push_back({rows.row().integer(0), node});
  return out;
}

// Nothing when the file never came to the step. A step's task is opened by the step of the engine that entered it, and
// ids count those.
std::optional<WayBack> way_back(const Definition& d, const Been& been, int target, int task) {
  const auto last =
      std::find_if(been.entered.rbegin(), been.entered.rend(), [&](const Been::Entry& e) { return e.node == target; });
  if (last == been.entered.rend()) return std::nullopt;
  const auto between = steps_between(d, target, task);
  std::set<int> steps;
  for (const auto& e : been.entered)
    if (e.row >= last->row && between.contains(e.node)) steps.insert(e.node);
  WayBack out{d.node(target).id, {}, {}};
  for (const int i : steps) out.steps.push_back(d.node(i).id);
  for (const auto& deed : been.done)
    if (store::rev_of(deed.task) >= store::rev_of(last->row) && steps.contains(deed.node))
      out.tasks.push_back(deed.task);
  return out;
}

std::vector<WayBack> ways_back_of(db::Transaction& tx, const Definition& d, CaseId c, std::int64_t instance, int task) {
  std::vector<WayBack> out;
  const auto& targets = d.node(task).return_to;
  if (targets.empty()) return out;
  const auto been = read_been(tx, d, c, instance);
  for (const int target : targets)
    if (auto way = way_back(d, been, target, task)) out.push_back(*std::move(way));
  return out;
}

}  // namespace

std::vector<WayBack> Engine::ways_back(db::Transaction& tx, const OpenTask& task) {
  if (task.kind == TaskKind::legal) return {};
  const auto b = bundle(tx, task.bundle);
  const auto* d = b->process(task.process);
  const int node = d == nullptr ? nowhere : d->index(task.node);
  return node == nowhere ? std::vector<WayBack>{} : ways_back_of(tx, *d, task.case_id, task.instance, node);
}

Result<SentBack> Engine::send_back(db::Transaction& tx, const Actor& who, const TaskRef& ref, const std::string& target,
                                   const std::string& why, const FindPerson& person) {
  Task* task = nullptr;
  const auto step = open_task(tx, who, ref, task);
  if (!step || task->kind == TaskKind::legal) return Rejection{"workflow.task_unknown"};
  const auto right = right_to(tx, who, Wanted::of(*step, *task));
  if (!right) return right.rejections();
  auto ways = ways_back_of(tx, step->d, ref.case_id, step->state.instance.id, task->node);
  const auto way = std::find_if(ways.begin(), ways.end(), [&](const WayBack& w) { return w.target == target; });
  if (way == ways.end()) return Rejection{"workflow.no_way_back", {target}};
  step->done_for = *right;
  step->done_task = ref.task;
  const auto from = step->d.node(task->node).id;
  step->machine.send_back(*task, step->d.index(target), why);
  std::vector<std::int64_t> opened;
  auto given_to = give_to_who_did_it(*step, person, opened);
  const auto moved = finish(*step, "workflow.step_returned", "task:" + from, {{"to", target}, {"reason", why}});
  if (!moved) return moved.rejections();
  return SentBack{*moved, std::move(*way), std::move(given_to), std::move(opened)};
}

// What was done for somebody absent was his, and waits for him.
std::string Engine::give_to_who_did_it(Step& step, const FindPerson& person, std::vector<std::int64_t>& opened) {
  std::string given_to;
  const auto c = step.state.instance.case_id;
  for (auto& task : step.state.tasks) {
    if (task.mark != Mark::added || task.state != TaskState::open || task.kind != TaskKind::work) continue;
    opened.push_back(task.id);
    const auto by =
        step.tx.find(bq::task_last_doer, db::Params{c, step.d.node(task.node).id, task.item}, [](const db::Row& r) {
          const auto absent = r.text_or_empty(1);
          return absent.empty() ? r.text_or_empty(0) : absent;
        });
    if (!by || by->empty()) continue;
    const auto who = person(step.tx, *by);
    const auto wanted = Wanted::of(step, task);
    if (may_do(step.tx, who, wanted) || same_person(step.tx, who, {}, wanted)) continue;
    task.assignee = *by;
    given_to = *by;
  }
  return given_to;
}

}  // namespace ssiis::workflow
