// The dashboard of service orders, the search box's page, the lists of files.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "inspections/alerts_view.hpp"
#include "inspections/case_counts.hpp"
#include "inspections/finding.hpp"
#include "inspections/people.hpp"
#include "inspections/rework_view.hpp"
#include "inspections/screens.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

constexpr int tasks_shown = 50;
constexpr std::int64_t furthest_task = 100'000;  // no list is paged beyond
constexpr int files_shown = 50;
constexpr int hits_shown = 50;
constexpr int most_alerts_counted = 1'000;
constexpr int beside_shown = 10;  // of each list beside the tasks

// The words for places of one page, each found once: the tasks of a page lie in a few places.
class Places {
 public:
  Places(const Desk& desk, const web::Request& rq) : desk_{desk}, rq_{rq}, tree_{desk.rooms.territories()} {}
  const std::string& words(const std::string& territory) {
    auto at = known_.find(territory);
    if (at == known_.end()) at = known_.emplace(territory, place_words(desk_, rq_, *tree_, territory)).first;
    return at->second;
  }

 private:
  const Desk& desk_;
  const web::Request& rq_;
  std::shared_ptr<const profiles::TerritoryTree> tree_;
  std::map<std::string, std::string> known_{};
};

void put_task(const Desk& desk, const web::Request& rq, Places& places, web::Data& row, const workflow::OpenTask& task,
              const CaseLine& c, const std::string& step) {
  row.set("ORDER", c.order_number)
      .set("TASK_HREF", case_address(c.order_number) + "/tasks/" + std::to_string(task.id))
      .set("UNIT", c.unit_name)
      .set("PLACE", places.words(c.territory))
      .set("STEP", step)
      .set("TYPE", type_words(desk, rq, c.type))
      .set("ORIGIN", origin_words(desk, rq, c.origin))
      .show_if("EMERGENCY", c.emergency);
  put_due(desk, rq, row, task);
}

struct Work {
  std::int64_t first{0};  // tasks before the page
  workflow::WorkFigures figures;
  std::vector<std::pair<workflow::OpenTask, CaseLine>> tasks;
  std::map<CaseState, std::int64_t> counts;
  std::vector<Case> mine;
  std::vector<std::string> steps;  // words per task
  std::vector<NamedAlert> alerts;
  std::int64_t alert_count{0};
  std::vector<std::pair<std::string, std::string>> given;  // per task: who gave it to the reader, and why
  std::vector<std::string> absent;  // per task: for whom it would be done; empty: in one's own right
};

// ?from=51 shows the tasks from the 51st on; a page that is not there any more is the last one.
std::int64_t first_task(const web::Request& rq, std::int64_t all) {
  const auto from = std::clamp<std::int64_t>(whole_number(rq.parameter("from")).value_or(1), 1, furthest_task) - 1;
  const auto last_page = all > 0 ? (all - 1) / tasks_shown * tasks_shown : 0;
  return std::min(from / tasks_shown * tasks_shown, last_page);
}

// The open files that are the reader's: on whose team he is and, of who gives orders, those he answers for; the newest
// first, each once; one more than are shown when there are more.
std::vector<Case> orders_of(db::Transaction& tx, const Actor& who) {
  constexpr int most = beside_shown + 1;
  auto mine = cases_of_member(tx, who.user_id(), most);
  if (!who.may("order.create")) return mine;
  for (auto& c : cases_of_manager(tx, who.user_id(), most))
    if (std::none_of(mine.begin(), mine.end(), [&](const Case& m) { return m.id == c.id; }))
      mine.push_back(std::move(c));
  std::sort(mine.begin(), mine.end(),
            [](const Case& a, const Case& b) { return std::tie(b.opened_on, b.id) < std::tie(a.opened_on, a.id); });
  if (mine.size() > std::size_t{most}) mine.erase(mine.begin() + most, mine.end());
  return mine;
}

