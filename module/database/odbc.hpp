// The only header that includes ODBC's own. Private to this room.
#pragma once
#include <sql.h>
#include <sqlext.h>

#include <string>
#include <string_view>
#include <utility>

#include "database/types.hpp"

namespace ssiis::db::odbc {

// An ODBC handle that frees itself.
template <SQLSMALLINT Kind>
class Handle {
 public:
  Handle() = default;
  Handle(Handle&& other) noexcept : raw_{std::exchange(other.raw_, nullptr)} {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~Handle() { reset(); }
  SQLHANDLE get() const noexcept { return raw_; }
  SQLHANDLE* out() noexcept { return &raw_; }
  void reset() noexcept {
    if (raw_ != nullptr) SQLFreeHandle(Kind, raw_);
    raw_ = nullptr;
  }

 private:
  SQLHANDLE raw_{nullptr};
};

// What the driver says about its last failure on a handle: the first record, and all texts joined.
struct Diagnostics {
  std::string sqlstate{"HY000"};
  int native{0};
  std::string text;
};
Diagnostics diagnostics(SQLSMALLINT kind, SQLHANDLE handle);

// The table of facts per engine (README): what a failure is. `dead` = the driver calls the connection dead.
Fault classify(Engine engine, const Diagnostics& d, bool dead) noexcept;

inline bool ok(SQLRETURN rc) noexcept { return rc == SQL_SUCCESS || rc == SQL_SUCCESS_WITH_INFO; }

// ODBC wants mutable SQLCHAR even for what it only reads.
inline SQLCHAR* chars(std::string_view s) noexcept { return reinterpret_cast<SQLCHAR*>(const_cast<char*>(s.data())); }
inline SQLPOINTER number_attribute(SQLULEN n) noexcept { return reinterpret_cast<SQLPOINTER>(n); }

}  // namespace ssiis::db::odbc
