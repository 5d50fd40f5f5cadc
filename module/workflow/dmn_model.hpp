// A DMN file as it is executed: decisions with a table, an expression or an invocation, what they require, business
// knowledge models, types. Immutable once read. [any thread]
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "workflow/feel_evaluate.hpp"
#include "workflow/xml_source.hpp"

namespace ssiis::workflow::dmn {

struct Type;
using TypePtr = std::shared_ptr<const Type>;
// An item definition, or one of FEEL's own types. Without a kind and fields: anything.
struct Type {
  std::optional<feel::Kind> kind{};
  bool list{false};  // `kind`, `fields` and `allowed` are those of its items
  std::map<std::string, TypePtr, std::less<>> fields{};
  std::optional<feel::UnaryTests> allowed{};
  TypePtr base{};
};
// The value as that type; null and a problem (workflow.value_type {name} {value}) when it is none or not allowed. A
// list of one stands for its item, and an item for a list of it.
feel::Value as_type(const feel::Value& v, const Type* type, const std::string& name, feel::Run& run);

enum class HitPolicy { unique, any, priority, first, rule_order, output_order, collect };
enum class Aggregation { none, sum, minimum, maximum, count };

struct InputColumn {
  std::string text;  // the expression as written
  feel::NodePtr expression;
  TypePtr type;
  std::optional<feel::UnaryTests> allowed{};
};
struct OutputColumn {
  std::string name;
  TypePtr type;
  std::vector<feel::Value> order{};  // the values that may come out, the most important first
  feel::NodePtr otherwise{};         // when no rule applies
};
struct Row {
  std::string id;
  int line;
  std::vector<feel::UnaryTests> cells;
  std::vector<feel::NodePtr> results;
};
struct Table {
  std::string name;
  HitPolicy policy{HitPolicy::unique};
  Aggregation aggregation{Aggregation::none};
  std::vector<InputColumn> inputs{};
  std::vector<OutputColumn> outputs{};
  std::vector<Row> rows{};
};
struct Hits {
  feel::Value value{};
  std::vector<std::string> rows{};  // that applied, in the order of the answer
};
// Problems besides those of expressions: workflow.table_two_rules {table} {row} {row}, workflow.table_any_differs
// (same).
Hits decide(const Table& t, const feel::Place& place, feel::Run& run);

struct Logic {
  std::shared_ptr<const Table> table{};
  feel::NodePtr expression{};  // without a table
  std::string invoked{};       // or this knowledge model, with its parameters bound
  std::vector<std::pair<std::string, feel::NodePtr>> bindings{};
};

struct Input {
  std::string id, name;
  TypePtr type;
};
struct Knowledge final : feel::Callable {
  std::string id{}, name{};
  std::vector<std::pair<std::string, TypePtr>> parameters{};
  TypePtr type{};
  std::vector<std::size_t> requires_knowledge{};
  Logic logic{};
  feel::Callables functions{};
  feel::Value call(const std::vector<feel::Value>& arguments, feel::Run& run) const override;
};
struct Decision {
  std::string id, name, variable;
  int line{0};
  bool own_variable{false};  // without one, its outputs are seen under their own names too
  TypePtr type{};
  std::vector<std::size_t> inputs{}, decisions{}, knowledge{};
  bool open{false};  // declares no input: its other names are variables of the procedure
  Logic logic{};
  feel::Callables functions{};
};

struct Answer {
  feel::Value value{};
  std::vector<std::string> rows{};     // of the decision's own table
  std::optional<Rejection> problem{};  // the first reason for a null anywhere on the way
};

struct Model {
  std::vector<Input> inputs{};
  std::vector<std::unique_ptr<Knowledge>> knowledge{};
  std::vector<Decision> decisions{};

  // Nothing, with findings, when something in the file is not of the subset or wrong.
  static std::shared_ptr<const Model> read(const XmlSource& xml, Findings& findings);
  const Decision* decision(std::string_view name_or_id) const;
  // `given` holds the inputs by name; more names do no harm. A problem workflow.decision_too_long {decision} when the
  // answer would cost more than 200,000 steps or 32 calls within each other.
  Answer decide(const Decision& d, const feel::Fields& given) const;
};

// Rows of a table with hit policy UNIQUE that can apply together, and rows of ANY that can with different results.
// Cells with names in them are not looked at. A table that would cost more comparisons of two values is refused
// (dmn.too_large): a check must not hold the host up.
void check_overlaps(const Table& t, const XmlSource& xml, Findings& findings,
                    std::size_t most_comparisons = 20'000'000);

}  // namespace ssiis::workflow::dmn
