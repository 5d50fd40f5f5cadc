// The drivers' many ways to say what went wrong, as one Fault. Measured per engine; the table stands in README.md.
#include <algorithm>
#include <array>

#include "database/odbc.hpp"

namespace ssiis::db::odbc {
namespace {

struct StateFault {
  std::string_view state;  // whole SQLSTATE, or its class of two letters
  Fault fault;
};

Fault by_state(std::string_view sqlstate, std::span<const StateFault> table) noexcept {
  for (const auto& row : table)
    if (sqlstate.starts_with(row.state)) return row.fault;
  return Fault::other;
}

struct NativeFault {
  int native;
  Fault fault;
};

// Native codes of SQLite; the driver hands no extended codes, so constraints are told by their text.
Fault sqlite_fault(const Diagnostics& d) noexcept {
  const auto says = [&](std::string_view words) { return d.text.find(words) != std::string::npos; };
  if (says("FOREIGN KEY constraint failed")) return Fault::foreign_key;
  if (says("UNIQUE constraint failed") || says("must be unique")) return Fault::unique;
  if (says("CHECK constraint failed")) return Fault::check;
  if (says("NOT NULL constraint failed")) return Fault::not_null;
  if (says("syntax error") || says("no such table") || says("no such column") || says("no such function"))
    return Fault::syntax;
  switch (d.native) {
    case 5:
    case 6:
      return Fault::busy;  // SQLITE_BUSY, SQLITE_LOCKED
    case 9:
      return Fault::cancelled;  // SQLITE_INTERRUPT
    case 14:
    case 26:
      return Fault::configuration;  // cannot open, not a database
    case 20:
      return Fault::bad_type;  // datatype mismatch
    default:
      return Fault::other;
  }
}

constexpr std::array postgresql_states{
    StateFault{"23505", Fault::unique},          StateFault{"23503", Fault::foreign_key},
    StateFault{"23514", Fault::check},           StateFault{"23502", Fault::not_null},
    StateFault{"40P01", Fault::deadlock},        StateFault{"40001", Fault::serialization},
    StateFault{"55P03", Fault::lock_timeout},    StateFault{"57014", Fault::cancelled},
    StateFault{"57P0", Fault::connection_lost},  StateFault{"28", Fault::configuration},
    StateFault{"3D000", Fault::configuration},   StateFault{"08", Fault::connection_lost},
    StateFault{"53300", Fault::connection_lost}, StateFault{"25P02", Fault::tx_poisoned},
    StateFault{"22021", Fault::bad_text},        StateFault{"22", Fault::bad_type},
    StateFault{"42804", Fault::bad_type},        StateFault{"42", Fault::syntax},
};

constexpr std::array mariadb_natives{
    NativeFault{1062, Fault::unique},          NativeFault{1586, Fault::unique},
    NativeFault{1452, Fault::foreign_key},     NativeFault{1451, Fault::foreign_key},
    NativeFault{1216, Fault::foreign_key},     NativeFault{1217, Fault::foreign_key},
    NativeFault{4025, Fault::check},           NativeFault{1048, Fault::not_null},
    NativeFault{1364, Fault::not_null},        NativeFault{1213, Fault::deadlock},
    NativeFault{1020, Fault::serialization},   NativeFault{1205, Fault::lock_timeout},
    NativeFault{1969, Fault::cancelled},       NativeFault{1317, Fault::cancelled},
    NativeFault{3024, Fault::cancelled},       NativeFault{2006, Fault::connection_lost},
    NativeFault{2013, Fault::connection_lost}, NativeFault{2002, Fault::connection_lost},
    NativeFault{2003, Fault::connection_lost}, NativeFault{1927, Fault::connection_lost},
    NativeFault{1053, Fault::connection_lost}, NativeFault{1040, Fault::connection_lost},
    NativeFault{1044, Fault::configuration},   NativeFault{1045, Fault::configuration},
    NativeFault{1049, Fault::configuration},   NativeFault{1406, Fault::bad_type},
    NativeFault{1264, Fault::bad_type},        NativeFault{1265, Fault::bad_type},
    NativeFault{1292, Fault::bad_type},
};

Fault mariadb_fault(const Diagnostics& d) noexcept {
  if (d.native == 1366)  // one code for both: text that is no text, and text where a number belongs
    return d.text.find("Incorrect string value") != std::string::npos ? Fault::bad_text : Fault::bad_type;
  for (const auto& row : mariadb_natives)
    if (row.native == d.native) return row.fault;
  constexpr std::array states{StateFault{"08", Fault::connection_lost}, StateFault{"40001", Fault::serialization},
                              StateFault{"42", Fault::syntax}, StateFault{"22", Fault::bad_type}};
  return by_state(d.sqlstate, states);
}

}  // namespace

Fault classify(Engine engine, const Diagnostics& d, bool dead) noexcept {
  Fault fault = Fault::other;
  switch (engine) {
    case Engine::sqlite:
      fault = sqlite_fault(d);
      break;
    case Engine::postgresql:
      fault = by_state(d.sqlstate, postgresql_states);
      break;
    case Engine::mariadb:
      fault = mariadb_fault(d);
      break;
  }
  // The first error after a kill is often a bare HY000; only the connection itself tells.
  if (fault == Fault::other && dead) return Fault::connection_lost;
  return fault;
}

Diagnostics diagnostics(SQLSMALLINT kind, SQLHANDLE handle) {
  Diagnostics out;
  std::array<SQLCHAR, 6> state{};
  std::array<SQLCHAR, 1024> text{};
  for (SQLSMALLINT record = 1; record <= 4; ++record) {
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    const auto rc = SQLGetDiagRec(kind, handle, record, state.data(), &native, text.data(),
                                  static_cast<SQLSMALLINT>(text.size()), &length);
    if (!ok(rc)) break;
    const auto kept =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::max<SQLSMALLINT>(length, 0)), 0, text.size() - 1);
    if (record == 1) {
      out.sqlstate.assign(reinterpret_cast<const char*>(state.data()), 5);
      out.native = static_cast<int>(native);
    } else {
      out.text += "; ";
    }
    out.text.append(reinterpret_cast<const char*>(text.data()), kept);
  }
  return out;
}

}  // namespace ssiis::db::odbc
