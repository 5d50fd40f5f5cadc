#include "procedures/open_points.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "procedures/rule_sheet.hpp"

namespace ssiis::procedures {
namespace {

constexpr std::string_view open_words = "to be confirmed by lsso";

std::string plain_lower(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::size_t times_said(std::string_view text) {
  const auto plain = plain_lower(text);
  std::size_t out = 0;
  for (std::size_t at = plain.find(open_words); at != std::string::npos; at = plain.find(open_words, at + 1)) ++out;
  return out;
}

std::string unquoted(const std::string& cell) {
  const bool quoted = cell.size() > 1 && cell.front() == '"' && cell.back() == '"';
  return quoted ? cell.substr(1, cell.size() - 2) : cell;
}

// Something that the rule states itself, not something that it computes of what others said.
bool literal(const std::string& cell) {
  if (cell.empty()) return false;
  const bool number = std::all_of(cell.begin(), cell.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  return number || unquoted(cell) != cell || cell == "true" || cell == "false" || cell.starts_with("date(");
}

struct Sheet {
  const RuleSheet& of;
  const std::string& file;
  bool all_open;  // said of the whole file

  std::size_t column(std::string_view name) const {
    for (std::size_t i = 0; i < of.columns.size(); ++i)
      if (of.columns[i] == name) return i;
    return of.columns.size();
  }
  bool open(const SheetRow& row) const {
    if (const auto c = column("confirmed"); c < of.columns.size() && c >= of.inputs) return row.cells[c] == "false";
    bool states = false;
    for (std::size_t i = of.inputs; i < row.cells.size(); ++i) {
      if (times_said(row.cells[i]) > 0) return true;
      states = states || literal(row.cells[i]);
    }
    return all_open && states;
  }
  OpenPoint point(const SheetRow& row, std::size_t number) const {
    OpenPoint out;
    out.decision = of.decision;
    out.decision_name = of.name;
    out.file = file;
    out.rule = std::to_string(number);
    const auto join = [](std::string& to, const std::string& more) { to += (to.empty() ? "" : "; ") + more; };
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto& name = of.columns[i];
      const auto& cell = row.cells[i];
      if (i < of.inputs) {
        if (name == "key")
          out.key = unquoted(cell);
        else if (cell != "-")
          join(out.condition, name + ": " + cell);
      } else if (name == "calendar") {
        out.calendar = unquoted(cell);
      } else if (name.ends_with("basis")) {
        out.legal_reference = unquoted(cell);
      } else if (name != "confirmed") {
        join(out.value, of.decision == "legal_deadline" ? unquoted(cell) : name + ": " + unquoted(cell));
      }
    }
    return out;
  }
};

void add_rules(const std::string& name, const std::string& content, std::vector<OpenPoint>& out) {
  const auto sheets = sheets_of(content);
  if (!sheets) return;
  std::size_t in_cells = 0;
  for (const auto& s : *sheets)
    for (const auto& row : s.rows)
      for (const auto& cell : row.cells) in_cells += times_said(cell);
  const bool all_open = times_said(content) > in_cells;
  for (const auto& s : *sheets) {
    const Sheet sheet{s, name, all_open};
    for (std::size_t r = 0; r < s.rows.size(); ++r)
      if (sheet.open(s.rows[r])) out.push_back(sheet.point(s.rows[r], r + 1));
  }
}

void add_figures(const std::string& name, const std::string& content, std::vector<OpenPoint>& out) {
  workflow::Findings none;
  const auto xml = workflow::XmlSource::read(content, name, none);
  if (!xml) return;
  const auto parameters = workflow::Parameters::read(*xml, none);
  for (const auto& [figure, values] : parameters.all())
    for (const auto& v : values)
      if (!v.confirmed)
        out.push_back({{}, {}, figure, "", workflow::shown(v.value), {}, v.legal_reference, name, v.from.iso()});
}

}  // namespace

std::vector<OpenPoint> open_points(const workflow::Files& files) {
  std::vector<OpenPoint> out;
  for (const auto& [name, content] : files)
    if (name == "parameters.xml") add_figures(name, content, out);
  for (const auto& [name, content] : files)
    if (name.ends_with(".dmn")) add_rules(name, content, out);
  return out;
}

}  // namespace ssiis::procedures
