#include <openssl/crypto.h>

#include <algorithm>
#include <cctype>

#include "database/session.hpp"

namespace ssiis::db {
namespace {

std::string first_word(std::string_view sql) {
  std::string word;
  for (const char c : trimmed(sql)) {
    if (std::isalpha(static_cast<unsigned char>(c)) == 0) break;
    word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return word;
}

// A constant of each connection from its first moment, so nothing leaks from one borrower to the next. A server of an
// old MIS may cut texts silently; ours must not.
constexpr std::string_view mariadb_opening =
    "SET SESSION sql_mode='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,"
    "NO_ZERO_IN_DATE',innodb_lock_wait_timeout=";

// libsqliteodbc compiles a writing statement anew at each execution; only queries stay compiled, and for a query it
// takes whatever begins with WITH. The rows changed are then asked for with changes(). (Streaming connections do not
// execute such a statement before its first row is fetched, so they leave it alone.)
constexpr std::string_view stays_compiled = "WITH stays_compiled AS (SELECT 1) ";
constexpr Query rows_changed{"database/rows_changed", "SELECT changes()"};

bool writes(std::string_view sql) {
  const auto word = first_word(sql);
  return word == "INSERT" || word == "UPDATE" || word == "DELETE";
}

}  // namespace

ConnectionState::~ConnectionState() {
  kept.clear();
  if (connected) SQLDisconnect(connection.get());
}

void ConnectionState::open() {
  if (!odbc::ok(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, environment.out())))
    throw Error{Fault::other, "connect", "HY001", 0, "no ODBC environment"};
  SQLSetEnvAttr(environment.get(), SQL_ATTR_ODBC_VERSION, odbc::number_attribute(SQL_OV_ODBC3), 0);
  if (!odbc::ok(SQLAllocHandle(SQL_HANDLE_DBC, environment.get(), connection.out())))
    fail(SQL_HANDLE_ENV, environment.get(), "connect");
  SQLUINTEGER trace = SQL_OPT_TRACE_OFF;
  SQLGetConnectAttr(connection.get(), SQL_ATTR_TRACE, &trace, sizeof trace, nullptr);
  if (trace != SQL_OPT_TRACE_OFF)
    throw Error{Fault::configuration, "connect", "", 0, "the driver manager's trace is on: it writes passwords"};
  auto text = spec.to_odbc(stream);
  const auto rc = SQLDriverConnect(connection.get(), nullptr, odbc::chars(text), static_cast<SQLSMALLINT>(text.size()),
                                   nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
  OPENSSL_cleanse(text.data(), text.size());
  if (!odbc::ok(rc)) fail(SQL_HANDLE_DBC, connection.get(), "connect");
  connected = true;
  // KiB of pages that each connection keeps; the system keeps the file's pages once for all of them.
  if (spec.engine == Engine::sqlite) direct("PRAGMA cache_size=-1400", "connect");
  if (spec.engine == Engine::mariadb) {
    direct(std::string{mariadb_opening} + std::to_string(std::max(1u, spec.timeout_ms / 1000)), "connect");
    direct("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", "connect");
  }
}

bool ConnectionState::dead() noexcept {
  if (!connected || broken) return true;
  SQLUINTEGER answer = SQL_CD_FALSE;
  const auto rc = SQLGetConnectAttr(connection.get(), SQL_ATTR_CONNECTION_DEAD, &answer, sizeof answer, nullptr);
  return odbc::ok(rc) && answer == SQL_CD_TRUE;
}

void ConnectionState::fail(SQLSMALLINT kind, SQLHANDLE handle, std::string_view name) {
  auto d = odbc::diagnostics(kind, handle);
  const auto fault = odbc::classify(spec.engine, d, connected && dead());
  poison();
  if (fault == Fault::connection_lost) broken = true;
  throw Error{fault, name, d.sqlstate, d.native, std::move(d.text)};
}

void ConnectionState::fail(Fault fault, std::string_view name, std::string text) {
  poison();
  throw Error{fault, name, "", 0, std::move(text)};
}

void ConnectionState::enter_gate() {
  if (gate == nullptr) return;
  if (!gate->enter(std::chrono::milliseconds{spec.timeout_ms}))
    throw Error{Fault::busy, "begin", "", 5, "another writer of this process kept its transaction open too long"};
  inside_gate = true;
}

std::shared_ptr<Statement> ConnectionState::fresh() {
  auto statement = std::make_shared<Statement>();
  if (!odbc::ok(SQLAllocHandle(SQL_HANDLE_STMT, connection.get(), statement->handle.out())))
    fail(SQL_HANDLE_DBC, connection.get(), "statement");
  return statement;
}

void ConnectionState::direct(std::string_view sql, std::string_view name) {
  const auto statement = fresh();
  const auto rc = SQLExecDirect(statement->handle.get(), odbc::chars(sql), static_cast<SQLINTEGER>(sql.size()));
  if (!odbc::ok(rc) && rc != SQL_NO_DATA) fail(SQL_HANDLE_STMT, statement->handle.get(), name);
}

void ConnectionState::forget(const std::shared_ptr<Statement>& statement) noexcept { kept.remove(statement); }

// The kept statement of this text and these kinds of parameters, or a new one. Kinds belong to the key because
// PostgreSQL fixes a plan's types at its first execution.
std::shared_ptr<Statement> ConnectionState::prepared(const Query& q, std::span<const Param> params) {
  std::string key{q.text};
  key += '\0';
  for (const auto& p : params) key += "nixb"[p.index()];
  const bool keep = !(stream && spec.engine == Engine::sqlite && params.empty());  // spec.cpp says why
  const auto found = std::find_if(kept.begin(), kept.end(), [&](const auto& s) { return s->key == key; });
  if (found != kept.end() && !(*found)->busy) {
    kept.splice(kept.begin(), kept, found);
    return kept.front();
  }
  auto statement = fresh();
  statement->key = std::move(key);
  statement->name = q.name;
  std::string text{q.text};
  statement->uncounted = spec.engine == Engine::sqlite && !stream && !params.empty() && writes(q.text);
  if (statement->uncounted) text.insert(0, stays_compiled);
  const auto rc = SQLPrepare(statement->handle.get(), odbc::chars(text), static_cast<SQLINTEGER>(text.size()));
  if (!odbc::ok(rc)) fail(SQL_HANDLE_STMT, statement->handle.get(), q.name);
  if (keep && found == kept.end()) {
    kept.push_front(statement);
    if (kept.size() > keep_at_most) kept.pop_back();  // a cursor on it keeps it alive until it closes
  }
  return statement;
}

std::shared_ptr<Statement> ConnectionState::executed(const Query& q, std::span<const Param> params) {
  auto statement = prepared(q, params);
  try {
    bind(*this, *statement, params, q.name);
    const auto rc = SQLExecute(statement->handle.get());
    if (!odbc::ok(rc) && rc != SQL_NO_DATA) fail(SQL_HANDLE_STMT, statement->handle.get(), q.name);
  } catch (...) {
    forget(statement);
    throw;
  }
  return statement;
}

Connection::Connection(const Spec& spec, bool stream) : state_{std::make_unique<ConnectionState>(spec, stream)} {
  state_->open();
}
Connection::~Connection() = default;

Cursor Connection::query(const Query& q, const Params& params) {
  auto statement = state_->executed(q, params.list());
  SQLSMALLINT columns = 0;
  if (!odbc::ok(SQLNumResultCols(statement->handle.get(), &columns)))
    state_->fail(SQL_HANDLE_STMT, statement->handle.get(), q.name);
  statement->columns = columns;
  statement->row.resize(static_cast<std::size_t>(columns));
  statement->busy = true;
  return Cursor{*state_, std::move(statement)};
}

std::int64_t Connection::execute(const Query& q, const Params& params) {
  const bool was_poisoned = state_->poisoned;
  try {
    const auto statement = state_->executed(q, params.list());
    SQLLEN rows = 0;
    SQLRowCount(statement->handle.get(), &rows);
    SQLFreeStmt(statement->handle.get(), SQL_CLOSE);
    if (statement->uncounted) {
      auto changed = query(rows_changed);
      changed.next();
      return changed.row().integer(0);
    }
    return std::max<std::int64_t>(rows, 0);
  } catch (const Error& e) {
    // Dialect::insert_ignore: MariaDB's own IGNORE would also swallow missing parents and cut texts. A statement that
    // broke a unique key left nothing behind there, so its transaction may go on.
    if (e.fault != Fault::unique || engine() != Engine::mariadb || !q.text.starts_with(absent_mark)) throw;
    state_->poisoned = was_poisoned;
    return 0;
  }
}

void Connection::run(std::string_view sql) {
  state_->direct(sql, "run");
  const auto word = first_word(sql);
  if (word == "BEGIN" || word == "START") state_->in_transaction = true;
  if (word == "COMMIT" || (word == "ROLLBACK" && sql.find(" TO ") == std::string_view::npos)) state_->end_transaction();
}

bool Connection::alive() noexcept { return !state_->dead(); }
bool Connection::in_transaction() const noexcept { return state_->in_transaction; }
Engine Connection::engine() const noexcept { return state_->spec.engine; }
const Spec& Connection::spec() const noexcept { return state_->spec; }

// MariaDB's SET STATEMENT … FOR would leave no trace, but its driver then finds no result ("Invalid cursor state").
void ConnectionState::set_limit(std::chrono::milliseconds wanted) {
  const auto before = limit;
  limit = std::max(wanted, std::chrono::milliseconds{0});
  if (spec.engine == Engine::postgresql && in_transaction)
    direct("SET LOCAL statement_timeout=" + std::to_string(limit.count()), "statement timeout");
  if (spec.engine != Engine::mariadb || limit == before) return;
  const auto us = std::to_string(limit.count() * 1000 % 1'000'000);
  const auto seconds = std::to_string(limit.count() / 1000) + '.' + std::string(6 - us.size(), '0') + us;
  direct("SET SESSION max_statement_time=" + (limit.count() > 0 ? seconds : "DEFAULT"), "statement timeout");
}

void Connection::set_statement_timeout(std::chrono::milliseconds limit) { state_->set_limit(limit); }

}  // namespace ssiis::db
