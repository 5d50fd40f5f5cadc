// The grammar, from the weakest operator to the strongest: or, and, comparison, + -, * /, **, sign, path and call.
#include <algorithm>
#include <array>

#include "workflow/feel_functions.hpp"
#include "workflow/feel_node.hpp"

namespace ssiis::workflow {

namespace feel {
namespace {

constexpr int deepest = 40, most_operators = 200;
constexpr std::size_t most_items = 500;
constexpr std::array<std::string_view, 4> joining_words{"and", "or", "in", "between"};
constexpr std::array<std::string_view, 11> words_of_full_feel{
    "if", "then", "else", "for", "return", "some", "every", "satisfies", "instance", "function", "external"};

class FeelParser {
 public:
  FeelParser(std::string_view text, const Names& names) : marks_{marks_of(text, names)}, names_{names} {}

  NodePtr expression() {
    if (now().kind == Mark::Kind::end) throw ExpressionError{"the expression is empty"};
    return ended(either());
  }
  std::vector<NodePtr> values() {
    std::vector<NodePtr> out;
    do out.push_back(sum());
    while (out.size() < most_items && take(","));
    return ended(std::move(out));
  }
  UnaryTests cell() {
    UnaryTests out;
    // Modellers show an empty cell as "-" and many save it empty.
    if (now().kind == Mark::Kind::end || (is("-") && marks_.size() == 2)) return out;
    if (is("not") && !now().known && marks_[at_ + 1].text == "(") {
      at_ += 2;
      out.negated = true;
    }
    out.any = tests();
    if (out.negated) need(")");
    return ended(std::move(out));
  }

 private:
  const Mark& now() const { return marks_[at_]; }
  std::string here() const { return now().kind == Mark::Kind::literal ? shown(now().value) : "\"" + now().text + "\""; }
  bool is(std::string_view text) const {
    return (now().kind == Mark::Kind::symbol || now().kind == Mark::Kind::name) && now().text == text;
  }
  bool take(std::string_view text) {
    if (!is(text) || now().known) return false;
    ++at_;
    return true;
  }
  void need(std::string_view text) {
    if (take(text)) return;
    refuse_full_feel();
    throw ExpressionError{"\"" + std::string{text} + "\" is missing before " + here()};
  }
  template <class T>
  T ended(T result) {
    if (now().kind == Mark::Kind::end) return result;
    refuse_full_feel();
    throw ExpressionError{"the expression goes on after its end, at " + here()};
  }
  void refuse_full_feel() const {
    if (now().kind == Mark::Kind::name && !now().known && std::ranges::count(words_of_full_feel, now().text) != 0)
      throw ExpressionError{"\"" + now().text + "\" is not part of S-FEEL: write a further table or rule instead"};
    if (is("[")) throw ExpressionError{"a filter in square brackets is not part of S-FEEL"};
    if (now().text == "{") throw ExpressionError{"a context is not part of S-FEEL"};
  }

  static NodePtr make(Node n) { return std::make_shared<const Node>(std::move(n)); }
  NodePtr of_two(Node::Kind kind, NodePtr a, NodePtr b) {
    count();
    return make({.kind = kind, .parts = {std::move(a), std::move(b)}});
  }
  NodePtr compare(NodePtr a, Order order, NodePtr b) {
    count();
    return make({.kind = Node::Kind::compare, .order = order, .parts = {std::move(a), std::move(b)}});
  }
  void count() {
    if (++operators_ > most_operators) throw ExpressionError{"the expression has more than 200 operators"};
  }
  struct Deeper {
    explicit Deeper(int& depth) : depth_{depth} {
      if (++depth_ > deepest) throw ExpressionError{"the expression is nested more than 40 deep"};
    }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    int& depth_;
  };

