// Values, faults and the description of a connection.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/api.hpp"

namespace ssiis::db {

enum class Engine { sqlite, postgresql, mariadb };
std::string_view name_of(Engine engine) noexcept;
std::optional<Engine> engine_named(std::string_view name) noexcept;

enum class Fault {
  unique,
  foreign_key,
  check,
  not_null,
  serialization,
  deadlock,
  lock_timeout,
  busy,
  cancelled,
  connection_lost,
  tx_poisoned,
  commit_unknown,
  bad_text,
  bad_type,
  syntax,
  pool_exhausted,
  configuration,
  other
};
std::string_view name_of(Fault fault) noexcept;

// What went wrong in the database. what() holds the statement's name and the class of the fault, never parameters,
// never secrets. `driver_text` is for the log of administrators only.
struct Error : std::runtime_error {
  Error(Fault fault_, std::string_view statement, std::string_view sqlstate_, int native_, std::string driver_text_);
  // True when the same transaction, run again from its beginning, may succeed (serialization, deadlock, busy, …).
  bool retryable() const noexcept;
  Fault fault;
  std::array<char, 6> sqlstate{};
  int native;
  std::string driver_text;
};

// A password that no formatter prints and that is wiped when it dies.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_{std::move(value)} {}
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret();
  const std::string& reveal() const noexcept { return value_; }

 private:
  std::string value_;
};

// Where the database is. to_odbc() builds the connection string from an allow-list of keywords and refuses what
// would be unsafe (';' in a SQLite path, driver debug settings). See docs in README.md of this room.
struct Spec {
  Engine engine{Engine::sqlite};
  std::string host;
  std::uint16_t port{0};
  std::string database;  // name, or file path
  std::string user;
  Secret password;
  std::string tls{"off"};                          // off, require, verify-full
  bool pooler{false};                              // a transaction pooler stands between (PostgreSQL)
  unsigned timeout_ms{5000};                       // connecting, and waiting for SQLite's lock
  std::string to_odbc(bool stream = false) const;  // throws Error{configuration}
};

using Bytes = std::vector<std::byte>;

// What can be bound. Text is checked: valid UTF-8 without NUL, else Error{bad_text}. Money, Day, Month and Instant
// travel as BIGINT or ISO text; a flag as 0 or 1.
using Param = std::variant<std::monostate, std::int64_t, std::string_view, std::span<const std::byte>>;

inline Param null() { return std::monostate{}; }
// Owns the texts that its parameters point to, so that temporaries (ISO dates) live until the call.
class Params {
 public:
  template <class... T>
  explicit Params(const T&... values) {
    owned_.reserve(sizeof...(T));
    list_.reserve(sizeof...(T));
    (add(values), ...);
  }
  void add(std::monostate) { list_.emplace_back(std::monostate{}); }
  void add(std::int64_t v) { list_.emplace_back(v); }
  void add(int v) { list_.emplace_back(std::int64_t{v}); }
  void add(bool v) { list_.emplace_back(std::int64_t{v ? 1 : 0}); }
  void add(Money v) { list_.emplace_back(v.units()); }
  void add(std::string_view v) { list_.emplace_back(v); }
  void add(const std::string& v) { list_.emplace_back(std::string_view{v}); }
  void add(const char* v) { list_.emplace_back(std::string_view{v}); }
  void add(std::span<const std::byte> v) { list_.emplace_back(v); }
  void add(const Bytes& v) { list_.emplace_back(std::span<const std::byte>{v}); }
  void add(const Sha256& v) { list_.emplace_back(std::span<const std::byte>{v}); }
  void add(Day v) { own(v.iso()); }
  void add(Month v) { own(v.iso()); }
  void add(Instant v) { own(v.iso()); }
  void add(const Param& v) { list_.push_back(v); }
  template <class Tag>
  void add(Id<Tag> v) {
    list_.emplace_back(v.value);
  }
  template <class T>
  void add(const std::optional<T>& v) {
    if (v)
      add(*v);
    else
      add(std::monostate{});
  }
  std::span<const Param> list() const noexcept { return list_; }
  Params(const Params&) = delete;
  Params& operator=(const Params&) = delete;

 private:
  void own(std::string text) {
    owned_.push_back(std::make_unique<std::string>(std::move(text)));
    list_.emplace_back(std::string_view{*owned_.back()});
  }
  std::vector<std::unique_ptr<std::string>> owned_;
  std::vector<Param> list_;
};

}  // namespace ssiis::db
