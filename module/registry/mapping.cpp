#include "registry/mapping.hpp"

#include <fmt/format.h>

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
    if (macro.starts_with("day8:"))
      out += day8(engine, std::string{macro.substr(5)});
    else if (macro.starts_with("month6:"))
      out += month6(engine, std::string{macro.substr(7)});
    else if (macro.starts_with("concat:"))
      out += concat(engine, split(macro.substr(7), ';'));
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
