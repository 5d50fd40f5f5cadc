// A file's inputs, decisions and knowledge models, and what requires what.
#include "workflow/dmn_read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ssiis::workflow::dmn {
namespace {

constexpr std::array<std::string_view, 7> dmn_spaces{"http://www.omg.org/spec/DMN/20151101/dmn.xsd",   // 1.1
                                                     "http://www.omg.org/spec/DMN/20151101",           // 1.1
                                                     "http://www.omg.org/spec/DMN/20180521/MODEL/",    // 1.2
                                                     "https://www.omg.org/spec/DMN/20191111/MODEL/",   // 1.3
                                                     "https://www.omg.org/spec/DMN/20211108/MODEL/",   // 1.4
                                                     "https://www.omg.org/spec/DMN/20230324/MODEL/",   // 1.5
                                                     "https://www.omg.org/spec/DMN/20240513/MODEL/"};  // 1.6
bool is_dmn(std::string_view space) { return std::ranges::count(dmn_spaces, space) != 0; }

struct Requirements {
  std::vector<std::size_t> inputs{}, decisions{}, knowledge{};
};

class ModelReader {
 public:
  ModelReader(const XmlSource& xml, Findings& findings)
      : xml_{xml}, findings_{findings}, reading_{xml, findings}, before_{findings.size()} {}

  std::shared_ptr<const Model> all() {
    const auto root = xml_.root();
    if (XmlSource::local(root) != "definitions" || !is_dmn(XmlSource::space(root))) {
      reading_.say(root, "dmn.not_dmn", "This is not a DMN 1.1 to 1.6 file: its root must be \"definitions\" of DMN.");
      return nullptr;
    }
    reading_.only(root, {"itemDefinition", "decision", "inputData", "businessKnowledgeModel", "knowledgeSource",
                         "textAnnotation", "association", "group", "performanceIndicator", "organizationUnit"});
    reading_.speaks_feel(root);
    reading_.read_types(root);
    declare(root);
    if (model_->decisions.size() + model_->knowledge.size() > most_decisions)
      reading_.say(root, "dmn.too_many", "A file has at most 2,000 decisions and knowledge models.");
    if (!fine()) return nullptr;
    for (std::size_t i = 0; i < model_->knowledge.size(); ++i) fill(*model_->knowledge[i], knowledge_nodes_[i]);
    for (std::size_t i = 0; i < model_->decisions.size(); ++i) require(model_->decisions[i], decision_nodes_[i]);
    for (std::size_t i = 0; i < model_->decisions.size(); ++i) fill(model_->decisions[i], decision_nodes_[i]);
    if (fine()) check_circles();
    if (!fine()) return nullptr;
    for (const auto& d : model_->decisions)
      if (d.logic.table) check_overlaps(*d.logic.table, xml_, findings_);
    return fine() ? model_ : nullptr;
  }

 private:
  bool fine() const { return findings_.size() == before_; }

  std::string variable_of(pugi::xml_node node) {
    const std::string own = feel::normal_name(child(node, "variable").attribute("name").value());
    return own.empty() ? feel::normal_name(node.attribute("name").value()) : own;
  }
  void enter(std::map<std::string, std::size_t>& ids, pugi::xml_node node, std::size_t index) {
    const std::string id = node.attribute("id").value();
    if (!id.empty() && !ids.emplace(id, index).second)
      reading_.say(node, "dmn.id_twice", fmt::format("The id \"{}\" stands there twice.", id));
  }

  void declare(pugi::xml_node root) {
    for (const auto n : children(root, "inputData")) {
      const auto variable = child(n, "variable");
      enter(input_ids_, n, model_->inputs.size());
      model_->inputs.push_back({n.attribute("id").value(), variable_of(n), reading_.type_of(variable ? variable : n)});
    }
    for (const auto n : children(root, "businessKnowledgeModel")) {
      enter(knowledge_ids_, n, knowledge_nodes_.size());
      knowledge_nodes_.push_back(n);
      model_->knowledge.push_back(std::make_unique<Knowledge>());
      model_->knowledge.back()->id = n.attribute("id").value();
      model_->knowledge.back()->name = variable_of(n);
    }
    for (const auto n : children(root, "decision")) {
      enter(decision_ids_, n, decision_nodes_.size());
      decision_nodes_.push_back(n);
      Decision d;
      d.id = n.attribute("id").value();
      d.name = feel::normal_name(n.attribute("name").value());
      d.line = xml_.line(n);
      d.variable = variable_of(n);
      if (d.variable.empty()) d.variable = d.id;
      d.own_variable = static_cast<bool>(child(n, "variable"));
      d.type = reading_.type_of(child(n, "variable"));
      for (const auto o : children(child(n, "decisionTable"), "output"))
        reading_.member(feel::normal_name(o.attribute("name").value()));
      model_->decisions.push_back(std::move(d));
    }
  }

