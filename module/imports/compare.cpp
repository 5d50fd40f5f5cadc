#include "imports/compare.hpp"

#include <cmath>
#include <map>

#include "imports/repository.hpp"
#include "web/api.hpp"

namespace ssiis::imports {
namespace {

using web::E_;

constexpr std::int64_t few_values = 60, few_rows = 20;  // below this a share says nothing

std::int64_t share(std::int64_t part, std::int64_t of) { return of == 0 ? 0 : part * 100 / of; }

// Faults by field, of what was rejected.
std::map<std::string, std::int64_t> bad_by_field(db::Transaction& tx, std::int64_t load) {
  constexpr int page = 1000;
  std::map<std::string, std::int64_t> out;
  std::int64_t after = 0;
  for (;;) {
    const auto rows = repository::rejects(tx, load, after, page, false);
    for (const auto& r : rows)
      for (const auto& f : r.faults) ++out[f.field];
    if (static_cast<int>(rows.size()) < page) return out;
    after = rows.back().line;
  }
}

struct Comparing {
  db::Transaction& tx;
  const Load& load;
  const registry::FileSpec& spec;
  const Thresholds& limits;
  const registry::KnownSnapshot& before;
  std::vector<Rejection>& findings;

  void rows() {
    const auto dropped = share(before.rows - load.good, before.rows);
    if (dropped > limits.rows_dropped)
      findings.push_back({E_("import.rows_dropped"),
                          {std::to_string(before.rows), std::to_string(load.good), std::to_string(dropped)}});
    if (load.as_of < before.as_of) findings.push_back({E_("import.older_than_current"), {before.as_of.iso()}});
  }
  void keys() {
    const auto gone = registry::keys_missing(tx, spec, before.id, load.snapshot);
    if (share(gone, before.rows) > limits.keys_gone)
      findings.push_back({E_("import.keys_gone"), {std::to_string(gone), std::to_string(share(gone, before.rows))}});
  }
  void column(const registry::ColumnFigures& was, const registry::ColumnFigures& is) {
    const auto filled_before = share(was.filled, before.rows), filled_now = share(is.filled, load.good);
    if (filled_before - filled_now > limits.filled_dropped)
      findings.push_back(
          {E_("import.filled_dropped"), {was.field, std::to_string(filled_before), std::to_string(filled_now)}});
    if (was.distinct == 0 || was.distinct > few_values || is.distinct > few_values * 4) return;
    const auto moved =
        moved_share(registry::frequent_values(tx, spec, before.id, was.field, few_values), was.filled,
                    registry::frequent_values(tx, spec, load.snapshot, was.field, few_values), is.filled);
    if (is.filled > 0 && moved > limits.values_moved)
      findings.push_back({E_("import.values_moved"), {was.field, std::to_string(moved)}});
  }
};

}  // namespace

std::int64_t moved_share(const std::vector<std::pair<std::string, std::int64_t>>& before, std::int64_t rows_before,
                         const std::vector<std::pair<std::string, std::int64_t>>& now, std::int64_t rows_now) {
  if (rows_before == 0 || rows_now == 0) return 0;
  std::map<std::string, double> difference;
  for (const auto& [value, rows] : before)
    difference[value] += static_cast<double>(rows) / static_cast<double>(rows_before);
  for (const auto& [value, rows] : now) difference[value] -= static_cast<double>(rows) / static_cast<double>(rows_now);
  double sum = 0;
  for (const auto& [value, d] : difference) sum += std::abs(d);
  return static_cast<std::int64_t>(sum * 50 + 1e-9);
}

Compared compared_with_current(db::Transaction& tx, const Load& load, const registry::FileSpec& spec,
                               const FileTraits& traits, const Thresholds& limits,
                               const std::optional<std::vector<registry::ColumnFigures>>& columns) {
  Compared out;
  const auto is = columns ? *columns : registry::column_figures(tx, spec, load.snapshot);
  auto bad = bad_by_field(tx, load.id);
  for (const auto& f : is) {
    out.figures.push_back({f.field, f.filled, f.distinct, bad[f.field], f.lowest, f.highest});
    if (f.field == spec.period_from) out.from = f.lowest;
    if (f.field == spec.period_to) out.to = f.highest;
  }
  if (traits.merged > 0) out.findings.push_back({E_("import.merged_cells"), {std::to_string(traits.merged)}});
  if (const auto rejected = share(load.bad, load.good + load.bad); rejected > limits.rejected)
    out.findings.push_back({E_("import.many_rejected"), {std::to_string(load.bad), std::to_string(rejected)}});
  const auto before = registry::current_snapshot(tx, load.source);
  if (!before) return out;
  out.before = before->id;
  Comparing comparing{tx, load, spec, limits, *before, out.findings};
  comparing.rows();
  if (before->rows < few_rows) return out;
  comparing.keys();
  const auto was = registry::column_figures(tx, spec, before->id);
  for (std::size_t i = 0; i < was.size(); ++i) comparing.column(was[i], is[i]);
  return out;
}

}  // namespace ssiis::imports
