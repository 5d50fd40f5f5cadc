#include "workflow/transfer.hpp"

#include <algorithm>

#include "workflow/transfer_map.hpp"

namespace ssiis::workflow {
namespace {

using What = Change::What;

bool stands(const Token& t) { return t.mark != Mark::removed; }
bool runs(const Timer& t) {
  return t.state == TimerState::armed || t.state == TimerState::referred || t.state == TimerState::suspended;
}
void mark_changed(Mark& mark) {
  if (mark == Mark::kept) mark = Mark::changed;
}

class Mover {
 public:
  Mover(State& s, const Crossing& c)
      : s_{s}, c_{c}, old_{*c.from.process(s.instance.process)}, new_{*c.to.process(s.instance.process)} {}

  Transferred moved() {
    for (auto& t : s_.tokens)
      if (stands(t)) remember(t);
    for (auto& t : s_.tokens)
      if (stands(t)) check_token(t);
    for (const auto& w : s_.subscriptions)
      if (w.mark != Mark::removed && w.held() && !new_.messages.contains(w.message))
        say({What::message_gone, {}, {}, w.message});
    if (!out_.possible()) return std::move(out_);
    // Waits that the old procedure had are not begun a second time, even when they are over.
    for (auto& t : s_.tasks)
      if (t.state == TaskState::open && t.kind == TaskKind::work) move_task(t);
    for (auto& t : s_.timers)
      if (runs(t)) move_timer(t);
    for (std::size_t i = 0, n = s_.subscriptions.size(); i < n; ++i) move_wait(s_.subscriptions[i]);
    for (auto& i : s_.incidents)
      if (i.open) move_incident(i);
    for (auto& t : s_.tokens)
      if (stands(t)) move_token(t);
    begin_what_is_new();
    return std::move(out_);
  }

 private:
  struct Was {
    int node;  // in the old procedure
  };
  void say(Change c) { out_.changes.push_back(std::move(c)); }
  void remember(const Token& t) { was_[t.id] = {t.node}; }
  int to(int old) const { return counterpart(c_.map, old_, new_, old); }
  const std::string& old_id(int n) const { return old_.node(n).id; }
  const std::string& new_id(int n) const { return new_.node(n).id; }

  const Token* token(std::int64_t id) const {
    for (const auto& t : s_.tokens)
      if (stands(t) && t.id == id) return &t;
    return nullptr;
  }

  void check_token(const Token& t) {
    const int n = to(t.node);
    const auto& old = old_.node(t.node);
    if (n == nowhere) return say({What::node_gone, old.id, {}});
    const auto& x = new_.node(n);
    if (!same_kind(old, x)) return say({What::kind_differs, old.id, x.id});
    // An instance of a multiple step stands in the scope of the token that holds them together: the same node.
    const auto* owner = t.scope == 0 ? nullptr : token(t.scope);
    const bool instance = owner && owner->node == t.node;
    const int around = instance ? n : owner ? to(owner->node) : nowhere;
    if (!instance && around != x.scope) return say({What::scope_differs, old.id, x.id});
    if (t.state == TokenState::joining && flow(t, n) == nowhere) say({What::flow_gone, old.id, x.id});
  }

  int flow(const Token& t, int n) const {
    if (t.via == nowhere) return nowhere;
    for (const int f : new_.node(n).in)
      if (new_.flow(f).id == old_.flow(t.via).id) return f;
    return nowhere;
  }

  void move_token(Token& t) {
    const int old = was_.at(t.id).node, n = to(old);
    if (old_id(old) != new_id(n)) say({What::moved_node, old_id(old), new_id(n)});
    const int via = flow(t, n);
    if (old_id(old) != new_id(n) || (t.via != nowhere && via == nowhere)) mark_changed(t.mark);
    t.node = n;
    t.via = via;
  }

