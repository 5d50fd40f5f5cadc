// To whom alerts are addressed, and that they were seen.
#include "sql/workflow.hpp"
#include "workflow/alerts.hpp"
#include "workflow/doable.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

constexpr std::string_view alert_columns =
    "SELECT t.case_id, t.id, t.instance, t.deadline, t.of_what, t.level, t.due_day, t.node, t.deadline_key, t.role, "
    "t.territory, t.confirmed, t.rule_confirmed, t.legal_basis, t.state, t.raised_at, t.raised_on, t.acknowledged_by, "
    "t.acknowledged_at, t.version, i.bundle, i.process FROM insp_wf_alert t JOIN insp_wf_instance i ON i.case_id = "
    "t.case_id AND i.id = t.instance WHERE ";

Alert alert_of(const db::Row& r) {
  return {CaseId{r.integer(0)},
          r.integer(1),
          r.integer(2),
          r.integer(3),
          r.text(4),
          static_cast<int>(r.integer(5)),
          r.day(6),
          r.text(7),
          r.text_or_empty(8),
          r.text(9),
          r.text(10),
          r.flag(11),
          r.flag(12),
          r.text_or_empty(13),
          r.text(14),
          r.instant(15),
          r.day(16),
          r.text_or_empty(17),
          r.maybe_instant(18),
          r.integer(19),
          r.integer(20),
          r.text(21)};
}

}  // namespace

// Who may do a task is warned of it, as of now: whoever has taken it, and who stands in for him. A head is told by his
// role at the place. The columns are those of a task, so that the same condition holds.
std::optional<Doable> AlertOffice::addressed(db::Transaction& tx, const Actor& who) {
  if (who.is_service()) return std::nullopt;
  auto parts = engine_.doable(tx, who, false);
  if (parts.empty()) return std::nullopt;
  auto mine = Doable::any_of(std::move(parts));
  mine.also(
      "(t.level > 0 OR t.of_what <> 'task' OR EXISTS (SELECT 1 FROM insp_wf_task k WHERE k.case_id = t.case_id "
      "AND k.id = t.deadline");
  std::vector<std::string> names{std::string{}, who.user_id()};
  for (const auto& a : profiles::stands_in_for(tx, who.user_id(), engine_.parts_.clock.today()))
    names.push_back(a.user_id);
  mine.one_of("k.assignee", names);
  mine.condition += "))";
  return mine;
}

std::vector<Alert> AlertOffice::of(db::Transaction& tx, const Actor& who, int limit) {
  // Most days nothing is open: the reader's rights are not asked then.
  if (!tx.find(q::alert_any, db::Params{}, [](const db::Row& r) { return r.integer(0); })) return {};
  const auto mine = addressed(tx, who);
  if (!mine) return {};
  db::Params params;
  mine->bind(params);
  params.add(std::int64_t{limit});
  const std::string text = std::string{alert_columns} + "t.state = 'open' AND " + mine->condition +
                           " ORDER BY t.level DESC, t.due_day, t.case_id, t.id LIMIT ?";
  return tx.all(db::Query{"workflow/alerts_of", text}, params, alert_of);
}

std::int64_t AlertOffice::count(db::Transaction& tx, const Actor& who, int most) {
  if (!tx.find(q::alert_any, db::Params{}, [](const db::Row& r) { return r.integer(0); })) return 0;
  const auto mine = addressed(tx, who);
  if (!mine) return 0;
  db::Params params;
  mine->bind(params);
  params.add(std::int64_t{most});
  const std::string text = "SELECT count(*) FROM (SELECT t.id FROM insp_wf_alert t WHERE t.state = 'open' AND " +
                           mine->condition + " LIMIT ?) x";
  return tx.find(db::Query{"workflow/alerts_count", text}, params, [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

std::vector<Alert> AlertOffice::of_case(db::Transaction& tx, CaseId c, int limit) {
  return tx.all(q::alerts_of_case, db::Params{c, std::int64_t{limit}}, alert_of);
}

bool AlertOffice::addressed_to(db::Transaction& tx, const Actor& who, const Alert& alert) {
  const auto mine = addressed(tx, who);
  if (!mine) return false;
  db::Params params;
  mine->bind(params);
  params.add(alert.case_id);
  params.add(alert.id);
  const std::string text = "SELECT 1 FROM insp_wf_alert t WHERE " + mine->condition + " AND t.case_id = ? AND t.id = ?";
  return tx.find(db::Query{"workflow/alert_addressed", text}, params, [](const db::Row& r) { return r.integer(0); })
      .has_value();
}

Result<Done> AlertOffice::acknowledge(const Actor& who, CaseId c, std::int64_t id, std::int64_t version) {
  const auto object = "alert:" + std::to_string(id);
  bool strange = false;
  const auto done = pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const std::string text = std::string{alert_columns} + "t.case_id = ? AND t.id = ?";
    const auto alert = tx.find(db::Query{"workflow/alert_find", text}, db::Params{c, id}, alert_of);
    strange = !alert || !addressed_to(tx, who, *alert);
    if (strange) return refuse({"access.forbidden"});
    if (alert->acknowledged_by == who.user_id()) {
      tx.rollback();
      return Done{};
    }
    if (alert->state == "acknowledged") return refuse({"alert.acknowledged"});
    if (alert->state != "open") return refuse({"alert.over"});
    if (tx.execute(q::alert_acknowledge, db::Params{who.user_id(), engine_.parts_.clock.now(), c, id, version}) != 1)
      throw Conflict{"alert"};
    trail_.record(tx, who,
                  {.chain = audit::ChainName::of_case(c),
                   .event = "alert.seen",
                   .object = "node:" + alert->node,
                   .details = {{"due", alert->due.iso()}, {"level", std::to_string(alert->level)}}});
    return Done{};
  });
  if (strange) return trail_.refused(who, permission, object, c);
  return done;
}

}  // namespace ssiis::workflow