  // The index that "#id" stands for.
  void refer(pugi::xml_node at, const std::map<std::string, std::size_t>& ids, std::vector<std::size_t>& out) {
    const std::string href = at.attribute("href").value();
    const auto it = href.starts_with('#') ? ids.find(href.substr(1)) : ids.end();
    if (it == ids.end())
      reading_.say(at, "dmn.reference", fmt::format("\"{}\" refers to nothing in this file.", href));
    else if (std::ranges::count(out, it->second) == 0)
      out.push_back(it->second);
  }
  Requirements required(pugi::xml_node node) {
    Requirements out;
    for (const auto r : children(node, "informationRequirement"))
      for (const auto c : r.children()) {
        if (XmlSource::local(c) == "requiredInput") refer(c, input_ids_, out.inputs);
        if (XmlSource::local(c) == "requiredDecision") refer(c, decision_ids_, out.decisions);
      }
    for (const auto r : children(node, "knowledgeRequirement"))
      refer(child(r, "requiredKnowledge"), knowledge_ids_, out.knowledge);
    return out;
  }
  void connect(const std::vector<std::size_t>& knowledge, feel::Callables& functions, feel::Names& names) const {
    for (const auto i : knowledge) {
      const auto& k = *model_->knowledge[i];
      functions[k.name] = &k;
      names.functions.insert(k.name);
    }
    names.members.insert(reading_.members().begin(), reading_.members().end());
  }

  void fill(Knowledge& k, pugi::xml_node node) {
    reading_.only(node, {"variable", "encapsulatedLogic", "knowledgeRequirement", "authorityRequirement"});
    k.requires_knowledge = required(node).knowledge;
    k.type = reading_.type_of(child(node, "variable"));
    feel::Names names;
    connect(k.requires_knowledge, k.functions, names);
    const auto body = child(node, "encapsulatedLogic");
    if (const std::string_view kind = body.attribute("kind").as_string("FEEL"); kind != "FEEL")
      reading_.say(body, "dmn.language", fmt::format("A function of kind {} is not run here: write it in FEEL.", kind));
    for (const auto p : children(body, "formalParameter")) {
      k.parameters.emplace_back(feel::normal_name(p.attribute("name").value()), reading_.type_of(p));
      names.variables.insert(k.parameters.back().first);
    }
    k.logic = reading_.logic(body, k.name, names);
  }
  void require(Decision& d, pugi::xml_node node) {
    reading_.only(node, {"variable",
                         "question",
                         "allowedAnswers",
                         "informationRequirement",
                         "knowledgeRequirement",
                         "authorityRequirement",
                         "supportedObjective",
                         "impactedPerformanceIndicator",
                         "decisionMaker",
                         "decisionOwner",
                         "usingProcess",
                         "usingTask",
                         "decisionTable",
                         "literalExpression",
                         "invocation",
                         "context",
                         "list",
                         "relation",
                         "functionDefinition",
                         "conditional",
                         "filter",
                         "for",
                         "some",
                         "every"});
    auto r = required(node);
    d.inputs = std::move(r.inputs);
    d.decisions = std::move(r.decisions);
    d.knowledge = std::move(r.knowledge);
    d.open = d.inputs.empty() && model_->inputs.empty();
  }
  void fill(Decision& d, pugi::xml_node node) {
    feel::Names names;
    connect(d.knowledge, d.functions, names);
    names.open = names.dotted = d.open;
    for (const auto i : d.inputs) names.variables.insert(model_->inputs[i].name);
    for (const auto i : d.decisions) {
      const auto& other = model_->decisions[i];
      names.variables.insert(other.variable);
      if (!other.own_variable)
        for (const auto o : children(child(decision_nodes_[i], "decisionTable"), "output"))
          names.variables.insert(feel::normal_name(o.attribute("name").value()));
    }
    d.logic = reading_.logic(node, d.name.empty() ? d.id : d.name, names);
  }

  // Depth first; what is met again while it is still open requires itself. At most 50 deep.
  template <class Next>
  void walk(std::size_t count, const Next& next, const std::vector<pugi::xml_node>& nodes) {
    std::vector<int> height(count, 0);  // 0: not seen, -1: open
    const auto visit = [&](const auto& self, std::size_t i, int depth) -> bool {
      if (height[i] > 0) return true;
      if (height[i] < 0 || depth > 50) {
        reading_.say(nodes[i], "dmn.circle",
                     fmt::format("\"{}\" requires itself, or stands on more than 50 others.",
                                 nodes[i].attribute("name").value()));
        return false;
      }
      height[i] = -1;
      int highest = 0;
      for (const auto other : next(i)) {
        if (!self(self, other, depth + 1)) return false;
        highest = std::max(highest, height[other]);
      }
      height[i] = highest + 1;
      if (highest < 50) return true;
      reading_.say(nodes[i], "dmn.circle", "More than 50 decisions stand on each other.");
      return false;
    };
    for (std::size_t i = 0; i < count; ++i)
      if (!visit(visit, i, 0)) return;
  }
  void check_circles() {
    walk(
        model_->decisions.size(), [&](std::size_t i) { return model_->decisions[i].decisions; }, decision_nodes_);
    walk(
        model_->knowledge.size(), [&](std::size_t i) { return model_->knowledge[i]->requires_knowledge; },
        knowledge_nodes_);
  }

  const XmlSource& xml_;
  Findings& findings_;
  Reading reading_;
  std::size_t before_;
  std::shared_ptr<Model> model_{std::make_shared<Model>()};
  std::map<std::string, std::size_t> input_ids_{}, decision_ids_{}, knowledge_ids_{};
  std::vector<pugi::xml_node> decision_nodes_{}, knowledge_nodes_{};
};

}  // namespace

std::shared_ptr<const Model> Model::read(const XmlSource& xml, Findings& findings) {
  return ModelReader{xml, findings}.all();
}

}  // namespace ssiis::workflow::dmn
