// Small procedures written in a line or two, run on the pure machine.
#pragma once
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "workflow/api.hpp"
#include "workflow/bundle.hpp"
#include "workflow/machine.hpp"

namespace ssiis::workflow::test {

// ---- drawing -------------------------------------------------------------------------------------------------------

inline std::string drawn(const std::string& body, const std::string& process = "p") {
  return R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:ssiis="urn:lsso:ssiis:bpmn:1">
<bpmn:message id="M" name="Letter"/><bpmn:signal id="S" name="Stay"/><bpmn:signal id="S2" name="Other"/>
<bpmn:error id="E" errorCode="FAULT"/><bpmn:error id="E2" errorCode="OTHER"/>
<bpmn:escalation id="X" escalationCode="LATE"/><bpmn:escalation id="X2" escalationCode="VERY_LATE"/>
<bpmn:process id=")" +
         process + "\" isExecutable=\"true\">\n" + body + "</bpmn:process></bpmn:definitions>";
}
inline std::string start(const std::string& id = "s") { return "<bpmn:startEvent id=\"" + id + "\"/>\n"; }
inline std::string end(const std::string& id = "e", const std::string& inside = "") {
  return "<bpmn:endEvent id=\"" + id + "\">" + inside + "</bpmn:endEvent>\n";
}
inline std::string work(const std::string& id, const std::string& inside = "") {
  return "<bpmn:userTask id=\"" + id +
         "\" ssiis:formKey=\"plan\"><bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>"
         "director@hq</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner>" +
         inside + "</bpmn:userTask>\n";
}
inline std::string go(const std::string& from, const std::string& to) {
  return "<bpmn:sequenceFlow id=\"" + from + "-" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"/>\n";
}
// start, the steps one after the other, end
inline std::string way(const std::vector<std::string>& ids) {
  std::string out;
  for (std::size_t i = 1; i < ids.size(); ++i) out += go(ids[i - 1], ids[i]);
  return out;
}
inline std::string on(const std::string& id, const std::string& host, const std::string& event,
                      const std::string& attributes = "") {
  return "<bpmn:boundaryEvent id=\"" + id + "\" attachedToRef=\"" + host + "\" " + attributes + ">" + event +
         "</bpmn:boundaryEvent>\n";
}
inline std::string sub(const std::string& id, const std::string& inside, const std::string& attributes = "") {
  return "<bpmn:subProcess id=\"" + id + "\" " + attributes + ">\n" + inside + "</bpmn:subProcess>\n";
}
// An event sub-process with one task of its own: start <id>_s, task <id>_t.
inline std::string beside(const std::string& id, const std::string& event, bool interrupting,
                          const std::string& attributes = "") {
  return sub(id,
             "<bpmn:startEvent id=\"" + id + "_s\" isInterrupting=\"" + (interrupting ? "true" : "false") + "\" " +
                 attributes + ">" + event + "</bpmn:startEvent>\n" + work(id + "_t") + end(id + "_e") +
                 way({id + "_s", id + "_t", id + "_e"}),
             "triggeredByEvent=\"true\"");
}
inline std::string event(const std::string& kind, const std::string& ref = "") {
  return "<bpmn:" + kind + "EventDefinition" + (ref.empty() ? "" : " " + kind + "Ref=\"" + ref + "\"") + "/>";
}
inline std::string thrown(const std::string& id, const std::string& event_definition) {
  return "<bpmn:intermediateThrowEvent id=\"" + id + "\">" + event_definition + "</bpmn:intermediateThrowEvent>\n";
}
inline std::string caught(const std::string& id, const std::string& event_definition,
                          const std::string& attributes = "") {
  return "<bpmn:intermediateCatchEvent id=\"" + id + "\" " + attributes + ">" + event_definition +
         "</bpmn:intermediateCatchEvent>\n";
}
inline std::string several(const std::string& attributes, const std::string& inside = "") {
  return "<bpmn:multiInstanceLoopCharacteristics " + attributes + ">" + inside +
         "</bpmn:multiInstanceLoopCharacteristics>";
}
inline const std::string weekly =
    "<bpmn:timerEventDefinition><bpmn:timeCycle>R3/P7D</bpmn:timeCycle></bpmn:timerEventDefinition>";
inline const std::string period =
    "<bpmn:timerEventDefinition><bpmn:timeDuration>P7D</bpmn:timeDuration></bpmn:timerEventDefinition>";
inline const std::string by_key = "ssiis:deadlineKey=\"visit\"";

// ---- deploying -----------------------------------------------------------------------------------------------------

inline Files files_with(const std::map<std::string, std::string>& procedures) {
  Files files{{"holidays.xml", "<holidays version=\"1\"/>"}};
  for (const auto& [name, text] : procedures) files[name + ".bpmn"] = text;
  return files;
}
// What deployment finds, as code@line.
using Codes = std::multiset<std::string>;
inline Codes refused(const Files& files) {
  Findings findings;
  (void)read_bundle(files, {}, findings);
  Codes out;
  for (const auto& f : findings) out.insert(f.code + "@" + std::to_string(f.line));
  return out;
}
inline Codes refused(const std::string& body) { return refused(files_with({{"p", drawn(body)}})); }

// ---- running -------------------------------------------------------------------------------------------------------

class SmallWorld final : public Surroundings {
 public:
  std::int64_t new_id() override { return ++last_; }
  Day today() const override { return day; }
  ServiceAnswer serve(const ServiceCall& call) override {
    served.push_back(call.node.id);
    if (const auto it = call.variables.find("institution"); it != call.variables.end())
      served.back() += " " + shown(it->second);
    return answer;
  }
  Result<Deadline> deadline(const std::string&, const Variables&, Day anchor) override {
    return Deadline{days, "civil", "", "1", true, anchor.plus(days)};
  }
  Result<Decided> decide(const std::string&, const Variables&) override { return Decided{}; }
  bool known_role(std::string_view) const override { return true; }

