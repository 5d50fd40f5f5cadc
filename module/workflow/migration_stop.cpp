// A plan under way is stopped, and goes on.
#include "sql/workflow.hpp"
#include "workflow/migration_rows.hpp"

namespace ssiis::workflow {
namespace q = sql::workflow;

std::vector<PlanStop> MigrationOffice::stops(db::Transaction& tx, std::int64_t plan) {
  return tx.all(q::plan_stops, db::Params{plan}, [](const db::Row& r) {
    return PlanStop{r.integer(0), r.text(1), r.instant(2), r.text(3), r.text_or_empty(4), r.maybe_instant(5)};
  });
}

Result<Done> MigrationOffice::stop(const Actor& who, std::int64_t id, std::int64_t version, std::string_view given) {
  auto& trail = engine_.parts_.trail;
  if (!who.may(may_propose) && !who.may(may_approve))
    return trail.refused(who, may_approve, "plan:" + std::to_string(id));
  const auto reason = checked_reason(given);
  if (!reason) return reason.rejections();
  return kept_unless_refused(pool_, [&](db::Transaction& tx) -> Result<Done> {
    const auto p = plan_in(tx, id, {PlanState::moving}, Rejection{"migration.not_moving"});
    if (!p) return p.rejections();
    if (tx.execute(q::plan_halt, db::Params{name_of(PlanState::stopped), id, version, name_of(PlanState::moving)}) != 1)
      throw Conflict{"plan"};
    const auto earlier = stops(tx, id);
    tx.execute(q::plan_stop_insert, db::Params{id, static_cast<std::int64_t>(earlier.size()) + 1, who.user_id(),
                                               engine_.parts_.clock.now(), *reason});
    const auto moved = figures(tx, id, Pass::doing);
    auto event = administered(id, "migration.stopped");
    event.details = {{"files_done", std::to_string(moved.done)}, {"files", std::to_string(p->total)}};
    trail.record(tx, who, event);
    return Done{};
  });
}

Result<Done> MigrationOffice::resume(const Actor& who, std::int64_t id, std::int64_t version) {
  auto& trail = engine_.parts_.trail;
  if (!who.may(may_approve)) return trail.refused(who, may_approve, "plan:" + std::to_string(id));
  return kept_unless_refused(pool_, [&](db::Transaction& tx) -> Result<Done> {
    const auto p = plan_in(tx, id, {PlanState::stopped}, Rejection{"migration.not_stopped"});
    if (!p) return p.rejections();
    if (p->proposed_by == who.user_id()) return Rejection{"bundle.same_person"};
    if (tx.execute(q::plan_halt, db::Params{name_of(PlanState::moving), id, version, name_of(PlanState::stopped)}) != 1)
      throw Conflict{"plan"};
    tx.execute(q::plan_stop_over, db::Params{who.user_id(), engine_.parts_.clock.now(), id, stops(tx, id).back().seq});
    trail.record(tx, who, administered(id, "migration.resumed"));
    return Done{};
  });
}

}  // namespace ssiis::workflow
