#include "bench/recorded.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <sql.h>
#include <sqlext.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>

#include "bench/figures.hpp"

namespace ssiis::bench {
namespace {

struct Bound {
  SQLSMALLINT c_type{0};
  const void* data{nullptr};
  const SQLLEN* length{nullptr};
};
struct Prepared {
  std::string sql{};
  std::map<SQLUSMALLINT, Bound> bound{};
};

std::mutex mutex;
std::map<SQLHSTMT, Prepared> prepared;
std::vector<Sent>* recording = nullptr;
std::atomic<bool> listening{false};

std::string text_of(const SQLCHAR* text, SQLINTEGER length) {
  const auto* chars = reinterpret_cast<const char*>(text);
  return length == SQL_NTS ? std::string{chars} : std::string{chars, static_cast<std::size_t>(length)};
}

Value value_of(const Bound& b) {
  if (b.length != nullptr && *b.length == SQL_NULL_DATA) throw std::runtime_error{"a parameter that is NULL was sent"};
  if (b.c_type == SQL_C_SBIGINT) return *static_cast<const std::int64_t*>(b.data);
  return std::string{static_cast<const char*>(b.data), static_cast<std::size_t>(*b.length)};
}

void note_execution(SQLHSTMT statement) {
  const std::scoped_lock lock{mutex};
  if (recording == nullptr) return;
  const auto& p = prepared.at(statement);
  Sent sent{p.sql};
  for (const auto& [number, b] : p.bound) sent.parameters.push_back(value_of(b));
  recording->push_back(std::move(sent));
}

template <class F>
F next(const char* name) {
  auto* found = dlsym(RTLD_NEXT, name);
  if (found == nullptr) std::abort();
  return reinterpret_cast<F>(found);
}

}  // namespace

std::vector<Sent> recorded(const std::function<void()>& work) {
  std::vector<Sent> out;
  {
    const std::scoped_lock lock{mutex};
    recording = &out;
    listening = true;
  }
  work();
  const std::scoped_lock lock{mutex};
  recording = nullptr;
  listening = false;
  if (out.empty()) throw std::runtime_error{"no statement was seen on its way to the driver manager"};
  return out;
}

Replay::Replay(Native& native, const std::vector<Sent>& sent) : native_{native} {
  std::map<std::string, int> known;
  for (const auto& s : sent) {
    if (s.plain) {
      steps_.push_back({-1, s.sql, {}});
      continue;
    }
    if (!s.sql.starts_with("SELECT")) throw std::runtime_error{"not only reads: " + s.sql.substr(0, 120)};
    auto at = known.find(s.sql);
    if (at == known.end()) at = known.emplace(s.sql, native.prepare(s.sql)).first;
    steps_.push_back({at->second, s.sql, s.parameters});
  }
}

void Replay::run() const {
  for (const auto& step : steps_)
    if (step.statement < 0)
      native_.run(step.text);
    else
      native_.execute(step.statement, step.parameters);
}

void Replay::explain() const {
  struct Cost {
    int times{0};
    double wall{0};
  };
  std::map<std::string, Cost> costs;
  for (const auto& step : steps_) {
    auto& cost = costs[step.text];
    ++cost.times;
    cost.wall += taken([&] {
                   if (step.statement < 0)
                     native_.run(step.text);
                   else
                     native_.execute(step.statement, step.parameters);
                 }).wall;
  }
  for (const auto& [text, cost] : costs)
    progress(fmt::format("{:7.3f} ms {:4} x {}", cost.wall * 1000, cost.times, text.substr(0, 400)));
}

}  // namespace ssiis::bench

// ---- found before the driver manager's own

extern "C" {

__attribute__((visibility("default"))) SQLRETURN SQL_API SQLPrepare(SQLHSTMT statement, SQLCHAR* text,
                                                                    SQLINTEGER length) {
  static const auto forward = ssiis::bench::next<decltype(&SQLPrepare)>("SQLPrepare");
  {
    const std::scoped_lock lock{ssiis::bench::mutex};
    ssiis::bench::prepared[statement] = {ssiis::bench::text_of(text, length), {}};
  }
  return forward(statement, text, length);
}

__attribute__((visibility("default"))) SQLRETURN SQL_API SQLBindParameter(SQLHSTMT statement, SQLUSMALLINT number,
                                                                          SQLSMALLINT direction, SQLSMALLINT c_type,
                                                                          SQLSMALLINT sql_type, SQLULEN size,
                                                                          SQLSMALLINT digits, SQLPOINTER data,
                                                                          SQLLEN room, SQLLEN* length) {
  static const auto forward = ssiis::bench::next<decltype(&SQLBindParameter)>("SQLBindParameter");
  // Parameters are bound anew at each execution, so they are noted only while somebody listens.
  if (ssiis::bench::listening.load(std::memory_order_relaxed)) {
    const std::scoped_lock lock{ssiis::bench::mutex};
    ssiis::bench::prepared[statement].bound[number] = {c_type, data, length};
  }
  return forward(statement, number, direction, c_type, sql_type, size, digits, data, room, length);
}

__attribute__((visibility("default"))) SQLRETURN SQL_API SQLExecute(SQLHSTMT statement) {
  static const auto forward = ssiis::bench::next<decltype(&SQLExecute)>("SQLExecute");
  if (ssiis::bench::listening.load(std::memory_order_relaxed)) ssiis::bench::note_execution(statement);
  return forward(statement);
}

__attribute__((visibility("default"))) SQLRETURN SQL_API SQLExecDirect(SQLHSTMT statement, SQLCHAR* text,
                                                                       SQLINTEGER length) {
  static const auto forward = ssiis::bench::next<decltype(&SQLExecDirect)>("SQLExecDirect");
  if (ssiis::bench::listening.load(std::memory_order_relaxed)) {
    const std::scoped_lock lock{ssiis::bench::mutex};
    if (ssiis::bench::recording != nullptr)
      ssiis::bench::recording->push_back({ssiis::bench::text_of(text, length), {}, true});
  }
  return forward(statement, text, length);
}
}
