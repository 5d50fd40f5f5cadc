#include "mapping/profile.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ssiis::mapping {
namespace {

void see(ColumnProfile& column, const std::optional<std::string>& value) {
  ++column.read;
  if (!value) {
    ++column.nulls;
    return;
  }
  if (trimmed(*value).empty()) {
    ++column.blanks;
    return;
  }
  column.longest = std::max(column.longest, static_cast<std::int64_t>(count_code_points(*value)));
  if (column.least.empty() || *value < column.least) column.least = *value;
  if (*value > column.greatest) column.greatest = *value;
  const auto shapes = shapes_of(*value);
  for (std::size_t i = 0; i < shape_count; ++i) column.shapes[i] += shapes.is[i] ? 1 : 0;
  ++column.writings[writing_of(*value)];
  if (const auto n = kip_amount(trimmed(*value))) {
    if (*n != 0 && *n % 1000 == 0) ++column.thousands;
    column.largest = std::max(column.largest, *n);
  }
  if (column.values.size() < values_kept)
    column.values.insert(*value);
  else if (!column.values.contains(*value))
    column.values_all = false;
  if (column.counts.size() <= few_values) ++column.counts[*value];
}

bool own(std::string_view name) {
  std::string lower;
  for (const char c : name) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower.starts_with("insp_") || lower.starts_with("reg_");
}

std::optional<std::int64_t> counted(db::Connection& connection, const std::string& sql) {
  db::Transaction tx{connection, db::Mode::read};
  return tx.find({"mapping/count", sql}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
}

// Values twice among those read settle it; otherwise the database counts over all rows.
void find_key(db::Connection& connection, const std::string& table, TableProfile& profile, ColumnProfile& column) {
  if (profile.rows == 0 || column.filled() != column.read) return;
  if (column.values_all && static_cast<std::int64_t>(column.values.size()) != column.read) return;
  if (column.values_all && profile.read == profile.rows) {
    column.unique = true;
    return;
  }
  const auto name = db::quoted_name(connection.engine(), column.name);
  column.unique = counted(connection, fmt::format("SELECT count(DISTINCT {}) FROM {}", name, table)) == profile.rows;
}

void read_table(db::Connection& connection, std::int64_t rows_at_most, TableProfile& profile) {
  const auto engine = connection.engine();
  const auto table = db::quoted_name(engine, profile.name);
  profile.rows = counted(connection, fmt::format("SELECT count(*) FROM {}", table)).value_or(0);
  std::string list;
  for (const auto& column : profile.columns) list += (list.empty() ? "" : ", ") + db::quoted_name(engine, column.name);
  {
    db::Transaction tx{connection, db::Mode::read};
    const auto sql = fmt::format("SELECT {} FROM {} LIMIT {}", list, table, rows_at_most);
    for (auto rows = tx.query({"mapping/sample", sql}); rows.next(); ++profile.read)
      for (std::size_t i = 0; i < profile.columns.size(); ++i)
        see(profile.columns[i], rows.row().maybe_text(static_cast<int>(i)));
  }
  for (auto& column : profile.columns) {
    if (column.counts.size() > few_values) column.counts.clear();
    find_key(connection, table, profile, column);
  }
}

}  // namespace

double ColumnProfile::share(Shape shape) const noexcept {
  return filled() == 0 ? 0
                       : static_cast<double>(shapes[static_cast<std::size_t>(shape)]) / static_cast<double>(filled());
}

double ColumnProfile::share(Writing writing) const noexcept {
  const auto at = writings.find(writing);
  return filled() == 0 || at == writings.end() ? 0 : static_cast<double>(at->second) / static_cast<double>(filled());
}

Writing ColumnProfile::writing() const noexcept {
  Writing best = Writing::none;
  std::int64_t most = 0;
  for (const auto& [writing, n] : writings)
    if (writing != Writing::none && n > most) {
      best = writing;
      most = n;
    }
  // A few odd values make no font: those stay with what the text is made of otherwise.
  if (best == Writing::font && share(Writing::font) < 0.3) return Writing::none;
  return best;
}

const ColumnProfile* TableProfile::column(std::string_view column_name) const noexcept {
  for (const auto& c : columns)
    if (c.name == column_name) return &c;
  return nullptr;
}

const TableProfile* table_named(const std::vector<TableProfile>& tables, std::string_view name) noexcept {
  for (const auto& t : tables)
    if (t.name == name) return &t;
  return nullptr;
}

std::vector<TableProfile> profile_database(db::Pool& pool, std::int64_t rows_at_most,
                                           const std::function<void(std::string_view)>& progress) {
  auto lease = pool.take();
  std::vector<TableProfile> out;
  for (auto& table : db::read_catalogue(*lease, [](std::string_view name) { return !own(name); })) {
    TableProfile profile;
    profile.name = std::move(table.name);
    profile.view = table.view;
    profile.primary_key = std::move(table.primary_key);
    profile.foreign_keys = std::move(table.foreign_keys);
    for (auto& c : table.columns) {
      ColumnProfile column;
      column.name = std::move(c.name);
      column.type = std::move(c.type);
      column.kind = c.kind;
      profile.columns.push_back(std::move(column));
    }
    out.push_back(std::move(profile));
  }
  std::size_t done = 0;
  for (auto& profile : out) {
    progress(fmt::format("{} of {}: {}", ++done, out.size(), profile.name));
    try {
      read_table(*lease, rows_at_most, profile);
    } catch (const db::Error& e) {
      if (e.fault == db::Fault::connection_lost) throw;
      profile.fault = e.what();
    }
  }
  return out;
}

}  // namespace ssiis::mapping
