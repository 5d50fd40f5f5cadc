#include "imports/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

namespace ssiis::imports {
namespace {

using registry::FieldKind;

std::optional<std::size_t> column_at(const std::vector<std::string>& headings, const std::string& name) {
  if (name.starts_with("#")) {
    const auto place = whole_number(name.substr(1));
    if (place && *place >= 1 && static_cast<std::uint64_t>(*place) <= headings.size())
      return static_cast<std::size_t>(*place - 1);
    return std::nullopt;
  }
  const auto key = heading_key(name);
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (heading_key(headings[i]) == key) return i;
  return std::nullopt;
}

std::vector<std::string> headings_of(const Profile& profile, const RawRow& header) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const auto text = profile.header_row == 0 ? std::string{} : lao::stored(header.cells[i].text);
    out.push_back(text.empty() ? fmt::format("#{}", i + 1) : text);
  }
  return out;
}

std::string piece_of(const std::string& text, const std::string& separator, int part) {
  std::size_t begin = 0;
  for (int i = 1; i < part; ++i) {
    const auto at = text.find(separator, begin);
    if (at == std::string::npos) return {};
    begin = at + separator.size();
  }
  return std::string{trimmed(text.substr(begin, text.find(separator, begin) - begin))};
}

Value value_of(const registry::FieldSpec& spec, const Cell& cell, const ValueRules& rules) {
  switch (spec.kind) {
    case FieldKind::day:
      return day_value(cell, rules);
    case FieldKind::month:
      return month_value(cell, rules);
    case FieldKind::kip:
      return kip_value(cell, rules);
    default:
      return text_value(cell, spec.longest);
  }
}

}  // namespace

const FieldRule* Profile::rule(std::string_view field) const {
  const auto at = std::find_if(fields.begin(), fields.end(), [&](const FieldRule& r) { return r.field == field; });
  return at == fields.end() ? nullptr : &*at;
}

Profile canonical_profile(const registry::FileSpec& spec) {
  Profile out;
  out.source = spec.name;
  out.asks_forms = false;
  for (const auto& field : spec.fields) {
    FieldRule rule;
    rule.field = field.name;
    rule.columns = {rule.field};
    rule.days = DayForm::year_first;
    out.fields.push_back(std::move(rule));
  }
  return out;
}

std::string heading_key(std::string_view heading) { return lao::search_form(heading); }

std::string header_key(const RawRow& header) {
  std::string all;
  for (const auto& cell : header.cells) all += heading_key(cell.text) + '\n';
  return hex(sha256(all));
}

// `below` becomes what stands under the texts of `above`.
static void put_groups(RawRow& below, const RawRow& above) {
  below.cells.resize(std::max(below.cells.size(), above.cells.size()));
  std::string group;
  for (std::size_t i = 0; i < below.cells.size(); ++i) {
    auto& text = below.cells[i].text;
    const auto own = i < above.cells.size() ? lao::stored(above.cells[i].text) : std::string{};
    if (!own.empty() || text.empty()) group = text.empty() ? std::string{} : own;
    if (text.empty())
      text = own;
    else if (!group.empty() && heading_key(group) != heading_key(text))
      text.insert(0, group + " / ");
  }
}

RawRow headings(const Profile& profile, const std::vector<RawRow>& rows) {
  const auto last =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(profile.header_row, 1)), 1, rows.size()) - 1;
  RawRow out = rows[last];
  if (profile.header_row == 0 || profile.heading_rows < 2) return out;
  for (auto& cell : out.cells) cell = {CellKind::text, lao::stored(cell.text)};
  for (int i = 1; i < profile.heading_rows && static_cast<std::size_t>(i) <= last; ++i)
    put_groups(out, rows[last - static_cast<std::size_t>(i)]);
  return out;
}

std::int64_t merged_below(const FileTraits& traits, std::int64_t heading_line) {
  const auto within = std::count_if(traits.merged_shown.begin(), traits.merged_shown.end(),
                                    [&](const MergedRange& m) { return m.last_row <= heading_line; });
  return traits.merged - within;
}

Rejections unfit(const Profile& profile, const registry::FileSpec& spec, const RawRow& header) {
  Rejections out;
  const auto headings = headings_of(profile, header);
  for (const auto& field : spec.fields) {
    const std::string name{field.name};
    const auto* rule = profile.rule(name);
    const bool given = rule != nullptr && (!rule->columns.empty() || !rule->fixed.empty());
    if (!given && field.kind == FieldKind::key) out.push_back({"import.field_missing", {name}, "column_" + name});
    if (!given) continue;
    for (const auto& column : rule->columns)
      if (!column_at(headings, column)) out.push_back({"import.column_unknown", {name, column}, "column_" + name});
    if (rule->columns.empty() || !profile.asks_forms) continue;
    if ((field.kind == FieldKind::day || field.kind == FieldKind::month) && rule->days == DayForm::asked)
      out.push_back({"import.day_form_missing", {name}, "form_" + name});
    if (field.kind == FieldKind::kip && rule->numbers == NumberForm::asked)
      out.push_back({"import.number_form_missing", {name}, "form_" + name});
  }
  return out;
}

