// Whether a file at rest is whole.
#pragma once
#include <algorithm>
#include <string>

#include "workflow/definition.hpp"
#include "workflow/machine.hpp"

namespace ssiis::workflow::test {

// Why the resting point is not sound; empty when it is. The set of tokens equals the set of tasks, timers and waits.
inline std::string unsound(const Definition& d, const State& s) {
  const auto stands = [](const auto& row) { return row.mark != Mark::removed; };
  const auto has_token = [&](std::int64_t id) {
    return std::any_of(s.tokens.begin(), s.tokens.end(), [&](const Token& t) { return stands(t) && t.id == id; });
  };
  for (const auto& t : s.tokens) {
    if (!stands(t)) continue;
    const auto& n = d.node(t.node);
    if (t.state == TokenState::incident) continue;
    if (t.scope != 0 && !has_token(t.scope)) return "a token without its sub-process at " + n.id;
    const auto tasks = std::count_if(s.tasks.begin(), s.tasks.end(), [&](const Task& k) {
      return k.token == t.id && k.state == TaskState::open && k.kind == TaskKind::work;
    });
    const auto waits =
        std::count_if(s.subscriptions.begin(), s.subscriptions.end(),
                      [&](const Subscription& x) { return stands(x) && x.token == t.id && !x.held(); }) +
        std::count_if(s.timers.begin(), s.timers.end(), [&](const Timer& x) {
          return x.activation == t.id && (x.state == TimerState::armed || x.state == TimerState::referred);
        });
    const auto children =
        std::count_if(s.tokens.begin(), s.tokens.end(), [&](const Token& o) { return stands(o) && o.scope == t.id; });
    const auto parent =
        std::find_if(s.tokens.begin(), s.tokens.end(), [&](const Token& o) { return stands(o) && o.id == t.scope; });
    if (is_multiple(n) && (parent == s.tokens.end() || parent->node != t.node)) {
      if (children == 0) return n.id + " has no instance left";
      continue;
    }
    if (calls_out(n)) continue;  // its answer comes later
    switch (n.kind) {
      case NodeKind::user_task:
        if (tasks != 1) return n.id + " has " + std::to_string(tasks) + " tasks";
        break;
      case NodeKind::event_based:
        if (waits != static_cast<long>(n.out.size())) return n.id + " does not wait for all its events";
        break;
      case NodeKind::receive_task:
      case NodeKind::catch_event:
        if (waits < 1) return n.id + " waits for nothing";
        break;
      case NodeKind::sub_process:
      case NodeKind::call_activity:
        if (children == 0) return n.id + " is an empty sub-process";
        break;
      case NodeKind::parallel:
        if (t.state != TokenState::joining) return n.id + " rests without joining";
        break;
      default:
        return "a token rests at " + n.id;
    }
  }
  for (const auto& k : s.tasks)
    if (k.state == TaskState::open && k.token != 0 && !has_token(k.token)) return "a task without a token";
  for (const auto& x : s.timers)
    if ((x.state == TimerState::armed || x.state == TimerState::referred) && x.activation != 0 &&
        !has_token(x.activation))
      return "a timer without a token";
  for (const auto& x : s.subscriptions)
    if (stands(x) && !x.held() && x.token != 0 && !has_token(x.token)) return "a wait without a token";
  const bool any = std::any_of(s.tokens.begin(), s.tokens.end(), stands);
  if (any == (s.instance.state == InstanceState::ended)) return "the state does not fit the tokens";
  return {};
}

}  // namespace ssiis::workflow::test
