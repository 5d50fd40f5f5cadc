// Migrating. PostgreSQL and SQLite roll DDL back, so there a migration is one transaction that also holds the lock.
// MariaDB commits at each DDL statement: there a row lock on a second connection keeps others out, each finished
// statement is counted, and the one that a kill may have cut off is allowed to have happened already.
#include "database/migrate.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "database/schema_books.hpp"

namespace ssiis::db {
namespace {

using Progress = std::function<void(const MigrationStep&)>;
constexpr int waits_for_lock = 120;  // times the connection's own patience

// A transaction that is alone in migrating; waits for the other migrator.
template <class F>
auto alone(Connection& connection, F&& work) {
  for (int wait = 0;; ++wait) {
    try {
      Transaction tx{connection, Mode::write};
      if (connection.engine() == Engine::postgresql) {
        connection.run("SET LOCAL lock_timeout=0");
        connection.run("SELECT pg_advisory_xact_lock(5571391407)");  // a number of our own
        connection.run("SET LOCAL lock_timeout=10000");              // DDL must not queue up behind long readers
      }
      return work(tx);
    } catch (const Error& e) {
      if (e.fault != Fault::busy || wait == waits_for_lock) throw;
    }
  }
}

// SQLite rebuilds a table by dropping it, which its foreign keys would take for a deletion. Only outside a transaction.
class ForeignKeysAside {
 public:
  explicit ForeignKeysAside(Connection& c) : connection_{c} {
    if (c.engine() == Engine::sqlite) c.run("PRAGMA foreign_keys=OFF");
  }
  ~ForeignKeysAside() {
    try {
      if (connection_.engine() == Engine::sqlite) connection_.run("PRAGMA foreign_keys=ON");
    } catch (const std::exception&) {  // the connection is gone, and its setting with it
    }
  }
  ForeignKeysAside(const ForeignKeysAside&) = delete;
  ForeignKeysAside& operator=(const ForeignKeysAside&) = delete;

  static void check(Connection& c) {
    if (c.engine() != Engine::sqlite) return;
    auto rows = c.query({"database/foreign_key_check", "PRAGMA foreign_key_check"});
    if (rows.next())
      throw Error{Fault::foreign_key, "migration", "", 0, "rows of " + rows.row().text(0) + " lost what they refer to"};
  }

