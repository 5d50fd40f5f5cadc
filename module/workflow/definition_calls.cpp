// Call activities: the steps of the called process are put into the calling one when a bundle is put together, so that
// a file stays with the pair of them and a step moves both. And what only then can be known: whether anything catches.
#include <algorithm>

#include "workflow/definition.hpp"
#include "workflow/finding.hpp"

namespace ssiis::workflow {
namespace {

constexpr std::size_t most_steps = 5000;  // calls of calls multiply

class Joiner {
 public:
  Joiner(const Definitions& all, const std::map<std::string, std::string, std::less<>>& files, Findings& findings)
      : all_{all}, files_{files}, findings_{findings} {}

  std::shared_ptr<const Definition> joined(const std::string& name) {
    if (const auto it = done_.find(name); it != done_.end()) return it->second;
    const auto& drawn = all_.find(name)->second;
    const bool calls = std::any_of(drawn->nodes.begin(), drawn->nodes.end(),
                                   [](const Node& n) { return n.kind == NodeKind::call_activity; });
    if (!calls) return done_[name] = drawn;
    open_.push_back(name);
    auto d = std::make_shared<Definition>(*drawn);
    for (std::size_t i = 0; i < drawn->nodes.size(); ++i)
      if (drawn->nodes[i].kind == NodeKind::call_activity) call(*d, static_cast<int>(i), file(name));
    open_.pop_back();
    return done_[name] = d;
  }

 private:
  template <class... A>
  void say(const std::string& in, const Node& at, std::string code, std::string_view sentence, const A&... args) {
    findings_.push_back(finding(in, at.line, std::move(code), sentence, args...));
  }
  const std::string& file(const std::string& process) const { return files_.find(process)->second; }

  void call(Definition& d, int at, const std::string& in) {
    const Node caller = d.node(at);
    if (!all_.contains(caller.called))
      return say(in, caller, "call.unknown", "\"{}\" calls \"{}\", but no process of that id is deployed with it.",
                 caller.id, caller.called);
    if (std::find(open_.begin(), open_.end(), caller.called) != open_.end())
      return say(in, caller, "call.circle", "\"{}\" calls \"{}\", which in the end calls this process again.",
                 caller.id, caller.called);
    const auto called = joined(caller.called);
    int begin = nowhere;
    for (const int s : called->starts)
      if (called->node(s).event == EventKind::none) begin = s;
    if (begin == nowhere)
      return say(in, caller, "call.no_start", "\"{}\" calls \"{}\", which has no start event without a trigger.",
                 caller.id, caller.called);
    if (d.nodes.size() + called->nodes.size() > most_steps)
      return say(in, caller, "call.too_large", "With all that is called, the process has more than {} steps.",
                 most_steps);
    copy(d, at, *called, begin, in);
  }

  void copy(Definition& d, int at, const Definition& called, int begin, const std::string& in) {
    const int nodes = static_cast<int>(d.nodes.size()), flows = static_cast<int>(d.flows.size());
    const auto id = [&](const std::string& inner) { return d.node(at).id + "." + inner; };
    const auto moved = [](std::vector<int> v, int by) {
      for (int& i : v) i += by;
      return v;
    };
    for (Node x : called.nodes) {
      x.id = id(x.id);
      if (x.id.size() > longest_id || d.index(x.id) != nowhere)
        say(in, d.node(at), "call.id_long",
            "The call \"{}\" and its step \"{}\" have no name together within {} letters.", d.node(at).id, x.id,
            longest_id);
      x.scope = x.scope == nowhere ? at : x.scope + nodes;
      x.in = moved(x.in, flows);
      x.out = moved(x.out, flows);
      if (x.default_flow != nowhere) x.default_flow += flows;
      if (x.attached_to != nowhere) x.attached_to += nodes;
      x.boundaries = moved(x.boundaries, nodes);
      x.starts = moved(x.starts, nodes);
      x.event_sub_processes = moved(x.event_sub_processes, nodes);
      x.not_same_as = moved(x.not_same_as, nodes);
      x.return_to = moved(x.return_to, nodes);
      d.nodes.push_back(std::move(x));
    }
    for (Flow f : called.flows) {
      f.id = id(f.id);
      f.from += nodes;
      f.to += nodes;
      d.flows.push_back(std::move(f));
    }
    auto& caller = d.nodes[static_cast<std::size_t>(at)];
    caller.starts = {begin + nodes};
    caller.event_sub_processes = moved(called.event_sub_processes, nodes);
    for (const auto& [name, m] : called.messages) {
      const int after = m.held_after == nowhere ? nowhere : m.held_after + nodes;
      if (const auto [it, fresh] = d.messages.emplace(name, Message{name, after});
          !fresh && it->second.held_after == nowhere)
        it->second.held_after = after;
    }
  }

