// Tables, expressions and invocations of a file.
#include <fmt/format.h>

#include "workflow/dmn_read.hpp"

namespace ssiis::workflow::dmn {
namespace {

const std::map<std::string_view, HitPolicy> hit_policies{
    {"UNIQUE", HitPolicy::unique},         {"ANY", HitPolicy::any},
    {"PRIORITY", HitPolicy::priority},     {"FIRST", HitPolicy::first},
    {"RULE ORDER", HitPolicy::rule_order}, {"OUTPUT ORDER", HitPolicy::output_order},
    {"COLLECT", HitPolicy::collect}};
const std::map<std::string_view, Aggregation> aggregations{{"", Aggregation::none},
                                                           {"SUM", Aggregation::sum},
                                                           {"MIN", Aggregation::minimum},
                                                           {"MAX", Aggregation::maximum},
                                                           {"COUNT", Aggregation::count}};

feel::NodePtr nothing() { return std::make_shared<const feel::Node>(feel::Node{}); }

}  // namespace

Logic Reading::logic(pugi::xml_node of, const std::string& owner, const feel::Names& names) {
  for (const auto c : of.children()) {
    if (c.type() != pugi::node_element || XmlSource::space(c) != XmlSource::space(of)) continue;
    const auto kind = XmlSource::local(c);
    if (kind == "decisionTable") return {.table = table(c, owner, names)};
    if (kind == "invocation") return invocation(c, owner, names);
    if (kind == "literalExpression") return {.expression = expression(c, owner, names)};
    for (const std::string_view boxed :
         {"context", "list", "relation", "functionDefinition", "conditional", "filter", "for", "some", "every"})
      if (kind == boxed) {
        say(c, "dmn.element",
            fmt::format("\"{}\" is not supported: only tables, expressions and invocations are.", kind));
        return {.expression = nothing()};
      }
  }
  say(of, "dmn.no_logic", fmt::format("\"{}\" has no table and no expression.", owner));
  return {.expression = nothing()};
}

feel::NodePtr Reading::expression(pugi::xml_node at, const std::string& owner, const feel::Names& names) {
  if (!speaks_feel(at)) return nothing();
  if (child(at, "importedValues")) say(at, "dmn.element", "Imported values are not supported.");
  try {
    return feel::parse_expression(text_in(at), names);
  } catch (const ExpressionError& e) {
    say(at, "dmn.expression", fmt::format("\"{}\": {}.", owner, e.what()));
    return nothing();
  }
}

Logic Reading::invocation(pugi::xml_node node, const std::string& owner, const feel::Names& names) {
  Logic out;
  out.invoked = feel::normal_name(text_in(child(node, "literalExpression")));
  if (!names.functions.contains(out.invoked))
    say(node, "dmn.invocation", fmt::format("\"{}\" invokes \"{}\", which it does not require.", owner, out.invoked));
  for (const auto b : children(node, "binding")) {
    const auto bound = child(b, "literalExpression");
    if (!bound) say(b, "dmn.element", "A binding is an expression here.");
    out.bindings.emplace_back(feel::normal_name(child(b, "parameter").attribute("name").value()),
                              bound ? expression(bound, owner, names) : nothing());
  }
  return out;
}

std::shared_ptr<const Table> Reading::table(pugi::xml_node node, const std::string& owner, const feel::Names& names) {
  Table t;
  t.name = owner;
  only(node, {"input", "output", "rule", "annotation"});
  speaks_feel(node);
  policy(node, t);
  columns(node, t, names);
  const auto rows = children(node, "rule");
  if (rows.size() > most_rules)
    say(node, "dmn.too_many_rules", "A table has at most 2,000 rules.");
  else
    for (const auto r : rows) row(r, t, names);
  if (rows.empty()) say(node, "dmn.no_rules", fmt::format("The table \"{}\" has no rule.", owner));
  return std::make_shared<const Table>(std::move(t));
}

void Reading::policy(pugi::xml_node node, Table& t) {
  const std::string_view policy = node.attribute("hitPolicy").as_string("UNIQUE");
  const auto p = hit_policies.find(policy);
  if (p == hit_policies.end())
    say(node, "dmn.hit_policy", fmt::format("There is no hit policy \"{}\".", policy));
  else
    t.policy = p->second;
  const auto a = aggregations.find(node.attribute("aggregation").value());
  if (a == aggregations.end())
    say(node, "dmn.aggregation", fmt::format("There is no aggregation \"{}\".", node.attribute("aggregation").value()));
  else
    t.aggregation = a->second;
  if (t.aggregation != Aggregation::none && t.policy != HitPolicy::collect)
    say(node, "dmn.aggregation", "Only a table with hit policy COLLECT adds up, counts or takes the least.");
}

void Reading::columns(pugi::xml_node node, Table& t, const feel::Names& names) {
  for (const auto in : children(node, "input")) {
    const auto asked = child(in, "inputExpression");
    InputColumn c{text_in(asked), nullptr, type_of(asked)};
    if (c.text.empty()) say(in, "dmn.input", fmt::format("An input of \"{}\" has no expression.", t.name));
    c.expression = c.text.empty() ? nothing() : expression(asked, t.name, names);
    c.allowed = tests(child(in, "inputValues"), t.name, names);
    t.inputs.push_back(std::move(c));
  }
  for (const auto o : children(node, "output")) output(o, t, names);
  if (t.outputs.empty()) say(node, "dmn.no_output", fmt::format("The table \"{}\" has no output.", t.name));
  if (t.inputs.size() + t.outputs.size() > most_columns)
    say(node, "dmn.too_many_columns", "A table has at most 100 columns.");
  if (t.outputs.size() > 1)
    for (const auto& o : t.outputs)
      if (o.name.empty()) say(node, "dmn.output", fmt::format("Each of the outputs of \"{}\" needs a name.", t.name));
  if (t.outputs.size() > 1 && t.aggregation != Aggregation::none)
    say(node, "dmn.aggregation", fmt::format("The table \"{}\" adds up, but has more than one output.", t.name));
  bool ordered = false;
  for (const auto& o : t.outputs) ordered = ordered || !o.order.empty();
  if (!ordered && (t.policy == HitPolicy::priority || t.policy == HitPolicy::output_order))
    say(node, "dmn.no_order",
        fmt::format("The table \"{}\" goes by priority: list an output's values, the most important first.", t.name));
}

void Reading::output(pugi::xml_node node, Table& t, const feel::Names& names) {
  OutputColumn o{feel::normal_name(node.attribute("name").value()), type_of(node)};
  for (const auto& other : t.outputs)
    if (!o.name.empty() && other.name == o.name)
      say(node, "dmn.output_twice", fmt::format("The output \"{}\" stands there twice.", o.name));
  try {
    const auto text = text_in(child(node, "outputValues"));
    const bool by_priority = t.policy == HitPolicy::priority || t.policy == HitPolicy::output_order;
    if (!text.empty() && by_priority) {
      feel::Run run;
      const feel::Fields none;
      const feel::Callables no_functions;
      for (const auto& v : feel::parse_values(text, {}))
        o.order.push_back(feel::evaluate(*v, {none, no_functions}, run));
    }
  } catch (const ExpressionError& e) {
    say(node, "dmn.values", fmt::format("The values of \"{}\": {}.", o.name, e.what()));
  }
  if (const auto otherwise = child(node, "defaultOutputEntry")) o.otherwise = expression(otherwise, t.name, names);
  t.outputs.push_back(std::move(o));
}

void Reading::row(pugi::xml_node node, Table& t, const feel::Names& names) {
  Row r{node.attribute("id").value(), line(node), {}, {}};
  if (r.id.empty()) r.id = std::to_string(t.rows.size() + 1);
  only(node, {"inputEntry", "outputEntry", "annotationEntry"});
  const auto ins = children(node, "inputEntry"), outs = children(node, "outputEntry");
  if (ins.size() != t.inputs.size() || outs.size() != t.outputs.size()) {
    say(node, "dmn.rule_shape", fmt::format("Rule \"{}\" does not have one cell for each column.", r.id));
    return;
  }
  for (std::size_t i = 0; i < ins.size(); ++i) try {
      r.cells.emplace_back();
      if (!speaks_feel(ins[i])) continue;
      r.cells.back() = feel::parse_tests(text_in(ins[i]), names);
      check_kind(ins[i], r.cells.back(), t.inputs[i].type.get(), r.id);
    } catch (const ExpressionError& e) {
      say(ins[i], "dmn.cell", fmt::format("Rule \"{}\": {}.", r.id, e.what()));
    }
  for (const auto cell : outs) {
    r.results.push_back(nothing());
    if (!speaks_feel(cell)) continue;
    try {
      r.results.back() = feel::parse_expression(text_in(cell), names);
    } catch (const ExpressionError& e) {
      say(cell, "dmn.cell", fmt::format("Rule \"{}\": {}.", r.id, e.what()));
    }
  }
  t.rows.push_back(std::move(r));
}

// A number written in quotation marks never equals a number: the rule would be dead.
void Reading::check_kind(pugi::xml_node at, const feel::UnaryTests& cell, const Type* type, const std::string& row) {
  if (!type || !type->kind || type->list) return;
  for (const auto& t : cell.any)
    for (const auto& end : {t.low, t.high})
      if (end && end->kind == feel::Node::Kind::literal && !end->value.is_null() && end->value.kind() != *type->kind) {
        say(at, "dmn.cell_kind",
            fmt::format("Rule \"{}\": the column is of {}, but {} is of {}.", row, name_of(*type->kind),
                        feel::shown(end->value), name_of(end->value.kind())));
        return;
      }
}

}  // namespace ssiis::workflow::dmn
