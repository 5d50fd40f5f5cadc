// Periods: begun, over, begun again.
#include <algorithm>

#include "workflow/machine.hpp"

namespace ssiis::workflow {
namespace {

void changed(Mark& mark) {
  if (mark == Mark::kept) mark = Mark::changed;
}

}  // namespace

Timer& Machine::add_timer(int event_node, std::int64_t waiting, const Deadline& due, Day anchor) {
  auto& timer = s_.timers.emplace_back();
  timer.id = world_.new_id();
  timer.node = event_node;
  timer.activation = waiting;
  timer.deadline_key = d_.node(event_node).deadline_key;
  timer.rule_version = due.rule_version;
  timer.calendar = due.calendar;
  timer.legal_basis = due.legal_basis;
  timer.anchor = anchor;
  timer.due = due.due;
  timer.days = due.days;
  timer.confirmed = due.confirmed;
  timer.calendar_rev = due.calendar_rev;
  if (due.suspended) timer.state = TimerState::suspended;
  return timer;
}

// The next round counts from the end of the last one; rounds that nobody was there for are not made up for.
void Machine::come_again(const Timer& last) {
  const auto& n = d_.node(last.node);
  if (n.repeats == 0 || (n.repeats != without_end && last.round >= n.repeats)) return;
  const auto place = n.kind == NodeKind::start ? place_of(n.scope, last.activation) : Place{};
  const auto* waiting = token(last.activation);
  if (n.kind != NodeKind::start && !waiting) return;
  const auto& variables = n.kind == NodeKind::start ? seen(place) : seen(*waiting);
  Day anchor = last.due;
  auto due = world_.deadline(n.deadline_key, variables, anchor);
  if (due && due->due < world_.today()) {
    anchor = world_.today();
    due = world_.deadline(n.deadline_key, variables, anchor);
  }
  // A period that is gone or has no length stops; it must not take the step with it.
  if (!due || !(anchor < due->due)) return note("timer.stopped", last.node, last.deadline_key);
  const int round = last.round + 1;
  add_timer(last.node, last.activation, *due, anchor).round = round;
}

void Machine::fire(Timer& timer) {
  timer.state = TimerState::fired;
  changed(timer.mark);
  for (auto& task : s_.tasks)
    if (task.timer == timer.id && task.state == TaskState::open) close_task(task, TaskState::done);
  note("timer.fired", timer.node, timer.deadline_key + " " + timer.due.iso());
  trigger(timer.node, timer.activation);
  come_again(timer);
  run();
}

void Machine::refer(Timer& timer) {
  timer.state = TimerState::referred;
  changed(timer.mark);
  Task task;
  task.id = world_.new_id();
  task.node = timer.node;
  task.token = timer.activation;
  task.kind = TaskKind::legal;
  task.role = "legal_officer_hq";
  task.territory = "hq";
  task.form_key = "deadline.confirm";
  task.timer = timer.id;
  s_.tasks.push_back(std::move(task));
  note("timer.referred", timer.node, timer.deadline_key + " " + timer.due.iso());
}

void Machine::rearm(Timer& timer, Task& legal_task, Day until) {
  close_task(legal_task, TaskState::done);
  timer.state = TimerState::armed;
  timer.due = until;
  timer.held = true;
  changed(timer.mark);
  note("timer.waits", timer.node, timer.deadline_key + " " + until.iso());
}

}  // namespace ssiis::workflow