Mapper::Mapper(const Profile& profile, const registry::FileSpec& spec, const RawRow& header)
    : spec_{spec}, headings_{headings_of(profile, header)}, rules_{profile.fields} {
  for (const auto& field : spec.fields) {
    Wired wired;
    for (const auto& rule : rules_)
      if (rule.field == field.name) wired.rule = &rule;
    if (wired.rule != nullptr)
      for (const auto& column : wired.rule->columns)
        if (const auto at = column_at(headings_, column)) wired.columns.push_back(*at);
    if (wired.rule != nullptr)
      for (const auto& [from, to] : wired.rule->map) wired.map.emplace(heading_key(from), to);
    if (wired.rule != nullptr)
      wired.values = {wired.rule->numbers, wired.rule->days, profile.buddhist, profile.newest_yy};
    fields_.push_back(std::move(wired));
  }
}

// One cell of the columns that make a field, split and translated; a fault of any of them is the field's.
Value Mapper::joined(const Wired& wired, const RawRow& row, Cell& cell) const {
  const auto& rule = *wired.rule;
  cell = {};
  if (wired.columns.empty()) {
    cell.text = rule.fixed;
    return {};
  }
  if (wired.columns.size() == 1) {
    if (wired.columns[0] < row.cells.size()) cell = row.cells[wired.columns[0]];
  } else {
    for (const auto at : wired.columns) {
      if (at >= row.cells.size()) continue;
      const auto piece = text_value(row.cells[at], 10'000);
      if (!piece.fault.empty()) return piece;
      if (!cell.text.empty() && !piece.text.empty()) cell.text += rule.joiner;
      cell.text += piece.text;
    }
  }
  if (rule.part > 0 && !rule.split_at.empty() && cell.kind == CellKind::text)
    cell.text = piece_of(lao::stored(cell.text), rule.split_at, rule.part);
  if (rule.map.empty() || cell.kind == CellKind::error) return {};
  if (const auto to = wired.map.find(heading_key(cell.text)); to != wired.map.end()) {
    cell = {CellKind::text, to->second};
    return {};
  }
  return rule.only_map && !cell.text.empty() ? Value{{}, "value.not_in_map"} : Value{};
}

std::string Mapper::column_of(std::string_view field) const {
  std::string out;
  if (const int at = spec_.field(field); at >= 0)
    for (const auto column : fields_[static_cast<std::size_t>(at)].columns)
      out += (out.empty() ? "" : " + ") + headings_[column];
  return out;
}

void Mapper::map(const RawRow& row, MappedRow& out) const {
  out.record.line = row.line;
  out.record.fields.assign(spec_.fields.size(), {});
  out.faults.clear();
  if (!row.fault.empty()) out.faults.push_back({"", "", row.fault, ""});
  if (row.cells.size() > headings_.size())
    for (std::size_t i = headings_.size(); i < row.cells.size(); ++i)
      if (!row.cells[i].text.empty()) {
        out.faults.push_back(
            {"", fmt::format("#{}", i + 1), "row.too_many_cells", first_code_points(row.cells[i].text, 60)});
        break;
      }
  Cell cell;
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const auto& wired = fields_[i];
    if (wired.rule == nullptr) continue;
    const auto& field = spec_.fields[i];
    auto value = joined(wired, row, cell);
    if (value.fault.empty()) value = value_of(field, cell, wired.values);
    if (value.fault.empty() && value.text.empty() && field.kind == FieldKind::key) value.fault = "value.key_empty";
    if (value.fault.empty()) {
      out.record.fields[i] = std::move(value.text);
      continue;
    }
    out.faults.push_back(
        {std::string{field.name}, column_of(field.name), value.fault, first_code_points(cell.text, 60)});
  }
}

