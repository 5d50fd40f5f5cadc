// To which earlier steps a task may send the file back. One token must be all that a return takes along, and nothing
// that it goes back over may have told the outside what cannot be taken back.
#include <algorithm>

#include "workflow/definition.hpp"
#include "workflow/finding.hpp"

namespace ssiis::workflow {
namespace {

// The nodes that follow a node or come before it, within its scope: by flows, and by events that end the step they
// stand on.
std::vector<int> next_of(const Definition& d, int node, bool forward) {
  std::vector<int> out;
  const auto& n = d.node(node);
  for (const int f : forward ? n.out : n.in) out.push_back(forward ? d.flow(f).to : d.flow(f).from);
  if (forward)
    for (const int b : n.boundaries)
      if (d.node(b).interrupting) out.push_back(b);
  if (!forward && n.kind == NodeKind::boundary && n.interrupting) out.push_back(n.attached_to);
  return out;
}

// From one node as far as another, which is reached and not passed.
std::vector<bool> way_from(const Definition& d, int from, int not_past, bool forward) {
  std::vector<bool> seen(d.nodes.size());
  std::vector<int> todo = next_of(d, from, forward);
  while (!todo.empty()) {
    const int at = todo.back();
    todo.pop_back();
    if (seen[static_cast<std::size_t>(at)]) continue;
    seen[static_cast<std::size_t>(at)] = true;
    if (at == not_past) continue;
    for (const int next : next_of(d, at, forward)) todo.push_back(next);
  }
  return seen;
}

bool stands_inside(const Definition& d, int node, const std::set<int>& scopes) {
  for (int s = d.node(node).scope; s != nowhere; s = d.node(s).scope)
    if (scopes.contains(s)) return true;
  return false;
}

class Returns {
 public:
  Returns(const Definition& d, const Catalogues& c, const std::string& file, Findings& findings)
      : d_{d}, c_{c}, file_{file}, findings_{findings} {}

  void of(int task) {
    const auto& n = d_.node(task);
    if (n.return_to.empty()) return;
    if (n.kind != NodeKind::user_task || several(task))
      return say(n, "return.step",
                 "\"{}\" cannot send the file back: only a task of people can, of which there are not several at once.",
                 n.id);
    for (const int target : n.return_to) to(n, task, target);
  }

 private:
  template <class... A>
  void say(const Node& at, std::string code, std::string_view sentence, const A&... args) {
    findings_.push_back(finding(file_, at.line, std::move(code), sentence, args...));
  }

  // The step, or what it stands in, runs several times at once: which of them would be meant?
  bool several(int node) const {
    for (int i = node; i != nowhere; i = d_.node(i).scope)
      if (is_multiple(d_.node(i))) return true;
    return false;
  }

  void to(const Node& n, int task, int target) {
    const auto& t = d_.node(target);
    const bool work = t.kind == NodeKind::user_task || (t.kind == NodeKind::sub_process && !t.event_sub_process);
    if (!work || target == task || t.scope != n.scope || is_multiple(t))
      return say(n, "return.target",
                 "\"{}\" cannot send the file back to \"{}\": that must be another task of people, or a sub-process, "
                 "of the same process or sub-process, and not several at once.",
                 n.id, t.id);
    const auto passed = steps_between(d_, target, task);
    if (passed.empty())
      return say(n, "return.not_before", "\"{}\" sends the file back to \"{}\", from which no way leads to it.", n.id,
                 t.id);
    for (const int i : passed)
      if (d_.node(i).scope == n.scope && beside(i, target, task, passed)) return;
    for (const int i : passed)
      if (over(n, t, i)) return;
  }

  // More than one token may be under way, or something has come that will not come again. True when it was said.
  bool beside(int i, int target, int task, const std::set<int>& passed) {
    const auto &x = d_.node(i), &n = d_.node(task), &t = d_.node(target);
    if (x.kind == NodeKind::parallel) {
      say(n, "return.branches", "\"{}\" sends the file back to \"{}\", but at \"{}\" it divides or comes together.",
          n.id, t.id, x.id);
      return true;
    }
    if (x.kind == NodeKind::event_based || x.kind == NodeKind::receive_task || x.kind == NodeKind::catch_event) {
      say(n, "return.waits",
          "\"{}\" sends the file back to \"{}\" over \"{}\": what was waited for there has come and will not come "
          "again.",
          n.id, t.id, x.id);
      return true;
    }
    for (const int b : x.boundaries)
      if (!d_.node(b).interrupting && lasts(b, passed)) {
        say(n, "return.beside",
            "\"{}\" sends the file back to \"{}\", but what begins with \"{}\" may still run beside it.", n.id, t.id,
            d_.node(b).id);
        return true;
      }
    return false;
  }

  // Whether what an event begins beside a step has people's work or waits in it, or joins the way that is gone back.
  bool lasts(int event, const std::set<int>& passed) const {
    const auto seen = way_from(d_, event, nowhere, true);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (!seen[i]) continue;
      const auto kind = d_.nodes[i].kind;
      const bool goes_on = kind == NodeKind::service_task || kind == NodeKind::send_task ||
                           kind == NodeKind::rule_task || kind == NodeKind::exclusive ||
                           kind == NodeKind::throw_event || kind == NodeKind::end;
      if (!goes_on || passed.contains(static_cast<int>(i))) return true;
    }
    return false;
  }

  // Letters that bind, numbers that were given, signals, calls: said to others, it stays said.
  bool over(const Node& n, const Node& t, int i) {
    const auto& x = d_.node(i);
    const auto& name = x.kind == NodeKind::service_task ? x.topic : x.message;
    const bool throws = x.kind == NodeKind::throw_event || x.kind == NodeKind::end;
    const bool compared = !c_.topics.empty() || !c_.done_anew.empty();
    const bool told = (compared && calls_out(x) && !c_.done_anew.contains(name)) || x.kind == NodeKind::call_activity ||
                      (throws && (x.event == EventKind::signal || x.event == EventKind::escalation));
    if (told)
      say(n, "return.over", "\"{}\" sends the file back to \"{}\" over \"{}\", which cannot be taken back.", n.id, t.id,
          x.id);
    return told;
  }

  const Definition& d_;
  const Catalogues& c_;
  const std::string& file_;
  Findings& findings_;
};

}  // namespace

std::set<int> steps_between(const Definition& d, int first, int last) {
  const auto there = way_from(d, first, first, true), back = way_from(d, last, first, false);
  std::set<int> out;
  if (!there[static_cast<std::size_t>(last)]) return out;
  for (std::size_t i = 0; i < there.size(); ++i)
    if (there[i] && back[i]) out.insert(static_cast<int>(i));
  out.insert(first);
  out.insert(last);
  const auto around = out;
  for (std::size_t i = 0; i < d.nodes.size(); ++i)
    if (stands_inside(d, static_cast<int>(i), around)) out.insert(static_cast<int>(i));
  return out;
}

void check_returns(const Definition& d, const Catalogues& c, const std::string& file, Findings& findings) {
  Returns returns{d, c, file, findings};
  for (std::size_t i = 0; i < d.nodes.size(); ++i) returns.of(static_cast<int>(i));
}

}  // namespace ssiis::workflow