  NodePtr either() {
    const Deeper deeper{depth_};
    auto left = both();
    while (take("or")) left = of_two(Node::Kind::either, left, both());
    return left;
  }
  NodePtr both() {
    auto left = comparison();
    while (take("and")) left = of_two(Node::Kind::both, left, comparison());
    return left;
  }
  NodePtr comparison() {
    auto left = sum();
    if (take("in")) return membership(left);
    if (take("between")) {
      auto low = sum();
      need("and");
      return of_two(Node::Kind::both, compare(left, Order::at_least, low), compare(left, Order::at_most, sum()));
    }
    if (now().kind == Mark::Kind::symbol)
      if (const auto order = order_of(now().text)) {
        ++at_;
        return compare(left, *order, sum());
      }
    return left;
  }
  NodePtr membership(const NodePtr& left) {
    Node n{.kind = Node::Kind::member, .parts = {left}};
    const auto from = at_;
    if (take("(")) {
      n.tests.any = tests();
      if (take(")")) return make(std::move(n));
      at_ = from;  // "(1..5]": an open range
    }
    n.tests.any = {test()};
    return make(std::move(n));
  }

  std::vector<UnaryTest> tests() {
    std::vector<UnaryTest> out;
    do {
      if (out.size() == most_items) throw ExpressionError{"a list has more than 500 items"};
      out.push_back(test());
    } while (take(","));
    return out;
  }
  UnaryTest test() {
    const Deeper deeper{depth_};
    if (now().kind == Mark::Kind::symbol)
      if (const auto order = order_of(now().text)) {
        ++at_;
        return {.kind = UnaryTest::Kind::compares, .order = *order, .low = sum()};
      }
    const auto from = at_;
    if (is("[") || is("(") || is("]")) {
      const bool closed = is("["), only_range = is("]");
      ++at_;
      if (!is("]")) {
        auto low = sum();
        if (take("..")) return range(closed, std::move(low));
      }
      if (only_range) throw ExpressionError{"\"..\" is missing before " + here()};
      at_ = from;  // a list, or brackets around a value
    }
    return {.kind = UnaryTest::Kind::compares, .order = Order::equal, .low = sum()};
  }
  UnaryTest range(bool closed, NodePtr low) {
    UnaryTest t{.kind = UnaryTest::Kind::lies_in, .low = std::move(low), .low_closed = closed};
    t.high = sum();
    t.high_closed = is("]");
    if (!take("]") && !take(")") && !take("[")) throw ExpressionError{"a range is not closed, before " + here()};
    return t;
  }

  NodePtr sum() {
    auto left = product();
    for (;;) {
      if (take("+"))
        left = of_two(Node::Kind::plus, left, product());
      else if (take("-"))
        left = of_two(Node::Kind::minus, left, product());
      else
        return left;
    }
  }
  NodePtr product() {
    auto left = power();
    for (;;) {
      if (take("*"))
        left = of_two(Node::Kind::times, left, power());
      else if (take("/"))
        left = of_two(Node::Kind::divided, left, power());
      else
        return left;
    }
  }
  NodePtr power() {
    auto left = signed_value();
    while (take("**")) left = of_two(Node::Kind::power, left, signed_value());
    return left;
  }
  NodePtr signed_value() {
    if (!take("-")) return with_path();
    const Deeper deeper{depth_};
    auto inner = signed_value();
    if (inner->kind == Node::Kind::literal && inner->value.number()) return literal(inner->value.number()->negated());
    return make({.kind = Node::Kind::negative, .parts = {std::move(inner)}});
  }
  NodePtr with_path() {
    auto value = primary();
    while (take(".")) {
      if (now().kind != Mark::Kind::name) throw ExpressionError{"a name is missing after the point, before " + here()};
      count();
      value = make({.kind = Node::Kind::path, .name = now().text, .parts = {std::move(value)}});
      ++at_;
    }
    return value;
  }
  static NodePtr literal(Value v) { return make({.kind = Node::Kind::literal, .value = std::move(v)}); }

