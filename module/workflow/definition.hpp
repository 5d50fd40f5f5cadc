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
  throw_event,
  boundary,
  sub_process,
  call_activity
};
enum class EventKind { none, message, timer, error, terminate, signal, escalation };

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

// Several at once of one task, sub-process or call: so many, or one for each part of a list.
struct Multi {
  int line{0};
  int count{0};                          // loopCardinality as a number
  std::string count_of;                  // or the variable that holds it
  std::string collection;                // or the variable that holds a list: texts parted by commas
  std::string element;                   // under which name an instance sees its part
  std::optional<Expression> completion;  // evaluated when an instance is done: the rest is cancelled
};
// A variable handed over when a called process begins or ends.
struct Mapping {
  std::string from, to;
};

inline constexpr int without_end = -1;
inline constexpr int most_instances = 100;  // of one multiple step at once
inline constexpr std::size_t longest_id = 80, longest_label = 100;

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
  std::vector<int> not_same_as;                              // tasks whose doer may not do this one
  std::vector<int> return_to;                                // earlier steps that the task may send the file back to
  std::string message, error_code, signal, escalation_code;  // names, not ids
  int repeats{0};  // of a timer: how often it comes again; without_end for R/…
  std::optional<Multi> multi;
  std::string called;  // of a call activity: the process
  std::vector<Mapping> handed_in, handed_out;
  std::vector<int> in, out;  // flows, in file order
  int default_flow{nowhere};
  int attached_to{nowhere};     // of a boundary event
  std::vector<int> boundaries;  // boundary events on it
  bool interrupting{true};
  bool event_sub_process{false};
  bool reopen_entry{false};              // a file that was closed may begin again here
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

// A task, sub-process or call that several instances of run at once.
inline bool is_multiple(const Node& n) { return n.multi.has_value(); }
// What holds steps inside it once the bundle is put together.
inline bool holds_steps(const Node& n) { return n.kind == NodeKind::sub_process || n.kind == NodeKind::call_activity; }

// What asks a module and may wait for its answer.
inline bool calls_out(const Node& n) {
  return n.kind == NodeKind::service_task || n.kind == NodeKind::send_task ||
         ((n.kind == NodeKind::end || n.kind == NodeKind::throw_event) && n.event == EventKind::message);
}

// What deployment compares a procedure with; a list that is empty is not compared.
struct Catalogues {
  std::set<std::string, std::less<>> topics, forms, roles, decisions, deadline_keys;
  std::set<std::string, std::less<>> never_skipped{};  // topics whose step no operator may pass over
  std::set<std::string, std::less<>> tried_again{};    // topics whose failed step is tried again by itself
  // Topics and messages whose step may be done anew, because a return goes back over it; of any other it may not.
  std::set<std::string, std::less<>> done_anew{};
  std::set<std::string, std::less<>> documents{};  // letters and records that a module writes
};

// Both parse and check; nothing when there is a finding. [any thread]
std::shared_ptr<const Definition> read_definition(const XmlSource& xml, const Catalogues& catalogues,
                                                  Findings& findings);

using Definitions = std::map<std::string, std::shared_ptr<const Definition>, std::less<>>;
// Puts the steps of called processes into those that call them, as "<call>.<step>"; what is then to be found (calls of
// nothing or in a circle, errors that nothing catches) is found. (definition_calls.cpp)
void join_calls(Definitions& all, const std::map<std::string, std::string, std::less<>>& files, Findings& findings);

// The checks alone, on a parsed procedure (definition_check.cpp).
void check_definition(const Definition& d, const Catalogues& catalogues, const std::string& file, Findings& findings);
void check_ways(const Definition& d, const std::string& file, Findings& findings);  // part of it (definition_ways.cpp)
// To which steps tasks may send the file back (part of it, definition_returns.cpp).
void check_returns(const Definition& d, const Catalogues& catalogues, const std::string& file, Findings& findings);
// What a file can pass on its way from a step to a later one of the same scope, coming by the first only once: both,
// the steps between, and what stands inside of all of them. Empty when no way leads there.
std::set<int> steps_between(const Definition& d, int first, int last);
// Joins whose ways can never come together (part of it, definition_joins.cpp).
void check_joins(const Definition& d, const std::string& file, Findings& findings);
// Joins of which one way need not come: gateway.may_wait. Refused by nobody, because what people answer may rule it
// out; whoever checks a procedure is told.
Findings join_doubts(const Definition& d, const std::string& file);

}  // namespace ssiis::workflow