  // What is seen at a token: what is kept by instances and calls around it, then the file's own.
  Variables seen(std::int64_t waiting) const {
    Variables out;
    for (std::int64_t at = waiting; at != 0;) {
      const auto prefix = base36(at) + ":";
      for (auto it = s_.variables.lower_bound(prefix); it != s_.variables.end() && it->first.starts_with(prefix); ++it)
        out.try_emplace(it->first.substr(prefix.size()), it->second);
      const auto* t = token(at);
      if (!t) break;
      const auto* owner = t->scope == 0 ? nullptr : token(t->scope);
      const auto known = owner ? was_.find(owner->id) : was_.end();
      const int stood = known == was_.end() ? nowhere : known->second.node;
      const auto here = was_.find(t->id);
      const bool same_step = here != was_.end() && stood == here->second.node;
      if (stood != nowhere && !same_step && old_.node(stood).kind == NodeKind::call_activity) {
        // A called process sees only what it was given.
        const auto given = base36(owner->id) + ":";
        for (auto it = s_.variables.lower_bound(given); it != s_.variables.end() && it->first.starts_with(given); ++it)
          out.try_emplace(it->first.substr(given.size()), it->second);
        return out;
      }
      at = t->scope;
    }
    for (const auto& [name, value] : s_.variables)
      if (!is_local(name)) out.try_emplace(name, value);
    return out;
  }
  static std::string base36(std::int64_t n) {
    std::string out;
    do {
      out += "0123456789abcdefghijklmnopqrstuvwxyz"[n % 36];
      n /= 36;
    } while (n > 0);
    return out;
  }

  static std::optional<std::string> filled_in(const std::string& text, const Variables& v) {
    if (text.size() < 3 || text.front() != '{' || text.back() != '}') return text;
    const auto it = v.find(text.substr(1, text.size() - 2));
    const auto* value = it == v.end() ? nullptr : std::get_if<std::string>(&it->second);
    return value ? std::optional{*value} : std::nullopt;
  }

  void move_task(Task& t) {
    const int n = to(t.node);
    if (n == nowhere) return say({What::node_gone, old_id(t.node), {}});
    const auto& x = new_.node(n);
    const auto old = old_id(t.node);
    const auto variables = seen(t.token);
    const auto role = filled_in(x.role.role, variables), place = filled_in(x.role.territory, variables);
    if (!role || !place || !c_.to.catalogues.roles.contains(*role))
      return say({What::role_unknown, old, x.id, x.role.text()});
    const auto territory = *place == "case" ? s_.instance.territory : *place;
    bool differs = old != x.id;
    if (*role != t.role || territory != t.territory) {
      say({What::role_differs, old, x.id, t.role + "@" + t.territory + " > " + *role + "@" + territory});
      t.role = *role;
      t.territory = territory;
      t.assignee.clear();  // who had claimed it may not be one of them
      differs = true;
    }
    if (t.form_key != x.form_key) {
      say({What::form_differs, old, x.id, t.form_key + " > " + x.form_key});
      t.form_key = x.form_key;
      differs = true;
    }
    if (move_day(t, x, variables)) differs = true;
    t.node = n;
    if (differs) out_.tasks.push_back(t.id);
  }

  // From which day it counts; of one stored by a version that did not keep it, the day its task was opened.
  Carried carried_of(std::int64_t id) const {
    if (const auto it = c_.carried.find(id); it != c_.carried.end()) return it->second;
    const auto opened = c_.opened.find(id);
    return {opened == c_.opened.end() ? c_.today : opened->second, 0, {}};
  }

  bool move_day(Task& t, const Node& x, const Variables& variables) {
    const auto& old = old_.node(t.node);
    if (x.deadline_key.empty()) {
      if (!t.due && old.deadline_key.empty()) return false;
      say({What::due_ends, old.id, x.id, old.deadline_key, t.due, {}});
      t.due.reset();
      t.due_confirmed = false;
      return true;
    }
    const auto carried = carried_of(t.id);
    const auto rule = c_.period(x.deadline_key, variables, carried.anchor);
    if (!rule) {
      say({What::period_unknown, old.id, x.id, x.deadline_key});
      return false;
    }
    const auto after = c_.day(*rule, carried);
    const bool begins = old.deadline_key.empty();
    if (begins || t.due != after)
      say({begins ? What::due_begins : What::due_differs, old.id, x.id, x.deadline_key, t.due, after});
    t.due = after;
    t.due_confirmed = rule->confirmed;
    t.period = *rule;
    return true;
  }