Work work_of(const Desk& desk, const web::Request& rq) {
  Work out;
  const Actor& who = rq.who();
  desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    out = {};
    out.figures = desk.rooms.workflow.work_figures(tx, who, desk.rooms.clock.today(), soon_days);
    out.first = first_task(rq, out.figures.all);
    out.tasks =
        with_their_cases(tx, desk.rooms.workflow.work_list(tx, who, {.after_offset = out.first, .limit = tasks_shown}));
    for (const auto& [task, file] : out.tasks)
      out.steps.push_back(step_words(tx, desk.rooms.workflow, desk.t(), rq.language, task));
    People people{tx};
    std::vector<CaseId> cases;
    for (const auto& [task, file] : out.tasks) cases.push_back(task.case_id);
    const auto given = given_tasks(tx, cases, who.user_id());
    for (const auto& [task, file] : out.tasks) {
      const auto at = given.find({task.case_id.value, task.id});
      const bool mine = at != given.end() && task.assignee == who.user_id();
      out.given.push_back(mine ? std::pair{people.name(at->second.first, rq.language), at->second.second}
                               : std::pair<std::string, std::string>{});
    }
    for (const auto& [task, file] : out.tasks)
      out.absent.push_back(task.for_absent.empty() ? std::string{} : people.name(task.for_absent, rq.language));
    out.counts = count_cases(tx, who.scope("case.read"));
    out.mine = orders_of(tx, who);
    out.alerts = alerts_for(desk, rq, tx, beside_shown);
    if (!out.alerts.empty()) out.alert_count = alert_office(desk.rooms).count(tx, who, most_alerts_counted);
  });
  return out;
}

void put_figures(const Desk& desk, const web::Request& rq, web::Data& data, const Work& work) {
  const auto count = [&](CaseState s) {
    const auto at = work.counts.find(s);
    return at == work.counts.end() ? std::int64_t{0} : at->second;
  };
  const auto kpi = [&](const char* tone, std::string label, std::int64_t value, const char* href) {
    data.add("KPI")
        .set("KPI_TONE", tone)
        .set("KPI_HREF", href)
        .set("KPI_LABEL", std::move(label))
        .set("KPI_VALUE", desk.t().number(rq.language, value));
  };
  const auto& t = desk.t();
  kpi("cur", t.text(rq.language, "My tasks"), work.figures.all, "#tasks");
  kpi(work.figures.overdue > 0 ? "bad" : "idle", t.text(rq.language, "Overdue"), work.figures.overdue, "#tasks");
  kpi(work.figures.soon > 0 ? "warn" : "idle", t.text(rq.language, "Due within 7 days"), work.figures.soon, "#tasks");
  kpi("idle", t.text(rq.language, "Files in course"), count(CaseState::in_course), "/inspection/cases?state=in_course");
  kpi("idle", t.text(rq.language, "Files under review"), count(CaseState::under_review),
      "/inspection/cases?state=under_review");
}

// Which of the tasks the page shows, and the way to the others.
void put_task_pages(const Desk& desk, const web::Request& rq, web::Data& data, const Work& work) {
  const auto& t = desk.t();
  const auto all = work.figures.all, last = work.first + static_cast<std::int64_t>(work.tasks.size());
  if (all <= tasks_shown) return;
  auto& pages = data.add("TASK_PAGES");
  pages.set("SHOWN",
            t.text(rq.language, "Tasks {1}–{2} of {3}",
                   {t.number(rq.language, work.first + 1), t.number(rq.language, last), t.number(rq.language, all)}));
  const auto link = [&](const char* name, std::int64_t from, std::string words) {
    pages.add(name).set("PAGE_HREF", fmt::format("/inspection?from={}#tasks", from + 1)).set("PAGE_WORDS", words);
  };
  if (work.first > 0) link("TASKS_BEFORE", work.first - tasks_shown, t.text(rq.language, "More urgent tasks"));
  if (last < all)
    link("TASKS_AFTER", work.first + tasks_shown, t.plural(rq.language, "{1} more task", "{1} more tasks", all - last));
}

void put_my_orders(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<Case>& mine) {
  data.show_if("ORDERS", !mine.empty());
  const auto shown = std::min(mine.size(), std::size_t{beside_shown});
  if (shown < mine.size())
    data.add("MORE_ORDERS")
        .set("MORE_ORDERS_WORDS", desk.t().text(rq.language, "The newest {1}; the others are among all files.",
                                                {desk.t().number(rq.language, beside_shown)}));
  for (std::size_t i = 0; i < shown; ++i)
    data.add("MINE")
        .set("MINE_HREF", case_address(mine[i].order_number))
        .set("MINE_ORDER", mine[i].order_number)
        .set("MINE_UNIT", mine[i].unit_name)
        .set("MINE_STAGE", std::int64_t{std::min(mine[i].stage, 13)})
        .set("MINE_TONE", std::string{tone_code(state_tone(mine[i].state))})
        .set("MINE_STATE", state_words(desk, rq, mine[i].state));
}

