// Procedures made by scripts: all ids renamed with a task inserted, and random ones.
#pragma once
#include <map>
#include <pugixml.hpp>
#include <random>
#include <sstream>
#include <string>

#include "core/api.hpp"

namespace ssiis::workflow::test {

// Every id of the file gets another name, references follow; a task like `after` is put in behind it, with a form of
// its own when one is named.
inline std::string renamed_with_a_task_inserted(const std::string& bpmn, const std::string& after,
                                                const std::string& form = {}) {
  pugi::xml_document doc;
  doc.load_string(bpmn.c_str(), pugi::parse_full);
  auto process = doc.document_element().child("bpmn:process");
  for (auto flow : process.children("bpmn:sequenceFlow")) {
    if (std::string{flow.attribute("sourceRef").value()} != after) continue;
    const std::string to = flow.attribute("targetRef").value();
    flow.attribute("targetRef").set_value("Inserted");
    auto task = process.append_copy(process.find_child_by_attribute("bpmn:userTask", "id", after.c_str()));
    task.attribute("id").set_value("Inserted");
    task.attribute("name").set_value("Inserted step");
    task.remove_attribute("ssiis:notSamePersonAs");
    task.remove_attribute("ssiis:returnTo");
    if (!form.empty()) {
      task.attribute("ssiis:formKey").set_value(form.c_str());
      task.remove_attribute("ssiis:documents");
      task.append_attribute("ssiis:nameLo").set_value("ຂັ້ນຕອນທີ່ເພີ່ມ");
    }
    task.child("bpmn:potentialOwner").attribute("id").set_value("PO_Inserted");
    while (task.remove_child("bpmn:incoming")) {
    }
    while (task.remove_child("bpmn:outgoing")) {
    }
    auto next = process.append_child("bpmn:sequenceFlow");
    next.append_attribute("id").set_value("Flow_Inserted");
    next.append_attribute("sourceRef").set_value("Inserted");
    next.append_attribute("targetRef").set_value(to.c_str());
    break;
  }
  std::map<std::string, std::string> names;
  const auto every = [](pugi::xml_node from, auto&& act) {
    std::vector<pugi::xml_node> todo{from};
    while (!todo.empty()) {
      auto n = todo.back();
      todo.pop_back();
      act(n);
      for (auto c : n.children()) todo.push_back(c);
    }
  };
  every(doc.document_element(), [&](pugi::xml_node n) {
    const std::string id = n.attribute("id").value();
    if (!id.empty() && std::string{n.name()} != "bpmn:process")
      names[id] = "n" + std::to_string(names.size()) + "_renamed";
  });
  const auto renamed = [&](const std::string& text) {
    std::string out;
    for (const auto& w : words(text)) out += (out.empty() ? "" : " ") + (names.contains(w) ? names[w] : w);
    return out;
  };
  every(doc.document_element(), [&](pugi::xml_node n) {
    for (const char* a : {"id", "sourceRef", "targetRef", "attachedToRef", "default", "messageRef", "errorRef",
                          "signalRef", "bpmnElement", "ssiis:notSamePersonAs", "ssiis:returnTo", "ssiis:heldAfter"})
      if (auto x = n.attribute(a)) x.set_value(renamed(x.value()).c_str());
    const std::string name = n.name();
    if (name == "bpmn:incoming" || name == "bpmn:outgoing" || name == "bpmn:flowNodeRef")
      n.text().set(renamed(n.text().get()).c_str());
  });
  std::ostringstream out;
  doc.save(out);
  return out.str();
}

// A random procedure of nested blocks: tasks, choices, branches, loops, waits, sub-processes.
class RandomProcedure {
 public:
  explicit RandomProcedure(std::uint64_t seed) : random_{seed} {}

  std::string text() {
    scope_.emplace_back();
    const auto start = node("startEvent", "");
    const auto last = sequence(start, 3);
    flow(last, node("endEvent", ""));
    const auto body = scope_.back();
    return R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:ssiis="urn:lsso:ssiis:bpmn:1">
<bpmn:message id="M0" name="Letter"/><bpmn:message id="M1" name="Answer"/><bpmn:error id="E0" errorCode="OBSTRUCTION"/>
<bpmn:process id="generated" isExecutable="true">
)" + body + "</bpmn:process></bpmn:definitions>\n";
  }

