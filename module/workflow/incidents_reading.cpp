// What the queue shows: kinds, one page of incidents, and where files pile up.
#include <fmt/format.h>

#include "database/jobs.hpp"
#include "database/scoped.hpp"
#include "sql/workflow.hpp"
#include "workflow/incidents.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

constexpr std::string_view permission = "workflow.incident";

// Files of procedures in the reader's places.
std::string placed(const Actor& who) {
  return "JOIN insp_territory_current p ON p.code = i.territory AND " + who.scope(permission).sql("p.low");
}

}  // namespace

std::vector<IncidentKind> IncidentOffice::kinds(db::Transaction& tx, const Actor& who) {
  const auto sql = fmt::format(
      "SELECT i.process, x.node, x.code, MAX(i.bundle), COUNT(*), MIN(x.opened_at), MIN(x.data), MAX(x.data) FROM "
      "insp_wf_incident x "
      "JOIN insp_wf_instance i ON i.case_id = x.case_id AND i.id = x.instance {} WHERE x.state = 'open' "
      "GROUP BY i.process, x.node, x.code ORDER BY COUNT(*) DESC, i.process, x.node, x.code LIMIT 200",
      placed(who));
  return tx.all({"workflow/incident_kinds", sql}, db::Params{}, [](const db::Row& r) {
    return IncidentKind{r.text(0),
                        r.text(1),
                        r.text(2),
                        r.integer(3),
                        r.integer(4),
                        r.instant(5),
                        r.text_or_empty(6) == r.text_or_empty(7) ? r.text_or_empty(6) : std::string{}};
  });
}

std::vector<WaitingIncident> IncidentOffice::list(db::Transaction& tx, const Actor& who, const IncidentFilter& f) {
  db::Params params{f.after_case, f.after_case, f.after};
  std::string one_kind;
  if (!f.node.empty()) {
    one_kind = " AND i.process = ? AND x.node = ? AND x.code = ?";
    params.add(f.process);
    params.add(f.node);
    params.add(f.code);
  }
  params.add(std::int64_t{f.limit});
  const auto sql = fmt::format(
      "SELECT x.case_id, x.id, x.node, x.code, x.data, x.attempts, x.opened_at, i.process, i.territory, i.bundle, "
      "x.taken_by, x.lease_until FROM insp_wf_incident x JOIN insp_wf_instance i ON i.case_id = x.case_id AND "
      "i.id = x.instance {} WHERE x.state = 'open' AND (x.case_id > ? OR (x.case_id = ? AND x.id > ?)){} "
      "ORDER BY x.case_id, x.id LIMIT ?",
      placed(who), one_kind);
  const auto now = db::database_now(tx);
  auto out = tx.all({"workflow/incident_list", sql}, params, [&](const db::Row& r) {
    const auto until = r.maybe_instant(11);
    return WaitingIncident{
        {CaseId{r.integer(0)}, r.integer(1), r.text(2), r.text(3), r.text_or_empty(4), r.integer(5), r.instant(6)},
        r.text(7),
        r.text(8),
        r.integer(9),
        false,
        until && now < *until ? r.text_or_empty(10) : std::string{},
        {}};
  });
  for (auto& incident : out) {
    incident.skippable = skippable(tx, incident.bundle, incident.process, incident.what.node);
    incident.next_try = next_try(tx, incident);
  }
  return out;
}

// Counted along insp_wf_task_step alone, which has the open tasks by place and step; then a few hundred groups are
// added up. The bundle is that of the newest file at the step: its drawing has the step's words.
std::vector<StepLoad> IncidentOffice::loads(db::Transaction& tx, const Actor& who, Day today) {
  const db::ScopedQuery scoped{q::step_loads, who.scope(permission), "p.low"};
  return tx.all(scoped.query(), db::Params{today}, [](const db::Row& r) {
    return StepLoad{r.text(0), r.text(1), r.maybe_integer(2).value_or(0), r.integer(3), r.integer(4), r.instant(5)};
  });
}

}  // namespace ssiis::workflow
