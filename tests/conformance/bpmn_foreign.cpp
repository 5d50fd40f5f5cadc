#include "conformance/bpmn_foreign.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "core/text.hpp"
#include "workflow/api.hpp"

namespace ssiis::conformance {
namespace {

using workflow::XmlSource;
constexpr std::string_view model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

class Preparing {
 public:
  explicit Preparing(pugi::xml_document& document) : root_{document.document_element()} {}

  std::vector<std::string> run() {
    prefix_ = std::string{root_.name()};
    const auto colon = prefix_.find(':');
    prefix_ = colon == std::string::npos ? "" : prefix_.substr(0, colon + 1);
    set(root_, "xmlns:ssiis", "urn:lsso:ssiis:bpmn:1");
    for (auto n : children(root_)) top_level(n);
    for (auto n : children(root_))
      if (is(n, "process")) prepared(n);
    for (const auto& ref : wanted_errors_)
      if (!errors_.contains(ref)) add_first("error", ref, "errorCode");
    if (needs_message_) add_first("message", "Any_message", "name");
    if (!executable_)
      for (auto n : children(root_))
        if (is(n, "process") && !children(n).empty()) set(n, "isExecutable", "true");
    return {outside_.begin(), outside_.end()};
  }

 private:
  static std::vector<pugi::xml_node> children(pugi::xml_node of) {
    std::vector<pugi::xml_node> out;
    for (const auto n : of.children())
      if (n.type() == pugi::node_element) out.push_back(n);
    return out;
  }
  static bool is(pugi::xml_node n, std::string_view local) {
    return XmlSource::local(n) == local && XmlSource::space(n) == model;
  }
  static void set(pugi::xml_node n, const char* attribute, const std::string& value) {
    if (!n.attribute(attribute)) n.append_attribute(attribute);
    n.attribute(attribute).set_value(value.c_str());
  }
  static void fallback(pugi::xml_node n, const char* attribute, const std::string& value) {
    if (std::string_view{n.attribute(attribute).value()}.empty()) set(n, attribute, value);
  }
  pugi::xml_node add(pugi::xml_node to, const char* local) { return to.append_child((prefix_ + local).c_str()); }
  void add_first(const char* local, const std::string& id, const char* naming) {
    auto n = root_.prepend_child((prefix_ + local).c_str());
    set(n, "id", id);
    set(n, naming, id);
  }
  static void without(pugi::xml_node of, std::initializer_list<std::string_view> locals) {
    for (const auto c : children(of))
      if (std::ranges::find(locals, XmlSource::local(c)) != locals.end()) of.remove_child(c);
  }
  // The names of processes may hold only letters, digits and "_" with us.
  static std::string process_name(std::string id) {
    for (char& c : id)
      if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_') c = '_';
    return "p_" + first_code_points(id, 70);
  }

  void top_level(pugi::xml_node n) {
    const std::string id = n.attribute("id").value();
    if (is(n, "message")) fallback(n, "name", id);
    if (is(n, "signal")) fallback(n, "name", id);
    if (is(n, "error")) fallback(n, "errorCode", id), errors_.insert(id);
    if (is(n, "escalation")) fallback(n, "escalationCode", id);
    if (is(n, "process")) {
      set(n, "id", process_name(id));
      const std::string_view said = n.attribute("isExecutable").value();
      if (said.empty()) set(n, "isExecutable", "true");
      executable_ = executable_ || said != "false";
    }
  }

  // An attribute of an engine's own namespace.
  static std::string engines(pugi::xml_node n, std::string_view local) {
    for (const auto a : n.attributes()) {
      const std::string_view full{a.name()};
      const auto colon = full.find(':');
      if (colon != std::string_view::npos && full.substr(colon + 1) == local) return a.value();
    }
    return {};
  }

  void code(pugi::xml_node n) {
    for (const char* attribute : {"class", "delegateExpression", "expression"})
      if (!engines(n, attribute).empty()) outside_.insert(std::string{"engine.code "} + attribute);
    const auto type = engines(n, "type");
    if (!type.empty() && type != "external" && type != "external-worker" && !is(n, "userTask"))
      outside_.insert("engine.type " + type);
  }
  void extensions(pugi::xml_node n) {
    for (const auto c : children(n)) {
      const auto local = XmlSource::local(c);
      if (local == "script" || local == "executionListener" || local == "taskListener" || local == "eventListener" ||
          local == "connector")
        outside_.insert("engine." + std::string{local});
      extensions(c);
    }
  }

  void prepared(pugi::xml_node scope) {
    for (auto n : children(scope)) {
      if (is(n, "extensionElements"))
        extensions(n);
      else if (is(n, "multiInstanceLoopCharacteristics"))
        several(n);
      else if (XmlSource::space(n) == model)
        step(n);
    }
    for (auto n : children(scope))
      if (is(n, "exclusiveGateway")) ways(scope, n);
    int branch = 0;
    for (auto n : children(scope))
      if (is(n, "sequenceFlow")) condition(n, branch++ % 3);
  }