void put_waiting_requests(const Desk& desk, const web::Request& rq, web::Data& data) {
  const auto waiting =
      rq.who().may("order.create") ? desk.requests.list(rq.who(), RequestState::received) : std::vector<Request>{};
  data.show_if("REQUESTS", !waiting.empty());
  const auto shown = std::min(waiting.size(), std::size_t{beside_shown});
  if (shown < waiting.size())
    data.add("MORE_REQUESTS")
        .set("MORE_REQUESTS_WORDS", desk.t().plural(rq.language, "and {1} more", "and {1} more",
                                                    static_cast<std::int64_t>(waiting.size() - shown)));
  for (std::size_t i = 0; i < shown; ++i)
    data.add("WAITING")
        .set("WAITING_HREF", "/inspection/requests/" + waiting[i].number)
        .set("WAITING_NUMBER", waiting[i].number)
        .set("WAITING_UNIT", waiting[i].unit_name)
        .show_if("WAITING_URGENT", waiting[i].urgent);
}

web::Page dashboard(const Desk& desk, const web::Request& rq) {
  const Work work = work_of(desk, rq);
  const Day today = desk.rooms.clock.today();
  web::Data data;
  data.set("TODAY", desk.t().long_date(rq.language, today))
      .show_if("MAY_ORDER", rq.who().may("order.create"))
      .show_if("MAY_REQUEST", rq.who().may("request.register"))
      .show_if("MAY_TEMPLATES", rq.who().may("template.manage"))
      .set("TASK_COUNT", desk.t().plural(rq.language, "{1} task", "{1} tasks", work.figures.all))
      .show_if("HAS_TASKS", !work.tasks.empty());
  put_figures(desk, rq, data, work);
  put_task_pages(desk, rq, data, work);
  Places places{desk, rq};
  for (std::size_t i = 0; i < work.tasks.size(); ++i) {
    auto& row = data.add("TASK");
    put_task(desk, rq, places, row, work.tasks[i].first, work.tasks[i].second, work.steps[i]);
    if (const auto& [giver, reason] = work.given[i]; !giver.empty())
      row.add("GIVEN").set("GIVEN_BY", giver).set("GIVEN_REASON", reason);
    row.set("ABSENT", work.absent[i]).show_if("FOR_ABSENT", !work.absent[i].empty());
  }
  put_my_orders(desk, rq, data, work.mine);
  put_alerts(desk, rq, data, work.alerts, "desk");
  data.set("ALERT_COUNT", desk.t().number(rq.language, work.alert_count));
  data.show_if("MORE_ALERTS", work.alert_count > static_cast<std::int64_t>(work.alerts.size()));
  put_waiting_requests(desk, rq, data);
  put_reopenings(desk, rq, data);
  return page_of(desk, rq, "inspections/dashboard.tpl", data, desk.t().text(rq.language, "My work"), "inspection.work",
                 {});
}

std::string hit_address(const registry::SearchHit& hit) {
  if (hit.kind == "case") return case_address(hit.key);
  if (hit.kind == "request") return "/inspection/requests/" + percent_encoded(hit.key);
  if (hit.kind == "labour_unit") return "/inspection/units/" + percent_encoded(hit.key);
  if (hit.kind == "worker") return "/inspection/workers/" + percent_encoded(hit.key);
  if (hit.kind == "self_employed") return "/inspection/members/" + percent_encoded(hit.key);
  if (hit.entity_kind == "labour_unit") return "/inspection/units/" + percent_encoded(hit.entity_key);
  if (hit.entity_kind == "worker") return "/inspection/workers/" + percent_encoded(hit.entity_key);
  return {};
}

std::string kind_words(const Desk& desk, const web::Request& rq, const std::string& kind) {
  const auto& t = desk.t();
  if (kind == "case") return t.text(rq.language, "Inspection file");
  if (kind == "request") return t.text(rq.language, "Request");
  if (kind == "labour_unit") return t.text(rq.language, "Labour unit");
  if (kind == "worker") return t.text(rq.language, "Worker");
  if (kind == "workplace") return t.text(rq.language, "Workplace");
  if (kind == "self_employed") return t.text(rq.language, "Insured without an employer");
  if (kind == "tax_employer") return t.text(rq.language, "Tax register");
  if (kind == "enterprise") return t.text(rq.language, "Enterprise register");
  if (kind == "civil") return t.text(rq.language, "Civil register");
  return t.text(rq.language, "Labour register");
}

