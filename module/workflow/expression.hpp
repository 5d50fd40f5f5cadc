// Conditions of sequence flows, in the part of S-FEEL that the procedure uses:
//   approval = "revise"      infringement = true      days >= 3 and origin in ("authority", "plan")
//   day between date("2026-01-01") and date("2026-12-31")      amount in [1..1000000)
//   not(emergency)
// A variable that does not exist, and values of two kinds compared, are refusals: such a condition
// is never true.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "workflow/lexer.hpp"

namespace ssiis::workflow {

// Immutable; copies share the tree. [any thread]
class Expression {
 public:
  struct Node;
  // Throws ExpressionError with a sentence for the analyst.
  static Expression parse(std::string_view text);

  // Codes: workflow.unknown_variable {1}, workflow.kinds_differ {1} {2}, workflow.not_yes_or_no
  // {1}.
  Result<bool> holds(const Variables& variables) const;
  const std::string& text() const noexcept { return text_; }
  std::set<std::string> names() const;

 private:
  std::string text_;
  std::shared_ptr<const Node> root_;
};

enum class Order { equal, not_equal, less, at_most, greater, at_least };

// One comparison; refuses kinds that differ. Nothing (null) may be compared with anything for
// equality.
Result<bool> compared(const Value& left, Order order, const Value& right);
std::optional<Order> order_of(std::string_view symbol) noexcept;

}  // namespace ssiis::workflow
