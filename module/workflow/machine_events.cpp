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
bool running(const Timer& t) {
  return t.state == TimerState::armed || t.state == TimerState::referred || t.state == TimerState::suspended;
}

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
  const auto& variables = seen(t);
  const auto role = filled(n.role.role, variables), territory = filled(n.role.territory, variables);
  if (!role || !territory || !world_.known_role(*role)) return fail(t, "workflow.role_unknown", n.role.text());
  Task task;
  task.node = t.node;
  task.token = t.id;
  task.role = *role;
  task.territory = *territory == "case" ? s_.instance.territory : *territory;
  task.form_key = n.form_key;
  task.item = part_of(t);
  if (!n.deadline_key.empty()) {
    const auto due = world_.deadline(n.deadline_key, variables, world_.today());
    if (!due) return fail(t, due.rejection().code, n.deadline_key);
    if (!due->suspended) task.due = due->due;
    task.due_confirmed = due->confirmed;
    task.period = *due;
    task.period.key = n.deadline_key;
    task.period.anchor = world_.today();
  }
  task.id = world_.new_id();
  s_.tasks.push_back(std::move(task));
  arm_boundaries(t, n);
}

// Of several instances only the token that holds them together has the boundary events.
void Machine::arm_boundaries(Token& t, const Node& n) {
  if (is_multiple(n) && is_instance(t)) return;
  for (const int b : n.boundaries) {
    const auto event = d_.node(b).event;
    if (event != EventKind::error && event != EventKind::escalation && !arm(b, t)) return;
  }
}

void Machine::await(int event_node, std::int64_t waiting) {
  const auto& n = d_.node(event_node);
  s_.subscriptions.push_back(
      {world_.new_id(), waiting, event_node, n.event == EventKind::signal ? n.signal : n.message, {}});
}

bool Machine::arm(int event_node, Token& t) { return arm(event_node, t.id, t, seen(t)); }

bool Machine::armed(int event_node, std::int64_t waiting) const {
  return std::any_of(s_.timers.begin(), s_.timers.end(),
                     [&](const Timer& x) { return x.node == event_node && x.activation == waiting && running(x); }) ||
         std::any_of(s_.subscriptions.begin(), s_.subscriptions.end(),
                     [&](const Subscription& x) { return standing(x) && x.node == event_node && x.token == waiting; });
}

// What may start beside or instead of the steps of a scope that begins; false when that failed.
bool Machine::arm_scope(Token& start) {
  for (const int sub : d_.event_subs_of(d_.node(start.node).scope))
    for (const int begin : d_.node(sub).starts) {
      const auto event = d_.node(begin).event;
      if (event == EventKind::error || event == EventKind::escalation || armed(begin, start.scope)) continue;
      if (!arm(begin, start.scope, start, seen(place_of(start.node, start.scope)))) return false;
    }
  return true;
}

// Waits for the event; false when its period cannot be derived: then the blamed token is an incident.
bool Machine::arm(int event_node, std::int64_t waiting, Token& blamed, const Variables& variables) {
  const auto& n = d_.node(event_node);
  if (n.event != EventKind::timer) {
    await(event_node, waiting);
    return true;
  }
  Day anchor = world_.today();
  if (const auto it = variables.find(n.anchor); !n.anchor.empty() && it != variables.end())
    if (const auto* day = std::get_if<Day>(&it->second)) anchor = *day;
  const auto due = world_.deadline(n.deadline_key, variables, anchor);
  if (!due) {
    fail(blamed, due.rejection().code, n.deadline_key);
    return false;
  }
  add_timer(event_node, waiting, *due, anchor);
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

// What the steps between have set stays; a message that is kept for later is kept.
void Machine::send_back(Task& task, int target, const std::string& why) {
  close_task(task, TaskState::returned);
  note("returned", task.node, node_id(target) + (why.empty() ? "" : " " + why));
  if (auto* t = token(task.token)) {
    disarm(t->id);
    touch(t->mark);
    t->state = TokenState::waiting;
    t->node = target;
    t->via = nowhere;
    moving_.push_back(t->id);
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
  const auto& n = d_.node(t.node);
  if (holds_steps(n) || is_multiple(n)) empty_scope(t.id, nullptr);
  forget(t.id);
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
  if (n.kind == NodeKind::boundary)
    cancel(*t);
  else
    disarm(t->id);
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
  open_scope(owner.id, start_node);
}

// Whether it is one of several instances that are told apart by a part of a list, and which part that is.
std::optional<std::pair<std::string, Value>> Machine::part_waiting(const Subscription& wait) {
  for (const Token* at = token(wait.token); at; at = at->scope == 0 ? nullptr : token(at->scope)) {
    const auto& n = d_.node(at->node);
    if (!is_multiple(n) || n.multi->element.empty() || !is_instance(*at)) continue;
    const auto own = kept_by(at->id);
    if (const auto it = own.find(n.multi->element); it != own.end()) return std::pair{it->first, it->second};
  }
  return std::nullopt;
}

bool Machine::takes(const Subscription& s, const std::string& message, const Variables& payload) {
  if (!standing(s) || s.held() || s.message != message || d_.node(s.node).event == EventKind::signal) return false;
  const auto part = part_waiting(s);
  const auto named = part ? payload.find(part->first) : payload.end();
  return named == payload.end() || named->second == part->second;
}

Subscription* Machine::open_wait(const std::string& message, const Variables& payload) {
  for (auto& s : s_.subscriptions)
    if (takes(s, message, payload)) return &s;
  return nullptr;
}

bool Machine::ambiguous(const std::string& message, const Variables& payload) {
  return std::count_if(s_.subscriptions.begin(), s_.subscriptions.end(), [&](const Subscription& s) {
           return takes(s, message, payload) && part_waiting(s).has_value();
         }) > 1;
}

bool Machine::deliver(const std::string& message, const Variables& payload) {
  auto* wait = open_wait(message, payload);
  if (!wait) return false;
  put(place_of_wait(*wait), payload);
  note("message.taken", wait->node, message);
  trigger(wait->node, wait->token);
  run();
  return true;
}

void Machine::hold(const std::string& message, const Variables& payload) {
  s_.subscriptions.push_back({world_.new_id(), 0, -1, message, encoded(payload)});
  note("message.held", nowhere, message);
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