  void cancel(Timer& t) {
    say({What::due_ends, old_id(t.node), {}, t.deadline_key, t.due, {}});
    t.state = TimerState::cancelled;
    mark_changed(t.mark);
    close_legal(t.id);
    t.node = nowhere;
  }
  void close_legal(std::int64_t timer) {
    for (auto& task : s_.tasks)
      if (task.timer == timer && task.state == TaskState::open) {
        task.state = TaskState::cancelled;
        mark_changed(task.mark);
      }
  }

  void move_timer(Timer& t) {
    const int n = to(t.node);
    const int old = t.node;
    if (n == nowhere || new_.node(n).event != EventKind::timer) {
      return cancel(t);
    }
    const auto& x = new_.node(n);
    out_.timers.push_back(t.id);
    for (auto& task : s_.tasks)
      if (task.timer == t.id && task.state == TaskState::open) {
        task.node = n;
        out_.tasks.push_back(task.id);
      }
    const auto carried = carried_of(t.id);
    const auto rule = c_.period(x.deadline_key, seen(t.activation), t.anchor);
    if (!rule) return say({What::period_unknown, old_id(old), x.id, x.deadline_key});
    t.node = n;
    t.deadline_key = x.deadline_key;
    t.days = rule->days;
    t.calendar = rule->calendar;
    t.legal_basis = rule->legal_basis;
    t.rule_version = rule->rule_version;
    t.confirmed = rule->confirmed;
    t.calendar_rev = rule->calendar_rev;
    const auto before = t.state == TimerState::suspended ? std::nullopt : std::optional{t.due};
    auto after = c_.day(*rule, carried);
    if (t.state == TimerState::referred) {
      if (!after) after = before;  // while the file stands still nothing is taken from the legal officer
    } else {
      t.state = after ? TimerState::armed : TimerState::suspended;
    }
    if (carried.held && after == before)
      say({What::due_kept, old_id(old), x.id, x.deadline_key, before, after});
    else if (after != before)
      say({What::due_differs, old_id(old), x.id, x.deadline_key, before, after});
    if (after) t.due = *after;
    // It was over, and is not any more: nobody has to judge it yet.
    if (t.state == TimerState::referred && c_.today <= t.due) {
      t.state = TimerState::armed;
      close_legal(t.id);
    }
  }

  void move_wait(Subscription& w) {
    if (w.mark == Mark::removed || w.held()) return;
    const int n = to(w.node);
    const auto old = old_id(w.node);
    const auto was_for = w.message;
    if (n == nowhere || new_.node(n).event != old_.node(w.node).event) {
      say({What::wait_ends, old, {}, was_for});
      w.mark = Mark::removed;
      return;
    }
    const auto& x = new_.node(n);
    const auto& name = x.event == EventKind::signal ? x.signal : x.message;
    if (old == x.id && name == was_for) {
      w.node = n;
      return;
    }
    const auto waiting = w.token;
    w.mark = Mark::removed;
    s_.subscriptions.push_back({c_.new_id(), waiting, n, name, {}});
    if (name != was_for) say({What::wait_begins, old, x.id, name});
  }

  void move_incident(Incident& i) {
    const int n = to(i.node);
    if (n == nowhere) return;  // its token has said so
    if (old_id(i.node) != new_id(n)) out_.incidents.push_back(i.id);
    i.node = n;
  }

  // ---- waits that only the new procedure has -------------------------------------------------------------------

