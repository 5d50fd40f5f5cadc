// A plan under way is stopped, and goes on.
#include "sql/workflow.hpp"
#include "workflow/migration_rows.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

audit::Event stopped_plan(std::int64_t plan) {
  return {.chain = audit::ChainName::administration(),
          .event = "migration.stopped",
          .object = "plan:" + std::to_string(plan)};
}

}  // namespace

std::vector<PlanStop> MigrationOffice::stops(db::Transaction& tx, std::int64_t plan) {
  return tx.all(q::plan_stops, db::Params{plan}, [](const db::Row& r) {
    return PlanStop{r.integer(0), r.text(1), r.instant(2), r.text(3), r.text_or_empty(4), r.maybe_instant(5)};
  });
}

Result<Done> MigrationOffice::stop(const Actor& who, std::int64_t id, std::int64_t version, std::string_view given) {
  auto& trail = engine_.parts_.trail;
  if (!who.may(may_propose) && !who.may(may_approve))
    return trail.refused(who, may_approve, "plan:" + std::to_string(id));
  const std::string reason{trimmed(given)};
  if (reason.empty()) return Rejection{"bundle.reason_missing", {}, "answer"};
  if (count_code_points(reason) > BundleOffice::longest_reason)
    return Rejection{"bundle.reason_too_long", {}, "answer"};
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto p = find(tx, id);
    if (!p || p->proposal != 0) return refuse(Rejection{"migration.plan_unknown"});
    if (p->state != PlanState::moving) return refuse(Rejection{"migration.not_moving"});
    if (tx.execute(q::plan_halt, db::Params{name_of(PlanState::stopped), id, version, name_of(PlanState::moving)}) != 1)
      throw Conflict{"plan"};
    const auto earlier = stops(tx, id);
    tx.execute(q::plan_stop_insert, db::Params{id, static_cast<std::int64_t>(earlier.size()) + 1, who.user_id(),
                                               engine_.parts_.clock.now(), reason});
    const auto moved = figures(tx, id, Pass::doing);
    auto event = stopped_plan(id);
    event.details = {{"files_done", std::to_string(moved.done)}, {"files", std::to_string(p->total)}};
    trail.record(tx, who, event);
    return Done{};
  });
}

Result<Done> MigrationOffice::resume(const Actor& who, std::int64_t id, std::int64_t version) {
  auto& trail = engine_.parts_.trail;
  if (!who.may(may_approve)) return trail.refused(who, may_approve, "plan:" + std::to_string(id));
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto p = find(tx, id);
    if (!p || p->proposal != 0) return refuse(Rejection{"migration.plan_unknown"});
    if (p->state != PlanState::stopped) return refuse(Rejection{"migration.not_stopped"});
    if (p->proposed_by == who.user_id()) return refuse(Rejection{"bundle.same_person"});
    if (tx.execute(q::plan_halt, db::Params{name_of(PlanState::moving), id, version, name_of(PlanState::stopped)}) != 1)
      throw Conflict{"plan"};
    tx.execute(q::plan_stop_over, db::Params{who.user_id(), engine_.parts_.clock.now(), id, stops(tx, id).back().seq});
    auto event = stopped_plan(id);
    event.event = "migration.resumed";
    trail.record(tx, who, event);
    return Done{};
  });
}

}  // namespace ssiis::workflow
