// What a step throws, and who takes it: errors, escalations, signals.
#include <algorithm>

#include "workflow/machine.hpp"

namespace ssiis::workflow {

// Of several events the one that names the code, else the one that takes any.
int Machine::taking(const std::vector<int>& events, EventKind kind, const std::string& code) const {
  int any = nowhere;
  for (const int e : events) {
    const auto& n = d_.node(e);
    if (n.event != kind) continue;
    const auto& wanted = kind == EventKind::error ? n.error_code : n.escalation_code;
    if (wanted == code) return e;
    if (wanted.empty()) any = e;
  }
  return any;
}

// From the token outwards: an event on the step itself, then what may start in its scope, then the step around it. What
// an event sub-process throws is not taken by its own level, or it would start itself.
Machine::Catch Machine::catcher(const Token& t, EventKind kind, const std::string& code) {
  for (const Token* at = &t; at; at = at->scope == 0 ? nullptr : token(at->scope)) {
    const auto& n = d_.node(at->node);
    if (is_multiple(n) && is_instance(*at)) continue;
    if (const int b = taking(n.boundaries, kind, code); b != nowhere) return {b, at->id};
    if (n.event_sub_process) continue;
    for (const int sub : d_.event_subs_of(n.scope))
      if (const int s = taking(d_.node(sub).starts, kind, code); s != nowhere) return {s, at->scope};
  }
  return {};
}

bool Machine::catches(const Token& t, const std::string& code) {
  return catcher(t, EventKind::error, code).event_node != nowhere;
}

bool Machine::throw_error(Token& t, const std::string& code) {
  const auto at = catcher(t, EventKind::error, code);
  if (at.event_node == nowhere) return false;
  note("error", t.node, code);
  trigger(at.event_node, at.waiting);
  return true;
}

bool Machine::raise(Task& task, const std::string& code) {
  auto* t = token(task.token);
  if (!t || !catches(*t, code)) return false;
  close_task(task, TaskState::done);
  throw_error(*t, code);
  run();
  return true;
}

// Everything in the file that waits for it now takes it; what begins to wait because of it does not.
void Machine::throw_signal(const std::string& signal) {
  std::vector<std::int64_t> waiting;
  for (const auto& s : s_.subscriptions)
    if (s.mark != Mark::removed && !s.held() && s.message == signal && d_.node(s.node).event == EventKind::signal)
      waiting.push_back(s.id);
  for (const auto id : waiting) {
    const auto it = std::find_if(s_.subscriptions.begin(), s_.subscriptions.end(),
                                 [&](const Subscription& s) { return s.id == id && s.mark != Mark::removed; });
    if (it == s_.subscriptions.end()) continue;
    note("signal.taken", it->node, signal);
    trigger(it->node, it->token);
  }
}

}  // namespace ssiis::workflow
