// The database as the other rooms see it: transactions, statements, rows, a pool, migrations.
//
// Rules (module/docs/decisions/0003): UTF-8 only; ODBC autocommit stays on and BEGIN/COMMIT are text; any failed
// statement poisons its transaction, after which only a rollback is possible and commit() throws tx_poisoned; a
// COMMIT that errors is unknown (commit_unknown) and is resolved by the idempotency row written in it; no session
// state, no session locks; values are read by the type the caller names, never by the type the driver describes.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"
#include "database/query.hpp"
#include "database/scoped.hpp"
#include "database/types.hpp"

namespace ssiis::db {

class Connection;
struct Statement;  // private to the room
struct ConnectionState;
struct PoolState;
struct CatalogueTable;

// One row, valid until the cursor moves. Columns count from 0. Typed reads only; each throws Error{bad_type} when the
// value does not fit, and the plain ones when it is NULL.
class Row {
 public:
  std::int64_t integer(int column) const;
  std::optional<std::int64_t> maybe_integer(int column) const;
  std::string text(int column) const;
  std::optional<std::string> maybe_text(int column) const;
  std::string text_or_empty(int column) const { return maybe_text(column).value_or(std::string{}); }
  Bytes bytes(int column) const;
  std::optional<Bytes> maybe_bytes(int column) const;
  bool flag(int column) const { return integer(column) != 0; }
  Money money(int column) const { return Money::kip(integer(column)); }
  std::optional<Money> maybe_money(int column) const;
  Day day(int column) const;
  std::optional<Day> maybe_day(int column) const;
  Instant instant(int column) const;
  std::optional<Instant> maybe_instant(int column) const;

 private:
  friend class Cursor;
  Row(ConnectionState* state, Statement* statement) : state_{state}, statement_{statement} {}
  ConnectionState* state_;
  Statement* statement_;
};

// Rows one after the other. Closing it (destructor) frees the statement for the next use. [one thread]
class Cursor {
 public:
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor();
  bool next();
  const Row& row() const noexcept { return row_; }
  int columns() const;
  std::string column_name(int column) const;

 private:
  friend class Connection;
  Cursor(ConnectionState& state, std::shared_ptr<Statement> statement);
  ConnectionState* state_;
  std::shared_ptr<Statement> statement_;
  Row row_;
};

// A column of values for execute_many; all columns of a call have the same length.
struct Column {
  enum class Kind { integer, text, blob } kind;
  std::vector<std::optional<std::int64_t>> integers{};
  std::vector<std::optional<std::string>> texts{};
  std::vector<std::optional<Bytes>> blobs{};
  static Column of_integers(std::vector<std::optional<std::int64_t>> v) {
    return {Kind::integer, std::move(v), {}, {}};
  }
  static Column of_texts(std::vector<std::optional<std::string>> v) { return {Kind::text, {}, std::move(v), {}}; }
  static Column of_blobs(std::vector<std::optional<Bytes>> v) { return {Kind::blob, {}, {}, std::move(v)}; }
  std::size_t size() const noexcept;
};

// How insert_ignore marks its statement for MariaDB, whose own INSERT IGNORE swallows every other fault too.
inline constexpr std::string_view absent_mark = "/* if absent */ ";

// The few differences between the engines that statements need. All differences live here and in sql/dialects.
class Dialect {
 public:
  explicit Dialect(Engine e) noexcept : engine_{e} {}
  Engine engine() const noexcept { return engine_; }
  // INSERT … that replaces `update` columns of the row with the same `key` columns. Parameters in column order.
  std::string upsert(std::string_view table, const std::vector<std::string>& columns,
                     const std::vector<std::string>& key, const std::vector<std::string>& update) const;
  // INSERT of one row that does nothing when a unique key has it; execute() tells (0 = it was there). Other faults are
  // reported as ever.
  std::string insert_ignore(std::string_view table, const std::vector<std::string>& columns) const;
  // " FOR UPDATE SKIP LOCKED" where the engine has it, else "" (SQLite: BEGIN IMMEDIATE serialises).
  std::string_view skip_locked() const noexcept;
  // " FOR UPDATE" where the engine has it, else "".
  std::string_view for_update() const noexcept;
  // The database's own clock as ISO text like Instant::iso(), for leases only.
  std::string_view now_text() const noexcept;
  // Takes the planner's statistics of one table anew. To be run outside transactions: MariaDB would end one. Where the
  // connection's user does not own the table, PostgreSQL warns and changes nothing.
  std::string take_statistics(std::string_view table) const;

