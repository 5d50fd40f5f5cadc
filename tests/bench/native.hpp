// The floor's client: libpq or the SQLite C library, used directly, as somebody would who writes for one engine only.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "database/api.hpp"

namespace ssiis::bench {

using Value = std::variant<std::int64_t, std::string>;
using Values = std::vector<Value>;

// One connection. Statements are prepared once under their text. Faults throw std::runtime_error. [one thread]
class Native {
 public:
  virtual ~Native() = default;
  // The settings that the module's own connections have: WAL and full sync on SQLite, the server's own elsewhere.
  static std::unique_ptr<Native> open(const db::Spec& spec);

  // Plain text, also several statements.
  virtual void run(const std::string& sql) = 0;
  // A statement with '?' for its parameters; a number to call it by.
  virtual int prepare(const std::string& sql) = 0;
  // Runs it and reads every row and cell of its answer; the rows read or changed. The first row goes to `first`.
  virtual std::int64_t execute(int statement, const Values& parameters, Values* first = nullptr) = 0;
  // Bytes of all cells read so far: proof that the answers were looked at.
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 protected:
  std::uint64_t bytes_read_{0};
};

// A file of tests/bench/floors: statements that end with ';' at a line's end, named parameters ":name", and before a
// query "-- @into a, b": its first row's columns become the parameters of these names.
class Script {
 public:
  Script(Native& native, const std::string& path);
  // Parameters by name. Throws std::runtime_error when one is missing or a query with @into finds nothing.
  void run(std::map<std::string, Value, std::less<>>& parameters) const;
  std::size_t statements() const noexcept { return steps_.size(); }

 private:
  struct Step {
    std::string plain;  // BEGIN and COMMIT, sent as they are
    int statement{-1};
    std::vector<std::string> parameters{}, into{};
  };
  void add(const std::string& text, std::vector<std::string> into);
  Native& native_;
  std::vector<Step> steps_;
};

}  // namespace ssiis::bench