  NodePtr primary() {
    const auto& mark = now();
    switch (mark.kind) {
      case Mark::Kind::literal:
        ++at_;
        return literal(mark.value);
      case Mark::Kind::at_literal: {
        ++at_;
        const auto v = moment_of(mark.text);
        if (v.is_null()) throw ExpressionError{"@\"" + mark.text + "\" is no date, time or duration"};
        return literal(v);
      }
      case Mark::Kind::name:
        return named();
      case Mark::Kind::symbol:
        if (take("(")) {
          auto inner = either();
          need(")");
          return inner;
        }
        if (take("[")) return list();
        break;
      case Mark::Kind::end:
        break;
    }
    refuse_full_feel();
    throw ExpressionError{"a variable or a value is missing before " + here()};
  }
  NodePtr list() {
    Node n{.kind = Node::Kind::list};
    if (!is("]")) do {
        if (n.parts.size() == most_items) throw ExpressionError{"a list has more than 500 items"};
        n.parts.push_back(either());
      } while (take(","));
    if (is("..")) throw ExpressionError{"a range stands in a cell or after \"in\", nowhere else"};
    need("]");
    return make(std::move(n));
  }
  NodePtr named() {
    const auto mark = now();
    if (!mark.known) {
      refuse_full_feel();
      if (std::ranges::count(joining_words, mark.text) != 0)
        throw ExpressionError{"a variable or a value is missing before " + here()};
      if (mark.text == "true" || mark.text == "false" || mark.text == "null") {
        ++at_;
        return literal(mark.text == "null" ? Value{} : Value{mark.text == "true"});
      }
    }
    ++at_;
    if (is("(")) return call(mark);
    if (mark.known ? !names_.variables.contains(mark.text) : !names_.open)
      throw ExpressionError{"\"" + mark.text + "\" is not declared as an input or a required decision here"};
    if (!mark.known && mark.text.size() > 80) throw ExpressionError{"a name is longer than 80 bytes"};
    return make({.kind = Node::Kind::name, .name = mark.text});
  }
  NodePtr call(const Mark& mark) {
    const auto* known = builtin(mark.text);
    if (!known && !names_.functions.contains(mark.text))
      throw ExpressionError{"there is no function \"" + mark.text + "\" here"};
    need("(");
    Node n{.kind = Node::Kind::call, .name = mark.text};
    count();
    if (!is(")")) do {
        if (n.parts.size() == most_items) throw ExpressionError{"a function has more than 500 arguments"};
        n.parts.push_back(either());
      } while (take(","));
    if (is(":")) throw ExpressionError{"arguments stand in their order here, without their names"};
    need(")");
    if (!known || names_.functions.contains(mark.text)) return make(std::move(n));
    if (n.parts.size() < known->least || n.parts.size() > known->most)
      throw ExpressionError{"\"" + mark.text + "\" does not take " + std::to_string(n.parts.size()) + " arguments"};
    return known->moment ? folded(std::move(n)) : make(std::move(n));
  }
  // date("2026-02-30") is a slip of the pen, and found when the table is deployed.
  static NodePtr folded(Node n) {
    std::vector<Value> arguments;
    for (const auto& p : n.parts) {
      if (p->kind != Node::Kind::literal) return make(std::move(n));
      arguments.push_back(p->value);
    }
    auto v = call_builtin(n.name, arguments);
    if (!v || v->is_null())
      throw ExpressionError{n.name + "(" + (arguments.empty() ? "" : shown(arguments.front())) +
                            ") is none: write it as date(\"2026-01-31\"), time(\"08:30:00\") or duration(\"P10D\")"};
    return literal(std::move(*v));
  }

  std::vector<Mark> marks_;
  const Names& names_;
  std::size_t at_{0};
  int depth_{0}, operators_{0};
};

}  // namespace

NodePtr parse_expression(std::string_view text, const Names& names) { return FeelParser{text, names}.expression(); }
UnaryTests parse_tests(std::string_view text, const Names& names) { return FeelParser{text, names}.cell(); }
std::vector<NodePtr> parse_values(std::string_view text, const Names& names) {
  return FeelParser{text, names}.values();
}

}  // namespace feel
}  // namespace ssiis::workflow
