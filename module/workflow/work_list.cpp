// Whose work waits: the list of a person's tasks, the most urgent first, and how many they are.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "sql/workflow.hpp"
#include "workflow/doable.hpp"
#include "workflow/engine_step.hpp"

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

// The page's tasks are chosen along indexes alone; only they are read and joined.
constexpr std::string_view work_list_head =
    "SELECT t.case_id, t.id, t.instance, i.rev, i.process, i.bundle, t.node, t.kind, t.role, t.territory, t.assignee, "
    "t.form_key, t.timer, t.due_day, t.due_confirmed, t.opened_at, t.item, "
    "CASE WHEN t.due_day IS NULL AND t.deadline_key <> '' THEN (SELECT MAX(x.from_day) FROM insp_wf_suspension x WHERE "
    "x.case_id = t.case_id AND x.to_day IS NULL) END FROM (SELECT c.case_id, c.id FROM (";
constexpr std::string_view work_list_rest =
    ") c ORDER BY c.undated, c.due_day, c.case_id, c.id LIMIT ? OFFSET ?) chosen "
    "JOIN insp_wf_task t ON t.case_id = chosen.case_id AND t.id = chosen.id "
    "JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance "
    "ORDER BY CASE WHEN t.due_day IS NULL THEN 1 ELSE 0 END, t.due_day, t.case_id, t.id";

std::string marks(std::size_t n) {
  std::string out = "?";
  for (std::size_t i = 1; i < n; ++i) out += ", ?";
  return out;
}

bool by_team(std::string_view role) { return role == "chief_inspector" || role == "inspector"; }

bool inspects(const std::vector<profiles::Absent::Held>& roles) {
  return std::any_of(roles.begin(), roles.end(), [](const auto& r) { return by_team(r.role); });
}

}  // namespace

void Doable::also(std::string_view more) { condition.append(condition.empty() ? "" : " AND ").append(more); }

void Doable::one_of(std::string_view column, const std::vector<std::string>& names) {
  also(fmt::format("{} IN ({})", column, marks(names.size())));
  values.insert(values.end(), names.begin(), names.end());
}

void Doable::of_team(const std::string& role, const std::vector<CaseId>& cases) {
  also(fmt::format("COALESCE(t.role, '') = ? AND t.case_id IN ({})", marks(cases.size())));
  values.emplace_back(role);
  for (const auto c : cases) values.emplace_back(c.value);
}

void Doable::bind(db::Params& params) const {
  for (const auto& v : values)
    if (const auto* text = std::get_if<std::string>(&v))
      params.add(*text);
    else
      params.add(std::get<std::int64_t>(v));
}

Doable Doable::any_of(std::vector<Doable> parts) {
  Doable all;
  for (auto& part : parts) {
    all.condition += (all.condition.empty() ? "((" : " OR (") + part.condition + ")";
    std::move(part.values.begin(), part.values.end(), std::back_inserter(all.values));
  }
  all.condition += ")";
  return all;
}

namespace {

// The most urgent of a part, as many as the parameter says. What has a day and what has none are chosen apart: each
// lies in an index in the very order of the list.
std::string first_of(const Doable& part, bool undated) {
  return fmt::format(
      "SELECT * FROM (SELECT t.case_id, t.id, t.due_day, {} AS undated FROM insp_wf_task t WHERE t.state = 'open' "
      "AND t.due_day {} AND {} ORDER BY {}t.case_id, t.id LIMIT ?) part",
      undated ? 1 : 0, undated ? "IS NULL" : "IS NOT NULL", part.condition, undated ? "" : "t.due_day, ");
}

// Where somebody holds a role: everywhere, or at these places.
struct HeldAt {
  bool everywhere{false};
  std::set<std::string> codes{};
  void add(const profiles::TerritoryTree& tree, const TerritoryInterval& in) {
    everywhere = everywhere || in.holds(tree.root().interval.low);
    if (everywhere) return;
    for (const auto& t : tree.all())
      if (in.holds(t.interval.low)) codes.insert(t.code);
  }
  bool nowhere() const { return !everywhere && codes.empty(); }
  std::vector<std::string> places() const { return {codes.begin(), codes.end()}; }
};

}  // namespace

