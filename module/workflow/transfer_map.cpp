#include "workflow/transfer_map.hpp"

#include <array>

namespace ssiis::workflow {
namespace {

constexpr std::array<std::string_view, 16> change_names{"node_gone",    "kind_differs", "scope_differs",  "flow_gone",
                                                        "message_gone", "role_unknown", "period_unknown", "moved_node",
                                                        "form_differs", "role_differs", "due_differs",    "due_begins",
                                                        "due_ends",     "due_kept",     "wait_begins",    "wait_ends"};

}  // namespace

// The step of the new procedure; nowhere when there is none.
int counterpart(const NodeMap& map, const Definition& from, const Definition& to, int old) {
  const auto& id = from.node(old).id;
  const auto named = map.find(id);
  if (named != map.end()) return to.index(named->second);
  if (const int same = to.index(id); same != nowhere) return same;
  // An event at a step that was moved: the one that waits for the same.
  const auto& n = from.node(old);
  if (n.kind != NodeKind::boundary || n.attached_to == nowhere) return nowhere;
  const auto host = map.find(from.node(n.attached_to).id);
  const int at = host == map.end() ? nowhere : to.index(host->second);
  if (at == nowhere) return nowhere;
  int found = nowhere;
  for (const int b : to.node(at).boundaries) {
    const auto& x = to.node(b);
    if (x.event != n.event || x.interrupting != n.interrupting || x.deadline_key != n.deadline_key ||
        x.message != n.message || x.signal != n.signal)
      continue;
    if (found != nowhere) return nowhere;  // two of them: a person has to say which
    found = b;
  }
  return found;
}

bool same_kind(const Node& a, const Node& b) {
  return a.kind == b.kind && a.event == b.event && is_multiple(a) == is_multiple(b) &&
         a.event_sub_process == b.event_sub_process;
}

std::string_view name_of(Change::What v) noexcept { return change_names[static_cast<std::size_t>(v)]; }

const Change* Transferred::obstacle() const noexcept {
  for (const auto& c : changes)
    if (prevents(c.what)) return &c;
  return nullptr;
}
bool Transferred::possible() const noexcept { return obstacle() == nullptr; }

std::vector<Rejection> faults_of(const NodeMap& map, const Definition& from, const Definition& to) {
  std::vector<Rejection> out;
  for (const auto& [old, next] : map) {
    const int a = from.index(old), b = to.index(next);
    if (b == nowhere) out.push_back(Rejection{"migration.new_step_absent", {next}, "node_map"});
    if (a == nowhere || b == nowhere) continue;
    const auto &x = from.node(a), &y = to.node(b);
    if (!same_kind(x, y)) {
      out.push_back(Rejection{"migration.kind_differs", {old, next}, "node_map"});
      continue;
    }
    const int around = x.scope == nowhere ? nowhere : counterpart(map, from, to, x.scope);
    if (around != y.scope || (x.scope != nowhere && around == nowhere))
      out.push_back(Rejection{"migration.scope_differs", {old, next}, "node_map"});
  }
  return out;
}

}  // namespace ssiis::workflow
