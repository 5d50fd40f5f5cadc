#include "workflow/table.hpp"

namespace ssiis::workflow {
namespace {

class CellParser {
 public:
  explicit CellParser(std::string_view text) : marks_{lexemes_of(text)} {}

  Cell whole() {
    Cell cell;
    if (is("-") && marks_.size() == 2) return cell;
    if (marks_.size() == 1) throw ExpressionError{"the cell is empty: write - for \"any\""};
    if (now().kind == Lexeme::Kind::name && now().text == "not") {
      ++at_;
      need("(");
      cell.negated = true;
    }
    do cell.any.push_back(test());
    while (skip(","));
    if (cell.negated) need(")");
    if (now().kind != Lexeme::Kind::end) throw ExpressionError{"the cell goes on after its end"};
    return cell;
  }

 private:
  const Lexeme& now() const { return marks_[at_]; }
  bool is(std::string_view s) const { return now().kind == Lexeme::Kind::symbol && now().text == s; }
  bool skip(std::string_view s) {
    if (!is(s)) return false;
    ++at_;
    return true;
  }
  void need(std::string_view s) {
    if (!skip(s)) throw ExpressionError{"\"" + std::string{s} + "\" is missing"};
  }
  Value literal() {
    if (now().kind != Lexeme::Kind::literal)
      throw ExpressionError{"a cell compares with a value, not with \"" + now().text + "\""};
    return marks_[at_++].value;
  }
  CellTest test() {
    if (is("[") || is("(") || is("]")) return range();
    if (now().kind == Lexeme::Kind::symbol)
      if (const auto order = order_of(now().text)) {
        ++at_;
        return {*order, literal()};
      }
    return {Order::equal, literal()};
  }
  CellTest range() {
    const Order low = is("[") ? Order::at_least : Order::greater;
    ++at_;
    CellTest t{low, literal()};
    need("..");
    auto high = literal();
    const Order top = is("]") ? Order::at_most : Order::less;
    if (!skip("]") && !skip(")") && !skip("[")) throw ExpressionError{"a range is not closed"};
    t.also = std::pair{top, std::move(high)};
    return t;
  }

  std::vector<Lexeme> marks_;
  std::size_t at_{0};
};

}  // namespace

Cell Cell::parse(std::string_view text) { return CellParser{text}.whole(); }

Result<bool> Cell::matches(const Value& v) const {
  if (any.empty()) return true;
  bool found = false;
  for (const auto& t : any) {
    const auto low = compared(v, t.order, t.value);
    if (!low) return low.rejection();
    bool hit = *low;
    if (t.also) {
      const auto high = compared(v, t.also->first, t.also->second);
      if (!high) return high.rejection();
      hit = hit && *high;
    }
    found = found || hit;
  }
  return found != negated;
}

std::vector<std::string> DecisionTable::texts_of_input(std::string_view input) const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < inputs_.size(); ++i)
    if (inputs_[i] == input)
      for (const auto& rule : rules_)
        for (const auto& t : rule.cells[i].any)
          if (const auto* s = std::get_if<std::string>(&t.value); s && t.order == Order::equal) out.push_back(*s);
  return out;
}

Result<Decided> DecisionTable::decide(const Variables& variables) const {
  std::vector<const Value*> values;
  for (const auto& name : inputs_) {
    const auto it = variables.find(name);
    if (it == variables.end()) return Rejection{"workflow.unknown_variable", {name}};
    values.push_back(&it->second);
  }
  const Rule* hit = nullptr;
  for (const auto& rule : rules_) {
    bool all = true;
    for (std::size_t i = 0; i < values.size() && all; ++i) {
      const auto m = rule.cells[i].matches(*values[i]);
      if (!m) return m.rejection();
      all = *m;
    }
    if (!all) continue;
    if (hit) return Rejection{"workflow.table_two_rules", {id_, hit->id, rule.id}};
    hit = &rule;
  }
  Decided out;
  if (!hit) return out;
  out.rule = hit->id;
  for (std::size_t i = 0; i < outputs_.size(); ++i) out.outputs[outputs_[i]] = hit->results[i];
  return out;
}

}  // namespace ssiis::workflow
