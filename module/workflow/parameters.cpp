#include "workflow/parameters.hpp"

#include <algorithm>

#include "core/api.hpp"
#include "workflow/finding.hpp"

namespace ssiis::workflow {
namespace {

constexpr std::size_t longest_words = 120;

std::optional<Value> value_of(std::string_view kind, const std::string& text) {
  if (kind == "number") {
    const auto n = whole_number(text);
    return n ? std::optional<Value>{*n} : std::nullopt;
  }
  if (kind == "day") {
    const auto d = Day::parse(text);
    return d ? std::optional<Value>{*d} : std::nullopt;
  }
  if (kind == "flag") {
    if (text != "true" && text != "false") return std::nullopt;
    return Value{text == "true"};
  }
  if (kind == "text" && !text.empty()) return Value{text};
  return std::nullopt;
}

}  // namespace

Parameters Parameters::read(const XmlSource& xml, Findings& findings) {
  Parameters out;
  const auto say = [&](pugi::xml_node at, std::string_view sentence, const std::string& what) {
    findings.push_back(finding(xml.file(), xml.line(at), "parameters.entry", sentence, what));
  };
  if (XmlSource::local(xml.root()) != "parameters") say(xml.root(), "\"{}\" is not known here.", xml.root().name());
  for (const auto p : xml.root().children()) {
    if (p.type() != pugi::node_element) continue;
    const std::string name = p.attribute("name").value(), kind = p.attribute("kind").value();
    if (XmlSource::local(p) != "parameter" || !valid_name(name) || name.size() > 64 || out.values_.contains(name)) {
      findings.push_back(finding(xml.file(), xml.line(p), "parameters.name",
                                 "\"{}\" needs a name of its own, of letters, digits and _.", name));
      continue;
    }
    out.words_[name] = {kind, p.attribute("lo").value(), p.attribute("en").value(), p.attribute("unit_lo").value(),
                        p.attribute("unit_en").value()};
    for (const char* words : {"lo", "en", "unit_lo", "unit_en"})
      if (count_code_points(p.attribute(words).value()) > longest_words || !valid_utf8(p.attribute(words).value()))
        findings.push_back(finding(xml.file(), xml.line(p), "parameters.words",
                                   "The names and units of \"{}\" are {} characters at most.", name, longest_words));
    auto& values = out.values_[name];
    for (const auto v : p.children()) {
      if (v.type() != pugi::node_element) continue;
      const auto from = Day::parse(v.attribute("from").value());
      const auto value = value_of(kind, std::string{trimmed(v.child_value())});
      const std::string confirmed = v.attribute("confirmed").value(), legal = v.attribute("legal").value();
      const bool twice =
          from && std::any_of(values.begin(), values.end(), [&](const auto& x) { return x.from == *from; });
      if (XmlSource::local(v) != "value" || !from || !value || twice || legal.empty() ||
          (confirmed != "true" && confirmed != "false"))
        findings.push_back(finding(xml.file(), xml.line(v), "parameters.value",
                                   "A value of \"{}\" needs a first day of its own, legal, confirmed and a content of "
                                   "its kind.",
                                   name));
      else
        values.push_back({*from, *value, legal, confirmed == "true"});
    }
    if (values.empty())
      findings.push_back(finding(xml.file(), xml.line(p), "parameters.empty", "\"{}\" has no value.", name));
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  }
  return out;
}

const ParameterValue* Parameters::at(std::string_view name, Day day) const {
  const auto it = values_.find(name);
  const ParameterValue* found = nullptr;
  if (it != values_.end())
    for (const auto& v : it->second)
      if (v.from <= day) found = &v;
  return found;
}

Variables Parameters::on(Day day) const {
  Variables out;
  for (const auto& [name, values] : values_)
    if (const auto* v = at(name, day)) out.emplace(name, v->value);
  return out;
}

}  // namespace ssiis::workflow
