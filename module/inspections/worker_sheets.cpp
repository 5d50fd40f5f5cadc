#include "inspections/worker_sheets.hpp"

#include <algorithm>

namespace ssiis::inspections {
namespace {

constexpr int worker_months = 24;

std::vector<EmploymentLine> employment_lines(db::Transaction& tx, const Scope& scope, const std::string& worker_key) {
  std::vector<EmploymentLine> out;
  for (auto& e : registry::employments_of(tx, scope, worker_key))
    if (auto unit = registry::find_unit(tx, scope, e.lu_id)) out.push_back({std::move(e), std::move(*unit)});
  std::reverse(out.begin(), out.end());  // the registry gives the oldest first
  return out;
}

}  // namespace

Result<WorkerSheet> WorkerService::sheet(const Actor& who, const std::string& worker_key, const std::string& purpose) {
  if (std::find(std::begin(worker_purposes), std::end(worker_purposes), purpose) == std::end(worker_purposes))
    return Rejection{"unit.purpose_missing", {}, "purpose"};
  auto found = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<WorkerSheet> {
    const auto scope = who.scope("worker.read");
    auto worker = registry::find_worker(tx, scope, worker_key);
    if (!worker) return std::nullopt;
    WorkerSheet out{.worker = std::move(*worker), .employments = employment_lines(tx, scope, worker_key), .months = {}};
    if (const auto newest = registry::newest_month(tx))
      out.months = registry::worker_history(tx, scope, worker_key, *newest, worker_months);
    std::reverse(out.months.begin(), out.months.end());
    out.numbers = registry::numbers_of(tx, scope, registry::EntityKind::worker, worker_key);
    if (registry::has_input(tx, registry::Input::benefits)) out.benefits = registry::benefits_of(tx, scope, worker_key);
    out.insurances = registry::self_employed_with_numbers_of(tx, scope, out.worker);
    return out;
  });
  const auto object = "worker:" + first_code_points(worker_key, 64);
  if (!found) return rooms_.trail.refused(who, "worker.read", object);
  rooms_.trail.read(who, {.chain = audit::ChainName::of_person(who.user_id()),
                          .act = audit::Act::read,
                          .event = "worker.read",
                          .object = object,
                          .purpose = purpose});
  return std::move(*found);
}

}  // namespace ssiis::inspections
