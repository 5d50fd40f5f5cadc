// Conditions of sequence flows, in S-FEEL:
//   approval = "revise"      infringement = true      days + 5 >= 30 and origin in ("authority", "plan")
//   day between date("2026-01-01") and date("2026-12-31")      amount in [1..1000000)
//   not(emergency)
// Where FEEL would say null, this refuses: a variable that does not exist, values of two kinds compared. Such a
// condition is never true, and nobody would know why.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "workflow/feel_node.hpp"
#include "workflow/value.hpp"

namespace ssiis::workflow {

// Immutable; copies share the tree. [any thread]
class Expression {
 public:
  // Throws ExpressionError with a sentence for the analyst.
  static Expression parse(std::string_view text);

  // Codes: those of feel_evaluate.hpp, workflow.not_yes_or_no {1} for another result, workflow.decision_too_long.
  Result<bool> holds(const Variables& variables) const;
  const std::string& text() const noexcept { return text_; }
  const std::set<std::string>& names() const noexcept { return names_; }

 private:
  std::string text_;
  feel::NodePtr root_;
  std::set<std::string> names_;
};

// Between the variables of a procedure and the values of expressions. A variable keeps no parts of numbers, no times,
// durations, lists: nothing for those.
feel::Value feel_value(const Value& v);
std::optional<Value> kept_value(const feel::Value& v);

}  // namespace ssiis::workflow