  const Definitions& all_;
  const std::map<std::string, std::string, std::less<>>& files_;
  Findings& findings_;
  Definitions done_;
  std::vector<std::string> open_;
};

// Whether what a step throws arrives anywhere in its process.
class Catching {
 public:
  explicit Catching(const Definition& d) : d_{d} {}

  bool caught(const Node& thrower) const {
    if (thrower.event == EventKind::signal)
      return std::any_of(d_.nodes.begin(), d_.nodes.end(), [&](const Node& n) {
        return n.event == EventKind::signal && n.signal == thrower.signal && n.kind != NodeKind::end &&
               n.kind != NodeKind::throw_event;
      });
    bool inside_handler = false;  // what an event sub-process throws, its own level does not take
    for (int scope = thrower.scope;; scope = d_.node(scope).scope) {
      if (!inside_handler)
        for (const int sub : d_.event_subs_of(scope))
          for (const int s : d_.node(sub).starts)
            if (takes(d_.node(s), thrower)) return true;
      if (scope == nowhere) return false;
      for (const int b : d_.node(scope).boundaries)
        if (takes(d_.node(b), thrower)) return true;
      inside_handler = d_.node(scope).event_sub_process;
    }
  }

  bool thrown(const std::string& signal) const {
    return std::any_of(d_.nodes.begin(), d_.nodes.end(), [&](const Node& n) {
      return (n.kind == NodeKind::end || n.kind == NodeKind::throw_event) && n.event == EventKind::signal &&
             n.signal == signal;
    });
  }

 private:
  static bool takes(const Node& event, const Node& thrower) {
    if (event.event != thrower.event) return false;
    const bool error = thrower.event == EventKind::error;
    const auto& wanted = error ? event.error_code : event.escalation_code;
    return wanted.empty() || wanted == (error ? thrower.error_code : thrower.escalation_code);
  }
  const Definition& d_;
};

// Steps of called processes are named at the call, whose file this is.
void check_throwing(const Definition& d, std::size_t drawn, const std::string& file, Findings& findings) {
  const Catching catching{d};
  const auto line_of = [&](std::size_t i) {
    while (i >= drawn) i = static_cast<std::size_t>(d.nodes[i].scope);
    return d.nodes[i].line;
  };
  for (std::size_t i = 0; i < d.nodes.size(); ++i) {
    const auto& n = d.nodes[i];
    const bool throws =
        (n.kind == NodeKind::end || n.kind == NodeKind::throw_event) &&
        (n.event == EventKind::error || n.event == EventKind::signal || n.event == EventKind::escalation);
    const bool waits_in_vain = !throws && n.event == EventKind::signal && !catching.thrown(n.signal);
    if (waits_in_vain)
      findings.push_back(finding(file, line_of(i), "signal.unthrown",
                                 "\"{}\" waits for the signal \"{}\", but nothing in this process throws it.", n.id,
                                 n.signal));
    if (!throws || catching.caught(n)) continue;
    const auto& what = n.event == EventKind::error    ? n.error_code
                       : n.event == EventKind::signal ? n.signal
                                                      : n.escalation_code;
    findings.push_back(finding(file, line_of(i), "event.uncaught",
                               "\"{}\" throws \"{}\", but nothing in this process takes it up.", n.id, what));
  }
}

}  // namespace

void join_calls(Definitions& all, const std::map<std::string, std::string, std::less<>>& files, Findings& findings) {
  const auto before = findings.size();
  Joiner joiner{all, files, findings};
  Definitions joined;
  std::set<std::string, std::less<>> called;
  for (const auto& [name, d] : all) {
    joined[name] = joiner.joined(name);
    for (const auto& n : d->nodes)
      if (n.kind == NodeKind::call_activity) called.insert(n.called);
  }
  // What a called process throws may be taken by those that call it: it is judged there.
  if (findings.size() == before)
    for (const auto& [name, d] : joined)
      if (!called.contains(name))
        check_throwing(*d, all.find(name)->second->nodes.size(), files.find(name)->second, findings);
  all = std::move(joined);
}

}  // namespace ssiis::workflow
