#include "registry/snapshots.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

KnownSnapshot known_in(const db::Row& r) { return {r.integer(0), r.integer(1), r.flag(2), r.day(3)}; }

std::optional<std::string> or_nothing(const std::string& s) {
  return s.empty() ? std::optional<std::string>{} : std::optional{s};
}

const FieldSpec& field_of(const FileSpec& spec, std::string_view name) {
  const int at = spec.field(name);
  if (at < 0) throw std::logic_error{"no such field: " + std::string{name}};
  return spec.fields[static_cast<std::size_t>(at)];
}

}  // namespace

std::optional<KnownSnapshot> snapshot_of(db::Transaction& tx, std::string_view source, std::string_view sha256) {
  return tx.find(sql::registry::snapshot_known, db::Params{source, sha256}, known_in);
}

std::optional<KnownSnapshot> current_snapshot(db::Transaction& tx, std::string_view source) {
  return tx.find(sql::registry::snapshot_current, db::Params{source}, known_in);
}

void begin_snapshot(db::Transaction& tx, std::int64_t id, std::string_view source, Day as_of, Instant now) {
  const auto filling = fmt::format("filling {}", id);
  tx.execute(sql::registry::snapshot_begin, db::Params{id, source, filling, as_of, now});
}

void finish_snapshot(db::Transaction& tx, std::int64_t id, const SnapshotEnd& end) {
  const auto from = or_nothing(end.from), to = or_nothing(end.to);
  tx.execute(sql::registry::snapshot_finish, db::Params{end.sha256, end.rows, from, to, id});
}

void count_row(db::Transaction& tx, std::int64_t id, std::string_view sha256) {
  tx.execute(sql::registry::snapshot_count, db::Params{sha256, id});
}

void make_current(db::Transaction& tx, std::string_view source, std::optional<std::int64_t> id) {
  tx.execute(sql::registry::snapshot_retire, db::Params{source});
  if (id) tx.execute(sql::registry::snapshot_revive, db::Params{*id});
}

void drop_snapshot(db::Transaction& tx, const FileSpec& spec, std::int64_t id) {
  const auto current = current_snapshot(tx, spec.name);
  if (current && current->id == id) throw std::logic_error{"a current snapshot is not dropped"};
  const auto rows = fmt::format("DELETE FROM {} WHERE snapshot_id = ?", spec.table);
  tx.execute({"registry/snapshot_rows_drop", rows}, db::Params{id});
  tx.execute(sql::registry::snapshot_delete, db::Params{id});
}

std::vector<ColumnFigures> column_figures(db::Transaction& tx, const FileSpec& spec, std::int64_t snapshot) {
  std::vector<ColumnFigures> out;
  for (const auto& field : spec.fields) {
    const auto text =
        fmt::format("SELECT COUNT({0}), COUNT(DISTINCT {0}), MIN({0}), MAX({0}) FROM {1} WHERE snapshot_id = ?",
                    field.column, spec.table);
    const bool number = field.kind == FieldKind::kip;
    const auto found = tx.find({"registry/column_figures", text}, db::Params{snapshot}, [&](const db::Row& r) {
      const auto edge = [&](int column) {
        if (!number) return r.text_or_empty(column);
        const auto n = r.maybe_integer(column);
        return n ? std::to_string(*n) : std::string{};
      };
      return ColumnFigures{std::string{field.name}, r.integer(0), r.integer(1), edge(2), edge(3)};
    });
    out.push_back(found.value());
  }
  return out;
}

std::vector<std::pair<std::string, std::int64_t>> frequent_values(db::Transaction& tx, const FileSpec& spec,
                                                                  std::int64_t snapshot, std::string_view field,
                                                                  int limit) {
  const auto& f = field_of(spec, field);
  const auto text = fmt::format(
      "SELECT {0}, COUNT(*) FROM {1} WHERE snapshot_id = ? AND {0} IS NOT NULL GROUP BY {0} ORDER BY COUNT(*) DESC, "
      "{0} "
      "LIMIT {2}",
      f.column, spec.table, limit);
  const bool number = f.kind == FieldKind::kip;
  return tx.all({"registry/frequent_values", text}, db::Params{snapshot}, [&](const db::Row& r) {
    return std::pair{number ? std::to_string(r.integer(0)) : r.text(0), r.integer(1)};
  });
}

std::int64_t keys_missing(db::Transaction& tx, const FileSpec& spec, std::int64_t snapshot, std::int64_t in) {
  const auto text = fmt::format(
      "SELECT COUNT(*) FROM (SELECT DISTINCT {0} AS k FROM {1} WHERE snapshot_id = ? EXCEPT "
      "SELECT {0} FROM {1} WHERE snapshot_id = ?) AS gone",
      spec.fields.front().column, spec.table);
  return *tx.find({"registry/keys_missing", text}, db::Params{snapshot, in},
                  [](const db::Row& r) { return r.integer(0); });
}

}  // namespace ssiis::registry