 private:
  Engine engine_;
};

// One connection, one thread at a time. Obtained from a Pool. Prepared statements are kept (LRU) under their text.
class Connection {
 public:
  explicit Connection(const Spec& spec, bool stream = false);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Cursor query(const Query& q, const Params& params = Params{});
  std::int64_t execute(const Query& q, const Params& params = Params{});  // rows matched
  // Inserts many rows by the engine's fastest way (array binding, multi-row VALUES, unnest). Returns rows written.
  std::int64_t execute_many(std::string_view table, const std::vector<std::string>& columns,
                            const std::vector<Column>& values);
  // Plain text without parameters, several times a session at most: DDL, BEGIN. Not kept.
  void run(std::string_view sql);
  bool alive() noexcept;  // no round trip
  bool in_transaction() const noexcept;
  Engine engine() const noexcept;
  const Spec& spec() const noexcept;
  Dialect dialect() const noexcept { return Dialect{engine()}; }
  // Statements longer than this fail with Fault::cancelled where the engine can: on MariaDB each one, on PostgreSQL
  // those inside a transaction (SET LOCAL), on SQLite none. 0 = no limit; a pool forgets it when the lease ends.
  void set_statement_timeout(std::chrono::milliseconds limit);

 private:
  friend class Transaction;
  friend class Pool;
  friend std::vector<CatalogueTable> read_catalogue(Connection& connection,
                                                    const std::function<bool(std::string_view)>& wanted);
  std::unique_ptr<ConnectionState> state_;
};

// write = BEGIN IMMEDIATE on SQLite; read = the engines that can refuse writes do, and execute() throws logic_error.
// Isolation is READ COMMITTED on the servers, serial on SQLite.
enum class Mode { read, write };

// Rolls back unless committed; the destructor never throws. Any Error inside poisons it. [one thread]
class Transaction {
 public:
  Transaction(Connection& connection, Mode mode);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Cursor query(const Query& q, const Params& params = Params{});
  std::int64_t execute(const Query& q, const Params& params = Params{});
  std::int64_t execute_many(std::string_view table, const std::vector<std::string>& columns,
                            const std::vector<Column>& values);
  // Exactly one row by a caller's reader, or nothing.
  template <class F>
  auto find(const Query& q, const Params& params, F&& read)
      -> std::optional<decltype(read(std::declval<const Row&>()))> {
    auto rows = query(q, params);
    if (!rows.next()) return std::nullopt;
    return read(rows.row());
  }
  template <class F>
  auto all(const Query& q, const Params& params, F&& read) -> std::vector<decltype(read(std::declval<const Row&>()))> {
    std::vector<decltype(read(std::declval<const Row&>()))> out;
    for (auto rows = query(q, params); rows.next();) out.push_back(read(rows.row()));
    return out;
  }
  // Sends COMMIT as text. Throws tx_poisoned after a failed statement (nothing was committed), commit_unknown when the
  // COMMIT itself failed in a way that leaves the outcome open, or the fault the engine named (serialization, …).
  void commit();
  void rollback() noexcept;  // allowed at any time, also twice
  bool poisoned() const noexcept;
  bool open() const noexcept { return open_; }
  Engine engine() const noexcept { return connection_->engine(); }
  Dialect dialect() const noexcept { return connection_->dialect(); }
  // Work that is done after this transaction has committed, in order (waking a scheduler). Dropped on rollback.
  // It must not throw: what it throws is dropped, because the commit stands.
  void after_commit(std::function<void()> work) { after_.push_back(std::move(work)); }

 private:
  void check_usable() const;
  void check_writable() const;
  Connection* connection_;
  Mode mode_;
  bool open_{false};
  std::vector<std::function<void()>> after_;
};

// A borrowed connection; goes back to its pool when it dies, or is closed when it is broken.
class Lease {
 public:
  Lease(Lease&& other) noexcept;
  Lease& operator=(Lease&&) = delete;
  ~Lease();
  Connection& operator*() const noexcept { return *connection_; }
  Connection* operator->() const noexcept { return connection_.get(); }