// Of a team by being on it, else by the role at the place; and the same of whom he stands in for. No task is in two of
// the first parts, as each is of a role of its own; what he does for another may be his own too, so that all of it is
// one part then.
std::vector<Doable> Engine::doable(db::Transaction& tx, const Actor& who, bool only_mine) {
  std::vector<Doable> out;
  const auto names =
      only_mine ? std::vector<std::string>{who.user_id()} : std::vector<std::string>{who.user_id(), std::string{}};
  const bool of_a_team = who.has_role("inspector") || who.has_role("chief_inspector");
  for (const char* role : {"chief_inspector", "inspector"}) {
    const auto cases = of_a_team ? parts_.case_roles.cases_of(tx, role, who.user_id()) : std::vector<CaseId>{};
    if (cases.empty()) continue;
    out.emplace_back().of_team(role, cases);
    out.back().one_of("t.assignee", names);
  }
  const auto tree = parts_.territories(tx);
  std::map<std::string, HeldAt> held;
  for (const auto& r : who.roles())
    if (!by_team(r.role)) held[r.role].add(*tree, r.interval);
  for (const auto& [role, where] : held) {
    if (where.nowhere()) continue;
    auto& part = out.emplace_back();
    part.one_of("t.role", {role});
    if (!where.everywhere) part.one_of("t.territory", where.places());
    part.one_of("t.assignee", names);
  }
  const auto own = out.size();
  for (const auto& absent : profiles::stands_in_for(tx, who.user_id(), parts_.clock.today()))
    doable_for(tx, who, absent, out);
  if (out.size() == own) return out;
  std::vector<Doable> one;
  one.push_back(Doable::any_of(std::move(out)));
  return one;
}

// What is the absent person's by name or by team, where both hold the role.
void Engine::doable_for(db::Transaction& tx, const Actor& who, const profiles::Absent& absent,
                        std::vector<Doable>& parts) {
  const auto tree = parts_.territories(tx);
  for (const char* role : {"chief_inspector", "inspector"}) {
    const auto cases =
        inspects(absent.roles) ? parts_.case_roles.cases_of(tx, role, absent.user_id) : std::vector<CaseId>{};
    HeldAt mine;
    for (const auto& held : who.roles())
      if (by_team(held.role)) mine.add(*tree, held.interval);
    if (cases.empty() || mine.nowhere()) continue;
    auto& part = parts.emplace_back();
    part.of_team(role, cases);
    if (!mine.everywhere) part.one_of("t.territory", mine.places());
    part.one_of("t.assignee", {absent.user_id, std::string{}});
  }
  for (const auto& held : who.roles())
    for (const auto& his : absent.roles) {
      if (by_team(held.role) || held.role != his.role) continue;
      if (!held.interval.holds(his.interval.low) && !his.interval.holds(held.interval.low)) continue;
      HeldAt both;
      both.add(*tree, held.interval.holds(his.interval.low) ? his.interval : held.interval);
      if (both.nowhere()) continue;
      auto& part = parts.emplace_back();
      part.one_of("t.role", {his.role});
      if (!both.everywhere) part.one_of("t.territory", both.places());
      part.one_of("t.assignee", {absent.user_id});
    }
}

std::vector<OpenTask> Engine::work_list(db::Transaction& tx, const Actor& who, const WorkListFilter& filter) {
  auto parts = doable(tx, who, filter.only_mine);
  if (parts.empty()) return {};
  const auto limit = std::int64_t{std::clamp(filter.limit, 1, 500)};
  const auto before = std::max<std::int64_t>(filter.after_offset, 0);
  std::string text{work_list_head};
  db::Params params;
  bool first = true;
  for (auto& part : parts) {
    if (!filter.forms.empty()) part.one_of("t.form_key", filter.forms);
    for (const bool undated : {false, true}) {
      text.append(first ? "" : " UNION ALL ").append(first_of(part, undated));
      part.bind(params);
      params.add(before + limit);
      first = false;
    }
  }
  text.append(work_list_rest);
  params.add(limit);
  params.add(before);
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

WorkFigures Engine::work_figures(db::Transaction& tx, const Actor& who, Day today, int soon_days) {
  const auto parts = doable(tx, who, false);
  if (parts.empty()) return {};
  // Counted along insp_wf_task_list alone, which holds every column named here.
  std::string text;
  db::Params params;
  for (const auto& part : parts) {
    text += fmt::format(
        "{}SELECT count(*) AS tasks, sum(CASE WHEN t.due_day < ? THEN 1 ELSE 0 END) AS late, "
        "sum(CASE WHEN t.due_day >= ? AND t.due_day <= ? THEN 1 ELSE 0 END) AS soon "
        "FROM insp_wf_task t WHERE t.state = 'open' AND {}",
        text.empty() ? "" : " UNION ALL ", part.condition);
    for (const auto day : {today, today, today.plus(soon_days)}) params.add(day);
    part.bind(params);
  }
  text = "SELECT sum(p.tasks), sum(p.late), sum(p.soon) FROM (" + text + ") p";
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

}  // namespace ssiis::workflow
