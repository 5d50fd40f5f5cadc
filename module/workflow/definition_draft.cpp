#include "workflow/definition_draft.hpp"

namespace ssiis::workflow::bpmn {

bool is(pugi::xml_node n, std::string_view local) {
  return XmlSource::local(n) == local && XmlSource::space(n) == bpmn_space;
}

bool passive(pugi::xml_node n) {
  static const std::set<std::string_view> names{"documentation", "extensionElements", "textAnnotation", "association",
                                                "incoming",      "outgoing",          "laneSet",        "property"};
  return names.contains(XmlSource::local(n)) && XmlSource::space(n) == bpmn_space;
}

std::vector<pugi::xml_node> elements(pugi::xml_node of) {
  std::vector<pugi::xml_node> out;
  for (const auto n : of.children())
    if (n.type() == pugi::node_element) out.push_back(n);
  return out;
}

std::string own(pugi::xml_node n, std::string_view name) {
  for (const auto a : n.attributes()) {
    const std::string_view full{a.name()};
    const auto colon = full.find(':');
    if (colon != std::string_view::npos && full.substr(colon + 1) == name &&
        XmlSource::space(n, full.substr(0, colon)) == own_space)
      return a.value();
  }
  return {};
}

}  // namespace ssiis::workflow::bpmn
