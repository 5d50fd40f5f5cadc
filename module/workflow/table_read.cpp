#include <fmt/format.h>

#include <set>

#include "workflow/table.hpp"

namespace ssiis::workflow {
namespace {

constexpr std::string_view dmn_space = "https://www.omg.org/spec/DMN/20191111/MODEL/";
constexpr std::size_t most_rules = 2000;

}  // namespace

// Reads one file; a table with a finding is left out, and deployment refuses the whole file.
class TableReader {
 public:
  TableReader(const XmlSource& xml, Findings& findings) : xml_{xml}, findings_{findings} {}

  std::vector<DecisionTable> all() {
    const auto root = xml_.root();
    if (XmlSource::local(root) != "definitions" || XmlSource::space(root) != dmn_space) {
      say(root, "dmn.not_dmn", "This is not a DMN 1.3 file: its root must be \"definitions\" of the DMN model.");
      return {};
    }
    std::vector<DecisionTable> out;
    for (const auto child : root.children()) {
      if (child.type() != pugi::node_element || XmlSource::space(child) != dmn_space) continue;
      if (XmlSource::local(child) == "description") continue;
      if (XmlSource::local(child) != "decision") {
        say(child, "dmn.element",
            fmt::format("\"{}\" is not supported: only decisions with a table are.", child.name()));
        continue;
      }
      if (auto t = decision(child)) out.push_back(std::move(*t));
    }
    return out;
  }

 private:
  void say(pugi::xml_node at, std::string code, std::string sentence) {
    findings_.push_back({xml_.file(), xml_.line(at), std::move(code), std::move(sentence)});
  }
  static pugi::xml_node child(pugi::xml_node of, std::string_view local) {
    for (const auto c : of.children())
      if (c.type() == pugi::node_element && XmlSource::local(c) == local) return c;
    return {};
  }
  static std::vector<pugi::xml_node> children(pugi::xml_node of, std::string_view local) {
    std::vector<pugi::xml_node> out;
    for (const auto c : of.children())
      if (c.type() == pugi::node_element && XmlSource::local(c) == local) out.push_back(c);
    return out;
  }
  bool known_children(pugi::xml_node of, const std::set<std::string_view>& known) {
    bool fine = true;
    for (const auto c : of.children())
      if (c.type() == pugi::node_element && !known.contains(XmlSource::local(c))) {
        say(c, "dmn.element", fmt::format("\"{}\" is not supported inside \"{}\".", c.name(), of.name()));
        fine = false;
      }
    return fine;
  }

  std::optional<DecisionTable> decision(pugi::xml_node node) {
    const auto before = findings_.size();
    DecisionTable t;
    t.id_ = node.attribute("id").value();
    t.name_ = node.attribute("name").value();
    if (!valid_name(t.id_)) say(node, "dmn.id", "A decision needs an id of letters, digits and \"_\".");
    const auto table = child(node, "decisionTable");
    known_children(node, {"decisionTable", "description"});
    if (!table) {
      say(node, "dmn.no_table", fmt::format("The decision \"{}\" has no decision table.", t.id_));
      return std::nullopt;
    }
    const std::string_view policy = table.attribute("hitPolicy").as_string("UNIQUE");
    if (policy != "UNIQUE")
      say(table, "dmn.hit_policy", fmt::format("Hit policy {} is not supported: use UNIQUE.", policy));
    known_children(table, {"input", "output", "rule", "annotation", "description"});
    columns(table, t);
    const auto rows = children(table, "rule");
    if (rows.size() > most_rules)
      say(table, "dmn.too_many_rules", "A table has at most 2,000 rules.");
    else
      for (const auto row : rows) rule(row, t);
    if (rows.empty()) say(table, "dmn.no_rules", fmt::format("The table \"{}\" has no rule.", t.id_));
    if (findings_.size() != before) return std::nullopt;
    return t;
  }

  void columns(pugi::xml_node table, DecisionTable& t) {
    for (const auto in : children(table, "input")) {
      const std::string name{trimmed(child(child(in, "inputExpression"), "text").text().get())};
      if (!valid_name(name))
        say(in, "dmn.input", fmt::format("An input of \"{}\" must name one variable; \"{}\" does not.", t.id_, name));
      t.inputs_.push_back(name);
    }
    for (const auto o : children(table, "output")) {
      const std::string name{o.attribute("name").value()};
      if (!valid_name(name)) say(o, "dmn.output", fmt::format("An output of \"{}\" needs a name.", t.id_));
      for (const auto& other : t.outputs_)
        if (other == name) say(o, "dmn.output_twice", fmt::format("The output \"{}\" stands there twice.", name));
      t.outputs_.push_back(name);
    }
    if (t.outputs_.empty()) say(table, "dmn.no_output", fmt::format("The table \"{}\" has no output.", t.id_));
  }

  void rule(pugi::xml_node row, DecisionTable& t) {
    DecisionTable::Rule r;
    r.id = row.attribute("id").value();
    if (r.id.empty()) r.id = std::to_string(t.rules_.size() + 1);
    known_children(row, {"inputEntry", "outputEntry", "annotationEntry", "description"});
    const auto ins = children(row, "inputEntry"), outs = children(row, "outputEntry");
    if (ins.size() != t.inputs_.size() || outs.size() != t.outputs_.size()) {
      say(row, "dmn.rule_shape", fmt::format("Rule \"{}\" does not have one cell for each column.", r.id));
      return;
    }
    for (const auto cell : ins) try {
        r.cells.push_back(Cell::parse(child(cell, "text").text().get()));
      } catch (const ExpressionError& e) {
        say(cell, "dmn.cell", fmt::format("Rule \"{}\": {}.", r.id, e.what()));
      }
    for (const auto cell : outs) try {
        const auto marks = lexemes_of(child(cell, "text").text().get());
        if (marks.size() != 2 || marks.front().kind != Lexeme::Kind::literal)
          throw ExpressionError{"an output is one value: a \"text\", a number, date(\"…\"), true, false or null"};
        r.results.push_back(marks.front().value);
      } catch (const ExpressionError& e) {
        say(cell, "dmn.cell", fmt::format("Rule \"{}\": {}.", r.id, e.what()));
      }
    if (r.cells.size() == ins.size() && r.results.size() == outs.size()) t.rules_.push_back(std::move(r));
  }

  const XmlSource& xml_;
  Findings& findings_;
};

std::vector<DecisionTable> DecisionTable::read(const XmlSource& xml, Findings& findings) {
  return TableReader{xml, findings}.all();
}

}  // namespace ssiis::workflow
