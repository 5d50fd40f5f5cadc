// Asks a decision: first what it requires, each once, then its own logic.
#include "workflow/dmn_model.hpp"

namespace ssiis::workflow::dmn {
namespace {

using feel::Fields;
using feel::Value;

Hits asked(const Logic& logic, const feel::Place& place, feel::Run& run) {
  if (logic.table) return decide(*logic.table, place, run);
  if (logic.invoked.empty()) return {feel::evaluate(*logic.expression, place, run), {}};
  const auto it = place.functions.find(logic.invoked);
  const auto* model = it == place.functions.end() ? nullptr : dynamic_cast<const Knowledge*>(it->second);
  if (!model) throw std::logic_error{"an invocation without its model was read"};
  std::vector<Value> arguments;
  for (const auto& [name, type] : model->parameters) {
    Value v;
    for (const auto& [bound, expression] : logic.bindings)
      if (bound == name) v = feel::evaluate(*expression, place, run);
    arguments.push_back(std::move(v));
  }
  return {model->call(arguments, run), {}};
}

class Question {
 public:
  Question(const Model& model, const Fields& given, feel::Run& run) : model_{model}, given_{given}, run_{run} {}

  Hits answer(const Decision& d) {
    run_.step();
    Fields scope;
    if (d.open) scope = given_;
    for (const auto i : d.inputs) {
      const auto& input = model_.inputs[i];
      if (const auto it = given_.find(input.name); it != given_.end())
        scope[input.name] = as_type(it->second, input.type.get(), input.name, run_);
      else
        scope.erase(input.name);  // missing: a problem where it is used
    }
    for (const auto i : d.decisions) add(model_.decisions[i], once(i), scope);
    auto hits = asked(d.logic, {scope, d.functions}, run_);
    hits.value = as_type(hits.value, d.type.get(), d.variable, run_);
    return hits;
  }

 private:
  const Value& once(std::size_t i) {
    const auto it = known_.find(i);
    if (it != known_.end()) return it->second;
    auto v = answer(model_.decisions[i]).value;
    return known_[i] = std::move(v);
  }
  static void add(const Decision& d, const Value& v, Fields& scope) {
    scope[d.variable] = v;
    if (d.own_variable || !d.logic.table) return;
    const auto& outputs = d.logic.table->outputs;
    if (outputs.size() == 1 && !outputs.front().name.empty()) scope[outputs.front().name] = v;
    if (const auto* fields = v.fields())
      for (const auto& [name, field] : *fields) scope[name] = field;
  }

  const Model& model_;
  const Fields& given_;
  feel::Run& run_;
  std::map<std::size_t, Value> known_{};
};

}  // namespace

Value Knowledge::call(const std::vector<Value>& arguments, feel::Run& run) const {
  if (arguments.size() != parameters.size()) {
    run.note(Rejection{"workflow.function_argument", {name}});
    return {};
  }
  Fields scope;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    scope[parameters[i].first] = as_type(arguments[i], parameters[i].second.get(), parameters[i].first, run);
  return as_type(asked(logic, {scope, functions}, run).value, type.get(), name, run);
}

const Decision* Model::decision(std::string_view name_or_id) const {
  for (const auto& d : decisions)
    if (d.id == name_or_id || d.name == name_or_id) return &d;
  return nullptr;
}

Answer Model::decide(const Decision& d, const Fields& given) const {
  feel::Run run;
  Answer out;
  try {
    auto hits = Question{*this, given, run}.answer(d);
    out = {std::move(hits.value), std::move(hits.rows), std::move(run.problem)};
  } catch (const feel::Exhausted&) {
    out.problem = Rejection{"workflow.decision_too_long", {d.name}};
  }
  return out;
}

}  // namespace ssiis::workflow::dmn
