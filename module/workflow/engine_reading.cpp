// Work lists and where a file stands.
#include <algorithm>
#include <iterator>

#include "sql/workflow.hpp"
#include "workflow/deadline_changes.hpp"
#include "workflow/engine_step.hpp"
#include "workflow/path_taken.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

OpenTask task_of(const db::Row& r) {
  return {CaseId{r.integer(0)},
          r.integer(1),
          r.integer(2),
          r.integer(3),
          r.integer(5),
          r.text(4),
          r.text(6),
          r.text(7) == "legal" ? TaskKind::legal : TaskKind::work,
          r.text(8),
          r.text(9),
          r.text_or_empty(10),
          r.text_or_empty(11),
          r.integer(12),
          r.maybe_day(13),
          r.flag(14),
          r.instant(15),
          {},
          {},
          r.text_or_empty(16),
          {},
          r.maybe_day(17)};
}

// The page's tasks are chosen along insp_wf_task_list alone; only they are read and joined.
constexpr std::string_view work_list_head =
    "SELECT t.case_id, t.id, t.instance, i.rev, i.process, i.bundle, t.node, t.kind, t.role, t.territory, t.assignee, "
    "t.form_key, t.timer, t.due_day, t.due_confirmed, t.opened_at, t.item, "
    "CASE WHEN t.due_day IS NULL AND t.deadline_key <> '' THEN (SELECT MAX(x.from_day) FROM insp_wf_suspension x WHERE "
    "x.case_id = t.case_id AND x.to_day IS NULL) END FROM "
    "(SELECT t.case_id, t.id FROM insp_wf_task t WHERE t.state = 'open' AND ";
constexpr std::string_view work_list_order =
    " ORDER BY CASE WHEN t.due_day IS NULL THEN 1 ELSE 0 END, t.due_day, t.case_id, t.id";
constexpr std::string_view work_list_rest =
    " LIMIT ? OFFSET ?) chosen JOIN insp_wf_task t ON t.case_id = chosen.case_id AND t.id = chosen.id "
    "JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance";

std::string marks(std::size_t n) {
  std::string out = "?";
  for (std::size_t i = 1; i < n; ++i) out += ", ?";
  return out;
}

OpenIncident incident_of(const db::Row& r) {
  return {CaseId{r.integer(0)}, r.integer(1), r.text(4), r.text(5), r.text_or_empty(6), r.integer(7), r.instant(8)};
}

}  // namespace

namespace {

// "t.role = ? and the place lies in the interval", with its parameters; "" when no place does.
std::string placed_role(const profiles::TerritoryTree& tree, const std::string& role, const TerritoryInterval& in,
                        db::Params& params, std::vector<std::vector<std::string>>& kept) {
  const auto& name = kept.emplace_back(1, role);
  if (in.holds(tree.root().interval.low)) {
    params.add(name.front());
    return "t.role = ?";
  }
  auto& codes = kept.emplace_back();
  for (const auto& t : tree.all())
    if (in.holds(t.interval.low)) codes.push_back(t.code);
  if (codes.empty()) return {};
  params.add(std::prev(kept.end(), 2)->front());
  for (const auto& code : codes) params.add(code);
  return "t.role = ? AND t.territory IN (" + marks(codes.size()) + ")";
}

bool by_team(std::string_view role) { return role == "chief_inspector" || role == "inspector"; }

}  // namespace

// Which open tasks the actor may do, as a condition over insp_wf_task t: of a team by being on it, else by the role at
// the place; and the same of whom he stands in for. "" when there are none. `kept` owns the codes until the call.
std::string Engine::doable(db::Transaction& tx, const Actor& who, bool only_mine, db::Params& params,
                           std::vector<std::vector<std::string>>& kept) {
  const auto tree = parts_.territories(tx);
  std::string any;
  const auto also = [&](const std::string& condition) { any += (any.empty() ? "(" : " OR ") + condition; };
  const bool of_a_team = who.has_role("inspector") || who.has_role("chief_inspector");
  for (const char* role : {"chief_inspector", "inspector"}) {
    const auto cases = of_a_team ? parts_.case_roles.cases_of(tx, role, who.user_id()) : std::vector<CaseId>{};
    if (cases.empty()) continue;
    also("(t.role = ? AND t.case_id IN (" + marks(cases.size()) + "))");
    params.add(role);
    for (const auto c : cases) params.add(c);
  }
  for (const auto& held : who.roles()) {
    if (by_team(held.role)) continue;
    const auto condition = placed_role(*tree, held.role, held.interval, params, kept);
    if (!condition.empty()) also("(" + condition + ")");
  }
  if (!any.empty()) {
    any += only_mine ? ") AND t.assignee = ?" : ") AND t.assignee IN (?, '')";
    params.add(who.user_id());
    any = "(" + any + ")";
  }
  for (const auto& absent : profiles::stands_in_for(tx, who.user_id(), parts_.clock.today())) {
    const auto theirs = doable_for(tx, who, absent, params, kept);
    if (!theirs.empty()) any += (any.empty() ? "" : " OR ") + theirs;
  }
  return any.empty() ? any : "(" + any + ")";
}

