#include <fmt/format.h>

#include <algorithm>

#include "mapping/api.hpp"

namespace ssiis::mapping {
namespace {

std::string percent(double share) { return fmt::format("{:.0f} %", share * 100); }

// The shapes that most values have, best first.
std::string shapes_text(const ColumnProfile& c) {
  std::vector<std::pair<double, std::string_view>> list;
  for (std::size_t i = 0; i < shape_count; ++i)
    if (const double share = c.share(static_cast<Shape>(i)); share >= 0.5)
      list.emplace_back(-share, name_of(static_cast<Shape>(i)));
  std::sort(list.begin(), list.end());
  std::string out;
  for (const auto& [share, name] : list) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", name, percent(-share));
  return out.empty() ? "mixed" : out;
}

// Values are shown of columns with few of them only: codes, never a person's name or number.
std::string values_text(const ColumnProfile& c) {
  if (c.counts.empty() || c.counts.size() > 12) return "";
  std::string out;
  for (const auto& [value, n] : c.counts) out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", value, n);
  return "; " + out;
}

void tables_part(const Discovery& d, std::string& out) {
  out += "Tables\n======\n";
  for (const auto& t : d.tables) {
    out += fmt::format("\n{} {}: {} rows, {} looked at{}\n", t.view ? "view" : "table", t.name, t.rows, t.read,
                       t.fault.empty() ? "" : "; cannot be read: " + t.fault);
    for (const auto& c : t.columns) {
      const auto writing = c.writing();
      out += fmt::format(
          "  {:<24} {:<12} {:>4} filled, {} values{}{}{}{}\n", c.name, c.type,
          percent(c.read == 0 ? 0 : static_cast<double>(c.filled()) / static_cast<double>(c.read)),
          c.values_all ? std::to_string(c.values.size()) : "more than " + std::to_string(c.values.size()),
          c.unique ? ", unique" : "", c.filled() == 0 ? "" : ", " + shapes_text(c),
          writing == Writing::none ? std::string{} : fmt::format(", written in {}", name_of(writing)), values_text(c));
    }
    for (const auto& r : d.references)
      if (r.table == t.name)
        out += fmt::format("  {} points to {}.{} ({})\n", r.column, r.target, r.key,
                           r.declared ? "declared" : percent(r.covered) + " of the values asked for");
  }
}

void views_part(const Discovery& d, std::string& out) {
  out += "\nProposals\n=========\n";
  for (const auto& v : d.views) {
    out += fmt::format("\n{} from {}{}\n", v.view, v.table.empty() ? "no table" : v.table,
                       v.table.empty() ? "" : " (" + percent(v.confidence) + ")");
    for (const auto& [table, points] : v.others) out += fmt::format("  or from {} ({})\n", table, percent(points));
    for (const auto& c : v.columns)
      out += fmt::format("  {:<16} {}{}\n", c.wanted, c.source.empty() ? "-" : c.source,
                         c.source.empty() ? "" : fmt::format(" ({}, by {})", percent(c.confidence), c.reason));
  }
}

}  // namespace

std::string sentence_of(const OpenPoint& p) {
  const auto where = p.column.empty() ? p.view : p.view + "." + p.column;
  const auto detail = p.detail.empty() ? std::string{} : " (" + p.detail + ")";
  if (p.code == "no_table") return fmt::format("{}: no table was found; the draft selects nothing{}", where, detail);
  if (p.code == "no_column") return fmt::format("{}: no column was found; the draft has NULL", where);
  if (p.code == "unsure") return fmt::format("{}: the column is a guess, look at it{}", where, detail);
  if (p.code == "values_to_map") return fmt::format("{}: say what the MIS's values mean{}", where, detail);
  if (p.code == "place_text")
    return fmt::format("{}: the texts are no places that are known; without a code a row falls to the place above it{}",
                       where, detail);
  if (p.code == "writing")
    return fmt::format(
        "{}: the text is not Unicode{}; a view cannot convert it: `registry copy` does (copy.xml), but for a font, or "
        "have it converted in the MIS",
        where, detail);
  if (p.code == "key_made")
    return fmt::format("{}: the MIS has no single key; the draft joins columns, which must stay the same for ever",
                       where);
  return where + ": " + p.code + detail;
}

std::string report_of(const Discovery& d) {
  std::string out = "What is open\n============\n\n";
  if (d.draft.open.empty()) out += "Nothing.\n";
  for (const auto& p : d.draft.open) out += "- " + sentence_of(p) + "\n";
  for (const auto& r : d.refused) out += "- the database refuses the draft of " + r + "\n";
  out +=
      "\nThen: copy the folder to sql/registry of the installation, name it in host.xml (registry schema), and let\n"
      "`ssiis-admin registry check` look at it.\n";
  views_part(d, out);
  out += "\n";
  tables_part(d, out);
  return out;
}

}  // namespace ssiis::mapping
