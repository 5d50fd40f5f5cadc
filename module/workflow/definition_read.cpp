// BPMN XML to Definition. What the engine does not execute is refused here, at its line.

#include "workflow/definition_draft.hpp"

namespace ssiis::workflow {
namespace {

using namespace bpmn;

const std::map<std::string_view, NodeKind> node_kinds{{"startEvent", NodeKind::start},
                                                      {"endEvent", NodeKind::end},
                                                      {"userTask", NodeKind::user_task},
                                                      {"serviceTask", NodeKind::service_task},
                                                      {"sendTask", NodeKind::send_task},
                                                      {"receiveTask", NodeKind::receive_task},
                                                      {"businessRuleTask", NodeKind::rule_task},
                                                      {"exclusiveGateway", NodeKind::exclusive},
                                                      {"parallelGateway", NodeKind::parallel},
                                                      {"eventBasedGateway", NodeKind::event_based},
                                                      {"intermediateCatchEvent", NodeKind::catch_event},
                                                      {"intermediateThrowEvent", NodeKind::throw_event},
                                                      {"boundaryEvent", NodeKind::boundary},
                                                      {"callActivity", NodeKind::call_activity},
                                                      {"subProcess", NodeKind::sub_process}};
const std::map<std::string_view, EventKind> event_kinds{
    {"messageEventDefinition", EventKind::message},       {"timerEventDefinition", EventKind::timer},
    {"errorEventDefinition", EventKind::error},           {"signalEventDefinition", EventKind::signal},
    {"escalationEventDefinition", EventKind::escalation}, {"terminateEventDefinition", EventKind::terminate}};
class Reader {
 public:
  Reader(const XmlSource& xml, Findings& findings) : xml_{xml}, findings_{findings} {}

  std::shared_ptr<Definition> read() {
    const auto root = xml_.root();
    if (!is(root, "definitions")) {
      say(root, "bpmn.not_bpmn", "This is not a BPMN 2.0 file: its root must be \"definitions\" of the BPMN model.");
      return nullptr;
    }
    pugi::xml_node process;
    for (const auto n : elements(root)) top_level(n, process);
    if (!process) {
      say(root, "bpmn.no_process", "The file has no process that can be executed.");
      return nullptr;
    }
    d_->process = process.attribute("id").value();
    d_->name = process.attribute("name").value();
    d_->version = own(process, "version");
    d_->legal_basis = own(process, "legalBasis");
    if (const auto from = own(process, "validFrom"); !from.empty()) {
      d_->valid_from = Day::parse(from);
      if (!d_->valid_from) say(process, "process.valid_from", "validFrom must be a day as 2026-01-31.");
    }
    if (!valid_name(d_->process)) say(process, "process.id", "The process needs an id of letters, digits and \"_\".");
    children_of(process, nowhere);
    link(draft_, xml_, findings_);
    return d_;
  }

 private:
  template <class... A>
  void say(pugi::xml_node at, std::string code, std::string_view sentence, const A&... args) {
    speaker_.say(at, std::move(code), sentence, args...);
  }
  void known_own(pugi::xml_node n, const std::set<std::string_view>& known) {
    for (const auto a : n.attributes()) {
      const std::string_view full{a.name()};
      const auto colon = full.find(':');
      if (colon == std::string_view::npos || XmlSource::space(n, full.substr(0, colon)) != own_space) continue;
      if (!known.contains(full.substr(colon + 1)))
        say(n, "bpmn.attribute", "The attribute \"{}\" has no meaning on \"{}\".", full, n.name());
    }
  }
  void unsupported(pugi::xml_node n, const std::string& where) {
    say(n, "bpmn.element", "\"{}\"{} cannot be executed{}: draw this part with the supported elements.",
        XmlSource::local(n), n.attribute("id") ? fmt::format(" ({})", n.attribute("id").value()) : std::string{},
        where);
  }
  void unique(pugi::xml_node n) {
    const std::string id = n.attribute("id").value();
    if (id.empty()) return;
    if (const auto [it, fresh] = ids_.emplace(id, xml_.line(n)); !fresh)
      say(n, "id.twice", "The id \"{}\" is used twice; first in line {}.", id, it->second);
  }