std::string to_xml(const Profile& p) {
  pugi::xml_document doc;
  auto root = doc.append_child("profile");
  const auto put = [](pugi::xml_node node, const char* name, const std::string& value) {
    if (!value.empty()) node.append_attribute(name).set_value(value.c_str());
  };
  put(root, "source", p.source);
  put(root, "name", p.name);
  put(root, "agency", p.agency);
  auto file = root.append_child("file");
  put(file, "kind", p.kind);
  put(file, "encoding", p.encoding);
  if (p.delimiter != 0) put(file, "delimiter", p.delimiter == '\t' ? "tab" : std::string(1, p.delimiter));
  put(file, "sheet", p.sheet);
  file.append_attribute("header-row").set_value(p.header_row);
  if (p.heading_rows > 1) file.append_attribute("heading-rows").set_value(p.heading_rows);
  if (p.buddhist) put(file, "era", "buddhist");
  if (p.newest_yy) file.append_attribute("newest-two-digit-year").set_value(*p.newest_yy);
  for (const auto& rule : p.fields) {
    auto node = root.append_child("field");
    put(node, "name", rule.field);
    if (rule.days != DayForm::asked) put(node, "days", std::string{name_of(rule.days)});
    if (rule.numbers != NumberForm::asked) put(node, "numbers", std::string{name_of(rule.numbers)});
    if (rule.columns.size() > 1) node.append_attribute("joiner").set_value(rule.joiner.c_str());  // also none at all
    put(node, "split-at", rule.split_at);
    if (rule.part > 0) node.append_attribute("part").set_value(rule.part);
    put(node, "fixed", rule.fixed);
    if (rule.only_map) put(node, "only-map", "true");
    for (const auto& column : rule.columns) put(node.append_child("column"), "heading", column);
    for (const auto& [from, to] : rule.map) {
      auto entry = node.append_child("map");
      put(entry, "from", from);
      put(entry, "to", to);
    }
  }
  std::ostringstream out;
  doc.save(out, " ", pugi::format_default, pugi::encoding_utf8);
  return std::move(out).str();
}

Result<Profile> from_xml(std::string_view xml) {
  const auto broken = [](std::string what) { return Rejection{"import.profile_broken", {std::move(what)}}; };
  pugi::xml_document doc;
  if (xml.size() > (1 << 20) || !doc.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8))
    return broken("XML");
  const auto root = doc.child("profile");
  Profile out;
  out.source = root.attribute("source").as_string();
  const auto* spec = registry::file_spec(out.source);
  if (spec == nullptr || spec->keeper != registry::Keeper::snapshot) return broken("source " + out.source);
  out.name = root.attribute("name").as_string();
  out.agency = root.attribute("agency").as_string();
  const auto file = root.child("file");
  out.kind = file.attribute("kind").as_string();
  if (out.kind != "csv" && out.kind != "xlsx" && !out.kind.empty()) return broken("kind " + out.kind);
  out.encoding = file.attribute("encoding").as_string();
  const std::string delimiter = file.attribute("delimiter").as_string();
  if (delimiter != "tab" && delimiter.size() > 1) return broken("delimiter " + delimiter);
  out.delimiter = delimiter == "tab" ? '\t' : delimiter.empty() ? '\0' : delimiter[0];
  out.sheet = file.attribute("sheet").as_string();
  out.header_row = std::clamp(file.attribute("header-row").as_int(1), 0, 50);
  out.heading_rows = std::clamp(file.attribute("heading-rows").as_int(1), 1, most_heading_rows);
  out.buddhist = std::string_view{file.attribute("era").as_string()} == "buddhist";
  if (const auto yy = file.attribute("newest-two-digit-year")) out.newest_yy = std::clamp(yy.as_int(), 1900, 2200);
  for (const auto node : root.children("field")) {
    FieldRule rule;
    rule.field = node.attribute("name").as_string();
    if (spec->field(rule.field) < 0 || out.rule(rule.field) != nullptr) return broken("field " + rule.field);
    const auto days = day_form(node.attribute("days").as_string("asked"));
    const auto numbers = number_form(node.attribute("numbers").as_string("asked"));
    if (!days || !numbers) return broken("field " + rule.field);
    rule.days = *days;
    rule.numbers = *numbers;
    rule.joiner = node.attribute("joiner").as_string(" ");
    rule.split_at = node.attribute("split-at").as_string();
    rule.part = std::clamp(node.attribute("part").as_int(), 0, 20);
    rule.fixed = node.attribute("fixed").as_string();
    rule.only_map = node.attribute("only-map").as_bool();
    for (const auto column : node.children("column"))
      rule.columns.emplace_back(column.attribute("heading").as_string());
    for (const auto entry : node.children("map"))
      rule.map.emplace_back(entry.attribute("from").as_string(), entry.attribute("to").as_string());
    if (rule.columns.size() > 20 || rule.map.size() > 1000) return broken("field " + rule.field);
    out.fields.push_back(std::move(rule));
  }
  return out;
}

}  // namespace ssiis::imports
