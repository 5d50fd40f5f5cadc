// What the two passes over a BPMN file share. Private to the room.
#pragma once
#include "workflow/definition.hpp"
#include "workflow/finding.hpp"

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
  std::map<std::string, std::string> message_names, error_codes, signal_names, escalation_codes;  // by id
};

bool is(pugi::xml_node n, std::string_view local);
bool passive(pugi::xml_node n);  // says nothing to the engine: documentation, notes, …
std::vector<pugi::xml_node> elements(pugi::xml_node of);
std::string own(pugi::xml_node n, std::string_view name);  // an attribute of our namespace, under any prefix

// Says what is wrong with an element, at its line.
struct Speaker {
  const XmlSource& xml;
  Findings& findings;
  int line(pugi::xml_node at) const { return xml.line(at); }
  template <class... A>
  void say(pugi::xml_node at, std::string code, std::string_view sentence, const A&... args) const {
    findings.push_back(finding(xml.file(), xml.line(at), std::move(code), sentence, args...));
  }
};

std::string message_of(const Speaker& speaker, const Draft& draft, pugi::xml_node at);
void read_trigger(const Speaker& speaker, const Draft& draft, pugi::xml_node at, EventKind event, Node& x);
void read_multi(const Speaker& speaker, pugi::xml_node at, Node& x);
void read_mappings(const Speaker& speaker, pugi::xml_node extensions, Node& x);

void link(Draft& draft, const XmlSource& xml, Findings& findings);

}  // namespace ssiis::workflow::bpmn
