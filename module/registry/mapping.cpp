#include "registry/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace ssiis::registry {
namespace {

std::string concat(db::Engine engine, const std::vector<std::string>& parts) {
  const bool sqlite = engine == db::Engine::sqlite;
  return fmt::format("{}{}{}", sqlite ? "(" : "concat(", fmt::join(parts, sqlite ? " || " : ", "), ")");
}

// ISO date of eight digits; NULL for what is no date: nothing, zeros, an unknown month or day, "for
// ever".
std::string day8(db::Engine engine, const std::string& column) {
  const auto iso =
      concat(engine, {fmt::format("substr({}, 1, 4)", column), "'-'", fmt::format("substr({}, 5, 2)", column), "'-'",
                      fmt::format("substr({}, 7, 2)", column)});
  return fmt::format(
      "CASE WHEN {0} IS NULL OR {0} < '10000101' OR {0} > '99981231' OR substr({0}, 5, 2) NOT BETWEEN '01' AND "
      "'12' "
      "OR substr({0}, 7, 2) NOT BETWEEN '01' AND '31' THEN NULL ELSE {1} END",
      column, iso);
}

std::string month6(db::Engine engine, const std::string& column) {
  const auto iso =
      concat(engine, {fmt::format("substr({}, 1, 4)", column), "'-'", fmt::format("substr({}, 5, 2)", column)});
  return fmt::format(
      "CASE WHEN {0} IS NULL OR {0} < '100001' OR {0} > '999812' OR substr({0}, 5, 2) NOT BETWEEN '01' AND '12' "
      "THEN NULL ELSE {1} END",
      column, iso);
}

// The first ten letters of an ISO date, with a time behind it or not; NULL for what is none.
std::string iso_day(const std::string& column) {
  return fmt::format(
      "CASE WHEN {0} IS NULL OR {0} < '1000-01-01' OR substr({0}, 1, 10) > '9998-12-31' OR substr({0}, 5, 1) <> '-' OR "
      "substr({0}, 6, 2) NOT BETWEEN '01' AND '12' OR substr({0}, 8, 1) <> '-' OR substr({0}, 9, 2) NOT BETWEEN '01' "
      "AND "
      "'31' THEN NULL ELSE substr({0}, 1, 10) END",
      column);
}

// A part of at most two digits at the head of `text`, with its separator: "5/" and "05/" alike become "05/".
std::string two_digits(db::Engine engine, const std::string& text) {
  return fmt::format("CASE WHEN substr({0}, 2, 1) IN ('/', '-', '.') THEN {1} ELSE {0} END", text,
                     concat(engine, {"'0'", text}));
}

// Four digits of a year, `less` years fewer (a Buddhist year is 543 more).
std::string year_less(db::Engine engine, const std::string& year, int less) {
  if (less == 0) return year;
  const auto number = engine == db::Engine::mariadb ? "SIGNED" : "INTEGER";
  const auto text = engine == db::Engine::mariadb ? "CHAR" : "VARCHAR(4)";
  return fmt::format("CAST(CAST({} AS {}) - {} AS {})", year, number, less, text);
}

// 31/3/2024, 31-03-2024, 31.03.2024 (or of the Buddhist era).
std::string dmy(db::Engine engine, const std::string& column, int less) {
  const auto head = fmt::format("({})", two_digits(engine, column));
  const auto tail = fmt::format("({})", two_digits(engine, fmt::format("substr({}, 4)", head)));
  const auto day = fmt::format("substr({}, 1, 2)", head), month = fmt::format("substr({}, 1, 2)", tail);
  const auto year = fmt::format("substr({}, 4, 4)", tail);
  return fmt::format(
      "CASE WHEN {0} IS NULL OR {1} NOT BETWEEN '01' AND '31' OR {2} NOT BETWEEN '01' AND '12' OR {3} NOT BETWEEN "
      "'1000' "
      "AND '9998' THEN NULL ELSE {4} END",
      column, day, month, year, concat(engine, {year_less(engine, year, less), "'-'", month, "'-'", day}));
}

std::string day8_buddhist(db::Engine engine, const std::string& column) {
  return fmt::format(
      "CASE WHEN {0} IS NULL OR {0} < '20000101' OR {0} > '99981231' OR substr({0}, 5, 2) NOT BETWEEN '01' AND '12' OR "
      "substr({0}, 7, 2) NOT BETWEEN '01' AND '31' THEN NULL ELSE {1} END",
      column,
      concat(engine, {year_less(engine, fmt::format("substr({}, 1, 4)", column), 543), "'-'",
                      fmt::format("substr({}, 5, 2)", column), "'-'", fmt::format("substr({}, 7, 2)", column)}));
}

// 03/2024, 3-2024.
std::string month_my(db::Engine engine, const std::string& column) {
  const auto text = fmt::format("({})", two_digits(engine, column));
  return fmt::format(
      "CASE WHEN {0} IS NULL OR substr({1}, 1, 2) NOT BETWEEN '01' AND '12' THEN NULL ELSE {2} END", column, text,
      concat(engine, {fmt::format("substr({}, 4, 4)", text), "'-'", fmt::format("substr({}, 1, 2)", text)}));
}

// Whole kip of a text with separators or of a number with empty decimals; NULL for what is neither.
std::string kip(db::Engine engine, const std::string& column) {
  const auto whole = engine == db::Engine::mariadb ? "SIGNED" : "BIGINT";
  const auto bare = fmt::format("replace(replace(replace({}, '.', ''), ',', ''), ' ', '')", column);
  return fmt::format("CASE WHEN {0} IS NULL OR {0} = '' THEN NULL ELSE CAST({1} AS {2}) END", column, bare, whole);
}

std::string whole(db::Engine engine, const std::string& column) {
  const auto type = engine == db::Engine::mariadb ? "SIGNED" : engine == db::Engine::sqlite ? "INTEGER" : "BIGINT";
  return fmt::format("CASE WHEN CAST({0} AS {1}) = {0} THEN CAST({0} AS {1}) ELSE NULL END", column, type);
}

using Macro = std::string (*)(db::Engine, const std::string&);
struct NamedMacro {
  std::string_view name;
  Macro write;
};
constexpr NamedMacro mapping_macros[] = {
    {"day8", [](db::Engine e, const std::string& c) { return day8(e, c); }},
    {"day8_buddhist", [](db::Engine e, const std::string& c) { return day8_buddhist(e, c); }},
    {"iso_day", [](db::Engine, const std::string& c) { return iso_day(c); }},
    {"dmy", [](db::Engine e, const std::string& c) { return dmy(e, c, 0); }},
    {"dmy_buddhist", [](db::Engine e, const std::string& c) { return dmy(e, c, 543); }},
    {"month6", [](db::Engine e, const std::string& c) { return month6(e, c); }},
    {"month_my", [](db::Engine e, const std::string& c) { return month_my(e, c); }},
    {"kip", [](db::Engine e, const std::string& c) { return kip(e, c); }},
    {"whole", [](db::Engine e, const std::string& c) { return whole(e, c); }},
    {"concat", [](db::Engine e, const std::string& c) { return concat(e, split(c, ';')); }},
};

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error{"cannot read " + file.string()};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

std::vector<std::string> mapping_statements(db::Engine engine, std::string_view sql) {
  std::string out;
  for (std::size_t at = 0;;) {
    const auto open = sql.find("{{", at);
    out += sql.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const auto close = sql.find("}}", open);
    if (close == std::string_view::npos)
      throw db::Error{db::Fault::configuration, "registry mapping", "", 0, "'{{' without '}}'"};
    const auto macro = sql.substr(open + 2, close - open - 2);
    const auto colon = std::min(macro.find(':'), macro.size());
    const auto* known = std::find_if(std::begin(mapping_macros), std::end(mapping_macros),
                                     [&](const NamedMacro& m) { return m.name == macro.substr(0, colon); });
    if (known != std::end(mapping_macros) && colon < macro.size())
      out += known->write(engine, std::string{macro.substr(colon + 1)});
    else
      out += sql.substr(open, close + 2 - open);
    at = close + 2;
  }
  return db::statements_for(engine, out);
}

void install_mapping(db::Connection& connection, const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "views.sql")) throw std::runtime_error{folder.string() + " has no views.sql"};
  for (const char* name : {"schema.sql", "views.sql"}) {
    if (!std::filesystem::exists(folder / name)) continue;
    for (const auto& statement : mapping_statements(connection.engine(), text_of(folder / name)))
      connection.run(statement);
  }
}

}  // namespace ssiis::registry
