#include "database/types.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>

namespace ssiis::db {

std::string_view name_of(Engine engine) noexcept {
  switch (engine) {
    case Engine::sqlite:
      return "sqlite";
    case Engine::postgresql:
      return "postgresql";
    case Engine::mariadb:
      return "mariadb";
  }
  return "unknown";
}

std::optional<Engine> engine_named(std::string_view name) noexcept {
  for (const Engine e : {Engine::sqlite, Engine::postgresql, Engine::mariadb})
    if (name_of(e) == name) return e;
  return std::nullopt;
}

std::string_view name_of(Fault fault) noexcept {
  switch (fault) {
    case Fault::unique:
      return "unique";
    case Fault::foreign_key:
      return "foreign_key";
    case Fault::check:
      return "check";
    case Fault::not_null:
      return "not_null";
    case Fault::serialization:
      return "serialization";
    case Fault::deadlock:
      return "deadlock";
    case Fault::lock_timeout:
      return "lock_timeout";
    case Fault::busy:
      return "busy";
    case Fault::cancelled:
      return "cancelled";
    case Fault::connection_lost:
      return "connection_lost";
    case Fault::tx_poisoned:
      return "tx_poisoned";
    case Fault::commit_unknown:
      return "commit_unknown";
    case Fault::bad_text:
      return "bad_text";
    case Fault::bad_type:
      return "bad_type";
    case Fault::syntax:
      return "syntax";
    case Fault::pool_exhausted:
      return "pool_exhausted";
    case Fault::configuration:
      return "configuration";
    case Fault::other:
      return "other";
  }
  return "other";
}

Error::Error(Fault fault_, std::string_view statement, std::string_view sqlstate_, int native_,
             std::string driver_text_)
    : std::runtime_error{fmt::format("database: {}: {}", statement, name_of(fault_))},
      fault{fault_},
      native{native_},
      driver_text{std::move(driver_text_)} {
  std::copy_n(sqlstate_.begin(), std::min<std::size_t>(sqlstate_.size(), 5), sqlstate.begin());
}

bool Error::retryable() const noexcept {
  switch (fault) {
    case Fault::serialization:
    case Fault::deadlock:
    case Fault::lock_timeout:
    case Fault::busy:
    case Fault::connection_lost:
      return true;  // no COMMIT was sent, so nothing was stored
    default:
      return false;
  }
}

Secret::~Secret() {
  if (!value_.empty()) OPENSSL_cleanse(value_.data(), value_.size());
}

}  // namespace ssiis::db
