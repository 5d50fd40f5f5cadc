#include "database/schema_books.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sql/database.hpp"
#include "sql/dialects.hpp"

namespace ssiis::db::books {
namespace {

constexpr std::string_view tables = R"(
-- The lock comes first: who finds the migrations' table finds the row to lock as well.
-- @only mariadb
CREATE TABLE IF NOT EXISTS insp_schema_lock (id {{int}} NOT NULL PRIMARY KEY);
-- @only mariadb
INSERT IGNORE INTO insp_schema_lock (id) VALUES (1);
CREATE TABLE IF NOT EXISTS insp_schema_migration (
  version {{int}} NOT NULL PRIMARY KEY,
  name {{text:100}} NOT NULL,
  sha256 {{text:64}} NOT NULL,
  state {{text:10}} NOT NULL,
  steps_done {{int}} NOT NULL,
  applied_at {{ts}} NOT NULL
);
)";

constexpr std::string_view state_names[] = {"applying", "applied", "reverting"};

std::string_view text_of(State s) { return state_names[static_cast<std::size_t>(s)]; }

State state_named(std::string_view text) {
  for (const State s : {State::applying, State::applied, State::reverting})
    if (text_of(s) == text) return s;
  throw Error{Fault::configuration, "migrations", "", 0, fmt::format("unknown state '{}' of a migration", text)};
}

std::string_view exists_text(Engine engine) {
  switch (engine) {
    case Engine::sqlite:
      return sql::dialects::sqlite_table_exists;
    case Engine::postgresql:
      return sql::dialects::postgresql_table_exists;
    case Engine::mariadb:
      return sql::dialects::mariadb_table_exists;
  }
  return {};
}

}  // namespace

bool exists(Connection& connection) {
  auto rows =
      connection.query({"database/table_exists", exists_text(connection.engine())}, Params{"insp_schema_migration"});
  return rows.next() && rows.row().integer(0) > 0;
}

void create(Connection& connection) {
  if (exists(connection)) return;
  for (const auto& s : statements_for(connection.engine(), tables)) connection.run(s);
}

Book read(Connection& connection) {
  Book out;
  if (!exists(connection)) return out;
  for (auto rows = connection.query(sql::database::migration_all); rows.next();) {
    const auto& r = rows.row();
    out.emplace(static_cast<int>(r.integer(0)),
                Entry{r.text(1), r.text(2), state_named(r.text(3)), static_cast<int>(r.integer(4))});
  }
  return out;
}

void open_entry(Connection& connection, const Migration& m, State state) {
  const auto now = connection.dialect().now_text();
  const auto sql = fmt::format(
      "INSERT INTO insp_schema_migration (version, name, sha256, state, steps_done, applied_at) "
      "VALUES (?, ?, ?, ?, 0, {})",
      now);
  connection.execute({"database/migration_open", sql}, Params{m.version, m.name, m.sha256, text_of(state)});
}

void mark(Connection& connection, int version, State state, int steps_done) {
  connection.execute(sql::database::migration_mark, Params{text_of(state), steps_done, version});
}

void remove(Connection& connection, int version) {
  connection.execute(sql::database::migration_remove, Params{version});
}

void check(const Book& book, std::span<const Migration> list) {
  for (const auto& [version, entry] : book) {
    const auto v = version;
    const auto found = std::find_if(list.begin(), list.end(), [&](const Migration& m) { return m.version == v; });
    if (found == list.end())
      throw Error{Fault::configuration, "migrations", "", 0,
                  fmt::format("the database has migration {} ({}), which this program does not know: it is newer", v,
                              entry.name)};
    if (found->sha256 != entry.sha256)
      throw Error{Fault::configuration, "migrations", "", 0,
                  fmt::format("migration {} ({}) was applied with another text than this program's", v, entry.name)};
  }
}

std::vector<MigrationStep> plan(const Book& book, std::span<const Migration> list, std::optional<int> target) {
  const int goal = target.value_or(list.empty() ? 0 : list.back().version);
  std::vector<MigrationStep> out;
  std::vector<int> standing;
  for (const auto& m : list) {
    const auto found = book.find(m.version);
    if (found == book.end()) continue;
    if (found->second.state == State::applying) out.push_back({m.version, std::string{m.name}, true});
    if (found->second.state == State::reverting)
      out.push_back({m.version, std::string{m.name}, false});
    else
      standing.push_back(m.version);
  }
  for (const auto& m : list)
    if (m.version <= goal && std::find(standing.begin(), standing.end(), m.version) == standing.end())
      out.push_back({m.version, std::string{m.name}, true});
  for (auto v = standing.rbegin(); v != standing.rend(); ++v)
    if (*v > goal) out.push_back({*v, std::string{named(list, *v).name}, false});
  return out;
}

const Migration& named(std::span<const Migration> list, int version) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Migration& m) { return m.version == version; });
  if (found == list.end()) throw std::logic_error{"no such migration"};
  return *found;
}

}  // namespace ssiis::db::books
