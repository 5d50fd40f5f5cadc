// Moving: start, enter, leave, join, end.
#include "workflow/machine.hpp"

#include <algorithm>
#include <stdexcept>

namespace ssiis::workflow {
namespace {

constexpr int most_moves = 2000;  // in one step; deployment refuses circles without a wait

template <class Row>
bool alive(const Row& r) {
  return r.mark != Mark::removed;
}
void change(Mark& mark) {
  if (mark == Mark::kept) mark = Mark::changed;
}

}  // namespace

Token* Machine::token(std::int64_t id) {
  for (auto& t : s_.tokens)
    if (t.id == id && alive(t)) return &t;
  return nullptr;
}

void Machine::note(std::string event, int node, std::string data) {
  s_.history.push_back({std::move(event), node == nowhere ? std::string{} : node_id(node), std::move(data)});
}

Token& Machine::spawn(int node, std::int64_t scope) {
  auto& t = s_.tokens.emplace_back();
  t.id = world_.new_id();
  t.node = node;
  t.scope = scope;
  return t;
}

void Machine::start(int start_node) {
  open_scope(0, start_node);
  run();
}

void Machine::begin_at(int node) {
  const auto& n = d_.node(node);
  const bool beside = n.kind == NodeKind::start && n.scope != nowhere;
  auto& t = spawn(beside ? n.scope : node, 0);
  if (!arm_scope(t)) return;
  if (beside) {
    note("entered", n.scope);
    open_scope(t.id, node);
  } else {
    moving_.push_back(t.id);
  }
  run();
}

void Machine::open_scope(std::int64_t scope, int start_node) {
  auto& t = spawn(start_node, scope);
  moving_.push_back(t.id);
}

void Machine::run() {
  for (int moves = 0;;) {
    while (!moving_.empty()) {
      const auto id = moving_.back();
      moving_.pop_back();
      auto* t = token(id);
      if (!t) continue;
      if (++moves > most_moves) throw std::logic_error{"workflow: a step does not come to rest"};
      enter(*t);
    }
    // A message that came before anything waited for it is taken as soon as something does.
    Subscription *kept = nullptr, *wait = nullptr;
    Variables payload;
    for (auto& s : s_.subscriptions) {
      if (!alive(s) || !s.held()) continue;
      payload = decoded_variables(s.payload);
      if ((wait = open_wait(s.message, payload)) == nullptr) continue;
      kept = &s;
      break;
    }
    if (!kept) return;
    kept->mark = Mark::removed;
    put(place_of_wait(*wait), payload);
    note("message.taken", wait->node, kept->message);
    trigger(wait->node, wait->token);
  }
}

void Machine::enter(Token& t) {
  const auto& n = d_.node(t.node);
  const bool one_of_several = is_multiple(n) && is_instance(t);
  if (!one_of_several) note("entered", t.node, t.via == nowhere ? std::string{} : d_.flow(t.via).id);
  if (is_multiple(n) && !one_of_several) return enter_multiple(t, n);
  switch (n.kind) {
    case NodeKind::start:
      if (arm_scope(t)) leave(t);
      return;
    case NodeKind::boundary:
      return leave(t);
    case NodeKind::throw_event:
      return enter_throw(t, n);
    case NodeKind::call_activity:
      return enter_call(t, n);
    case NodeKind::end:
      return enter_end(t, n);
    case NodeKind::user_task:
      return enter_user_task(t, n);
    case NodeKind::service_task:
    case NodeKind::send_task:
      return enter_service(t, n);
    case NodeKind::rule_task:
      return enter_rule(t, n);
    case NodeKind::exclusive:
      return enter_exclusive(t, n);
    case NodeKind::parallel:
      return enter_parallel(t, n);
    case NodeKind::receive_task:
    case NodeKind::catch_event:
      rest(t);
      if (arm(t.node, t)) arm_boundaries(t, n);
      return;
    case NodeKind::event_based:
      rest(t);
      for (const int f : n.out)
        if (!arm(d_.flow(f).to, t)) return;
      return;
    case NodeKind::sub_process:
      rest(t);
      arm_boundaries(t, n);
      if (t.state != TokenState::incident) open_scope(t.id, n.starts.front());
      return;
  }
}

// The token comes to rest here: from now on its id names this activation.
void Machine::rest(Token& t) {
  const auto kept = kept_by(t.id);
  forget(t.id);
  t.id = world_.new_id();
  if (!kept.empty()) put({t.id, false}, kept);
  change(t.mark);
  t.state = TokenState::waiting;
}

void Machine::enter_exclusive(Token& t, const Node& n) {
  if (n.out.size() == 1) return take(t, n.out.front());
  for (const int f : n.out) {
    if (f == n.default_flow) continue;
    const auto r = d_.flow(f).condition->holds(seen(t));
    if (!r) return fail(t, r.rejection().code, r.rejection().args.empty() ? "" : r.rejection().args.front());
    if (*r) return take(t, f);
  }
  if (n.default_flow == nowhere) return fail(t, "workflow.no_way", n.id);
  take(t, n.default_flow);
}

void Machine::enter_parallel(Token& t, const Node& n) {
  if (n.in.size() > 1) {
    rest(t);
    t.state = TokenState::joining;
    std::vector<Token*> arrived;
    for (const int f : n.in) {
      if (f == t.via) continue;
      const auto it = std::find_if(s_.tokens.begin(), s_.tokens.end(), [&](const Token& o) {
        return alive(o) && o.node == t.node && o.scope == t.scope && o.via == f && o.state == TokenState::joining;
      });
      if (it == s_.tokens.end()) return;
      arrived.push_back(&*it);
    }
    for (auto* other : arrived) other->mark = Mark::removed;
    t.state = TokenState::waiting;
  }
  for (std::size_t i = 1; i < n.out.size(); ++i) {
    auto& branch = spawn(t.node, t.scope);
    take(branch, n.out[i]);
  }
  take(t, n.out.front());
}

void Machine::enter_rule(Token& t, const Node& n) {
  const auto r = world_.decide(n.decision, seen(t));
  if (!r) return fail(t, r.rejection().code, r.rejection().args.empty() ? "" : r.rejection().args.front());
  if (!*r) return fail(t, "workflow.table_no_rule", n.decision);
  note("decided", t.node, n.decision + " " + r->rule);
  set(r->outputs, &t);
  leave(t);
}

void Machine::enter_service(Token& t, const Node& n) {
  rest(t);
  const std::string_view topic = n.kind == NodeKind::service_task ? n.topic : std::string_view{"message.send"};
  answered(t, world_.serve({s_.instance.case_id, t.id, n, topic, seen(t)}));
}

void Machine::answered(Token& t, const ServiceAnswer& answer) {
  switch (answer.kind) {
    case ServiceAnswer::Kind::done:
      set(answer.set, &t);
      disarm(t.id);
      return leave(t);
    case ServiceAnswer::Kind::error:
      if (!throw_error(t, answer.code)) fail(t, "workflow.error_uncaught", answer.code);
      return;
    case ServiceAnswer::Kind::failed:
      return fail(t, "workflow.service_failed", answer.code);
    case ServiceAnswer::Kind::waiting:
      note("service.waiting", t.node);
      return arm_boundaries(t, d_.node(t.node));
  }
}

void Machine::service_done(Token& t, const ServiceAnswer& answer) {
  if (answer.kind != ServiceAnswer::Kind::failed) {
    note("service.answered", t.node);
    t.state = TokenState::waiting;
    change(t.mark);
  }
  answered(t, answer);
  run();
}

void Machine::enter_end(Token& t, const Node& n) {
  if (n.event == EventKind::terminate) empty_scope(t.scope, &t);
  if (n.event == EventKind::error && !throw_error(t, n.error_code)) fail(t, "workflow.error_uncaught", n.error_code);
  if (n.event == EventKind::error) return;
  enter_throw(t, n);
}

// Of an intermediate event and of an end: what is thrown may end the thrower.
void Machine::enter_throw(Token& t, const Node& n) {
  const auto id = t.id;
  if (n.event == EventKind::message) return enter_service(t, n);
  if (n.event == EventKind::signal) throw_signal(n.signal);
  if (n.event == EventKind::escalation) {
    note("escalation", t.node, n.escalation_code);
    if (const auto at = catcher(t, EventKind::escalation, n.escalation_code); at.event_node != nowhere)
      trigger(at.event_node, at.waiting);
  }
  if (auto* still = token(id)) leave(*still);
}

void Machine::leave(Token& t) {
  const auto& n = d_.node(t.node);
  if (is_multiple(n) && is_instance(t)) return instance_done(t, n);
  if (n.out.empty()) return end(t);
  take(t, n.out.front());
}

void Machine::take(Token& t, int flow) {
  change(t.mark);
  t.via = flow;
  t.state = TokenState::waiting;
  t.node = d_.flow(flow).to;
  moving_.push_back(t.id);
}

void Machine::end(Token& t) {
  const auto scope = t.scope;
  t.mark = Mark::removed;
  close_scope_if_empty(scope);
}

void Machine::close_scope_if_empty(std::int64_t scope) {
  for (const auto& t : s_.tokens)
    if (alive(t) && t.scope == scope) return;
  if (scope == 0) {
    disarm(0);
    s_.instance.state = InstanceState::ended;
    s_.instance.changed = true;
    note("ended", nowhere);
    return;
  }
  auto* owner = token(scope);
  if (!owner) return;
  disarm(owner->id);
  note("completed", owner->node);
  if (d_.node(owner->node).kind == NodeKind::call_activity) hand_out(*owner);
  if (d_.node(owner->node).event_sub_process)
    end(*owner);
  else
    leave(*owner);
}

void Machine::fail(Token& t, std::string code, std::string data) {
  change(t.mark);
  t.state = TokenState::incident;
  note("incident", t.node, code + (data.empty() ? "" : " " + data));
  for (auto& i : s_.incidents)
    if (i.open && i.token == t.id) {
      ++i.attempts;
      i.code = std::move(code);
      i.data = std::move(data);
      return change(i.mark);
    }
  s_.incidents.push_back({world_.new_id(), t.id, t.node, std::move(code), std::move(data)});
}

void Machine::retry(Incident& i) {
  auto* t = token(i.token);
  i.open = false;
  change(i.mark);
  if (!t) return;
  const auto attempts = i.attempts;
  const auto known = s_.incidents.size();
  disarm(t->id);
  t->state = TokenState::waiting;
  change(t->mark);
  note("retried", t->node);
  moving_.push_back(t->id);
  run();
  // The same place again: the count goes on, so that people see how often it was tried.
  for (auto n = known; n < s_.incidents.size(); ++n)
    if (s_.incidents[n].node == i.node) s_.incidents[n].attempts = attempts;
}

void Machine::skip(Incident& i, const std::string& reason) {
  auto* t = token(i.token);
  i.open = false;
  change(i.mark);
  if (!t) return;
  disarm(t->id);
  t->state = TokenState::waiting;
  change(t->mark);
  note("skipped", t->node, reason);
  leave(*t);
  run();
}

void Machine::terminate(const std::string& reason) {
  note("terminated", nowhere, reason);
  empty_scope(0, nullptr);
  close_scope_if_empty(0);
}

}  // namespace ssiis::workflow