 private:
  int pick(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  std::string node(const std::string& type, const std::string& attributes, const std::string& inside = "") {
    const auto id = "n" + std::to_string(++count_);
    scope_.back() += "<bpmn:" + type + " id=\"" + id + "\" " + attributes + ">" + inside + "</bpmn:" + type + ">\n";
    return id;
  }
  std::string flow(const std::string& from, const std::string& to, const std::string& condition = "",
                   bool is_default = false) {
    const auto id = "f" + std::to_string(++count_);
    scope_.back() +=
        "<bpmn:sequenceFlow id=\"" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"" +
        (is_default ? " ssiis:effect=\"none\"" : "") + ">" +
        (condition.empty() ? "" : "<bpmn:conditionExpression>" + condition + "</bpmn:conditionExpression>") +
        "</bpmn:sequenceFlow>\n";
    return id;
  }
  std::string task() {
    return node("userTask", "ssiis:formKey=\"plan\"",
                "<bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>director@hq</"
                "bpmn:formalExpression>"
                "</bpmn:resourceAssignmentExpression></bpmn:potentialOwner>");
  }
  // Gateways name their default flow, whose id is not known yet: the next but one flow is announced.
  std::string sequence(std::string from, int depth) {
    for (int n = 1 + pick(3); n > 0; --n) from = block(from, depth);
    return from;
  }
  std::string block(const std::string& from, int depth) {
    switch (depth == 0 ? 0 : pick(7)) {
      case 1:
        return choice(from, depth);
      case 2:
        return branches(from, depth);
      case 3:
        return loop(from);
      case 4:
        return wait(from);
      case 5:
        return sub_process(from, depth);
      case 6:
        return guarded(from);
      default: {
        const auto t = task();
        flow(from, t);
        return t;
      }
    }
  }
  std::string choice(const std::string& from, int depth) {
    const auto id = "g" + std::to_string(++count_), join = node("exclusiveGateway", "");
    flow(from, id);
    const auto a = task(), b = task();
    const auto way = flow(id, b, "", true);
    scope_.back() += "<bpmn:exclusiveGateway id=\"" + id + "\" default=\"" + way + "\"/>\n";
    flow(id, a, "x = " + std::to_string(pick(3)));
    flow(sequence(a, depth - 1), join);
    flow(sequence(b, depth - 1), join);
    return join;
  }
  std::string branches(const std::string& from, int depth) {
    const auto split = node("parallelGateway", ""), join = node("parallelGateway", "");
    flow(from, split);
    for (int n = 2 + pick(2); n > 0; --n) {
      const auto t = task();
      flow(split, t);
      flow(sequence(t, depth - 1), join);
    }
    return join;
  }
  std::string loop(const std::string& from) {
    const auto t = task(), id = "g" + std::to_string(++count_), next = task();
    flow(from, t);
    flow(t, id);
    const auto back = flow(id, t, "", true);
    scope_.back() += "<bpmn:exclusiveGateway id=\"" + id + "\" default=\"" + back + "\"/>\n";
    flow(id, next, "x != 1");
    return next;
  }
  std::string wait(const std::string& from) {
    const auto gate = node("eventBasedGateway", ""), join = node("exclusiveGateway", "");
    flow(from, gate);
    const auto letter = node("intermediateCatchEvent", "",
                             "<bpmn:messageEventDefinition messageRef=\"M" + std::to_string(pick(2)) + "\"/>");
    const auto timer = node("intermediateCatchEvent", "ssiis:deadlineKey=\"visit\"", "<bpmn:timerEventDefinition/>");
    for (const auto& e : {letter, timer}) {
      flow(gate, e);
      flow(e, join);
    }
    return join;
  }
  std::string sub_process(const std::string& from, int depth) {
    scope_.emplace_back();
    const auto start = node("startEvent", "");
    flow(sequence(start, depth - 1),
         node("endEvent", pick(3) == 0 ? "" : "", pick(4) == 0 ? "<bpmn:terminateEventDefinition/>" : ""));
    const auto inside = scope_.back();
    scope_.pop_back();
    const auto id = node("subProcess", "", "\n" + inside);
    flow(from, id);
    return id;
  }
  std::string guarded(const std::string& from) {
    const auto t = task(), join = node("exclusiveGateway", ""), late = task();
    flow(from, t);
    flow(t, join);
    const bool interrupting = pick(2) == 0;
    const auto b = node(
        "boundaryEvent",
        "attachedToRef=\"" + t + "\" ssiis:deadlineKey=\"visit\"" + (interrupting ? "" : " cancelActivity=\"false\""),
        "<bpmn:timerEventDefinition/>");
    flow(b, late);
    if (interrupting)
      flow(late, join);
    else
      flow(late, node("endEvent", ""));
    return join;
  }

  std::mt19937_64 random_;
  std::vector<std::string> scope_;
  int count_{0};
};

}  // namespace ssiis::workflow::test
