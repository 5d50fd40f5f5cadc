// The connection string. Each keyword stands here; nothing from outside can add one. What is left out on purpose:
// AUTO_RECONNECT (acknowledges lost commits), NoTXN (no rollback), Debug/CommLog/Tracefile (clear passwords in files).
#include <fmt/format.h>

#include <algorithm>

#include "database/types.hpp"

namespace ssiis::db {
namespace {

[[noreturn]] void refuse(std::string why) { throw Error{Fault::configuration, "connect", "", 0, std::move(why)}; }

void no_control(std::string_view what, std::string_view value) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::any_of(value.begin(), value.end(), control))
    refuse(fmt::format("the database's {} holds a control character", what));
}

// In braces, a closing brace doubled: ';' would end a bare value.
std::string braced(std::string_view what, std::string_view value) {
  no_control(what, value);
  std::string out{"{"};
  for (const char c : value) out.append(c == '}' ? 2 : 1, c);
  return out + '}';
}

// psqlODBC takes braces literally anywhere but round the password, and decodes '%' elsewhere; so names and hosts may
// hold nothing that would need them.
const std::string& plain(std::string_view what, const std::string& value) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{".:-_@$"}.find(c) != std::string_view::npos;
  };
  if (!std::all_of(value.begin(), value.end(), fits))
    refuse(fmt::format("the database's {} may hold Latin letters, digits and . : - _ @ $ only", what));
  return value;
}

unsigned seconds(unsigned ms) { return std::max(1u, (ms + 999) / 1000); }

// StepAPI streams, but executes a prepared statement without parameters wrongly the second time: rows are missing and
// nothing says so. Only streaming connections have it, and they prepare such statements anew each time.
std::string sqlite_text(const Spec& s, bool stream) {
  if (s.database.empty()) refuse("no database file is named");
  no_control("file name", s.database);
  // This driver knows no escapes, and hands "file:" and ":memory:" to SQLite, which reads options from them.
  if (s.database.find_first_of(";{}") != std::string::npos || s.database.front() == ' ' || s.database.back() == ' ')
    refuse("the database's file name may not hold ';', '{' or '}', nor begin or end with a space");
  if (s.database.starts_with("file:") || s.database.starts_with(":")) refuse("the database must be a plain file");
  return fmt::format(
      "Driver=SQLite3;Database={};Timeout={};JournalMode=WAL;SyncPragma=FULL;FKSupport=1;BigInt=1;StepAPI={}",
      s.database, s.timeout_ms, stream ? 1 : 0);
}

std::string postgresql_text(const Spec& s, bool stream) {
  const auto tls = s.tls == "off" ? "disable" : s.tls;
  auto out = fmt::format(
      "Driver={{PostgreSQL "
      "Unicode}};Server={};Port={};Database={};Uid={};Pwd={};Protocol=7.4-0;UseServerSidePrepare={};"
      "BoolsAsChar=0;ByteaAsLongVarBinary=1;Debug=0;CommLog=0;SSLmode={};"
      "pqopt={{connect_timeout={} application_name=ssiis}}",
      plain("host", s.host), s.port == 0 ? 5432 : s.port, plain("name", s.database), plain("user", s.user),
      braced("password", s.password.reveal()), s.pooler ? 0 : 1, tls, std::max(2u, seconds(s.timeout_ms)));
  if (stream) out += ";UseDeclareFetch=1;Fetch=10000";
  return out;
}

std::string mariadb_text(const Spec& s) {
  auto out = fmt::format(
      "Driver={{MariaDB Unicode}};Server={};Port={};Database={};Uid={};Pwd={};CHARSET=utf8mb4;OPTION=2;"
      "AUTO_RECONNECT=0;NO_PROMPT=1;CONN_TIMEOUT={}",
      plain("host", s.host), s.port == 0 ? 3306 : s.port, plain("name", s.database), plain("user", s.user),
      braced("password", s.password.reveal()), seconds(s.timeout_ms));
  if (s.tls != "off") out += ";FORCETLS=1";
  if (s.tls == "verify-full") out += ";SSLVERIFY=1";
  return out;
}

}  // namespace

std::string Spec::to_odbc(bool stream) const {
  if (tls != "off" && tls != "require" && tls != "verify-full") refuse("tls must be off, require or verify-full");
  if (engine != Engine::sqlite && (host.empty() || database.empty() || user.empty()))
    refuse("the database's host, name and user must be given");
  switch (engine) {
    case Engine::sqlite:
      return sqlite_text(*this, stream);
    case Engine::postgresql:
      return postgresql_text(*this, stream);
    case Engine::mariadb:
      return mariadb_text(*this);
  }
  refuse("unknown engine");
}

}  // namespace ssiis::db
