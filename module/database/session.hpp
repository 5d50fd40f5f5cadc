// The inside of a Connection: handles, the prepared statements it keeps, the state of its transaction. Private.
#pragma once
#include <chrono>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "database/api.hpp"
#include "database/odbc.hpp"
#include "database/writer_gate.hpp"

namespace ssiis::db {

// One value of the current row, read at most once from the driver.
struct Cell {
  enum class State { unread, null, text, bytes } state{State::unread};
  std::string value{};
};

// A prepared statement with its result, when it has one.
struct Statement {
  odbc::Handle<SQL_HANDLE_STMT> handle{};
  std::string key{};      // text and the kinds of its parameters
  std::string name{};     // of the query, for errors
  bool busy{false};       // a cursor stands on it
  bool uncounted{false};  // its row count is not the driver's to tell
  int columns{0};
  std::vector<Cell> row{};
  std::vector<SQLLEN> lengths{};        // of the parameters
  std::vector<std::int64_t> numbers{};  // values of the integer parameters
};

struct ConnectionState {
  ConnectionState(Spec s, bool streaming) : spec{std::move(s)}, stream{streaming} {}
  ~ConnectionState();
  ConnectionState(const ConnectionState&) = delete;
  ConnectionState& operator=(const ConnectionState&) = delete;

  void open();
  std::shared_ptr<Statement> fresh();
  std::shared_ptr<Statement> prepared(const Query& q, std::span<const Param> params);
  std::shared_ptr<Statement> executed(const Query& q, std::span<const Param> params);
  void forget(const std::shared_ptr<Statement>& statement) noexcept;
  void direct(std::string_view sql, std::string_view name);
  void bulk_arrays(std::string_view sql, const std::vector<Column>& values);
  void set_limit(std::chrono::milliseconds wanted);
  bool dead() noexcept;
  // Says what failed, poisons an open transaction, remembers a lost connection; always throws.
  [[noreturn]] void fail(SQLSMALLINT kind, SQLHANDLE handle, std::string_view name);
  [[noreturn]] void fail(Fault fault, std::string_view name, std::string text);
  void poison() noexcept { poisoned = poisoned || in_transaction; }
  void end_transaction() noexcept {
    in_transaction = poisoned = false;
    leave_gate();
  }
  void enter_gate();  // before a writing transaction; throws Error{busy}
  void leave_gate() noexcept {
    if (inside_gate) gate->leave();
    inside_gate = false;
  }

  Spec spec;
  bool stream;
  odbc::Handle<SQL_HANDLE_ENV> environment;  // our own: no driver manager's pool
  odbc::Handle<SQL_HANDLE_DBC> connection;
  bool connected{false};
  bool in_transaction{false};
  bool poisoned{false};
  bool broken{false};
  std::chrono::milliseconds limit{0};
  std::uint64_t generation{0};  // of the pool's spec it was opened with
  WriterGate* gate{nullptr};    // of the pool it came from, on SQLite
  bool inside_gate{false};
  std::list<std::shared_ptr<Statement>> kept;  // newest first
  static constexpr std::size_t keep_at_most = 100;
};

// Statement texts are checked by their authors; parameters here. Throws Error{bad_text}.
void bind(ConnectionState& state, Statement& statement, std::span<const Param> params, std::string_view name);
// Reads a column of the current row as text or bytes. False = NULL.
const Cell& read_cell(ConnectionState& state, Statement& statement, int column, Cell::State as);

}  // namespace ssiis::db