web::Page search(const Desk& desk, const web::Request& rq) {
  const auto typed = rq.parameter("q");
  web::Data data;
  data.set("Q", typed).show_if("ASKED", !typed.empty());
  if (!typed.empty()) {
    const auto result = FindingService{desk.rooms, desk.search}.find(rq.who(), typed, hits_shown);
    data.set("FOUND", desk.t().plural(rq.language, "{1} found", "{1} found", result.total));
    data.show_if("HITS", !result.hits.empty());
    const auto tree = desk.rooms.territories();
    for (const auto& hit : result.hits) {
      auto& row = data.add("HIT");
      const auto address = hit_address(hit);
      row.set("KIND", kind_words(desk, rq, hit.kind))
          .set("SUBTITLE", hit.subtitle)
          .set("PLACE", place_words(desk, rq, *tree, hit.territory))
          .show_if("NOT_LINKED", !hit.linked)
          .set("TITLE", hit.title(rq.language));
      if (address.empty())
        row.show("PLAIN");
      else
        row.add("LINK").set("HREF", address);
    }
  }
  return page_of(desk, rq, "inspections/search.tpl", data, desk.t().text(rq.language, "Search"), "inspection.work",
                 {{desk.t().text(rq.language, "My work"), "/inspection"}, {desk.t().text(rq.language, "Search"), ""}});
}

std::optional<PageKey> page_key(const web::Request& rq) {
  const auto day = Day::parse(rq.parameter("before"));
  const auto id = whole_number(rq.parameter("id"));
  if (!day || !id) return std::nullopt;
  return PageKey{*day, CaseId{*id}};
}

web::Page files(const Desk& desk, const web::Request& rq) {
  const auto state = named<CaseState>(rq.parameter("state")).value_or(CaseState::in_course);
  const auto counts = desk.cases.counts(rq.who());
  auto list = desk.cases.list(rq.who(), state, page_key(rq), files_shown + 1);
  const bool more = list.size() > static_cast<std::size_t>(files_shown);
  if (more) list.pop_back();
  const auto tree = desk.rooms.territories();
  web::Data data;
  for (const auto s : {CaseState::in_course, CaseState::under_review, CaseState::completed, CaseState::closed}) {
    const auto at = counts.find(s);
    data.add("TAB")
        .set("TAB_HREF", "/inspection/cases?state=" + std::string{name_of(s)})
        .set("TAB_WORDS", state_words(desk, rq, s))
        .set("TAB_COUNT", desk.t().number(rq.language, at == counts.end() ? 0 : at->second))
        .show_if("TAB_CURRENT", s == state);
  }
  data.show_if("FILES", !list.empty()).show_if("MAY_IMPORT", rq.who().may("case.import"));
  for (const auto& c : list)
    data.add("FILE")
        .set("FILE_HREF", case_address(c.order_number))
        .set("ORDER", c.order_number)
        .set("UNIT", c.unit_name)
        .set("PLACE", place_words(desk, rq, *tree, c.territory))
        .set("TYPE", type_words(desk, rq, c.type))
        .set("ORIGIN", origin_words(desk, rq, c.origin))
        .set("OPENED", desk.t().date(rq.language, c.opened_on))
        .show_if("FILE_IMPORTED", c.imported)
        .set("TONE", std::string{tone_code(state_tone(c.state))})
        .set("STATE", state_words(desk, rq, c.state));
  if (more && !list.empty())
    data.add("OLDER").set("OLDER_HREF", fmt::format("/inspection/cases?state={}&before={}&id={}", name_of(state),
                                                    list.back().opened_on.iso(), list.back().id.value));
  return page_of(desk, rq, "inspections/files.tpl", data, desk.t().text(rq.language, "Inspection files"),
                 "inspection.cases", {{desk.t().text(rq.language, "Inspection files"), ""}});
}

}  // namespace

void add_work_screens(web::Router& router, const Desk& desk) {
  router.add({"GET", "/inspection", web::Mount::staff, "dashboard.use",
              [&desk](const web::Request& rq) { return dashboard(desk, rq); }});
  router.add({"GET", "/inspection/search", web::Mount::staff, "search.use",
              [&desk](const web::Request& rq) { return search(desk, rq); }});
  router.add({"GET", "/inspection/cases", web::Mount::staff, "case.read",
              [&desk](const web::Request& rq) { return files(desk, rq); }});
}

}  // namespace ssiis::inspections
