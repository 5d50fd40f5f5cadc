// The second pass over BPMN: what refers to what.

#include "workflow/definition_draft.hpp"

namespace ssiis::workflow {

int Definition::index(std::string_view id) const {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].id == id) return static_cast<int>(i);
  return nowhere;
}

namespace bpmn {
namespace {

class Linker {
 public:
  Linker(Draft& draft, const XmlSource& xml, Findings& findings)
      : draft_{draft}, d_{*draft.definition}, xml_{xml}, findings_{findings} {}

  // ------------------------------------------------------------------------------

  int find(pugi::xml_node at, const char* attribute) {
    const std::string id = at.attribute(attribute).value();
    const int i = d_.index(id);
    if (i == nowhere) say(at, "reference.unknown", "{} names \"{}\", which is no step of this process.", attribute, id);
    return i;
  }
  void link() {
    for (std::size_t i = 0; i < d_.flows.size(); ++i) link_flow(static_cast<int>(i));
    for (std::size_t i = 0; i < d_.nodes.size(); ++i) link_node(static_cast<int>(i));
    for (const auto& r : draft_.lane_refs) {
      const int i = d_.index(r.id);
      if (i == nowhere)
        say(r.at, "reference.unknown", "The lane \"{}\" names \"{}\", which is no step.", r.with, r.id);
      else {
        d_.nodes[static_cast<std::size_t>(i)].lane = r.with;
        d_.nodes[static_cast<std::size_t>(i)].lane_id = r.at.parent().attribute("id").value();
      }
    }
    for (const auto& h : draft_.held) {
      const int i = d_.index(h.id);
      if (i == nowhere) say(h.at, "reference.unknown", "{} names \"{}\", which is no step.", "heldAfter", h.id);
      d_.messages[h.with].held_after = i;
    }
    collaboration();
  }
  void link_flow(int i) {
    auto& f = d_.flows[static_cast<std::size_t>(i)];
    const auto& [at, scope] = draft_.flows[static_cast<std::size_t>(i)];
    f.from = find(at, "sourceRef");
    f.to = find(at, "targetRef");
    if (f.from == nowhere || f.to == nowhere) return;
    auto& from = d_.nodes[static_cast<std::size_t>(f.from)];
    auto& to = d_.nodes[static_cast<std::size_t>(f.to)];
    if (from.scope != to.scope || from.scope != scope)
      say(at, "flow.crosses", "\"{}\" crosses the border of a sub-process.", f.id);
    from.out.push_back(i);
    to.in.push_back(i);
  }
  void link_node(int i) {
    auto& x = d_.nodes[static_cast<std::size_t>(i)];
    const auto at = draft_.xml_nodes[static_cast<std::size_t>(i)];
    auto& starts = x.scope == nowhere ? d_.starts : d_.nodes[static_cast<std::size_t>(x.scope)].starts;
    auto& subs =
        x.scope == nowhere ? d_.event_sub_processes : d_.nodes[static_cast<std::size_t>(x.scope)].event_sub_processes;
    if (x.kind == NodeKind::start) starts.push_back(i);
    if (x.kind == NodeKind::sub_process && x.event_sub_process) subs.push_back(i);
    if (x.kind == NodeKind::boundary) {
      x.attached_to = find(at, "attachedToRef");
      if (x.attached_to != nowhere) d_.nodes[static_cast<std::size_t>(x.attached_to)].boundaries.push_back(i);
    }
    x.not_same_as = named(at, "notSamePersonAs");
    x.return_to = named(at, "returnTo");
    if (const auto def = at.attribute("default")) {
      for (const int f : x.out)
        if (d_.flow(f).id == def.value()) x.default_flow = f;
      if (x.default_flow == nowhere)
        say(at, "reference.unknown", "The default flow \"{}\" does not leave \"{}\".", def.value(), x.id);
    }
  }
  // Steps that an attribute of ours names.
  std::vector<int> named(pugi::xml_node at, const char* attribute) {
    std::vector<int> out;
    for (const auto& id : words(own(at, attribute))) {
      const int other = d_.index(id);
      if (other == nowhere)
        say(at, "reference.unknown", "{} names \"{}\", which is no step.", attribute, id);
      else
        out.push_back(other);
    }
    return out;
  }
  void collaboration() {
    std::set<std::string> pools;
    for (const auto n : elements(draft_.collaboration)) {
      if (is(n, "participant"))
        pools.insert(n.attribute("id").value());
      else if (!is(n, "messageFlow") && !passive(n))
        say(n, "bpmn.element", "\"{}\" cannot be executed: draw this part with the supported elements.",
            XmlSource::local(n));
    }
    for (const auto n : elements(draft_.collaboration)) {
      if (!is(n, "messageFlow")) continue;
      for (const char* end : {"sourceRef", "targetRef"})
        if (!pools.contains(n.attribute(end).value())) find(n, end);
    }
  }

 private:
  template <class... A>
  void say(pugi::xml_node at, std::string code, std::string_view sentence, const A&... args) {
    findings_.push_back(finding(xml_.file(), xml_.line(at), std::move(code), sentence, args...));
  }
  Draft& draft_;
  Definition& d_;
  const XmlSource& xml_;
  Findings& findings_;
};

}  // namespace

void link(Draft& draft, const XmlSource& xml, Findings& findings) { Linker{draft, xml, findings}.link(); }

}  // namespace bpmn
}  // namespace ssiis::workflow
