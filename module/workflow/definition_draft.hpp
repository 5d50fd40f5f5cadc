// What the two passes over a BPMN file share. Private to the room.
#pragma once
#include "workflow/definition.hpp"

namespace ssiis::workflow::bpmn {

inline constexpr std::string_view bpmn_space = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view own_space = "urn:lsso:ssiis:bpmn:1";

// A step named by its id from elsewhere in the file; `with` is the lane or the message that names it.
struct Reference {
  pugi::xml_node at;
  std::string id, with;
};

struct Draft {
  std::shared_ptr<Definition> definition{std::make_shared<Definition>()};
  std::vector<pugi::xml_node> xml_nodes;              // of definition->nodes
  std::vector<std::pair<pugi::xml_node, int>> flows;  // of definition->flows, with the scope they stand in
  std::vector<Reference> lane_refs, held;
  pugi::xml_node collaboration;
};

bool is(pugi::xml_node n, std::string_view local);
bool passive(pugi::xml_node n);  // says nothing to the engine: documentation, notes, …
std::vector<pugi::xml_node> elements(pugi::xml_node of);
std::string own(pugi::xml_node n, std::string_view name);  // an attribute of our namespace, under any prefix

void link(Draft& draft, const XmlSource& xml, Findings& findings);

}  // namespace ssiis::workflow::bpmn
