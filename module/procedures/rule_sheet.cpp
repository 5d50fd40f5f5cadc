#include "procedures/rule_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "workflow/api.hpp"

namespace ssiis::procedures {
namespace {

using workflow::XmlSource;

std::vector<pugi::xml_node> parts(pugi::xml_node of, std::string_view local) {
  std::vector<pugi::xml_node> out;
  for (const auto n : of.children())
    if (n.type() == pugi::node_element && XmlSource::local(n) == local) out.push_back(n);
  return out;
}

pugi::xml_node part(pugi::xml_node of, std::string_view local) {
  const auto all = parts(of, local);
  return all.empty() ? pugi::xml_node{} : all.front();
}

std::vector<pugi::xml_node> tables(pugi::xml_node root) {
  std::vector<pugi::xml_node> out;
  for (const auto d : parts(root, "decision"))
    for (const auto t : parts(d, "decisionTable")) out.push_back(t);
  return out;
}

std::vector<pugi::xml_node> entries(pugi::xml_node rule) {
  auto out = parts(rule, "inputEntry");
  for (const auto n : parts(rule, "outputEntry")) out.push_back(n);
  return out;
}

std::string own_text(pugi::xml_node entry) { return std::string{trimmed(part(entry, "text").text().get())}; }

// The file has passed XmlSource: no DOCTYPE, bounded depth and size. Here it is read so that it can be written back.
std::optional<pugi::xml_document> writable(const std::string& dmn) {
  workflow::Findings none;
  if (!XmlSource::read(dmn, "x.dmn", none)) return std::nullopt;
  std::optional<pugi::xml_document> out{std::in_place};
  const auto flags = (pugi::parse_full | pugi::parse_ws_pcdata) & ~static_cast<unsigned>(pugi::parse_doctype);
  if (!out->load_buffer(dmn.data(), dmn.size(), flags, pugi::encoding_utf8)) return std::nullopt;
  return out;
}

class Rows {
 public:
  explicit Rows(pugi::xml_node table) : table_{table}, rules_{parts(table, "rule")} {
    const std::string_view full{table.name()};
    const auto colon = full.find(':');
    if (colon != std::string_view::npos) prefix_ = std::string{full.substr(0, colon + 1)};
    for (const auto r : rules_) ids_.insert(r.attribute("id").value());
  }

  void become(const RuleSheet& sheet, const RuleSheet& before) {
    std::vector<pugi::xml_node> order;
    std::set<int> taken;
    for (const auto& row : sheet.rows) {
      const bool known =
          row.origin >= 0 && static_cast<std::size_t>(row.origin) < rules_.size() && taken.insert(row.origin).second;
      const auto rule = known ? rules_[static_cast<std::size_t>(row.origin)] : fresh(before);
      fill(rule, row.cells);
      order.push_back(rule);
    }
    if (order == rules_) return;
    for (const auto r : rules_)
      if (std::find(order.begin(), order.end(), r) == order.end()) table_.remove_child(r);
    for (auto n = table_.last_child(); n;) {
      const auto previous = n.previous_sibling();
      if (n.type() == pugi::node_pcdata && trimmed(n.value()).empty()) table_.remove_child(n);
      n = previous;
    }
    for (const auto n : table_.children())
      if (n.type() == pugi::node_element && XmlSource::local(n) != "rule")
        table_.insert_child_before(pugi::node_pcdata, n).set_value("\n      ");
    for (const auto r : order) {
      table_.append_child(pugi::node_pcdata).set_value("\n      ");
      table_.append_move(r);
    }
    table_.append_child(pugi::node_pcdata).set_value("\n    ");
  }

 private:
  pugi::xml_node fresh(const RuleSheet& sheet) {
    auto rule = table_.append_child((prefix_ + "rule").c_str());
    std::string id;
    for (int n = static_cast<int>(rules_.size()) + 1; !ids_.insert(id = fmt::format("rule_{}", n)).second;) ++n;
    rule.append_attribute("id").set_value(id.c_str());
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      rule.append_child((prefix_ + (i < sheet.inputs ? "inputEntry" : "outputEntry")).c_str());
    return rule;
  }
  void fill(pugi::xml_node rule, const std::vector<std::string>& cells) {
    auto all = entries(rule);
    for (std::size_t i = 0; i < all.size() && i < cells.size(); ++i) {
      auto text = part(all[i], "text");
      if (text && own_text(all[i]) == cells[i]) continue;
      if (!text) text = all[i].append_child((prefix_ + "text").c_str());
      while (text.first_child()) text.remove_child(text.first_child());
      text.append_child(pugi::node_pcdata).set_value(cells[i].c_str());
    }
  }

  pugi::xml_node table_;
  std::vector<pugi::xml_node> rules_;
  std::string prefix_;
  std::set<std::string> ids_;
};

RuleSheet sheet_of(pugi::xml_node table) {
  RuleSheet out;
  const auto decision = table.parent();
  out.decision = decision.attribute("id").value();
  out.name = decision.attribute("name").value();
  out.hit_policy = table.attribute("hitPolicy") ? table.attribute("hitPolicy").value() : "UNIQUE";
  for (const auto i : parts(table, "input")) {
    const std::string label = i.attribute("label").value();
    out.columns.push_back(label.empty() ? own_text(part(i, "inputExpression")) : label);
  }
  out.inputs = out.columns.size();
  for (const auto o : parts(table, "output")) {
    const std::string label = o.attribute("label").value();
    out.columns.push_back(label.empty() ? o.attribute("name").value() : label);
  }
  int origin = 0;
  for (const auto r : parts(table, "rule")) {
    SheetRow row{origin++, {}};
    for (const auto e : entries(r)) row.cells.push_back(own_text(e));
    row.cells.resize(out.columns.size());
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace

std::optional<std::vector<RuleSheet>> sheets_of(const std::string& dmn) {
  const auto document = writable(dmn);
  if (!document) return std::nullopt;
  std::vector<RuleSheet> out;
  for (const auto t : tables(document->document_element())) out.push_back(sheet_of(t));
  return out;
}

std::optional<std::string> with_rows(const std::string& dmn, const std::vector<RuleSheet>& sheets) {
  const auto document = writable(dmn);
  if (!document) return std::nullopt;
  const auto all = tables(document->document_element());
  for (std::size_t i = 0; i < all.size() && i < sheets.size(); ++i) Rows{all[i]}.become(sheets[i], sheet_of(all[i]));
  // What stands before and behind the root stays letter by letter.
  const auto root = document->document_element();
  const auto begins = static_cast<std::size_t>(root.offset_debug()) - 1;
  const auto closes = dmn.rfind(std::string{"</"} + root.name());
  std::ostringstream text;
  text << dmn.substr(0, begins);
  root.print(text, "", pugi::format_raw, pugi::encoding_utf8);
  if (closes != std::string::npos) text << dmn.substr(dmn.find('>', closes) + 1);
  return std::move(text).str();
}

}  // namespace ssiis::procedures
