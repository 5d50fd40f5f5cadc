#include "workflow/table.hpp"

#include <fmt/format.h>

#include "workflow/expression.hpp"

namespace ssiis::workflow {

std::vector<DecisionTable> DecisionTable::read(const XmlSource& xml, Findings& findings) {
  std::vector<DecisionTable> out;
  const auto model = dmn::Model::read(xml, findings);
  if (!model) return out;
  for (const auto& d : model->decisions) {
    if (!valid_name(d.id))
      findings.push_back({xml.file(), d.line, "dmn.id",
                          fmt::format("The decision \"{}\" needs an id of letters, digits and \"_\".", d.name)});
    DecisionTable t;
    t.model_ = model;
    t.decision_ = &d;
    out.push_back(std::move(t));
  }
  return out;
}

std::vector<std::string> DecisionTable::texts_of_input(std::string_view input) const {
  std::vector<std::string> out;
  const auto& table = decision_->logic.table;
  if (!table) return out;
  for (std::size_t i = 0; i < table->inputs.size(); ++i)
    if (table->inputs[i].text == input)
      for (const auto& row : table->rows)
        for (const auto& t : row.cells[i].any)
          if (t.order == Order::equal && t.low->value.text()) out.push_back(*t.low->value.text());
  return out;
}

Result<Decided> DecisionTable::decide(const Variables& variables) const {
  feel::Fields given;
  for (const auto& [name, v] : variables) given[name] = feel_value(v);
  const auto answer = model_->decide(*decision_, given);
  if (answer.problem) return *answer.problem;
  Decided out;
  const auto& table = decision_->logic.table;
  for (const auto& row : answer.rows) out.rule += (out.rule.empty() ? "" : ", ") + row;
  if (out.rule.empty()) {
    if (table && answer.value.is_null()) return out;
    out.rule = table ? "default" : decision_->id;
  }
  const auto* fields = answer.value.fields();
  const bool one_column = table && table->outputs.size() == 1 && !table->outputs.front().name.empty();
  const feel::Fields single{{one_column ? table->outputs.front().name : decision_->variable, answer.value}};
  for (const auto& [name, v] : fields ? *fields : single) {
    auto kept = kept_value(v);
    if (!kept || !valid_name(name)) return Rejection{"workflow.value_not_kept", {name}};
    out.outputs[name] = std::move(*kept);
  }
  return out;
}

}  // namespace ssiis::workflow
