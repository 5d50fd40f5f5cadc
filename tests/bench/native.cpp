#include "bench/native.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <bit>
#include <cctype>
#include <fstream>
#include <stdexcept>

namespace ssiis::bench {
namespace {

[[noreturn]] void broken(const std::string& what, const char* message) {
  throw std::runtime_error{"floor: " + what + ": " + message};
}

class Sqlite final : public Native {
 public:
  explicit Sqlite(const db::Spec& spec) {
    if (sqlite3_open(spec.database.c_str(), &db_) != SQLITE_OK) broken("open", sqlite3_errmsg(db_));
    sqlite3_busy_timeout(db_, 10'000);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
  }
  ~Sqlite() override {
    for (auto* s : statements_) sqlite3_finalize(s);
    sqlite3_close(db_);
  }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  void run(const std::string& sql) override {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) broken(sql, sqlite3_errmsg(db_));
  }
  int prepare(const std::string& sql) override {
    sqlite3_stmt* s = nullptr;
    if (sqlite3_prepare_v3(db_, sql.c_str(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &s, nullptr) !=
        SQLITE_OK)
      broken(sql, sqlite3_errmsg(db_));
    statements_.push_back(s);
    return static_cast<int>(statements_.size()) - 1;
  }
  std::int64_t execute(int statement, const Values& parameters, Values* first) override {
    auto* s = statements_.at(static_cast<std::size_t>(statement));
    int n = 0;
    for (const auto& p : parameters) {
      ++n;
      if (const auto* number = std::get_if<std::int64_t>(&p))
        sqlite3_bind_int64(s, n, *number);
      else {
        const auto& text = std::get<std::string>(p);
        sqlite3_bind_text(s, n, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
      }
    }
    std::int64_t rows = 0;
    int rc = 0;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
      ++rows;
      const int columns = sqlite3_column_count(s);
      for (int i = 0; i < columns; ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, i));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(s, i));
        bytes_read_ += size;
        if (first == nullptr || rows != 1) continue;
        if (sqlite3_column_type(s, i) == SQLITE_INTEGER)
          first->emplace_back(sqlite3_column_int64(s, i));
        else
          first->emplace_back(std::string{text == nullptr ? "" : text, size});
      }
    }
    if (rc != SQLITE_DONE) broken(sqlite3_sql(s), sqlite3_errmsg(db_));
    const bool query = sqlite3_column_count(s) > 0;
    sqlite3_reset(s);
    return query ? rows : sqlite3_changes64(db_);
  }

 private:
  sqlite3* db_{nullptr};
  std::vector<sqlite3_stmt*> statements_;
};

class Postgresql final : public Native {
 public:
  explicit Postgresql(const db::Spec& spec) {
    const auto port = std::to_string(spec.port);
    const std::string password{spec.password.reveal()};
    const char* names[] = {"host", "port", "dbname", "user", "password", nullptr};
    const char* values[] = {spec.host.c_str(), port.c_str(),     spec.database.c_str(),
                            spec.user.c_str(), password.c_str(), nullptr};
    connection_ = PQconnectdbParams(names, values, 0);
    if (PQstatus(connection_) != CONNECTION_OK) broken("connect", PQerrorMessage(connection_));
  }
  ~Postgresql() override { PQfinish(connection_); }
  Postgresql(const Postgresql&) = delete;
  Postgresql& operator=(const Postgresql&) = delete;

