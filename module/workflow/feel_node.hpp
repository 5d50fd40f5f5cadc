// An expression and a cell's tests as trees. Immutable once parsed; copies share them.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "workflow/feel_lexer.hpp"

namespace ssiis::workflow {

enum class Order { equal, not_equal, less, at_most, greater, at_least };
std::optional<Order> order_of(std::string_view symbol) noexcept;

namespace feel {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

// One test of a cell. Several are joined by "or".
struct UnaryTest {
  enum class Kind { compares, lies_in } kind{};
  Order order{};  // compares: with `low`
  NodePtr low{}, high{};
  bool low_closed{true}, high_closed{true};  // lies_in
};
// A cell: no test at all ("-") holds for everything, null included.
struct UnaryTests {
  bool negated{false};
  std::vector<UnaryTest> any{};
};

struct Node {
  enum class Kind {
    literal,
    name,
    path,
    negative,
    plus,
    minus,
    times,
    divided,
    power,
    compare,
    both,
    either,
    member,
    call,
    list
  } kind{};
  Value value{};                 // literal
  std::string name{};            // name, path (the member), call (the function)
  Order order{};                 // compare
  std::vector<NodePtr> parts{};  // operands, arguments
  UnaryTests tests{};            // member: parts[0] in tests
};

// Without a name in it, so that it is the same whenever it is evaluated.
bool is_constant(const Node& n);
void collect_names(const Node& n, std::set<std::string>& out);
void collect_names(const UnaryTests& t, std::set<std::string>& out);

// All throw ExpressionError. Nested at most 40 deep, at most 500 items in a list.
NodePtr parse_expression(std::string_view text, const Names& names);
UnaryTests parse_tests(std::string_view text, const Names& names);
std::vector<NodePtr> parse_values(std::string_view text, const Names& names);  // "a", "b": the order of priorities

}  // namespace feel
}  // namespace ssiis::workflow
