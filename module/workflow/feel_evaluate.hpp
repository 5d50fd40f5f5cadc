// Evaluates expressions and cells. FEEL knows no errors: what cannot be calculated is null. Our procedures may not go
// on with such a null, so the first reason for one is kept in the run; who asks decides whether it is a refusal.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "workflow/feel_node.hpp"

namespace ssiis::workflow::feel {

// One question to a model: its first problem and what it may still spend.
struct Run {
  static constexpr int most_steps = 200'000, deepest_call = 32;
  static constexpr std::size_t longest_text = 64 * 1024;
  std::optional<Rejection> problem{};
  int steps{0}, calls{0};
  void note(Rejection why);
  void step();  // throws Exhausted
};
// A model that needs more than a question may cost; caught where the question is asked.
struct Exhausted {};

// A business knowledge model.
class Callable {
 public:
  virtual ~Callable() = default;
  virtual Value call(const std::vector<Value>& arguments, Run& run) const = 0;
};
using Callables = std::map<std::string, const Callable*, std::less<>>;

// Where an expression stands.
struct Place {
  const Fields& variables;
  const Callables& functions;
};

// Problems: workflow.unknown_variable, kinds_differ, not_yes_or_no, no_arithmetic, no_result, no_member,
// function_argument.
Value evaluate(const Node& n, const Place& place, Run& run);
// Nothing where FEEL says null: then the cell does not hold either.
std::optional<bool> holds(const UnaryTests& tests, const Value& input, const Place& place, Run& run);
Value calculated(Node::Kind kind, const Value& a, const Value& b, Run& run);
Value member_of(const Value& v, const std::string& name, Run& run);

}  // namespace ssiis::workflow::feel