  void run(const std::string& sql) override {
    auto* result = PQexec(connection_, sql.c_str());
    const auto status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) broken(sql, PQerrorMessage(connection_));
  }
  int prepare(const std::string& sql) override {
    std::string text;
    int n = 0;
    bool quoted = false;
    for (const char c : sql) {
      quoted = quoted != (c == '\'');
      if (c == '?' && !quoted)
        text += '$' + std::to_string(++n);
      else
        text += c;
    }
    texts_.push_back(text);
    prepared_.push_back(false);
    return static_cast<int>(texts_.size()) - 1;
  }
  std::int64_t execute(int statement, const Values& parameters, Values* first) override {
    const auto at = static_cast<std::size_t>(statement);
    const auto name = "f" + std::to_string(statement);
    if (!prepared_.at(at)) prepare_now(at, name, parameters);
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
    std::vector<std::int64_t> numbers(parameters.size());  // in network order, where PostgreSQL wants them
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const auto* number = std::get_if<std::int64_t>(&parameters[i]);
      if (number != nullptr)
        numbers[i] = static_cast<std::int64_t>(__builtin_bswap64(static_cast<std::uint64_t>(*number)));
      values.push_back(number != nullptr ? reinterpret_cast<const char*>(&numbers[i])
                                         : std::get<std::string>(parameters[i]).c_str());
      lengths.push_back(number != nullptr ? 8 : 0);
      formats.push_back(number != nullptr ? 1 : 0);
    }
    auto* result = PQexecPrepared(connection_, name.c_str(), static_cast<int>(values.size()), values.data(),
                                  lengths.data(), formats.data(), 0);
    const auto status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      PQclear(result);
      broken(texts_[at], PQerrorMessage(connection_));
    }
    const auto rows = status == PGRES_TUPLES_OK ? read(result, first) : std::atoll(PQcmdTuples(result));
    PQclear(result);
    return rows;
  }

 private:
  void prepare_now(std::size_t at, const std::string& name, const Values& parameters) {
    constexpr Oid bigint = 20, as_needed = 0;
    std::vector<Oid> types;
    for (const auto& p : parameters) types.push_back(std::holds_alternative<std::int64_t>(p) ? bigint : as_needed);
    auto* result =
        PQprepare(connection_, name.c_str(), texts_[at].c_str(), static_cast<int>(types.size()), types.data());
    const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!good) broken(texts_[at], PQerrorMessage(connection_));
    prepared_[at] = true;
  }
  std::int64_t read(const PGresult* result, Values* first) {
    const int rows = PQntuples(result), columns = PQnfields(result);
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < columns; ++c) {
        const char* cell = PQgetvalue(result, r, c);
        bytes_read_ += static_cast<std::uint64_t>(PQgetlength(result, r, c));
        if (first == nullptr || r != 0) continue;
        if (PQftype(result, c) == 20 || PQftype(result, c) == 23)
          first->emplace_back(std::int64_t{std::atoll(cell)});
        else
          first->emplace_back(std::string{cell});
      }
    return rows;
  }

  PGconn* connection_{nullptr};
  std::vector<std::string> texts_;
  std::vector<bool> prepared_;
};

// ":name" becomes '?'; the names in their order.
std::string with_marks(const std::string& sql, std::vector<std::string>& names) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    quoted = quoted != (sql[i] == '\'');
    if (sql[i] != ':' || quoted) {
      out += sql[i];
      continue;
    }
    std::string name;
    while (i + 1 < sql.size() && (std::isalnum(static_cast<unsigned char>(sql[i + 1])) != 0 || sql[i + 1] == '_'))
      name += sql[++i];
    names.push_back(name);
    out += '?';
  }
  return out;
}

}  // namespace

std::unique_ptr<Native> Native::open(const db::Spec& spec) {
  switch (spec.engine) {
    case db::Engine::sqlite:
      return std::make_unique<Sqlite>(spec);
    case db::Engine::postgresql:
      return std::make_unique<Postgresql>(spec);
    case db::Engine::mariadb:
      break;
  }
  throw std::runtime_error{"there is no floor for this engine"};
}

Script::Script(Native& native, const std::string& path) : native_{native} {
  std::ifstream in{path};
  if (!in) throw std::runtime_error{"cannot read " + path};
  std::string text;
  std::vector<std::string> into;
  for (std::string line; std::getline(in, line);) {
    const auto plain = std::string{trimmed(line)};
    if (plain.starts_with("-- @into ")) {
      for (auto& name : split(plain.substr(9), ',')) into.emplace_back(trimmed(name));
    } else if (!plain.starts_with("--") && !plain.empty()) {
      text += (text.empty() ? "" : "\n") + plain;
      if (text.back() == ';') {
        text.pop_back();
        add(text, std::move(into));
        text.clear();
        into.clear();
      }
    }
  }
  if (!text.empty() || steps_.empty()) throw std::runtime_error{path + " ends inside a statement, or holds none"};
}

void Script::add(const std::string& text, std::vector<std::string> into) {
  Step step;
  if (text.starts_with("BEGIN") || text == "COMMIT") {
    step.plain = text;
  } else {
    step.statement = native_.prepare(with_marks(text, step.parameters));
    step.into = std::move(into);
  }
  steps_.push_back(std::move(step));
}

void Script::run(std::map<std::string, Value, std::less<>>& parameters) const {
  for (const auto& step : steps_) {
    if (step.statement < 0) {
      native_.run(step.plain);
      continue;
    }
    Values values, first;
    values.reserve(step.parameters.size());
    for (const auto& name : step.parameters) {
      const auto found = parameters.find(name);
      if (found == parameters.end()) throw std::runtime_error{"floor: nobody gave :" + name};
      values.push_back(found->second);
    }
    const auto rows = native_.execute(step.statement, values, step.into.empty() ? nullptr : &first);
    if (rows == 0) throw std::runtime_error{"floor: a statement met no row"};
    if (first.size() != step.into.size()) throw std::runtime_error{"floor: @into and the columns do not fit"};
    for (std::size_t i = 0; i < first.size(); ++i) parameters.insert_or_assign(step.into[i], first[i]);
  }
}

}  // namespace ssiis::bench
