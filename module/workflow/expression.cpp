#include "workflow/expression.hpp"

namespace ssiis::workflow {

struct Expression::Node {
  enum class Kind { literal, name, both, either, negation, comparison, member } kind{};
  Value value{};
  std::string name{};
  Order order{};
  std::vector<std::shared_ptr<const Node>> parts{};
};

namespace {

using Term = Expression::Node;
using NodePtr = std::shared_ptr<const Term>;
constexpr int deepest = 40;

class Parser {
 public:
  explicit Parser(std::string_view text) : marks_{lexemes_of(text)} {}

  NodePtr whole() {
    auto e = either(0);
    if (now().kind != Lexeme::Kind::end) throw ExpressionError{"the expression goes on after its end, at " + here()};
    return e;
  }

 private:
  const Lexeme& now() const { return marks_[at_]; }
  std::string here() const {
    return now().kind == Lexeme::Kind::literal ? "\"" + shown(now().value) + "\"" : "\"" + now().text + "\"";
  }
  bool is(std::string_view text) const { return now().kind != Lexeme::Kind::literal && now().text == text; }
  bool skip(std::string_view text) {
    if (!is(text)) return false;
    ++at_;
    return true;
  }
  void need(std::string_view text) {
    if (!skip(text)) throw ExpressionError{"\"" + std::string{text} + "\" is missing before " + here()};
  }
  static NodePtr make(Term n) { return std::make_shared<const Term>(std::move(n)); }
  static NodePtr of_two(Term::Kind kind, NodePtr a, NodePtr b) {
    return make({.kind = kind, .parts = {std::move(a), std::move(b)}});
  }
  static NodePtr compare(NodePtr a, Order order, NodePtr b) {
    return make({.kind = Term::Kind::comparison, .order = order, .parts = {std::move(a), std::move(b)}});
  }

  NodePtr either(int depth) {
    if (depth > deepest) throw ExpressionError{"the expression is nested too deeply"};
    auto left = both(depth);
    while (skip("or")) left = of_two(Term::Kind::either, left, both(depth));
    return left;
  }
  NodePtr both(int depth) {
    auto left = comparison(depth);
    while (skip("and")) left = of_two(Term::Kind::both, left, comparison(depth));
    return left;
  }
  NodePtr comparison(int depth) {
    auto left = operand(depth);
    if (skip("in")) return membership(left, depth);
    if (skip("between")) {
      auto low = operand(depth);
      need("and");
      return of_two(Term::Kind::both, compare(left, Order::at_least, low),
                    compare(left, Order::at_most, operand(depth)));
    }
    if (now().kind == Lexeme::Kind::symbol)
      if (const auto order = order_of(now().text)) {
        ++at_;
        return compare(left, *order, operand(depth));
      }
    return left;
  }
  NodePtr membership(const NodePtr& left, int depth) {
    const bool open_low = is("(");
    if (!skip("[") && !skip("(")) throw ExpressionError{"a list or a range is missing after \"in\", before " + here()};
    auto first = operand(depth);
    if (skip("..")) {
      auto last = operand(depth);
      const bool open_high = is(")");
      if (!skip("]") && !skip(")")) throw ExpressionError{"a range is not closed, before " + here()};
      return of_two(Term::Kind::both, compare(left, open_low ? Order::greater : Order::at_least, first),
                    compare(left, open_high ? Order::less : Order::at_most, last));
    }
    if (!open_low) throw ExpressionError{"a list stands in round brackets"};
    Term list{.kind = Term::Kind::member, .parts = {left, first}};
    while (skip(",")) list.parts.push_back(operand(depth));
    need(")");
    return make(std::move(list));
  }
  NodePtr operand(int depth) {
    if (now().kind == Lexeme::Kind::literal) {
      auto n = make({.kind = Term::Kind::literal, .value = now().value});
      ++at_;
      return n;
    }
    if (skip("not")) {
      need("(");
      auto inner = either(depth + 1);
      need(")");
      return make({.kind = Term::Kind::negation, .parts = {inner}});
    }
    if (skip("(")) {
      auto inner = either(depth + 1);
      need(")");
      return inner;
    }
    if (now().kind == Lexeme::Kind::name && !is("and") && !is("or") && !is("in") && !is("between")) {
      auto n = make({.kind = Term::Kind::name, .name = now().text});
      ++at_;
      return n;
    }
    throw ExpressionError{"a variable or a value is missing before " + here()};
  }

