// What plans look like and what their reports say.
#include "sql/workflow.hpp"
#include "workflow/migration_rows.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

}  // namespace

Plan plan_of(const db::Row& r) {
  return {r.integer(0),           r.integer(1),        r.integer(2),        r.text_or_empty(3), r.text_or_empty(4),
          r.text_or_empty(5),     r.maybe_day(6),      r.maybe_day(7),      r.text_or_empty(8), r.text_or_empty(9),
          plan_state(r.text(10)), r.integer(11),       r.text(12),          r.instant(13),      r.text_or_empty(14),
          r.maybe_instant(15),    r.text_or_empty(16), r.maybe_instant(17), r.integer(18)};
}

std::vector<Plan> MigrationOffice::list(db::Transaction& tx, int limit) {
  return tx.all(q::plans, db::Params{std::int64_t{limit}}, plan_of);
}

std::optional<Plan> MigrationOffice::find(db::Transaction& tx, std::int64_t id) {
  return tx.find(q::plan_find, db::Params{id}, plan_of);
}

std::optional<Plan> MigrationOffice::newest_trial(db::Transaction& tx, std::int64_t proposal) {
  return tx.find(q::plan_of_proposal, db::Params{proposal}, plan_of);
}

PlanFigures MigrationOffice::figures(db::Transaction& tx, std::int64_t plan, Pass pass) {
  PlanFigures out;
  for (auto rows = tx.query(q::plan_figures, db::Params{plan, static_cast<std::int64_t>(pass)}); rows.next();) {
    const auto outcome = rows.row().text(0);
    const auto n = rows.row().integer(1);
    out.done += n;
    (outcome == "refused" ? out.refused : outcome == "failed" ? out.failed : out.moved) += n;
  }
  return out;
}

std::vector<ChangeCount> MigrationOffice::summary(db::Transaction& tx, std::int64_t plan, Pass pass) {
  return tx.all(q::plan_summary, db::Params{plan, static_cast<std::int64_t>(pass)}, [](const db::Row& r) {
    return ChangeCount{r.text(0), r.text_or_empty(1), r.text_or_empty(2), r.integer(3)};
  });
}

std::vector<PlanLine> MigrationOffice::lines(db::Transaction& tx, std::int64_t plan, Pass pass,
                                             const std::string& outcome, CaseId after, int limit) {
  return tx.all(q::plan_lines,
                db::Params{plan, static_cast<std::int64_t>(pass), outcome, outcome, after, std::int64_t{limit}},
                [](const db::Row& r) {
                  return PlanLine{CaseId{r.integer(0)}, r.integer(1),      r.integer(2), r.text(3),
                                  r.text_or_empty(4),   r.text_or_empty(5)};
                });
}

std::vector<PlanChange> MigrationOffice::changes(db::Transaction& tx, std::int64_t plan, Pass pass, CaseId first,
                                                 CaseId last) {
  return tx.all(q::plan_changes, db::Params{plan, static_cast<std::int64_t>(pass), first, last}, [](const db::Row& r) {
    return PlanChange{CaseId{r.integer(0)}, r.text(1),      r.text_or_empty(2), r.text_or_empty(3),
                      r.text_or_empty(4),   r.maybe_day(5), r.maybe_day(6)};
  });
}

std::vector<MigrationOffice::LiveFiles> MigrationOffice::live(db::Transaction& tx) {
  return tx.all(q::live_files, db::Params{}, [](const db::Row& r) {
    return LiveFiles{r.text(0), r.integer(1), r.integer(2)};
  });
}

}  // namespace ssiis::workflow
