#include <fmt/format.h>

#include <algorithm>

#include "database/api.hpp"
#include "sql/dialects.hpp"

namespace ssiis::db {
namespace {

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::string marks(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ", ?";
  return out;
}

std::string plain_insert(std::string_view table, const std::vector<std::string>& columns) {
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, joined(columns), marks(columns.size()));
}

std::string assignments(const std::vector<std::string>& columns, std::string_view form) {
  std::string out;
  for (const auto& c : columns) out += (out.empty() ? "" : ", ") + fmt::format(fmt::runtime(form), c);
  return out;
}

}  // namespace

std::string Dialect::upsert(std::string_view table, const std::vector<std::string>& columns,
                            const std::vector<std::string>& key, const std::vector<std::string>& update) const {
  if (update.empty()) return insert_ignore(table, columns);
  const auto insert = plain_insert(table, columns);
  if (engine_ == Engine::mariadb)
    return insert + " ON DUPLICATE KEY UPDATE " + assignments(update, "{0} = VALUES({0})");
  return insert + " ON CONFLICT (" + joined(key) + ") DO UPDATE SET " + assignments(update, "{0} = excluded.{0}");
}

std::string Dialect::insert_ignore(std::string_view table, const std::vector<std::string>& columns) const {
  const auto insert = plain_insert(table, columns);
  return engine_ == Engine::mariadb ? std::string{absent_mark} + insert : insert + " ON CONFLICT DO NOTHING";
}

std::string_view Dialect::skip_locked() const noexcept {
  return engine_ == Engine::sqlite ? std::string_view{} : std::string_view{" FOR UPDATE SKIP LOCKED"};
}

std::string_view Dialect::for_update() const noexcept {
  return engine_ == Engine::sqlite ? std::string_view{} : std::string_view{" FOR UPDATE"};
}

std::string_view Dialect::now_text() const noexcept {
  switch (engine_) {
    case Engine::sqlite:
      return sql::dialects::sqlite_now;
    case Engine::postgresql:
      return sql::dialects::postgresql_now;
    case Engine::mariadb:
      return sql::dialects::mariadb_now;
  }
  return {};
}

std::string Dialect::take_statistics(std::string_view table) const {
  return (engine_ == Engine::mariadb ? "ANALYZE TABLE " : "ANALYZE ") + std::string{table};
}

}  // namespace ssiis::db
