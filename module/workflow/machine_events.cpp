// Waiting: tasks, timers, messages, errors, cancelling.
#include <algorithm>

#include "workflow/machine.hpp"

namespace ssiis::workflow {
namespace {

template <class Row>
bool standing(const Row& r) {
  return r.mark != Mark::removed;
}
void touch(Mark& mark) {
  if (mark == Mark::kept) mark = Mark::changed;
}
bool running(const Timer& t) { return t.state == TimerState::armed || t.state == TimerState::referred; }

// "{approver_role}" is the text of that variable.
std::optional<std::string> filled(const std::string& text, const Variables& variables) {
  if (text.size() < 3 || text.front() != '{' || text.back() != '}') return text;
  const auto it = variables.find(text.substr(1, text.size() - 2));
  if (it == variables.end()) return std::nullopt;
  const auto* value = std::get_if<std::string>(&it->second);
  return value ? std::optional{*value} : std::nullopt;
}

}  // namespace

void Machine::enter_user_task(Token& t, const Node& n) {
  rest(t);
  const auto role = filled(n.role.role, s_.variables), territory = filled(n.role.territory, s_.variables);
  if (!role || !territory || !world_.known_role(*role)) return fail(t, "workflow.role_unknown", n.role.text());
  Task task;
  task.node = t.node;
  task.token = t.id;
  task.role = *role;
  task.territory = *territory == "case" ? s_.instance.territory : *territory;
  task.form_key = n.form_key;
  if (!n.deadline_key.empty()) {
    const auto due = world_.deadline(n.deadline_key, s_.variables, world_.today());
    if (!due) return fail(t, due.rejection().code, n.deadline_key);
    task.due = due->due;
    task.due_confirmed = due->confirmed;
  }
  task.id = world_.new_id();
  s_.tasks.push_back(std::move(task));
  arm_boundaries(t, n);
}

void Machine::arm_boundaries(Token& t, const Node& n) {
  for (const int b : n.boundaries)
    if (d_.node(b).event != EventKind::error && !arm(b, t)) return;
}

void Machine::await(int event_node, std::int64_t waiting) {
  s_.subscriptions.push_back({world_.new_id(), waiting, event_node, d_.node(event_node).message, {}});
}

// Waits for the event; false when its period cannot be derived: then the token is an incident.
bool Machine::arm(int event_node, Token& t) {
  const auto& n = d_.node(event_node);
  if (n.event != EventKind::timer) {
    await(event_node, t.id);
    return true;
  }
  Day anchor = world_.today();
  if (const auto it = s_.variables.find(n.anchor); !n.anchor.empty() && it != s_.variables.end())
    if (const auto* day = std::get_if<Day>(&it->second)) anchor = *day;
  const auto due = world_.deadline(n.deadline_key, s_.variables, anchor);
  if (!due) {
    fail(t, due.rejection().code, n.deadline_key);
    return false;
  }
  Timer timer;
  timer.id = world_.new_id();
  timer.node = event_node;
  timer.activation = t.id;
  timer.deadline_key = n.deadline_key;
  timer.rule_version = due->rule_version;
  timer.calendar = due->calendar;
  timer.legal_basis = due->legal_basis;
  timer.anchor = anchor;
  timer.due = due->due;
  timer.days = due->days;
  timer.confirmed = due->confirmed;
  s_.timers.push_back(std::move(timer));
  return true;
}

void Machine::close_task(Task& task, TaskState state) {
  task.state = state;
  touch(task.mark);
}

void Machine::complete(Task& task) {
  close_task(task, TaskState::done);
  note("completed", task.node);
  if (auto* t = token(task.token)) {
    disarm(t->id);
    leave(*t);
  }
  run();
}

// Everything that waits for this token: tasks, timers, messages, and incidents at it.
void Machine::disarm(std::int64_t waiting, bool starts_only) {
  const auto concerned = [&](int node) { return !starts_only || (node >= 0 && d_.node(node).kind == NodeKind::start); };
  if (!starts_only)
    for (auto& task : s_.tasks)
      if (task.token == waiting && task.state == TaskState::open) close_task(task, TaskState::cancelled);
  for (auto& timer : s_.timers)
    if (timer.activation == waiting && running(timer) && concerned(timer.node)) {
      timer.state = TimerState::cancelled;
      touch(timer.mark);
      for (auto& task : s_.tasks)
        if (task.timer == timer.id && task.state == TaskState::open) close_task(task, TaskState::cancelled);
    }
  for (auto& s : s_.subscriptions)
    if (s.token == waiting && !s.held() && concerned(s.node)) s.mark = Mark::removed;
  if (starts_only || waiting == 0) return;
  for (auto& i : s_.incidents)
    if (i.token == waiting && i.open) {
      i.open = false;
      touch(i.mark);
    }
}

void Machine::cancel(Token& t) {
  disarm(t.id);
  if (d_.node(t.node).kind == NodeKind::sub_process) empty_scope(t.id, nullptr);
}

void Machine::empty_scope(std::int64_t scope, const Token* except) {
  for (auto& t : s_.tokens) {
    if (!standing(t) || t.scope != scope || &t == except) continue;
    cancel(t);
    note("cancelled", t.node);
    t.mark = Mark::removed;
  }
}

void Machine::trigger(int event_node, std::int64_t waiting) {
  const auto& n = d_.node(event_node);
  if (n.kind == NodeKind::start) return trigger_start(event_node, waiting);
  auto* t = token(waiting);
  if (!t) return;
  if (n.kind == NodeKind::boundary && !n.interrupting) {
    auto& branch = spawn(event_node, t->scope);
    moving_.push_back(branch.id);
    return;
  }
  cancel(*t);
  touch(t->mark);
  t->state = TokenState::waiting;
  if (n.kind == NodeKind::boundary) {
    note("cancelled", t->node);
    t->node = event_node;
    t->via = nowhere;
    moving_.push_back(t->id);
    return;
  }
  if (t->node != event_node)
    for (const int f : d_.node(t->node).out)
      if (d_.flow(f).to == event_node) note("entered", event_node, d_.flow(f).id);
  t->node = event_node;
  note("completed", event_node);
  leave(*t);
}

// An event sub-process begins: alone when it interrupts, else beside what runs.
void Machine::trigger_start(int start_node, std::int64_t scope) {
  const auto& n = d_.node(start_node);
  if (n.interrupting) {
    disarm(scope, true);
    empty_scope(scope, nullptr);
  }
  auto& owner = spawn(n.scope, scope);
  note("entered", n.scope);
  open_scope(owner.id, n.scope, start_node);
}

void Machine::fire(Timer& timer) {
  timer.state = TimerState::fired;
  touch(timer.mark);
  for (auto& task : s_.tasks)
    if (task.timer == timer.id && task.state == TaskState::open) close_task(task, TaskState::done);
  note("timer.fired", timer.node, timer.deadline_key + " " + timer.due.iso());
  trigger(timer.node, timer.activation);
  run();
}

void Machine::refer(Timer& timer) {
  timer.state = TimerState::referred;
  touch(timer.mark);
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
  touch(timer.mark);
  note("timer.waits", timer.node, timer.deadline_key + " " + until.iso());
}

Subscription* Machine::open_wait(const std::string& message) {
  for (auto& s : s_.subscriptions)
    if (standing(s) && !s.held() && s.message == message) return &s;
  return nullptr;
}

bool Machine::deliver(const std::string& message, const Variables& payload) {
  auto* wait = open_wait(message);
  if (!wait) return false;
  set(payload);
  note("message.taken", wait->node, message);
  trigger(wait->node, wait->token);
  run();
  return true;
}

void Machine::hold(const std::string& message, const Variables& payload) {
  s_.subscriptions.push_back({world_.new_id(), 0, -1, message, encoded(payload)});
  note("message.held", nowhere, message);
}

int Machine::error_boundary(const Token& t, const std::string& code) const {
  int any = nowhere;
  for (const int b : d_.node(t.node).boundaries) {
    const auto& n = d_.node(b);
    if (n.event != EventKind::error) continue;
    if (n.error_code == code) return b;
    if (n.error_code.empty()) any = b;
  }
  return any;
}

Token* Machine::catcher(Token& t, const std::string& code) {
  for (Token* at = &t; at; at = at->scope == 0 ? nullptr : token(at->scope))
    if (error_boundary(*at, code) != nowhere) return at;
  return nullptr;
}

bool Machine::catches(const Token& t, const std::string& code) {
  auto* own = token(t.id);
  return own && catcher(*own, code);
}

bool Machine::throw_error(Token& t, const std::string& code) {
  auto* at = catcher(t, code);
  if (!at) return false;
  const int boundary = error_boundary(*at, code);
  note("error", t.node, code);
  trigger(boundary, at->id);
  return true;
}

bool Machine::raise(Task& task, const std::string& code) {
  auto* t = token(task.token);
  if (!t || !catcher(*t, code)) return false;
  close_task(task, TaskState::done);
  throw_error(*t, code);
  run();
  return true;
}

std::string encoded(const Variables& v) {
  std::string out;
  for (const auto& [name, value] : v)
    out += name + " " + std::to_string(static_cast<int>(kind_of(value))) + " " + percent_encoded(encoded(value)) + "\n";
  return out;
}

Variables decoded_variables(std::string_view text) {
  Variables out;
  for (const auto& line : split(text, '\n')) {
    if (line.empty()) continue;
    const auto parts = split(line, ' ');
    const auto value = parts.size() == 3 ? percent_decoded(parts[2], false) : std::nullopt;
    if (!value) throw std::runtime_error{"a kept message cannot be read"};
    out[parts[0]] = decoded(static_cast<ValueKind>(std::stoi(parts[1])), *value);
  }
  return out;
}

}  // namespace ssiis::workflow