  void step(pugi::xml_node n) {
    const std::string name = n.attribute("name").value();
    if (count_code_points(name) > workflow::longest_label)
      set(n, "name", std::string{first_code_points(name, workflow::longest_label)});
    for (auto c : children(n)) {
      if (is(c, "extensionElements")) extensions(c);
      if (is(c, "multiInstanceLoopCharacteristics")) several(c);
      trigger(n, c);
    }
    if (is(n, "userTask")) {
      set(n, "ssiis:formKey", "any");
      without(n, {"potentialOwner", "humanPerformer", "performer", "resourceRole"});
      auto owner = add(add(add(n, "potentialOwner"), "resourceAssignmentExpression"), "formalExpression");
      owner.text().set("anybody@hq");
    } else if (is(n, "serviceTask")) {
      code(n);
      set(n, "ssiis:topic", "any");
    } else if (is(n, "businessRuleTask")) {
      code(n);
      set(n, "ssiis:decisionRef", "any");
    } else if (is(n, "sendTask") || is(n, "receiveTask")) {
      code(n);
      any_message(n);
    } else if (is(n, "callActivity")) {
      if (const std::string called = n.attribute("calledElement").value(); !called.empty())
        set(n, "calledElement", process_name(called));
      auto extension = n.child((prefix_ + "extensionElements").c_str());
      if (!extension) extension = n.prepend_child((prefix_ + "extensionElements").c_str());
      set(extension.append_child("ssiis:in"), "source", "branch");
    } else if (is(n, "subProcess")) {
      prepared(n);
    }
  }

  void any_message(pugi::xml_node n) {
    if (n.attribute("messageRef")) return;
    set(n, "messageRef", "Any_message");
    needs_message_ = true;
  }

  void trigger(pugi::xml_node event, pugi::xml_node c) {
    if (is(c, "timerEventDefinition")) set(event, "ssiis:deadlineKey", "any");
    if (is(c, "messageEventDefinition")) {
      code(c);
      any_message(c);
    }
    if (is(c, "errorEventDefinition"))
      if (const std::string ref = c.attribute("errorRef").value(); !ref.empty()) wanted_errors_.insert(ref);
  }

  void several(pugi::xml_node n) {
    std::string count = n.child((prefix_ + "loopCardinality").c_str()).text().get();
    count = std::string{trimmed(count)};
    if (count.empty() || count.find_first_not_of("0123456789") != std::string::npos) count = "2";
    without(n, {"loopCardinality", "loopDataInputRef", "loopDataOutputRef", "inputDataItem", "outputDataItem",
                "extensionElements"});
    for (auto c : children(n))
      if (is(c, "completionCondition")) c.text().set("branch = 1");
    add(n, "loopCardinality").text().set(count.c_str());
  }

  std::vector<pugi::xml_node> flows_from(pugi::xml_node scope, const std::string& id) {
    std::vector<pugi::xml_node> out;
    for (const auto n : children(scope))
      if (is(n, "sequenceFlow") && id == n.attribute("sourceRef").value()) out.push_back(n);
    return out;
  }
  void ways(pugi::xml_node scope, pugi::xml_node gateway) {
    const auto out = flows_from(scope, gateway.attribute("id").value());
    if (out.size() < 2) return;
    if (!gateway.attribute("default")) {
      auto last = out.back();
      fallback(last, "id", "Default_of_" + std::string{gateway.attribute("id").value()});
      set(gateway, "default", last.attribute("id").value());
    }
    const std::string way = gateway.attribute("default").value();
    int branch = 0;
    for (auto f : out) {
      without(f, {"conditionExpression"});
      if (way == f.attribute("id").value())
        set(f, "ssiis:effect", "none");
      else
        add(f, "conditionExpression").text().set(("branch = " + std::to_string(branch++)).c_str());
    }
  }
  void condition(pugi::xml_node f, int branch) {
    const std::string name = f.attribute("name").value();
    if (count_code_points(name) > workflow::longest_label)
      set(f, "name", std::string{first_code_points(name, workflow::longest_label)});
    for (auto c : children(f)) {
      if (is(c, "extensionElements")) extensions(c);
      if (!is(c, "conditionExpression")) continue;
      if (!std::string_view{c.text().get()}.starts_with("branch = "))
        c.text().set(("branch = " + std::to_string(branch)).c_str());
    }
  }

  pugi::xml_node root_;
  std::string prefix_;
  std::set<std::string> outside_, errors_, wanted_errors_;
  bool needs_message_{false}, executable_{false};
};

}  // namespace

Foreign made_ready(const std::string& text) {
  pugi::xml_document document;
  // Line ends are kept, so that a finding has its line; a doctype too, so that it is refused.
  constexpr auto how = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata | pugi::parse_comments |
                       pugi::parse_declaration;
  if (!document.load_buffer(text.data(), text.size(), how)) return {text, {}};
  Foreign out;
  if (document.document_element()) out.outside = Preparing{document}.run();
  std::ostringstream stream;
  document.save(stream, "", pugi::format_raw, pugi::encoding_utf8);
  out.text = stream.str();
  return out;
}

}  // namespace ssiis::conformance
