// Inside the reader of DMN files: what its two parts share.
#pragma once
#include <set>

#include "workflow/dmn_model.hpp"

namespace ssiis::workflow::dmn {

inline constexpr std::size_t most_rules = 2000, most_columns = 100, most_decisions = 2000;

// Elements of the model's own namespace; drawings and other tools' extensions are not looked at.
std::vector<pugi::xml_node> children(pugi::xml_node of, std::string_view local);
pugi::xml_node child(pugi::xml_node of, std::string_view local);
std::string text_in(pugi::xml_node of);  // of its <text>

class Reading {
 public:
  Reading(const XmlSource& xml, Findings& findings) : xml_{xml}, findings_{findings} {}
  void say(pugi::xml_node at, std::string code, std::string sentence) {
    findings_.push_back({xml_.file(), xml_.line(at), std::move(code), std::move(sentence)});
  }
  int line(pugi::xml_node at) const { return xml_.line(at); }
  void only(pugi::xml_node of, const std::set<std::string_view>& known);
  bool speaks_feel(pugi::xml_node at);  // false, with a finding, when another language is named

  // Types. Anything for an empty reference; a finding for one that does not exist.
  void read_types(pugi::xml_node root);
  TypePtr type(pugi::xml_node at, std::string reference);
  TypePtr type_of(pugi::xml_node at) { return type(at, at.attribute("typeRef").value()); }
  const std::set<std::string, std::less<>>& members() const { return members_; }
  void member(std::string name) { members_.insert(std::move(name)); }

  // Logic: of a decision, or within a knowledge model. `owner` names it in sentences.
  Logic logic(pugi::xml_node of, const std::string& owner, const feel::Names& names);

 private:
  Type definition(pugi::xml_node node, int depth);
  TypePtr named(pugi::xml_node at, const std::string& name, int depth);
  feel::NodePtr expression(pugi::xml_node at, const std::string& owner, const feel::Names& names);
  std::optional<feel::UnaryTests> tests(pugi::xml_node values, const std::string& owner, const feel::Names& names);
  Logic invocation(pugi::xml_node node, const std::string& owner, const feel::Names& names);
  std::shared_ptr<const Table> table(pugi::xml_node node, const std::string& owner, const feel::Names& names);
  void policy(pugi::xml_node node, Table& t);
  void columns(pugi::xml_node node, Table& t, const feel::Names& names);
  void output(pugi::xml_node node, Table& t, const feel::Names& names);
  void row(pugi::xml_node node, Table& t, const feel::Names& names);
  void check_kind(pugi::xml_node at, const feel::UnaryTests& cell, const Type* type, const std::string& row);

  const XmlSource& xml_;
  Findings& findings_;
  std::map<std::string, pugi::xml_node, std::less<>> definitions_{};
  std::map<std::string, TypePtr, std::less<>> types_{};
  std::set<std::string, std::less<>> members_{};
};

}  // namespace ssiis::workflow::dmn