  Day day{2026, 11, 23};
  int days{7};
  ServiceAnswer answer{};
  std::vector<std::string> served;

 private:
  std::int64_t last_{0};
};

class Trial {
 public:
  explicit Trial(const std::map<std::string, std::string>& procedures, const std::string& process = "p",
                 const Variables& variables = {}) {
    Findings findings;
    bundle_ = read_bundle(files_with(procedures), {}, findings);
    if (!bundle_) throw std::runtime_error{text_of(findings.front())};
    d = bundle_->process(process);
    machine = std::make_unique<Machine>(*d, state, world);
    machine->set(variables);
  }
  explicit Trial(const std::string& body, const Variables& variables = {})
      : Trial({{"p", drawn(body)}}, "p", variables) {}
  Trial& begin() {
    machine->start(d->starts.front());
    return *this;
  }

  // Open tasks as their steps' ids, in order of their opening; of several instances with the part they are for.
  std::vector<std::string> open() const {
    std::vector<std::string> out;
    for (const auto& t : state.tasks)
      if (t.state == TaskState::open) out.push_back(d->node(t.node).id + (t.item.empty() ? "" : " " + t.item));
    return out;
  }
  Task& task(const std::string& id) {
    for (auto& t : state.tasks)
      if (t.state == TaskState::open && d->node(t.node).id + (t.item.empty() ? "" : " " + t.item) == id) return t;
    throw std::runtime_error{"no open task " + id};
  }
  void does(const std::string& id, const Variables& answers = {}) {
    auto& t = task(id);
    machine->set(answers, machine->token(t.token));
    machine->complete(t);
  }
  std::vector<Timer*> timers(const std::string& id) {
    std::vector<Timer*> out;
    for (auto& t : state.timers)
      if (d->node(t.node).id == id && t.state == TimerState::armed) out.push_back(&t);
    return out;
  }
  void time_passes_for(const std::string& id) {
    const auto all = timers(id);
    if (all.empty()) throw std::runtime_error{"no period runs at " + id};
    world.day = std::max(world.day, all.front()->due.plus(1));
    machine->fire(*all.front());
  }
  bool ended() const { return state.instance.state == InstanceState::ended; }
  std::string incident() const {
    for (const auto& i : state.incidents)
      if (i.open) return i.code;
    return {};
  }
  Value value(const std::string& name) const {
    const auto it = state.variables.find(name);
    return it == state.variables.end() ? Value{} : it->second;
  }
  // Rows that something would still find although nothing stands there any more.
  int leftovers() const {
    int n = 0;
    for (const auto& t : state.tokens) n += t.mark != Mark::removed ? 1 : 0;
    for (const auto& t : state.tasks) n += t.state == TaskState::open ? 1 : 0;
    for (const auto& t : state.timers) n += t.state == TimerState::armed ? 1 : 0;
    for (const auto& s : state.subscriptions) n += s.mark != Mark::removed && s.token != 0 ? 1 : 0;
    for (const auto& [name, value] : state.variables) n += is_local(name) ? 1 : 0;
    return n;
  }

  std::shared_ptr<Bundle> bundle_;
  const Definition* d{nullptr};
  SmallWorld world;
  State state;
  std::unique_ptr<Machine> machine;
};

using Open = std::vector<std::string>;
inline Value text(const char* t) { return std::string{t}; }
inline Value number(std::int64_t n) { return n; }

}  // namespace ssiis::workflow::test
