// Parallel gateways that join: whether their ways can come together at all, and whether each that is waited for comes.
#include "workflow/definition.hpp"
#include "workflow/finding.hpp"

namespace ssiis::workflow {
namespace {

bool joins(const Node& n) { return n.kind == NodeKind::parallel && n.in.size() > 1; }

// Flows do not leave their sub-process: what is asked of one join is asked within its scope.
class Joins {
 public:
  explicit Joins(const Definition& d) : d_{d} {}

  // Two ways in that no parallel beginning leads to: one token cannot come by both.
  std::optional<std::pair<int, int>> never_together(int join) const {
    const auto& in = d_.node(join).in;
    for (std::size_t i = 0; i < in.size(); ++i)
      for (std::size_t k = i + 1; k < in.size(); ++k)
        if (!together(in[i], in[k])) return std::pair{in[i], in[k]};
    return std::nullopt;
  }

  // A way begun beside others that need not arrive at the join; the others would wait for ever. The flow by which it
  // begins.
  std::optional<int> may_miss(int join) const {
    const auto sure = arrives(join);
    for (std::size_t n = 0; n < d_.nodes.size(); ++n) {
      if (d_.nodes[n].scope != d_.node(join).scope || !forks(d_.nodes[n])) continue;
      const auto ways = begun_by(static_cast<int>(n));
      const auto met = meet(ways, join);
      for (const auto& way : ways) {
        const auto seen = reached(way.to, met);
        const bool awaited = comes_in(join, seen) && other_comes_in(join, ways, way, met);
        if (awaited && !sure[static_cast<std::size_t>(way.to)]) return way.flow;
      }
    }
    return std::nullopt;
  }

 private:
  // A way that a node begins beside others: along a flow, or by an event on it that interrupts nothing.
  struct Way {
    int flow;  // nowhere for an event
    int to;    // the node where it goes on
  };

  static bool chooses(const Node& n) { return n.kind == NodeKind::exclusive || n.kind == NodeKind::event_based; }
  bool aside(int boundary) const { return !d_.node(boundary).interrupting; }
  bool forks(const Node& n) const {
    if (chooses(n)) return false;
    for (const int b : n.boundaries)
      if (aside(b)) return true;
    return n.out.size() > 1;
  }
  std::vector<Way> begun_by(int node) const {
    std::vector<Way> out;
    for (const int f : d_.node(node).out) out.push_back({f, d_.flow(f).to});
    for (const int b : d_.node(node).boundaries)
      if (aside(b)) out.push_back({nowhere, b});
    return out;
  }
  // Where ways have come together already: other joins that two of them lead to. What goes on from there is one token.
  std::vector<bool> meet(const std::vector<Way>& ways, int but) const {
    std::vector<int> counts(d_.nodes.size());
    for (const auto& way : ways) {
      const auto seen = reached(way.to);
      for (std::size_t i = 0; i < seen.size(); ++i) counts[i] += seen[i] ? 1 : 0;
    }
    std::vector<bool> out(d_.nodes.size());
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = static_cast<int>(i) != but && counts[i] > 1 && joins(d_.nodes[i]);
    return out;
  }
  // No further than the nodes of `until`; nothing: as far as it goes.
  std::vector<bool> reached(int from, const std::vector<bool>& until = {}) const {
    std::vector<bool> seen(d_.nodes.size());
    std::vector<int> todo{from};
    while (!todo.empty()) {
      const int at = todo.back();
      todo.pop_back();
      if (seen[static_cast<std::size_t>(at)]) continue;
      seen[static_cast<std::size_t>(at)] = true;
      if (!until.empty() && until[static_cast<std::size_t>(at)]) continue;
      for (const int f : d_.node(at).out) todo.push_back(d_.flow(f).to);
      for (const int b : d_.node(at).boundaries) todo.push_back(b);
    }
    return seen;
  }
  // Whether a token that went through these nodes can come into the join by that flow.
  bool by_flow(int flow, const std::vector<bool>& seen, const Way& way) const {
    return way.flow == flow || seen[static_cast<std::size_t>(d_.flow(flow).from)];
  }
  bool together(int one, int other) const {
    for (std::size_t n = 0; n < d_.nodes.size(); ++n) {
      if (!forks(d_.nodes[n])) continue;
      const auto ways = begun_by(static_cast<int>(n));
      for (std::size_t i = 0; i < ways.size(); ++i) {
        const auto a = reached(ways[i].to);
        if (!by_flow(one, a, ways[i]) && !by_flow(other, a, ways[i])) continue;
        for (std::size_t k = 0; k < ways.size(); ++k) {
          if (i == k) continue;
          const auto b = reached(ways[k].to);
          if (by_flow(one, a, ways[i]) && by_flow(other, b, ways[k])) return true;
        }
      }
    }
    return false;
  }
  bool comes_in(int join, const std::vector<bool>& seen) const { return seen[static_cast<std::size_t>(join)]; }
  bool other_comes_in(int join, const std::vector<Way>& ways, const Way& but, const std::vector<bool>& met) const {
    for (const auto& w : ways)
      if ((w.flow != but.flow || w.to != but.to) && comes_in(join, reached(w.to, met))) return true;
    return false;
  }

