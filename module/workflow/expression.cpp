#include "workflow/expression.hpp"

#include "workflow/feel_evaluate.hpp"

namespace ssiis::workflow {

Expression Expression::parse(std::string_view text) {
  Expression e;
  e.text_ = std::string{trimmed(text)};
  if (e.text_.empty()) throw ExpressionError{"the condition is empty"};
  e.root_ = feel::parse_expression(e.text_, {.open = true, .dotted = true});
  feel::collect_names(*e.root_, e.names_);
  return e;
}

Result<bool> Expression::holds(const Variables& variables) const {
  feel::Fields named;
  for (const auto& name : names_)
    if (const auto it = variables.find(name); it != variables.end()) named[name] = feel_value(it->second);
  feel::Run run;
  const feel::Callables no_models;
  try {
    const auto v = feel::evaluate(*root_, {named, no_models}, run);
    if (run.problem) return *run.problem;
    if (v.flag()) return *v.flag();
    return Rejection{"workflow.not_yes_or_no", {feel::shown(v)}};
  } catch (const feel::Exhausted&) {
    return Rejection{"workflow.decision_too_long", {text_}};
  }
}

feel::Value feel_value(const Value& v) {
  switch (kind_of(v)) {
    case ValueKind::nothing:
      return {};
    case ValueKind::flag:
      return std::get<bool>(v);
    case ValueKind::number:
      return feel::Decimal{std::get<std::int64_t>(v)};
    case ValueKind::day:
      return std::get<Day>(v);
    case ValueKind::text:
      return std::get<std::string>(v);
  }
  throw std::logic_error{"a value of no kind"};
}

std::optional<Value> kept_value(const feel::Value& v) {
  if (v.is_null()) return Value{};
  if (v.flag()) return *v.flag();
  if (v.text()) return *v.text();
  if (const auto* day = std::get_if<Day>(&v.data)) return *day;
  const auto whole = v.number() ? v.number()->whole() : std::nullopt;
  return whole ? std::optional<Value>{*whole} : std::nullopt;
}

}  // namespace ssiis::workflow
