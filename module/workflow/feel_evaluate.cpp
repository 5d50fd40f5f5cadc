#include "workflow/feel_evaluate.hpp"

#include "workflow/feel_functions.hpp"

namespace ssiis::workflow::feel {
namespace {

std::string kind_text(const Value& v) { return std::string{name_of(v.kind())}; }
Value truth(std::optional<bool> b) { return b ? Value{*b} : Value{}; }

std::optional<bool> compared_values(const Value& a, Order order, const Value& b, Run& run) {
  const bool equality = order == Order::equal || order == Order::not_equal;
  if (equality) {
    const auto same = equal(a, b);
    if (same) return *same == (order == Order::equal);
  } else if (const auto o = ordered(a, b)) {
    switch (order) {
      case Order::less:
        return *o < 0;
      case Order::at_most:
        return *o <= 0;
      case Order::greater:
        return *o > 0;
      default:
        return *o >= 0;
    }
  }
  run.note(Rejection{"workflow.kinds_differ", {kind_text(a), kind_text(b)}});
  return std::nullopt;
}

// Of three values: yes, no and null.
std::optional<bool> all_of(std::optional<bool> a, std::optional<bool> b) {
  if (a == false || b == false) return false;
  return a && b ? std::optional{true} : std::nullopt;
}
std::optional<bool> any_of(std::optional<bool> a, std::optional<bool> b) {
  if (a == true || b == true) return true;
  return a && b ? std::optional{false} : std::nullopt;
}

std::optional<bool> flag_of(const Node& n, const Place& place, Run& run) {
  const auto v = evaluate(n, place, run);
  if (v.flag()) return *v.flag();
  run.note(Rejection{"workflow.not_yes_or_no", {shown(v)}});
  return std::nullopt;
}

Value called(const Node& n, const Place& place, Run& run) {
  std::vector<Value> arguments;
  for (const auto& p : n.parts) arguments.push_back(evaluate(*p, place, run));
  if (const auto it = place.functions.find(n.name); it != place.functions.end()) {
    if (++run.calls > Run::deepest_call) throw Exhausted{};
    auto v = it->second->call(arguments, run);
    --run.calls;
    return v;
  }
  if (auto v = call_builtin(n.name, arguments)) return *v;
  run.note(Rejection{"workflow.function_argument", {n.name}});
  return {};
}

std::optional<bool> passes(const UnaryTest& t, const Value& input, const Place& place, Run& run) {
  const auto low = evaluate(*t.low, place, run);
  if (t.kind == UnaryTest::Kind::lies_in) {
    const auto high = evaluate(*t.high, place, run);
    const auto above = compared_values(input, t.low_closed ? Order::at_least : Order::greater, low, run);
    return all_of(above, compared_values(input, t.high_closed ? Order::at_most : Order::less, high, run));
  }
  if (t.order == Order::equal && low.items() && !input.items()) {  // one of a list that is calculated
    std::optional<bool> found = false;
    for (const auto& i : *low.items()) found = any_of(found, compared_values(input, Order::equal, i, run));
    return found;
  }
  return compared_values(input, t.order, low, run);
}

}  // namespace

void Run::note(Rejection why) {
  if (!problem) problem = std::move(why);
}
void Run::step() {
  if (++steps > most_steps) throw Exhausted{};
}

std::optional<bool> holds(const UnaryTests& tests, const Value& input, const Place& place, Run& run) {
  if (tests.any.empty()) return true;
  std::optional<bool> found = false;
  for (const auto& t : tests.any) found = any_of(found, passes(t, input, place, run));
  if (tests.negated && found) found = !*found;
  return found;
}

Value evaluate(const Node& n, const Place& place, Run& run) {
  run.step();
  const auto part = [&](std::size_t i) { return evaluate(*n.parts[i], place, run); };
  switch (n.kind) {
    case Node::Kind::literal:
      return n.value;
    case Node::Kind::name: {
      const auto it = place.variables.find(n.name);
      if (it != place.variables.end()) return it->second;
      run.note(Rejection{"workflow.unknown_variable", {n.name}});
      return {};
    }
    case Node::Kind::path:
      return member_of(part(0), n.name, run);
    case Node::Kind::negative:
      return calculated(Node::Kind::negative, part(0), {}, run);
    // Both sides are always evaluated: an unknown variable is found whatever the other side says.
    case Node::Kind::both: {
      const auto a = flag_of(*n.parts[0], place, run);
      return truth(all_of(a, flag_of(*n.parts[1], place, run)));
    }
    case Node::Kind::either: {
      const auto a = flag_of(*n.parts[0], place, run);
      return truth(any_of(a, flag_of(*n.parts[1], place, run)));
    }
    case Node::Kind::compare: {
      const auto a = part(0);
      return truth(compared_values(a, n.order, part(1), run));
    }
    case Node::Kind::member:
      return truth(holds(n.tests, part(0), place, run));
    case Node::Kind::call:
      return called(n, place, run);
    case Node::Kind::list: {
      List items;
      for (std::size_t i = 0; i < n.parts.size(); ++i) items.push_back(part(i));
      return Value::list(std::move(items));
    }
    default: {
      const auto a = part(0);
      return calculated(n.kind, a, part(1), run);
    }
  }
}

}  // namespace ssiis::workflow::feel
