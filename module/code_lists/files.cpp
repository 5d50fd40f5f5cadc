#include "code_lists/files.hpp"

#include <algorithm>
#include <fstream>

#include "registry/api.hpp"

namespace ssiis::code_lists {
namespace {

using Fields = std::vector<std::string>;
const Fields row_columns{"list",        "code",    "level",      "parent",     "name_lo",   "name_en",
                         "other_names", "serves",  "valid_from", "valid_to",   "source",    "successors",
                         "became",      "town_lo", "town_en",    "contact_lo", "contact_en"};
const Fields act_columns{"act",    "list",  "kind",    "day",     "reference",  "old_codes",
                         "code",   "level", "parent",  "name_lo", "name_en",    "other_names",
                         "serves", "takes", "town_lo", "town_en", "contact_lo", "contact_en"};
constexpr std::size_t of_heading = 4;  // the last columns, which a file without offices may leave out

Heading heading_in(const Fields& f) {
  const auto at = f.size() - of_heading;
  return {f[at], f[at + 1], f[at + 2], f[at + 3]};
}

std::vector<std::string> codes_in(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& part : split(text, ' '))
    if (!trimmed(part).empty()) out.emplace_back(trimmed(part));
  return out;
}

// Reads all lines under the heading; `each` takes one line's fields, trimmed and in stored form, all columns.
template <class Each>
Rejections each_line(std::istream& in, const Fields& columns, Each each) {
  Rejections why;
  try {
    registry::CsvReader reader{in};
    Fields fields;
    const Fields shorter{columns.begin(), columns.end() - of_heading};
    if (!reader.next(fields) || (fields != columns && fields != shorter))
      return {Rejection{"codes.file_columns", {}, "1"}};
    const auto width = fields.size();
    while (reader.next(fields)) {
      const auto line = reader.line();
      if (fields.size() != width) {
        why.push_back(Rejection{"codes.file_columns", {}, std::to_string(line)});
        continue;
      }
      fields.resize(columns.size());
      for (auto& f : fields) f = lao::stored(trimmed(f));
      each(line, fields, why);
    }
  } catch (const registry::CsvError& e) {
    why.push_back(Rejection{"codes.file_malformed", {e.what()}, std::to_string(e.line)});
  }
  return why;
}

}  // namespace

Result<std::vector<CodeOffice::Row>> read_rows(std::istream& in) {
  std::vector<CodeOffice::Row> out;
  auto why = each_line(in, row_columns, [&](std::int64_t line, const Fields& f, Rejections& faults) {
    const auto from = Day::parse(f[8]), to = Day::parse(f[9]);
    if (!from || (!f[9].empty() && !to))
      return faults.push_back(Rejection{"codes.file_day", {from ? f[9] : f[8]}, std::to_string(line)});
    Entry e{f[1], f[2], f[3], f[4], f[5], f[6], f[7], *from, to, f[10]};
    e.heading = heading_in(f);
    out.push_back({line, f[0], std::move(e), codes_in(f[11]), f[12]});
  });
  if (!why.empty()) return why;
  return out;
}

Result<std::vector<CodeOffice::Row>> read_rows_of(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) return Rejection{"codes.file_missing", {path}};
  return read_rows(in);
}

Result<std::vector<std::pair<std::string, Act>>> read_acts(std::istream& in) {
  std::vector<std::pair<std::string, Act>> out;
  std::string number;
  auto why = each_line(in, act_columns, [&](std::int64_t line, const Fields& f, Rejections& faults) {
    if (out.empty() || f[0] != number) {
      const auto day = Day::parse(f[3]);
      const auto kind = act_kind(f[2]);
      if (!day) faults.push_back(Rejection{"codes.file_day", {f[3]}, std::to_string(line)});
      if (!kind) faults.push_back(Rejection{"codes.kind_unknown", {f[2]}, std::to_string(line)});
      if (!day || !kind) return;
      number = f[0];
      out.emplace_back(f[1], Act{*kind, *day, f[4], codes_in(f[5]), {}});
    }
    if (!f[6].empty())
      out.back().second.outcomes.push_back(
          {f[6], f[7], f[8], f[9], f[10], f[11], f[12], codes_in(f[13]), heading_in(f)});
  });
  if (!why.empty()) return why;
  return out;
}

void write_heading(std::ostream& out) { out << registry::csv_line(row_columns); }

void write_rows(std::ostream& out, const Book& book, std::optional<Day> as_of) {
  for (const auto& e : book.entries()) {
    if (as_of && !e.holds_on(*as_of)) continue;
    std::string successors, became;
    for (const auto& b : book.successors(e.code))
      if (e.to == b.day) {
        successors += (successors.empty() ? "" : " ") + b.successor;
        became = b.kind;
      }
    out << registry::csv_line({book.list(), e.code, e.level, e.parent, e.name_lo, e.name_en, e.other_names, e.serves,
                               e.from.iso(), e.to ? e.to->iso() : "", e.source, successors, became, e.heading.town_lo,
                               e.heading.town_en, e.heading.contact_lo, e.heading.contact_en});
  }
}

}  // namespace ssiis::code_lists
