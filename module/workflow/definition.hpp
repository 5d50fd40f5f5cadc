// A procedure as it was drawn: nodes, flows, roles. Built once from BPMN 2.0 XML, checked, then
// immutable.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/expression.hpp"
#include "workflow/xml_source.hpp"

namespace ssiis::workflow {

enum class NodeKind {
  start,
  end,
  user_task,
  service_task,
  send_task,
  receive_task,
  rule_task,
  exclusive,
  parallel,
  event_based,
  catch_event,
  boundary,
  sub_process
};
enum class EventKind { none, message, timer, error, terminate };

// What following a flow does to the labour unit or the file. A default flow has none.
enum class Effect { unsaid, none, approve, accept, sanction };

inline constexpr int nowhere = -1;

// Who may do a task: role@hq, role@case, role@<territory code>; {variable} in either part is filled
// in when the task opens.
struct Role {
  std::string role;
  std::string territory;
  std::string text() const { return role + "@" + territory; }
};

struct Node {
  std::string id, name;
  std::string name_lo;  // ssiis:nameLo; empty: the catalogue of sentences has it, or nobody
  int line{0};
  NodeKind kind{};
  EventKind event{EventKind::none};
  int scope{nowhere};         // the sub-process that holds it
  std::string lane, lane_id;  // name and id of its lane
  std::string stage, form_key, topic, decision, deadline_key, calendar, anchor;
  std::vector<std::string> documents;
  Role role{};
  std::vector<int> not_same_as;     // tasks whose doer may not do this one
  std::string message, error_code;  // names, not ids
  std::vector<int> in, out;         // flows, in file order
  int default_flow{nowhere};
  int attached_to{nowhere};     // of a boundary event
  std::vector<int> boundaries;  // boundary events on it
  bool interrupting{true};
  bool event_sub_process{false};
  std::vector<int> starts;               // of a sub-process: its start events
  std::vector<int> event_sub_processes;  // of a sub-process: what may start inside it
};

struct Flow {
  std::string id, name;
  int line{0};
  int from{nowhere}, to{nowhere};
  std::optional<Expression> condition;
  Effect effect{Effect::unsaid};
};

struct Message {
  std::string name;
  int held_after{nowhere};  // once the path has passed this node, the message is kept until
                            // something waits for it
};

struct Definition {
  std::string process, name, version, legal_basis;
  std::optional<Day> valid_from;
  std::vector<Node> nodes;
  std::vector<Flow> flows;
  std::map<std::string, Message, std::less<>> messages;  // by name
  std::vector<int> starts;                               // of the process itself
  std::vector<int> event_sub_processes;
  int index(std::string_view node_id) const;  // nowhere when there is none
  const Node& node(int i) const { return nodes[static_cast<std::size_t>(i)]; }
  const Flow& flow(int i) const { return flows[static_cast<std::size_t>(i)]; }
  // Start events and event sub-processes of a scope (nowhere = the process).
  const std::vector<int>& starts_of(int scope) const { return scope == nowhere ? starts : node(scope).starts; }
  const std::vector<int>& event_subs_of(int scope) const {
    return scope == nowhere ? event_sub_processes : node(scope).event_sub_processes;
  }
};

// What deployment compares a procedure with; a list that is empty is not compared.
struct Catalogues {
  std::set<std::string, std::less<>> topics, forms, roles, decisions, deadline_keys;
};

// Both parse and check; nothing when there is a finding. [any thread]
std::shared_ptr<const Definition> read_definition(const XmlSource& xml, const Catalogues& catalogues,
                                                  Findings& findings);

// The checks alone, on a parsed procedure (definition_check.cpp).
void check_definition(const Definition& d, const Catalogues& catalogues, const std::string& file, Findings& findings);

}  // namespace ssiis::workflow