 private:
  Connection& connection_;
};

// One step in one transaction. Nothing when there is nothing left to do.
std::optional<MigrationStep> whole_step(Connection& connection, std::span<const Migration> list,
                                        std::optional<int> target) {
  return alone(connection, [&](Transaction& tx) -> std::optional<MigrationStep> {
    books::create(connection);
    const auto book = books::read(connection);
    books::check(book, list);
    const auto steps = books::plan(book, list, target);
    if (steps.empty()) {
      tx.commit();  // the books may be new
      return std::nullopt;
    }
    const auto& m = books::named(list, steps.front().version);
    const bool up = steps.front().up;
    for (const auto& s : statements_for(connection.engine(), up ? m.up : m.down)) connection.run(s);
    ForeignKeysAside::check(connection);
    if (up) {
      books::open_entry(connection, m, books::State::applying);
      books::mark(connection, m.version, books::State::applied, 0);
    } else {
      books::remove(connection, m.version);
    }
    tx.commit();
    return steps.front();
  });
}

bool is_ddl(std::string_view statement) {
  const auto list = words(statement.substr(0, 32));
  std::string word = list.empty() ? std::string{} : list.front();
  for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return word == "CREATE" || word == "ALTER" || word == "DROP" || word == "RENAME" || word == "TRUNCATE";
}

// MariaDB's ways to say that this DDL statement has happened already.
bool says_already_done(const Error& e) {
  constexpr std::array natives{1050, 1051, 1060, 1061, 1091, 1826, 1359, 1360};
  return std::find(natives.begin(), natives.end(), e.native) != natives.end();
}

void stepwise(Connection& connection, const Migration& m, bool up, int steps_done, bool resumed) {
  const auto doing = up ? books::State::applying : books::State::reverting;
  const auto statements = statements_for(connection.engine(), up ? m.up : m.down);
  for (int i = steps_done; i < static_cast<int>(statements.size()); ++i) {
    const auto& statement = statements[static_cast<std::size_t>(i)];
    if (!is_ddl(statement)) {
      Transaction tx{connection, Mode::write};  // rows and their count together: exactly once
      connection.run(statement);
      books::mark(connection, m.version, doing, i + 1);
      tx.commit();
      continue;
    }
    try {
      connection.run(statement);
    } catch (const Error& e) {
      if (!resumed || i != steps_done || !says_already_done(e)) throw;
    }
    books::mark(connection, m.version, doing, i + 1);
  }
}

void mariadb_step(Connection& connection, std::span<const Migration> list, const MigrationStep& step) {
  const auto& m = books::named(list, step.version);
  const auto book = books::read(connection);
  const auto found = book.find(m.version);
  const bool fresh = found == book.end() || found->second.state == books::State::applied;
  if (fresh && step.up) books::open_entry(connection, m, books::State::applying);
  if (fresh && !step.up) books::mark(connection, m.version, books::State::reverting, 0);
  // A fresh step tolerates nothing: a table that stands there already is somebody else's.
  stepwise(connection, m, step.up, fresh ? 0 : found->second.steps_done, !fresh);
  if (step.up)
    books::mark(connection, m.version, books::State::applied, 0);
  else
    books::remove(connection, m.version);
}

void migrate_mariadb(Connection& connection, std::span<const Migration> list, std::optional<int> target,
                     const Progress& progress) {
  books::create(connection);
  Connection guard{connection.spec()};
  for (int wait = 0;; ++wait) {
    try {
      Transaction lock{guard, Mode::write};
      lock.query({"database/schema_lock", "SELECT id FROM insp_schema_lock WHERE id = 1 FOR UPDATE"}).next();
      for (;;) {
        const auto book = books::read(connection);
        books::check(book, list);
        const auto steps = books::plan(book, list, target);
        if (steps.empty()) return;
        mariadb_step(connection, list, steps.front());
        if (progress) progress(steps.front());
      }
    } catch (const Error& e) {
      if (e.fault != Fault::lock_timeout || wait == waits_for_lock) throw;
    }
  }
}

}  // namespace

std::vector<MigrationStep> migration_plan(Connection& connection, std::span<const Migration> list,
                                          std::optional<int> target) {
  const auto book = books::read(connection);
  books::check(book, list);
  return books::plan(book, list, target);
}

// A hole below counts: what came later stands on ground that is not there.
int schema_version(Connection& connection, std::span<const Migration> list) {
  const auto book = books::read(connection);
  if (!book.empty() && (list.empty() || book.rbegin()->first > list.back().version)) return book.rbegin()->first;
  int version = 0;
  for (const auto& m : list) {
    const auto found = book.find(m.version);
    if (found == book.end() || found->second.state != books::State::applied) break;
    version = m.version;
  }
  return version;
}

void migrate(Connection& connection, std::span<const Migration> list, std::optional<int> target,
             const Progress& progress) {
  if (connection.engine() == Engine::mariadb) return migrate_mariadb(connection, list, target, progress);
  const ForeignKeysAside aside{connection};
  while (const auto step = whole_step(connection, list, target))
    if (progress) progress(*step);
}

int newest_schema_version() { return migrations().empty() ? 0 : migrations().back().version; }
int schema_version(Connection& connection) { return schema_version(connection, migrations()); }
std::vector<MigrationStep> migration_plan(Connection& connection, std::optional<int> target) {
  return migration_plan(connection, migrations(), target);
}
void migrate(Connection& connection, std::optional<int> target, const Progress& progress) {
  migrate(connection, migrations(), target, progress);
}

}  // namespace ssiis::db