  std::vector<Lexeme> marks_;
  std::size_t at_{0};
};

Result<Value> value_of(const Term& n, const Variables& v);

Result<bool> flag_of(const Term& n, const Variables& v) {
  auto r = value_of(n, v);
  if (!r) return r.rejection();
  if (const auto* b = std::get_if<bool>(&*r)) return *b;
  return Rejection{"workflow.not_yes_or_no", {shown(*r)}};
}

// Both sides are always evaluated: an unknown variable is found whatever the other side says.
Result<Value> joined(const Term& n, const Variables& v) {
  const auto a = flag_of(*n.parts[0], v);
  if (!a) return a.rejection();
  const auto b = flag_of(*n.parts[1], v);
  if (!b) return b.rejection();
  return Value{n.kind == Term::Kind::both ? (*a && *b) : (*a || *b)};
}

Result<Value> member(const Term& n, const Variables& v) {
  const auto left = value_of(*n.parts[0], v);
  if (!left) return left.rejection();
  bool found = false;
  for (std::size_t i = 1; i < n.parts.size(); ++i) {
    const auto item = value_of(*n.parts[i], v);
    if (!item) return item.rejection();
    const auto same = compared(*left, Order::equal, *item);
    if (!same) return same.rejection();
    found = found || *same;
  }
  return Value{found};
}

Result<Value> value_of(const Term& n, const Variables& v) {
  switch (n.kind) {
    case Term::Kind::literal:
      return n.value;
    case Term::Kind::name: {
      const auto it = v.find(n.name);
      if (it == v.end()) return Rejection{"workflow.unknown_variable", {n.name}};
      return it->second;
    }
    case Term::Kind::both:
    case Term::Kind::either:
      return joined(n, v);
    case Term::Kind::negation: {
      const auto r = flag_of(*n.parts[0], v);
      if (!r) return r.rejection();
      return Value{!*r};
    }
    case Term::Kind::member:
      return member(n, v);
    case Term::Kind::comparison: {
      const auto a = value_of(*n.parts[0], v);
      if (!a) return a.rejection();
      const auto b = value_of(*n.parts[1], v);
      if (!b) return b.rejection();
      const auto r = compared(*a, n.order, *b);
      if (!r) return r.rejection();
      return Value{*r};
    }
  }
  throw std::logic_error{"an expression of no kind"};
}

void collect(const Term& n, std::set<std::string>& out) {
  if (n.kind == Term::Kind::name) out.insert(n.name);
  for (const auto& p : n.parts) collect(*p, out);
}

}  // namespace

std::optional<Order> order_of(std::string_view s) noexcept {
  if (s == "=") return Order::equal;
  if (s == "!=") return Order::not_equal;
  if (s == "<") return Order::less;
  if (s == "<=") return Order::at_most;
  if (s == ">") return Order::greater;
  if (s == ">=") return Order::at_least;
  return std::nullopt;
}

Result<bool> compared(const Value& a, Order order, const Value& b) {
  const bool equality = order == Order::equal || order == Order::not_equal;
  const bool nothing = kind_of(a) == ValueKind::nothing || kind_of(b) == ValueKind::nothing;
  const bool flags = kind_of(a) == ValueKind::flag;
  if (!(equality && nothing) && (kind_of(a) != kind_of(b) || nothing || (!equality && flags)))
    return Rejection{"workflow.kinds_differ", {std::string{name_of(kind_of(a))}, std::string{name_of(kind_of(b))}}};
  switch (order) {
    case Order::equal:
      return a == b;
    case Order::not_equal:
      return a != b;
    case Order::less:
      return a < b;
    case Order::at_most:
      return a <= b;
    case Order::greater:
      return a > b;
    case Order::at_least:
      return a >= b;
  }
  throw std::logic_error{"an order of no kind"};
}

Expression Expression::parse(std::string_view text) {
  Expression e;
  e.text_ = std::string{trimmed(text)};
  if (e.text_.empty()) throw ExpressionError{"the condition is empty"};
  e.root_ = Parser{e.text_}.whole();
  return e;
}

Result<bool> Expression::holds(const Variables& variables) const { return flag_of(*root_, variables); }

std::set<std::string> Expression::names() const {
  std::set<std::string> out;
  collect(*root_, out);
  return out;
}

}  // namespace ssiis::workflow