  void top_level(pugi::xml_node n, pugi::xml_node& process) {
    if (XmlSource::local(n) == "BPMNDiagram") return;
    unique(n);
    const auto id = std::string{n.attribute("id").value()};
    if (is(n, "message")) {
      known_own(n, {"heldAfter"});
      const std::string name = n.attribute("name").value();
      if (name.empty()) say(n, "message.no_name", "The message \"{}\" needs a name.", id);
      draft_.message_names[id] = name;
      d_->messages[name];
      if (auto after = own(n, "heldAfter"); !after.empty()) draft_.held.push_back({n, after, name});
    } else if (is(n, "error")) {
      const std::string code = n.attribute("errorCode").value();
      if (code.empty()) say(n, "error.no_code", "The error \"{}\" needs an error code.", id);
      draft_.error_codes[id] = code;
    } else if (is(n, "signal")) {
      const std::string name = n.attribute("name").value();
      if (name.empty()) say(n, "signal.no_name", "The signal \"{}\" needs a name.", id);
      draft_.signal_names[id] = name;
    } else if (is(n, "escalation")) {
      const std::string code = n.attribute("escalationCode").value();
      if (code.empty()) say(n, "escalation.no_code", "The escalation \"{}\" needs an escalation code.", id);
      draft_.escalation_codes[id] = code;
    } else if (is(n, "collaboration")) {
      draft_.collaboration = n;
      for (const auto c : elements(n)) unique(c);
    } else if (is(n, "process")) {
      if (std::string_view{n.attribute("isExecutable").value()} != "true") return;
      known_own(n, {"version", "validFrom", "legalBasis", "nameLo"});
      if (process)
        say(n, "bpmn.two_processes", "A file holds one executable process.");
      else
        process = n;
    } else if (!is(n, "documentation") && !is(n, "extensionElements") && !is(n, "category")) {
      unsupported(n, " here");
    }
  }

  void children_of(pugi::xml_node parent, int scope) {
    for (const auto n : elements(parent)) {
      if (XmlSource::space(n) != bpmn_space) {
        unsupported(n, "");
        continue;
      }
      if (XmlSource::local(n) == "laneSet") lanes(n);
      if (passive(n)) continue;
      unique(n);
      if (scope != nowhere && is(n, "multiInstanceLoopCharacteristics")) {
        multi(n, scope);
        continue;
      }
      if (is(n, "sequenceFlow"))
        flow(n, scope);
      else if (const auto kind = node_kinds.find(XmlSource::local(n)); kind != node_kinds.end())
        node(n, kind->second, scope);
      else
        unsupported(n, "");
    }
  }

  void lanes(pugi::xml_node set) {
    for (const auto lane : elements(set)) {
      unique(lane);
      for (const auto ref : elements(lane)) {
        if (is(ref, "flowNodeRef"))
          draft_.lane_refs.push_back({ref, std::string{trimmed(ref.text().get())}, lane.attribute("name").value()});
        else if (is(ref, "childLaneSet"))
          lanes(ref);
      }
    }
  }

  void node(pugi::xml_node n, NodeKind kind, int scope) {
    Node x;
    x.id = n.attribute("id").value();
    x.name = n.attribute("name").value();
    x.line = xml_.line(n);
    x.kind = kind;
    x.scope = scope;
    if (x.id.empty()) say(n, "id.missing", "This {} needs an id.", XmlSource::local(n));
    known_own(n, {"stage", "formKey", "documents", "deadlineKey", "calendar", "anchor", "topic", "decisionRef",
                  "notSamePersonAs", "nameLo", "reopenEntry", "returnTo"});
    x.name_lo = own(n, "nameLo");
    x.stage = own(n, "stage");
    x.form_key = own(n, "formKey");
    x.topic = own(n, "topic");
    x.decision = own(n, "decisionRef");
    x.deadline_key = own(n, "deadlineKey");
    x.calendar = own(n, "calendar");
    x.anchor = own(n, "anchor");
    x.documents = words(own(n, "documents"));
    x.reopen_entry = own(n, "reopenEntry") == "true";
    x.message = message_of(speaker_, draft_, n);
    if (kind == NodeKind::call_activity) x.called = n.attribute("calledElement").value();
    const auto flag = [&](const char* name, bool fallback) {
      return n.attribute(name) ? std::string_view{n.attribute(name).value()} == "true" : fallback;
    };
    x.interrupting = kind == NodeKind::boundary ? flag("cancelActivity", true) : flag("isInterrupting", true);
    x.event_sub_process = flag("triggeredByEvent", false);
    if (n.attribute("instantiate") && flag("instantiate", false))
      say(n, "bpmn.instantiate",
          "A task or gateway that starts the process is not supported: use a message start event.");
    const int index = static_cast<int>(d_->nodes.size());
    draft_.xml_nodes.push_back(n);
    d_->nodes.push_back(std::move(x));
    inside(n, index);
  }

