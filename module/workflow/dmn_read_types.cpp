// Item definitions, and the reader's small helpers.
#include <fmt/format.h>

#include <algorithm>

#include "workflow/dmn_read.hpp"

namespace ssiis::workflow::dmn {
namespace {

using feel::Kind;

const std::map<std::string_view, std::optional<Kind>> own_types{
    {"", std::nullopt},
    {"Any", std::nullopt},
    {"string", Kind::text},
    {"boolean", Kind::boolean},
    {"number", Kind::number},
    {"integer", Kind::number},
    {"long", Kind::number},
    {"double", Kind::number},
    {"date", Kind::date},
    {"time", Kind::time},
    {"date and time", Kind::date_time},
    {"dateTime", Kind::date_time},
    {"days and time duration", Kind::days},
    {"dayTimeDuration", Kind::days},
    {"years and months duration", Kind::months},
    {"yearMonthDuration", Kind::months},
    {"context", Kind::context},
};

std::string_view own_part(std::string_view reference) {  // "feel:string"
  const auto colon = reference.rfind(':');
  return colon == std::string_view::npos ? reference : reference.substr(colon + 1);
}

}  // namespace

std::vector<pugi::xml_node> children(pugi::xml_node of, std::string_view local) {
  std::vector<pugi::xml_node> out;
  for (const auto c : of.children())
    if (c.type() == pugi::node_element && XmlSource::local(c) == local && XmlSource::space(c) == XmlSource::space(of))
      out.push_back(c);
  return out;
}
pugi::xml_node child(pugi::xml_node of, std::string_view local) {
  for (const auto c : of.children())
    if (c.type() == pugi::node_element && XmlSource::local(c) == local && XmlSource::space(c) == XmlSource::space(of))
      return c;
  return {};
}
std::string text_in(pugi::xml_node of) { return std::string{trimmed(child(of, "text").text().get())}; }

void Reading::only(pugi::xml_node of, const std::set<std::string_view>& known) {
  for (const auto c : of.children()) {
    if (c.type() != pugi::node_element || XmlSource::space(c) != XmlSource::space(of)) continue;
    const auto name = XmlSource::local(c);
    if (name == "description" || name == "extensionElements" || known.contains(name)) continue;
    say(c, "dmn.element", fmt::format("\"{}\" is not supported inside \"{}\".", c.name(), of.name()));
  }
}

bool Reading::speaks_feel(pugi::xml_node at) {
  std::string language = at.attribute("expressionLanguage").value();
  std::ranges::transform(language, language.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (language.empty() || language.find("feel") != std::string::npos) return true;
  say(at, "dmn.language", fmt::format("The language \"{}\" is not run here: write the expression in FEEL.", language));
  return false;
}

void Reading::read_types(pugi::xml_node root) {
  const auto all = children(root, "itemDefinition");
  for (const auto n : all) definitions_[feel::normal_name(n.attribute("name").value())] = n;
  for (const auto n : all) named(n, feel::normal_name(n.attribute("name").value()), 0);
}

TypePtr Reading::named(pugi::xml_node at, const std::string& name, int depth) {
  if (const auto it = types_.find(name); it != types_.end()) return it->second;
  const auto it = definitions_.find(name);
  if (it == definitions_.end()) {
    const auto own = own_types.find(own_part(name));
    if (own == own_types.end()) {
      say(at, "dmn.type", fmt::format("There is no type \"{}\".", name));
      return nullptr;
    }
    return own->second ? std::make_shared<const Type>(Type{.kind = own->second}) : nullptr;
  }
  if (depth > 20) {
    say(at, "dmn.type", fmt::format("The type \"{}\" contains itself, or is nested more than 20 deep.", name));
    return nullptr;
  }
  auto made = std::make_shared<const Type>(definition(it->second, depth));
  types_[name] = made;
  return made;
}

Type Reading::definition(pugi::xml_node node, int depth) {
  only(node, {"typeRef", "allowedValues", "typeConstraint", "itemComponent"});
  Type out;
  out.list = node.attribute("isCollection").as_bool();
  if (const auto reference = child(node, "typeRef"))
    out.base = named(reference, feel::normal_name(reference.text().get()), depth + 1);
  for (const auto c : children(node, "itemComponent")) {
    const auto name = feel::normal_name(c.attribute("name").value());
    member(name);
    if (depth > 20) {
      say(c, "dmn.type", "Types are nested more than 20 deep.");
      break;
    }
    out.fields[name] = std::make_shared<const Type>(definition(c, depth + 1));
  }
  for (const auto* element : {"allowedValues", "typeConstraint"})
    if (const auto values = child(node, element)) out.allowed = tests(values, node.attribute("name").value(), {});
  return out;
}

TypePtr Reading::type(pugi::xml_node at, std::string reference) { return named(at, feel::normal_name(reference), 0); }

std::optional<feel::UnaryTests> Reading::tests(pugi::xml_node values, const std::string& owner,
                                               const feel::Names& names) {
  const auto text = text_in(values);
  if (text.empty()) return std::nullopt;
  try {
    return feel::parse_tests(text, names);
  } catch (const ExpressionError& e) {
    say(values, "dmn.values", fmt::format("The values of \"{}\": {}.", owner, e.what()));
    return std::nullopt;
  }
}

}  // namespace ssiis::workflow::dmn
