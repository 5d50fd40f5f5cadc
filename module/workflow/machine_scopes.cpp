// Several instances of a step, called processes, and the variables that only they see.
#include <algorithm>
#include <stdexcept>

#include "workflow/machine.hpp"

namespace ssiis::workflow {
namespace {

constexpr std::string_view counter_name = "loopCounter", total_name = "numberOfInstances";

// Stored among the variables as "<token in base 36>:<name>": no variable of a procedure has a colon.
std::string local_prefix(std::int64_t token) {
  std::string out;
  for (auto n = static_cast<std::uint64_t>(token); n != 0; n /= 36)
    out += "0123456789abcdefghijklmnopqrstuvwxyz"[n % 36];
  return out + ":";
}

const std::string& argument(const Rejection& r) {
  static const std::string none;
  return r.args.empty() ? none : r.args.front();
}

}  // namespace

// ---- variables -----------------------------------------------------------------------------------------------------

bool Machine::is_instance(const Token& t) {
  const auto* owner = t.scope == 0 ? nullptr : token(t.scope);
  return owner && owner->node == t.node;
}

Machine::Place Machine::place_of(int node, std::int64_t scope) {
  while (scope != 0) {
    const auto* owner = token(scope);
    if (!owner) break;
    if (d_.node(owner->node).kind == NodeKind::call_activity && d_.node(node).scope == owner->node)
      return {owner->id, true};
    if (is_multiple(d_.node(owner->node)) && is_instance(*owner)) return {owner->id, false};
    node = owner->node;
    scope = owner->scope;
  }
  return {};
}

Machine::Place Machine::place_of(const Token& t) {
  if (is_multiple(d_.node(t.node)) && is_instance(t)) return {t.id, false};
  return place_of(t.node, t.scope);
}

Machine::Place Machine::place_of_wait(const Subscription& wait) {
  const auto& n = d_.node(wait.node);
  if (n.kind == NodeKind::start) return place_of(n.scope, wait.token);
  const auto* t = token(wait.token);
  return t ? place_of(*t) : Place{};
}

const Variables& Machine::seen_at(int node, std::int64_t waiting) {
  Subscription wait;
  wait.node = node;
  wait.token = waiting;
  return seen(place_of_wait(wait));
}

Variables Machine::kept_by(std::int64_t token) const {
  Variables out;
  const auto prefix = local_prefix(token);
  for (auto it = s_.variables.lower_bound(prefix); it != s_.variables.end() && it->first.starts_with(prefix); ++it)
    out[it->first.substr(prefix.size())] = it->second;
  return out;
}

const Variables& Machine::seen(Place from) {
  if (from.token == 0) return s_.variables;
  Variables view = kept_by(from.token);
  for (auto at = from; !at.closed;) {
    const auto* holder = token(at.token);
    const auto* outer = holder ? token(holder->scope) : nullptr;
    at = outer ? place_of(*outer) : Place{};
    const auto more = at.token == 0 ? s_.variables : kept_by(at.token);
    view.insert(more.begin(), more.end());  // what is nearer wins
    if (at.token == 0) break;
  }
  seen_ = std::move(view);
  return seen_;
}

void Machine::put_one(const std::string& name, const Value& value) {
  const auto it = s_.variables.find(name);
  if (it != s_.variables.end() && it->second == value) return;
  const auto mark = s_.variable_marks.find(name);
  if (it == s_.variables.end())
    s_.variable_marks[name] = mark == s_.variable_marks.end() ? Mark::added : Mark::changed;
  else if (mark == s_.variable_marks.end())
    s_.variable_marks[name] = Mark::changed;
  s_.variables[name] = value;
}

void Machine::put(Place at, const Variables& variables) {
  const auto prefix = at.token == 0 ? std::string{} : local_prefix(at.token);
  for (const auto& [name, value] : variables) put_one(prefix + name, value);
}

void Machine::set(const Variables& variables, const Token* at) { put(at ? place_of(*at) : Place{}, variables); }

void Machine::forget(std::int64_t token) {
  const auto prefix = local_prefix(token);
  for (auto it = s_.variables.lower_bound(prefix); it != s_.variables.end() && it->first.starts_with(prefix);) {
    const auto mark = s_.variable_marks.find(it->first);
    if (mark != s_.variable_marks.end() && mark->second == Mark::added)
      s_.variable_marks.erase(mark);
    else
      s_.variable_marks[it->first] = Mark::removed;
    it = s_.variables.erase(it);
  }
}

// ---- several instances ---------------------------------------------------------------------------------------------

// The parts of the list, or as many nothings as the number says.
std::optional<std::vector<Value>> Machine::instances_of(Token& t, const Node& n) {
  const auto& m = *n.multi;
  if (m.collection.empty() && m.count_of.empty()) return std::vector<Value>(static_cast<std::size_t>(m.count));
  const auto& name = m.collection.empty() ? m.count_of : m.collection;
  const auto& variables = seen(t);
  const auto it = variables.find(name);
  if (it == variables.end()) {
    fail(t, "workflow.unknown_variable", name);
    return std::nullopt;
  }
  std::vector<Value> out;
  const auto* count = std::get_if<std::int64_t>(&it->second);
  const auto* list = std::get_if<std::string>(&it->second);
  const bool fits = m.collection.empty() ? count && *count >= 0 && *count <= most_instances : list != nullptr;
  if (fits && m.collection.empty()) out.resize(static_cast<std::size_t>(*count));
  if (fits && !m.collection.empty())
    for (const auto& part : split(*list, ','))
      if (const auto text = trimmed(part); !text.empty()) out.emplace_back(std::string{text});
  if (fits && out.size() <= static_cast<std::size_t>(most_instances)) return out;
  fail(t, "workflow.instances_malformed", name);
  return std::nullopt;
}

void Machine::enter_multiple(Token& t, const Node& n) {
  rest(t);
  const auto parts = instances_of(t, n);
  if (!parts) return;
  if (parts->empty()) return leave(t);
  arm_boundaries(t, n);
  if (t.state == TokenState::incident) return;
  put({t.id, false}, {{std::string{total_name}, static_cast<std::int64_t>(parts->size())}});
  std::vector<std::int64_t> begun;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    auto& one = spawn(t.node, t.id);
    Variables own{{std::string{counter_name}, static_cast<std::int64_t>(i + 1)}};
    if (!n.multi->element.empty()) own[n.multi->element] = (*parts)[i];
    put({one.id, false}, own);
    begun.push_back(one.id);
  }
  moving_.insert(moving_.end(), begun.rbegin(), begun.rend());  // the first part comes first
}