  void inside(pugi::xml_node n, int index) {
    const auto kind = d_->nodes[static_cast<std::size_t>(index)].kind;
    if (kind == NodeKind::sub_process) {
      children_of(n, index);
      return;
    }
    int events = 0;
    for (const auto c : elements(n)) {
      const auto event = event_kinds.find(XmlSource::local(c));
      if (is(c, "potentialOwner"))
        role(c, index);
      else if (event != event_kinds.end() && XmlSource::space(c) == bpmn_space) {
        if (++events > 1) say(c, "event.two", "An event has one trigger.");
        unique(c);
        read_trigger(speaker_, draft_, c, event->second, d_->nodes[static_cast<std::size_t>(index)]);
      } else if (is(c, "multiInstanceLoopCharacteristics")) {
        multi(c, index);
      } else if (kind == NodeKind::call_activity && is(c, "extensionElements")) {
        read_mappings(speaker_, c, d_->nodes[static_cast<std::size_t>(index)]);
      } else if (!passive(c)) {
        unsupported(c, fmt::format(" in \"{}\"", n.attribute("id").value()));
      }
    }
  }

  void multi(pugi::xml_node n, int index) {
    known_own(n, {"collection", "element"});
    read_multi(speaker_, n, d_->nodes[static_cast<std::size_t>(index)]);
  }

  void role(pugi::xml_node owner, int index) {
    auto& x = d_->nodes[static_cast<std::size_t>(index)];
    std::string text;
    for (const auto e : elements(owner)) text += std::string{trimmed(e.first_child().text().get())};
    const auto at = text.find('@');
    if (at == std::string::npos || at == 0 || at + 1 == text.size() || text.find('@', at + 1) != std::string::npos)
      say(owner, "role.form", "\"{}\" is not of the form role@territory.", text);
    else
      x.role = {text.substr(0, at), text.substr(at + 1)};
  }

  void flow(pugi::xml_node n, int scope) {
    Flow f;
    f.id = n.attribute("id").value();
    f.name = n.attribute("name").value();
    f.line = xml_.line(n);
    known_own(n, {"effect", "nameLo"});
    const std::map<std::string_view, Effect> effects{{"", Effect::unsaid},
                                                     {"none", Effect::none},
                                                     {"approve", Effect::approve},
                                                     {"accept", Effect::accept},
                                                     {"sanction", Effect::sanction}};
    const auto effect = own(n, "effect");
    if (const auto it = effects.find(effect); it != effects.end())
      f.effect = it->second;
    else
      say(n, "flow.effect", "\"{}\" is no effect: none, approve, accept or sanction.", effect);
    for (const auto c : elements(n)) {
      if (is(c, "conditionExpression")) {
        if (f.condition) say(c, "flow.two_conditions", "A flow has one condition.");
        try {
          f.condition = Expression::parse(c.text().get());
        } catch (const ExpressionError& e) {
          say(c, "flow.condition", "The condition of \"{}\" cannot be read: {}.", f.id, e.what());
        }
      } else if (!passive(c)) {
        unsupported(c, "");
      }
    }
    draft_.flows.push_back({n, scope});
    d_->flows.push_back(std::move(f));
  }

  const XmlSource& xml_;
  Findings& findings_;
  Speaker speaker_{xml_, findings_};
  Draft draft_;
  std::shared_ptr<Definition> d_{draft_.definition};
  std::map<std::string, int> ids_;
};

}  // namespace

std::shared_ptr<const Definition> read_definition(const XmlSource& xml, const Catalogues& catalogues,
                                                  Findings& findings) {
  const auto before = findings.size();
  auto d = Reader{xml, findings}.read();
  // A file with parts that were not understood is not judged as a whole: its holes would only make
  // noise.
  if (d && findings.size() == before) check_definition(*d, catalogues, xml.file(), findings);
  return findings.size() == before ? d : nullptr;
}

}  // namespace ssiis::workflow