// What is the absent person's by name or by team, where both hold the role.
std::string Engine::doable_for(db::Transaction& tx, const Actor& who, const profiles::Absent& absent,
                               db::Params& params, std::vector<std::vector<std::string>>& kept) {
  const auto tree = parts_.territories(tx);
  const std::string_view his_id = kept.emplace_back(1, absent.user_id).front();  // stays where it is until the call
  std::string any;
  const auto also = [&](const std::string& condition) { any += (any.empty() ? "(" : " OR ") + condition; };
  const bool he_inspects =
      std::any_of(absent.roles.begin(), absent.roles.end(), [](const auto& r) { return by_team(r.role); });
  for (const char* role : {"chief_inspector", "inspector"}) {
    const auto cases = he_inspects ? parts_.case_roles.cases_of(tx, role, absent.user_id) : std::vector<CaseId>{};
    if (cases.empty()) continue;
    for (const auto& held : who.roles()) {
      if (!by_team(held.role)) continue;
      const auto condition = placed_role(*tree, role, held.interval, params, kept);
      if (condition.empty()) continue;
      also("(" + condition + " AND t.assignee IN (?, '') AND t.case_id IN (" + marks(cases.size()) + "))");
      params.add(his_id);
      for (const auto c : cases) params.add(c);
    }
  }
  for (const auto& held : who.roles())
    for (const auto& his : absent.roles) {
      if (by_team(held.role) || held.role != his.role) continue;
      if (!held.interval.holds(his.interval.low) && !his.interval.holds(held.interval.low)) continue;
      const auto& both = held.interval.holds(his.interval.low) ? his.interval : held.interval;
      const auto condition = placed_role(*tree, his.role, both, params, kept);
      if (condition.empty()) continue;
      also("(" + condition + " AND t.assignee = ?)");
      params.add(his_id);
    }
  return any.empty() ? any : any + ")";
}

std::vector<OpenTask> Engine::work_list(db::Transaction& tx, const Actor& who, const WorkListFilter& filter) {
  std::vector<std::vector<std::string>> kept;
  db::Params params;
  const auto mine = doable(tx, who, filter.only_mine, params, kept);
  if (mine.empty()) return {};
  std::string text{work_list_head};
  text.append(mine);
  if (!filter.forms.empty()) text.append(" AND t.form_key IN (").append(marks(filter.forms.size())).append(")");
  for (const auto& key : filter.forms) params.add(key);
  text.append(work_list_order).append(work_list_rest).append(work_list_order);
  params.add(std::int64_t{std::clamp(filter.limit, 1, 500)});
  params.add(std::max<std::int64_t>(filter.after_offset, 0));
  auto out = tx.all(db::Query{"workflow/work_list", text}, params, task_of);
  const bool stands = !profiles::stands_in_for(tx, who.user_id(), parts_.clock.today()).empty();
  for (auto& t : out) {
    describe(tx, t);
    if (!stands) continue;
    const auto right = acting_for(tx, who, t);
    if (right) t.for_absent = *right;
  }
  return out;
}

std::set<std::string> Engine::forms_that(db::Transaction& tx, const std::function<bool(const forms::Form&)>& are_so) {
  std::set<std::string> out;
  for (const auto id : tx.all(q::bundles, db::Params{}, [](const db::Row& r) { return r.integer(0); }))
    for (const auto& [key, form] : bundle(tx, id)->own_forms)
      if (are_so(form)) out.insert(key);
  return out;
}

WorkFigures Engine::work_figures(db::Transaction& tx, const Actor& who, Day today, int soon_days) {
  std::vector<std::vector<std::string>> kept;
  db::Params params{today, today, today.plus(soon_days)};
  const auto mine = doable(tx, who, false, params, kept);
  if (mine.empty()) return {};
  // Counted along insp_wf_task_list alone, which holds every column named here.
  const std::string text =
      "SELECT count(*), sum(CASE WHEN t.due_day < ? THEN 1 ELSE 0 END), "
      "sum(CASE WHEN t.due_day >= ? AND t.due_day <= ? THEN 1 ELSE 0 END) "
      "FROM insp_wf_task t WHERE t.state = 'open' AND " +
      mine;
  const auto found = tx.find(db::Query{"workflow/work_figures", text}, params, [](const db::Row& r) {
    return WorkFigures{r.integer(0), r.maybe_integer(1).value_or(0), r.maybe_integer(2).value_or(0)};
  });
  return found.value_or(WorkFigures{});
}