std::string Machine::part_of(const Token& t) {
  for (const Token* at = &t; at; at = at->scope == 0 ? nullptr : token(at->scope)) {
    const auto& n = d_.node(at->node);
    if (!is_multiple(n) || n.multi->element.empty() || !is_instance(*at)) continue;
    const auto own = kept_by(at->id);
    if (const auto it = own.find(n.multi->element); it != own.end()) return shown(it->second);
  }
  return {};
}

// Its answers go outwards; when it was the last, or enough are done, the step is over.
void Machine::instance_done(Token& t, const Node& n) {
  auto& outer = *token(t.scope);
  auto answers = kept_by(t.id);
  answers.erase(std::string{counter_name});
  answers.erase(n.multi->element);
  forget(t.id);
  disarm(t.id);
  t.mark = Mark::removed;
  set(answers, &outer);
  const auto active = std::count_if(s_.tokens.begin(), s_.tokens.end(),
                                    [&](const Token& o) { return o.mark != Mark::removed && o.scope == outer.id; });
  bool over = active == 0;
  if (!over && n.multi->completion) {
    auto counts = kept_by(outer.id);
    const auto total = std::get<std::int64_t>(counts.at(std::string{total_name}));
    Variables known = seen(outer);
    known[std::string{total_name}] = total;
    known["numberOfActiveInstances"] = static_cast<std::int64_t>(active);
    known["numberOfCompletedInstances"] = total - static_cast<std::int64_t>(active);
    const auto enough = n.multi->completion->holds(known);
    if (!enough) note("instances.condition", outer.node, enough.rejection().code + " " + argument(enough.rejection()));
    over = enough && *enough;
  }
  if (!over) return;
  empty_scope(outer.id, nullptr);
  disarm(outer.id);
  forget(outer.id);
  note("completed", outer.node);
  leave(outer);
}

// ---- called processes ----------------------------------------------------------------------------------------------

void Machine::enter_call(Token& t, const Node& n) {
  if (n.starts.empty()) throw std::logic_error{"workflow: a call whose process was not joined to it"};
  rest(t);
  Variables handed;
  {
    const auto& variables = seen(t);
    for (const auto& m : n.handed_in) {
      const auto it = variables.find(m.from);
      if (it == variables.end()) return fail(t, "workflow.unknown_variable", m.from);
      handed[m.to] = it->second;
    }
  }
  put({t.id, true}, handed);
  arm_boundaries(t, n);
  if (t.state != TokenState::incident) open_scope(t.id, n.starts.front());
}

// A variable that the called process never set is not handed back.
void Machine::hand_out(Token& call) {
  const auto inside = kept_by(call.id);
  forget(call.id);
  Variables out;
  for (const auto& m : d_.node(call.node).handed_out)
    if (const auto it = inside.find(m.from); it != inside.end()) out[m.to] = it->second;
  set(out, &call);
}

}  // namespace ssiis::workflow
