#include "workflow/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "workflow/template_store.hpp"

namespace ssiis::workflow {
namespace {

// One line a fact, so that a test that fails shows which.
class Meaning {
 public:
  explicit Meaning(const Definition& d) : d_{d} {}

  std::string text() {
    fact("process", d_.process, d_.name, d_.version, d_.legal_basis, d_.valid_from ? d_.valid_from->iso() : "");
    for (const auto& [name, m] : d_.messages) fact("message", name, id(m.held_after));
    fact("starts", ids(d_.starts), ids(d_.event_sub_processes));
    std::vector<const Node*> nodes;
    for (const auto& n : d_.nodes) nodes.push_back(&n);
    std::sort(nodes.begin(), nodes.end(), [](const Node* a, const Node* b) { return a->id < b->id; });
    for (const auto* n : nodes) say(*n);
    std::vector<const Flow*> flows;
    for (const auto& f : d_.flows) flows.push_back(&f);
    std::sort(flows.begin(), flows.end(), [](const Flow* a, const Flow* b) { return a->id < b->id; });
    for (const auto* f : flows)
      fact("flow", f->id, f->name, id(f->from), id(f->to), static_cast<int>(f->effect),
           f->condition ? f->condition->text() : "");
    return std::move(out_);
  }

 private:
  template <class... A>
  void fact(const A&... parts) {
    ((out_ += fmt::format("{}|", parts)), ...);
    out_ += '\n';
  }
  std::string id(int node) const { return node == nowhere ? "" : d_.node(node).id; }
  std::string ids(const std::vector<int>& nodes) const {
    std::string out;
    for (const int n : nodes) out += id(n) + " ";
    return out;
  }
  std::string flows(const std::vector<int>& of) const {
    std::string out;
    for (const int f : of) out += d_.flow(f).id + " ";
    return out;
  }
  void say(const Node& n) {
    fact("node", n.id, n.name, n.name_lo, static_cast<int>(n.kind), static_cast<int>(n.event), id(n.scope), n.lane,
         n.lane_id);
    fact(" does", n.stage, n.form_key, n.topic, n.decision, n.deadline_key, n.calendar, n.anchor, n.role.text(),
         fmt::format("{}", fmt::join(n.documents, " ")), ids(n.not_same_as), ids(n.return_to), n.reopen_entry);
    fact(" takes", n.message, n.error_code, n.signal, n.escalation_code, n.repeats, n.interrupting, n.event_sub_process,
         n.called);
    // Conditions are asked in the order in which the flows leave; the order in which they come says nothing.
    auto in = n.in;
    std::sort(in.begin(), in.end(), [&](int a, int b) { return d_.flow(a).id < d_.flow(b).id; });
    fact(" ways", flows(in), flows(n.out), n.default_flow == nowhere ? "" : d_.flow(n.default_flow).id,
         id(n.attached_to), ids(n.boundaries), ids(n.starts), ids(n.event_sub_processes));
    for (const auto& m : n.handed_in) fact(" in", m.from, m.to);
    for (const auto& m : n.handed_out) fact(" out", m.from, m.to);
    if (n.multi)
      fact(" several", n.multi->count, n.multi->count_of, n.multi->collection, n.multi->element,
           n.multi->completion ? n.multi->completion->text() : "");
  }

  const Definition& d_;
  std::string out_;
};

void spell(pugi::xml_node n, std::string& out) {
  if (n.type() == pugi::node_pcdata || n.type() == pugi::node_cdata) {
    out += fmt::format("={}\n", trimmed(n.value()));
    return;
  }
  if (n.type() != pugi::node_element) return;
  std::vector<std::string> attributes;
  for (const auto a : n.attributes()) attributes.push_back(fmt::format("{}={}|", a.name(), a.value()));
  std::sort(attributes.begin(), attributes.end());
  out += fmt::format("<{}|{}\n", n.name(), fmt::join(attributes, ""));
  for (const auto c : n.children()) spell(c, out);  // XmlSource has bounded the depth
  out += ">\n";
}

}  // namespace

std::optional<std::string> meaning_of(const std::string& file_name, const std::string& content) {
  Findings findings;
  const auto xml = XmlSource::read(content, file_name, findings);
  if (!xml) return std::nullopt;
  if (file_name.ends_with(".bpmn")) {
    // One that would be refused is compared letter by letter: nobody knows what it means.
    const auto d = read_definition(*xml, {}, findings);
    if (d) return Meaning{*d}.text();
    return std::nullopt;
  }
  std::string out;
  spell(xml->root(), out);
  return out;
}

std::map<std::string, Difference> compared(const Files& before, const Files& after) {
  std::map<std::string, Difference> out;
  for (const auto& [name, content] : before) {
    const auto now = after.find(name);
    if (now == after.end()) {
      out[name] = Difference::removed;
    } else if (now->second == content || digest_of(name, now->second) == digest_of(name, content)) {
      out[name] = Difference::none;
    } else {
      const bool letter = is_template(name);
      const auto a = letter ? std::nullopt : meaning_of(name, content);
      out[name] = a && a == meaning_of(name, now->second) ? Difference::form_only : Difference::changed;
    }
  }
  for (const auto& [name, content] : after)
    if (!before.contains(name)) out[name] = Difference::added;
  return out;
}

}  // namespace ssiis::workflow