void Engine::describe(db::Transaction& tx, OpenTask& t) {
  const auto b = bundle(tx, t.bundle);
  const auto* d = b->process(t.process);
  const int i = d ? d->index(t.node) : nowhere;
  if (i == nowhere) return;
  t.documents = d->node(i).documents;
  t.stage = d->node(i).stage;
}

std::vector<OpenTask> Engine::open_tasks(db::Transaction& tx, CaseId c) {
  auto out = tx.all(q::tasks_of_case, db::Params{c}, task_of);
  for (auto& t : out) describe(tx, t);
  return out;
}

std::vector<OpenIncident> Engine::incidents(db::Transaction& tx, int limit) {
  return tx.all(q::incidents_open, db::Params{std::int64_t{limit}}, incident_of);
}

Variables Engine::variables(db::Transaction& tx, CaseId c, std::int64_t instance) {
  Variables out;
  for (auto rows = tx.query(q::variables_of_instance, db::Params{c, instance}); rows.next();)
    if (!is_local(rows.row().text(0)))
      out[rows.row().text(0)] = decoded(static_cast<ValueKind>(rows.row().integer(1)), rows.row().text_or_empty(2));
  return out;
}

std::vector<Run> Engine::runs(db::Transaction& tx, CaseId c) {
  return tx.all(q::standing_instances, db::Params{c}, [](const db::Row& r) {
    return Run{r.integer(0), r.text(1), r.text(4) == "ended", r.instant(6), r.maybe_instant(7)};
  });
}

std::optional<Standing> Engine::standing(db::Transaction& tx, CaseId c, std::optional<std::int64_t> instance) {
  std::optional<Standing> found;
  for (auto rows = tx.query(q::standing_instances, db::Params{c}); rows.next();) {
    const auto& r = rows.row();
    if (instance && *instance != r.integer(0)) continue;
    found = Standing{
        r.integer(0), r.integer(3), r.integer(2), r.text(1), r.text(5), r.text(4) == "ended", r.instant(6), {}, {}, {},
        {},           {},           {},           {},        {}};
  }
  if (!found) return found;
  auto& s = *found;
  const auto of_another = [&](std::int64_t row) { return store::instance_of(row) != s.instance; };
  s.tasks = open_tasks(tx, c);
  if (!s.ended) s.still_since = stands_still_since(tx, c);
  std::erase_if(s.tasks, [&](const OpenTask& t) { return t.instance != s.instance; });
  s.timers = tx.all(q::timers_of_case, db::Params{c}, [](const db::Row& r) {
    return RunningTimer{r.integer(0),
                        r.text(1),
                        r.text(2),
                        r.text(4),
                        r.text(5),
                        r.text_or_empty(6),
                        r.day(3),
                        r.day(8),
                        static_cast<int>(r.integer(7)),
                        r.flag(9),
                        r.text(10) == "referred",
                        r.text(10) == "suspended"};
  });
  s.waits = tx.all(q::subscriptions_of_case, db::Params{c}, [](const db::Row& r) {
    return Wait{r.text_or_empty(0), r.text(1)};
  });
  s.incidents = tx.all(q::incidents_of_case, db::Params{c}, incident_of);
  std::erase_if(s.timers, [&](const RunningTimer& t) { return of_another(t.id); });
  for (auto rows = tx.query(q::history_of_case, db::Params{c}); rows.next();) {
    const auto& r = rows.row();
    if (of_another(r.integer(0))) continue;
    s.path.push_back({r.instant(1), r.text(2), r.text_or_empty(3), r.text(4), r.text_or_empty(5)});
  }
  s.current = tx.all(q::tokens_of_case, db::Params{c, s.instance}, [](const db::Row& r) { return r.text(0); });

  const auto consider = [&](Day day, bool confirmed, const std::string& node) {
    if (!s.next_deadline || day < s.next_deadline->day) s.next_deadline = Standing::NextDeadline{day, confirmed, node};
  };
  for (const auto& t : s.tasks)
    if (t.due) consider(*t.due, t.due_confirmed, t.node);
  for (const auto& t : s.timers)
    if (!t.referred && !t.stands_still) consider(t.due, t.confirmed, t.node);

  const auto b = bundle(tx, s.bundle);
  const auto* d = b->process(s.process);
  const auto passed = passed_steps(*d, s.path);
  for (const auto& n : d->nodes) {
    if (n.stage.empty() || n.kind == NodeKind::sub_process || n.kind == NodeKind::boundary) continue;
    auto state = passed.contains(n.id) ? StageStep::State::done : StageStep::State::ahead;
    if (std::find(s.current.begin(), s.current.end(), n.id) != s.current.end()) state = StageStep::State::current;
    s.steps.push_back({state, n.stage, n.id, n.name, n.lane, n.lane_id});
  }
  return found;
}

}  // namespace ssiis::workflow
