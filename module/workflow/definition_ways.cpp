// The ways through a procedure: gateways that know where to go, steps that are reached, circles that rest somewhere.
#include "workflow/definition.hpp"
#include "workflow/finding.hpp"

namespace ssiis::workflow {
namespace {

class Ways {
 public:
  Ways(const Definition& d, const std::string& file, Findings& findings) : d_{d}, file_{file}, findings_{findings} {}

  void all() {
    for (const auto& n : d_.nodes) {
      if (n.kind == NodeKind::exclusive) routes(n);
      if (n.kind == NodeKind::event_based) waits(n);
    }
    unreachable();
    endless();
  }

 private:
  template <class... A>
  void say(int line, std::string code, std::string_view sentence, const A&... args) {
    findings_.push_back(finding(file_, line, std::move(code), sentence, args...));
  }

  // Where a flow arrives once gateways that only join have been passed.
  int destination(int flow) const {
    int at = d_.flow(flow).to;
    for (std::size_t steps = 0; steps < d_.nodes.size(); ++steps) {
      const auto& n = d_.node(at);
      if (n.kind != NodeKind::exclusive || n.out.size() != 1) break;
      at = d_.flow(n.out.front()).to;
    }
    return at;
  }

  void routes(const Node& n) {
    if (n.out.size() < 2) return;
    if (n.default_flow == nowhere)
      say(n.line, "gateway.no_default", "\"{}\" has no default flow: say where the file goes when no condition holds.",
          n.id);
    for (const int i : n.out) {
      const auto& f = d_.flow(i);
      if (i == n.default_flow) {
        default_flow(n, f, i);
      } else if (!f.condition) {
        say(f.line, "flow.no_condition", "\"{}\" leaves \"{}\" without a condition and is not its default.", f.id,
            n.id);
      }
    }
  }

  void default_flow(const Node& n, const Flow& f, int index) {
    if (f.condition) say(f.line, "flow.default_condition", "The default flow \"{}\" has a condition.", f.id);
    if (f.effect != Effect::none)
      say(f.line, "flow.default_effect",
          "The default flow \"{}\" must say effect=\"none\": what nobody answered "
          "never approves, accepts or sanctions.",
          f.id);
    for (const int other : n.out) {
      const auto e = d_.flow(other).effect;
      const bool acts = e == Effect::approve || e == Effect::accept || e == Effect::sanction;
      if (other != index && acts && destination(other) == destination(index))
        say(f.line, "flow.default_acts",
            "The default flow \"{}\" leads where \"{}\" does, which approves, accepts "
            "or sanctions.",
            f.id, d_.flow(other).id);
    }
  }

  void waits(const Node& n) {
    if (n.out.size() < 2)
      say(n.line, "gateway.one_event", "\"{}\" waits for several events, but fewer than two follow it.", n.id);
    for (const int i : n.out) {
      const auto& to = d_.node(d_.flow(i).to);
      if (to.kind != NodeKind::catch_event)
        say(to.line, "gateway.not_event", "\"{}\" follows \"{}\" and must be a message, timer or signal event.", to.id,
            n.id);
      else if (to.in.size() != 1)
        say(to.line, "gateway.shared_event", "\"{}\" follows an event gateway and may have no other way in.", to.id);
    }
  }

  void reach(int i, std::vector<bool>& seen) const {
    std::vector<int> todo{i};
    while (!todo.empty()) {
      const int at = todo.back();
      todo.pop_back();
      if (seen[static_cast<std::size_t>(at)]) continue;
      seen[static_cast<std::size_t>(at)] = true;
      const auto& n = d_.node(at);
      for (const int f : n.out) todo.push_back(d_.flow(f).to);
      for (const int b : n.boundaries) todo.push_back(b);
      for (const int s : n.starts) todo.push_back(s);
      for (const int s : n.event_sub_processes) todo.push_back(s);
    }
  }
  void unreachable() {
    std::vector<bool> seen(d_.nodes.size());
    for (const int s : d_.starts) reach(s, seen);
    for (const int s : d_.event_sub_processes) reach(s, seen);
    for (std::size_t i = 0; i < seen.size(); ++i)
      if (!seen[i] && !(d_.nodes[i].in.empty() && d_.nodes[i].kind != NodeKind::boundary))
        say(d_.nodes[i].line, "node.unreachable", "No path from a start leads to \"{}\".", d_.nodes[i].id);
  }

  // Passed without anybody or anything waiting; so may be several instances of whatever, of an empty list.
  bool automatic(int i) const {
    const auto& n = d_.node(i);
    if (is_multiple(n)) return true;
    switch (n.kind) {
      case NodeKind::exclusive:
      case NodeKind::parallel:
      case NodeKind::service_task:
      case NodeKind::send_task:
      case NodeKind::rule_task:
      case NodeKind::throw_event:
        return true;
      case NodeKind::sub_process:
        return !holds_wait(i);
      default:
        return false;
    }
  }
  bool holds_wait(int sub) const {
    for (std::size_t i = 0; i < d_.nodes.size(); ++i) {
      const auto& n = d_.nodes[i];
      if (n.scope != sub || n.event_sub_process) continue;
      const bool waits = n.kind == NodeKind::user_task || n.kind == NodeKind::receive_task ||
                         n.kind == NodeKind::catch_event || n.kind == NodeKind::event_based ||
                         n.kind == NodeKind::call_activity;
      if (waits || (n.kind == NodeKind::sub_process && holds_wait(static_cast<int>(i)))) return true;
    }
    return false;
  }
  // A circle of steps that nobody and nothing waits in would never stop.
  void endless() {
    std::vector<int> colour(d_.nodes.size());  // 0 new, 1 on the path, 2 done
    for (std::size_t i = 0; i < d_.nodes.size(); ++i) {
      if (colour[i] != 0 || !automatic(static_cast<int>(i))) continue;
      std::vector<std::pair<int, std::size_t>> path{{static_cast<int>(i), 0}};
      colour[i] = 1;
      while (!path.empty()) {
        auto& [at, next] = path.back();
        const auto& n = d_.node(at);
        if (next == n.out.size()) {
          colour[static_cast<std::size_t>(at)] = 2;
          path.pop_back();
          continue;
        }
        const int to = d_.flow(n.out[next++]).to;
        if (!automatic(to) || colour[static_cast<std::size_t>(to)] == 2) continue;
        if (colour[static_cast<std::size_t>(to)] == 1) {
          say(d_.node(to).line, "flow.endless",
              "The way from \"{}\" back to it has no step where anybody or anything waits.", d_.node(to).id);
          continue;
        }
        colour[static_cast<std::size_t>(to)] = 1;
        path.emplace_back(to, 0);
      }
    }
  }

  const Definition& d_;
  const std::string& file_;
  Findings& findings_;
};

}  // namespace

void check_ways(const Definition& d, const std::string& file, Findings& findings) { Ways{d, file, findings}.all(); }

}  // namespace ssiis::workflow