  bool had(const std::vector<int>& old_events, int event) const {
    return std::any_of(old_events.begin(), old_events.end(), [&](int o) { return to(o) == event; });
  }
  void begin_event(int event, std::int64_t waiting, Day counted_from) {
    const auto& n = new_.node(event);
    if (n.event == EventKind::error || n.event == EventKind::escalation) return;
    if (n.event != EventKind::timer) {
      const auto& name = n.event == EventKind::signal ? n.signal : n.message;
      s_.subscriptions.push_back({c_.new_id(), waiting, event, name, {}});
      return say({What::wait_begins, {}, n.id, name});
    }
    const auto variables = seen(waiting);
    Day anchor = counted_from;
    if (const auto it = variables.find(n.anchor); !n.anchor.empty() && it != variables.end())
      if (const auto* day = std::get_if<Day>(&it->second)) anchor = *day;
    const auto rule = c_.period(n.deadline_key, variables, anchor);
    if (!rule) return say({What::period_unknown, {}, n.id, n.deadline_key});
    const auto due = c_.day(*rule, {anchor, 0, {}});
    Timer t;
    t.id = c_.new_id();
    t.node = event;
    t.activation = waiting;
    t.deadline_key = n.deadline_key;
    t.rule_version = rule->rule_version;
    t.calendar = rule->calendar;
    t.legal_basis = rule->legal_basis;
    t.anchor = anchor;
    t.due = due.value_or(rule->due);
    t.days = rule->days;
    t.confirmed = rule->confirmed;
    t.calendar_rev = rule->calendar_rev;
    if (!due) t.state = TimerState::suspended;
    say({What::due_begins, {}, n.id, n.deadline_key, {}, due});
    s_.timers.push_back(std::move(t));
  }

  // The events that a token resting there waits for.
  static std::vector<int> events_at(const Definition& d, int at, bool instance) {
    const auto& n = d.node(at);
    std::vector<int> out = instance ? std::vector<int>{} : n.boundaries;
    if (n.kind == NodeKind::catch_event || n.kind == NodeKind::receive_task) out.push_back(at);
    if (n.kind == NodeKind::event_based)
      for (const int f : n.out) out.push_back(d.flow(f).to);
    return out;
  }
  static std::vector<int> starts_in(const Definition& d, int scope) {
    std::vector<int> out;
    for (const int sub : d.event_subs_of(scope))
      for (const int start : d.node(sub).starts) out.push_back(start);
    return out;
  }

  void begin_what_is_new() {
    begin_in_scope(nowhere, nowhere, 0);
    for (std::size_t i = 0, n = s_.tokens.size(); i < n; ++i) {
      const auto& t = s_.tokens[i];
      if (!stands(t) || t.state != TokenState::waiting) continue;
      const int old = was_.at(t.id).node;
      const auto* owner = t.scope == 0 ? nullptr : token(t.scope);
      const bool instance = owner && owner->node == t.node;
      const auto before = events_at(old_, old, instance);
      for (const int event : events_at(new_, t.node, instance))
        if (!had(before, event)) begin_event(event, t.id, day_at(t.id));
      if (holds_steps(new_.node(t.node)) && (instance || !is_multiple(new_.node(t.node))))
        begin_in_scope(old, t.node, t.id);
    }
  }
  void begin_in_scope(int old_scope, int new_scope, std::int64_t waiting) {
    for (const auto& t : s_.tokens)  // one that interrupts has begun: nothing else may start in this scope
      if (stands(t) && t.scope == waiting && new_.node(t.node).event_sub_process) {
        const auto& starts = new_.node(t.node).starts;
        if (std::any_of(starts.begin(), starts.end(), [&](int x) { return new_.node(x).interrupting; })) return;
      }
    const auto before = starts_in(old_, old_scope);
    for (const int start : starts_in(new_, new_scope))
      if (!had(before, start)) begin_event(start, waiting, day_at(waiting));
  }
  // From which day a wait at this token counts when no variable says it: the day its task was opened.
  Day day_at(std::int64_t waiting) const {
    for (const auto& t : s_.tasks)
      if (t.token == waiting && t.kind == TaskKind::work && t.state == TaskState::open)
        if (const auto it = c_.opened.find(t.id); it != c_.opened.end()) return it->second;
    return c_.today;
  }

  State& s_;
  const Crossing& c_;
  const Definition& old_;
  const Definition& new_;
  Transferred out_;
  std::map<std::int64_t, Was> was_;
};

}  // namespace

Transferred transfer(State& s, const Crossing& crossing) {
  if (!crossing.to.process(s.instance.process)) {
    Transferred out;
    out.changes.push_back({Change::What::node_gone, s.instance.process, {}});
    return out;
  }
  return Mover{s, crossing}.moved();
}

}  // namespace ssiis::workflow