  // From which nodes a token is bound to arrive, however it is answered there: the largest such set. An end that ends
  // all that runs in its scope leaves nobody waiting.
  std::vector<bool> arrives(int join) const {
    std::vector<bool> sure(d_.nodes.size(), true);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < sure.size(); ++i) {
        if (!sure[i] || static_cast<int>(i) == join || bound(d_.nodes[i], sure)) continue;
        sure[i] = false;
        changed = true;
      }
    }
    return sure;
  }
  bool bound(const Node& n, const std::vector<bool>& sure) const {
    const auto at = [&](int flow) { return sure[static_cast<std::size_t>(d_.flow(flow).to)]; };
    if (n.kind == NodeKind::end) return n.event == EventKind::terminate || n.event == EventKind::error;
    for (const int b : n.boundaries)
      if (!aside(b) && !sure[static_cast<std::size_t>(b)]) return false;
    bool all = true, any = n.out.empty();
    for (const int f : n.out) {
      all = all && at(f);
      any = any || at(f);
    }
    return chooses(n) ? all : any;
  }

  const Definition& d_;
};

// Told where that process is drawn.
bool inside_a_call(const Definition& d, const Node& n) {
  for (int s = n.scope; s != nowhere; s = d.node(s).scope)
    if (d.node(s).kind == NodeKind::call_activity) return true;
  return false;
}

}  // namespace

void check_joins(const Definition& d, const std::string& file, Findings& findings) {
  const Joins joining{d};
  for (std::size_t i = 0; i < d.nodes.size(); ++i) {
    const auto& n = d.nodes[i];
    if (!joins(n) || inside_a_call(d, n)) continue;
    if (const auto two = joining.never_together(static_cast<int>(i)))
      findings.push_back(finding(file, n.line, "gateway.never_joins",
                                 "\"{}\" waits for \"{}\" and \"{}\", which never come together: no parallel gateway "
                                 "before it begins both.",
                                 n.id, d.flow(two->first).id, d.flow(two->second).id));
  }
}

Findings join_doubts(const Definition& d, const std::string& file) {
  Findings out;
  const Joins joining{d};
  for (std::size_t i = 0; i < d.nodes.size(); ++i) {
    const auto& n = d.nodes[i];
    if (!joins(n) || inside_a_call(d, n)) continue;
    if (const auto flow = joining.may_miss(static_cast<int>(i)))
      out.push_back(finding(file, n.line, "gateway.may_wait",
                            "\"{}\" may wait for ever: what begins with \"{}\" can end without coming there.", n.id,
                            *flow == nowhere ? n.id : d.flow(*flow).id));
  }
  return out;
}

}  // namespace ssiis::workflow
