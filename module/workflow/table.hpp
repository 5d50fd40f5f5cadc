// DMN decision tables, hit policy UNIQUE: for deadlines, for who approves, for risk.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "workflow/expression.hpp"
#include "workflow/xml_source.hpp"

namespace ssiis::workflow {

// One cell of a rule: any of its tests, or none of them when negated. No test at all ("-") matches
// everything.
struct CellTest {
  Order order;
  Value value;
  std::optional<std::pair<Order, Value>> also{};  // the upper end of a range
};
struct Cell {
  bool negated{false};
  std::vector<CellTest> any{};
  static Cell parse(std::string_view text);  // throws ExpressionError
  Result<bool> matches(const Value& v) const;
};

// What a table said: no rule matched (rule is empty), or the one rule with its outputs.
struct Decided {
  std::string rule{};
  Variables outputs{};
  explicit operator bool() const noexcept { return !rule.empty(); }
};

// Immutable. [any thread]
class DecisionTable {
 public:
  // All tables of a file; with findings, none of what is wrong.
  static std::vector<DecisionTable> read(const XmlSource& xml, Findings& findings);

  const std::string& id() const noexcept { return id_; }
  const std::string& name() const noexcept { return name_; }
  const std::vector<std::string>& inputs() const noexcept { return inputs_; }
  const std::vector<std::string>& outputs() const noexcept { return outputs_; }
  std::size_t rules() const noexcept { return rules_.size(); }
  // All values that a text column names with equality, for deployment's check of deadline keys.
  std::vector<std::string> texts_of_input(std::string_view input) const;

  // Refusals: workflow.unknown_variable {1}, workflow.kinds_differ {1} {2},
  // workflow.table_two_rules {table} {r} {r}.
  Result<Decided> decide(const Variables& variables) const;

 private:
  friend class TableReader;
  struct Rule {
    std::string id;
    std::vector<Cell> cells;
    std::vector<Value> results;
  };
  std::string id_, name_;
  std::vector<std::string> inputs_, outputs_;
  std::vector<Rule> rules_;
};

}  // namespace ssiis::workflow
