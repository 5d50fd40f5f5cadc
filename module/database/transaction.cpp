#include <stdexcept>

#include "core/failpoint.hpp"
#include "database/session.hpp"

namespace ssiis::db {
namespace {

std::string begin_text(const ConnectionState& state, Mode mode) {
  const bool write = mode == Mode::write;
  switch (state.spec.engine) {
    case Engine::sqlite:
      return write ? "BEGIN IMMEDIATE" : "BEGIN";
    case Engine::mariadb:
      return write ? "START TRANSACTION READ WRITE" : "START TRANSACTION READ ONLY";
    case Engine::postgresql:
      break;
  }
  // One message. SET LOCAL ends with the transaction, so a pooler may hand the session to anybody.
  std::string text{"BEGIN ISOLATION LEVEL READ COMMITTED "};
  text += write ? "READ WRITE" : "READ ONLY";
  text += ";SET LOCAL lock_timeout=" + std::to_string(state.spec.timeout_ms);
  if (state.limit.count() > 0) text += ";SET LOCAL statement_timeout=" + std::to_string(state.limit.count());
  return text;
}

// Faults of a COMMIT after which the engine has certainly stored nothing.
bool surely_refused(Fault fault) noexcept {
  switch (fault) {
    case Fault::unique:
    case Fault::foreign_key:
    case Fault::check:
    case Fault::not_null:
    case Fault::serialization:
    case Fault::deadlock:
    case Fault::lock_timeout:
    case Fault::busy:
      return true;
    default:
      return false;
  }
}

}  // namespace

Transaction::Transaction(Connection& connection, Mode mode) : connection_{&connection}, mode_{mode} {
  auto& state = *connection_->state_;
  if (state.in_transaction) throw std::logic_error{"a transaction inside a transaction"};
  if (mode == Mode::write) state.enter_gate();
  try {
    state.direct(begin_text(state, mode), "begin");
  } catch (...) {
    state.leave_gate();
    throw;
  }
  state.in_transaction = true;
  state.poisoned = false;
  open_ = true;
  if (mode_ == Mode::write) failpoint("began");
}

Transaction::~Transaction() { rollback(); }

bool Transaction::poisoned() const noexcept { return open_ && connection_->state_->poisoned; }

// Refusing here what an engine would accept keeps the three alike: no statement of a failed transaction is sent.
void Transaction::check_usable() const {
  if (!open_) throw std::logic_error{"the transaction is over"};
  if (poisoned()) throw Error{Fault::tx_poisoned, "statement", "25P02", 0, "an earlier statement failed"};
}

void Transaction::check_writable() const {
  check_usable();
  if (mode_ == Mode::read) throw std::logic_error{"a reading transaction may not write"};
}

Cursor Transaction::query(const Query& q, const Params& params) {
  check_usable();
  return connection_->query(q, params);
}

std::int64_t Transaction::execute(const Query& q, const Params& params) {
  check_writable();
  const auto rows = connection_->execute(q, params);
  failpoint("wrote");
  return rows;
}

std::int64_t Transaction::execute_many(std::string_view table, const std::vector<std::string>& columns,
                                       const std::vector<Column>& values) {
  check_writable();
  const auto rows = connection_->execute_many(table, columns, values);
  failpoint("wrote");
  return rows;
}

void Transaction::commit() {
  if (!open_) throw std::logic_error{"the transaction is over"};
  auto& state = *connection_->state_;
  if (poisoned()) {
    rollback();  // COMMIT is never sent: a driver might acknowledge it
    throw Error{Fault::tx_poisoned, "commit", "25P02", 0, "an earlier statement failed; nothing was stored"};
  }
  if (mode_ == Mode::write) failpoint("committing");
  try {
    state.direct("COMMIT", "commit");
  } catch (const Error& e) {
    if (surely_refused(e.fault)) {
      rollback();
      throw;
    }
    open_ = false;
    after_.clear();
    state.broken = true;
    state.end_transaction();
    throw Error{Fault::commit_unknown, "commit", e.sqlstate.data(), e.native, e.driver_text};
  }
  open_ = false;
  state.end_transaction();
  if (mode_ == Mode::write) failpoint("committed");
  for (const auto& work : std::exchange(after_, {})) {
    try {
      work();
    } catch (...) {  // what is committed stays committed: the caller must not hear of a failure
    }
  }
}

void Transaction::rollback() noexcept {
  if (!open_) return;
  open_ = false;
  after_.clear();
  auto& state = *connection_->state_;
  try {
    if (!state.broken) state.direct("ROLLBACK", "rollback");
  } catch (const std::exception&) {
    state.broken = true;  // the pool closes it; the server rolls back
  }
  state.end_transaction();
}

}  // namespace ssiis::db