 private:
  friend class Pool;
  Lease(class Pool* pool, std::unique_ptr<Connection> connection);
  class Pool* pool_;
  std::unique_ptr<Connection> connection_;
};

struct PoolFigures {
  std::size_t open, idle, waiting;
  std::uint64_t taken, opened, broken, timed_out;
};

// Our own pool: no driver-manager pooling, no session state. [any thread]
class Pool {
 public:
  Pool(Spec spec, std::size_t max_connections);
  ~Pool();
  Lease take(std::chrono::milliseconds patience = std::chrono::seconds{10});  // Error{pool_exhausted} after that
  PoolFigures figures() const;
  Engine engine() const noexcept;
  Spec spec() const;
  void replace_spec(Spec spec);  // credentials rotated: idle connections are closed, leased ones when they return

  // Runs `work(Transaction&)` in a transaction and commits it; retries the whole work on retryable faults with a
  // growing random pause. Work must have no effect outside the transaction but after_commit. A commit whose outcome is
  // unknown is not retried: commit_unknown goes to the caller, who asks the idempotency row.
  template <class F>
  auto transact(Mode mode, F&& work, int attempts = 4) {
    for (int attempt = 1;; ++attempt) {
      try {
        Lease lease = take();
        Transaction tx{*lease, mode};
        if constexpr (std::is_void_v<decltype(work(tx))>) {
          work(tx);
          tx.commit();
          return;
        } else {
          auto result = work(tx);
          if (tx.open()) tx.commit();
          return result;
        }
      } catch (const Error& e) {
        if (!e.retryable() || attempt >= attempts) throw;
        pause_before_retry(attempt);
      }
    }
  }

 private:
  friend class Lease;
  static void pause_before_retry(int attempt);
  friend class IdSource;
  std::unique_ptr<Connection> idle_or_new(std::chrono::milliseconds patience);
  void give_back(std::unique_ptr<Connection> connection) noexcept;
  std::unique_ptr<PoolState> state_;
};

// Ids from hi/lo blocks reserved in a transaction of their own; unique over all hosts, never reused, gaps are normal.
// [any thread]
class IdSource {
 public:
  explicit IdSource(Pool& pool);
  ~IdSource();
  // Also inside a transaction: blocks are long and are renewed before a lease is handed out, so that neither SQLite's
  // one writer nor the last connection of the pool is waited for by its own holder.
  std::int64_t next();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

// ---- migrations --------------------------------------------------------------------------------------------------

struct Migration {
  int version;
  std::string_view name;
  std::string_view up;  // with dialect macros
  std::string_view down;
  std::string_view sha256;  // of the up text, 64 hexadecimal digits
};

struct MigrationStep {
  int version;
  std::string name;
  bool up;
};

// All migrations of the project in order, embedded at build from sql/migrations.
std::span<const Migration> migrations();
int newest_schema_version();

// The text of one migration for one engine, as single statements: macros ({{id}} {{i64}} {{int}} {{money}} {{day}}
// {{ts}}
// {{bool}} {{blob}} {{text:n}} {{longtext}}) replaced, lines under "-- @only <engine>" kept for that engine only.
std::vector<std::string> statements_for(Engine engine, std::string_view sql);

// The version found in insp_schema_migration; 0 when there is no such table. Throws Error on a broken connection.
int schema_version(Connection& connection);
// What `migrate` would do to reach `target` (default: the newest), in order.
std::vector<MigrationStep> migration_plan(Connection& connection, std::optional<int> target);
// Applies the plan under a lock that excludes other migrators, resumable after a kill, each step recorded with the hash
// of its text. Refuses (Error{configuration}) when a recorded hash differs or the database is newer than the program.
void migrate(Connection& connection, std::optional<int> target,
             const std::function<void(const MigrationStep&)>& progress);

// ---- idempotency -------------------------------------------------------------------------------------------------

// Writes (key, hash of the request) in the caller's transaction. Returns the stored result text when this very request
// was already done, nothing when it is new. Rejects "request.key_reused" (through the Result) when the key was used
// for another request.
Result<std::optional<std::string>> claim_request(Transaction& tx, std::string_view key, std::string_view request_hash,
                                                 Instant now);
void store_result(Transaction& tx, std::string_view key, std::string_view result);
// Forgets requests older than any client's patience. Returns how many.
std::int64_t purge_requests(Transaction& tx, Instant before);

}  // namespace ssiis::db

// The rest of what this room publishes; they build on the above.
#include "database/catalogue.hpp"
#include "database/config.hpp"
#include "database/jobs.hpp"
#include "database/series.hpp"
