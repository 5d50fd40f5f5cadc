#include "conformance/dmn_tck_values.hpp"

#include <stdexcept>

namespace ssiis::conformance {
namespace {

namespace feel = workflow::feel;
using feel::Value;
using workflow::XmlSource;

pugi::xml_attribute by_local_name(pugi::xml_node node, std::string_view local) {
  for (const auto a : node.attributes())
    if (std::string_view name{a.name()}; name == local || name.ends_with(":" + std::string{local})) return a;
  return {};
}

template <class T>
Value given(const std::optional<T>& v, std::string_view type, const std::string& text) {
  if (!v) throw std::runtime_error{"\"" + text + "\" is no " + std::string{type}};
  return Value{*v};
}

Value simple(pugi::xml_node node) {
  if (by_local_name(node, "nil").as_bool()) return {};
  std::string text;
  for (const auto c : node.children())
    if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) text += c.value();
  std::string_view type = by_local_name(node, "type").value();
  type = type.substr(type.find(':') + 1);
  if (type == "string" || type.empty()) return Value{text};
  text = std::string{trimmed(text)};
  if (type == "boolean") return Value{text == "true" || text == "1"};
  if (type == "decimal" || type == "double" || type == "integer") return given(feel::Decimal::parse(text), type, text);
  if (type == "date") return given(Day::parse(text), type, text);
  if (type == "time") return given(feel::Time::parse(text), type, text);
  if (type == "dateTime") return given(feel::DateTime::parse(text), type, text);
  if (type != "duration") throw std::runtime_error{"a value of type " + std::string{type}};
  if (const auto months = feel::months_duration(text)) return *months;
  return given(feel::days_duration(text), type, text);
}

}  // namespace

Value value_in(pugi::xml_node node) {
  feel::Fields fields;
  for (const auto c : node.children()) {
    const auto name = XmlSource::local(c);
    if (name == "value") return simple(c);
    if (name == "component") fields[by_local_name(c, "name").value()] = value_in(c);
    if (name != "list") continue;
    if (by_local_name(c, "nil").as_bool()) return {};
    feel::List items;
    for (const auto i : c.children())
      if (XmlSource::local(i) == "item") items.push_back(value_in(i));
    return Value::list(std::move(items));
  }
  return fields.empty() ? Value{} : Value::context(std::move(fields));
}

bool as_expected(const Value& expected, const Value& actual) {
  if (expected.kind() != actual.kind()) return false;
  if (expected.number()) {
    auto apart = minus(*expected.number(), *actual.number());
    if (!apart) return false;
    if (apart->is_negative()) apart = apart->negated();
    return *apart <= *feel::Decimal::parse("0.00000001");
  }
  if (const auto* e = expected.items(), *a = actual.items(); e && a) {
    if (e->size() != a->size()) return false;
    for (std::size_t i = 0; i < e->size(); ++i)
      if (!as_expected((*e)[i], (*a)[i])) return false;
    return true;
  }
  if (const auto* e = expected.fields(), *a = actual.fields(); e && a) {
    if (e->size() != a->size()) return false;
    for (const auto& [name, v] : *e)
      if (const auto it = a->find(name); it == a->end() || !as_expected(v, it->second)) return false;
    return true;
  }
  return feel::equal(expected, actual) == true;
}

}  // namespace ssiis::conformance
