// A person's list and its figures against the same told from all tasks, one by one: many tasks of many roles, places,
// holders and days, some without a day.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

struct Made {
  std::int64_t case_id, id;
  std::string role, territory, assignee, form;
  std::optional<Day> due;
};

class WorkLists : public WithProcedures {
 protected:
  static constexpr int files = 12, tasks = 400, page = 9, soon = 7;

  void given_many_tasks() {
    started(request());
    given("both", "head_inspection", "13");
    given("both", "director", "LA");
    std::mt19937 chance{20261130};
    const auto one_of = [&](const std::vector<std::string>& v) { return v[chance() % v.size()]; };
    static constexpr db::Query copy_file{
        "test/instance_copy",
        "INSERT INTO insp_wf_instance (case_id, id, process, bundle, rev, state, territory, started_at) "
        "SELECT case_id + ?, id, process, bundle, rev, state, ?, started_at FROM insp_wf_instance WHERE case_id = 1"};
    static constexpr db::Query copy_task{
        "test/task_copy",
        "INSERT INTO insp_wf_task (case_id, id, instance, node, token, kind, state, role, territory, assignee, "
        "form_key, timer, due_day, due_confirmed, opened_at, process, place) SELECT ?, t.id + ?, t.instance, ?, "
        "t.token, t.kind, ?, ?, ?, ?, ?, t.timer, ?, t.due_confirmed, t.opened_at, t.process, i.territory FROM "
        "insp_wf_task t JOIN insp_wf_instance i ON i.case_id = ? AND i.id = t.instance WHERE t.case_id = 1 AND t.id < "
        "900000000000000000"};
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute({"test/own_task_done", "UPDATE insp_wf_task SET state = 'done'"}, db::Params{});
      for (std::int64_t c = 1; c < files; ++c) tx.execute(copy_file, db::Params{c, c % 2 == 0 ? "13" : "1601"});
      for (int n = 0; n < tasks; ++n) {
        Made m{static_cast<std::int64_t>(chance() % files) + 1,
               0,
               one_of({"head_inspection", "director", "registration_contribution", "inspector", "chief_inspector"}),
               one_of({"hq", "13", "1301", "16", "1601"}),
               one_of({"", "", "id-head", "id-both", "id-chief", "id-stranger"}),
               one_of({"report", "order"}),
               {}};
        if (chance() % 4 != 0) m.due = clock_.today().plus(static_cast<int>(chance() % 30) - 15);
        const bool open = chance() % 8 != 0;
        m.id = 900'000'000'000'000'000 + n;
        const std::int64_t offset = 900'000'000'000'000'000 - own_task(tx) + n;
        tx.execute(copy_task, db::Params{m.case_id, offset, one_of({"T03_Order", "T07_Report"}), open ? "open" : "done",
                                         m.role, m.territory, m.assignee, m.form, m.due, m.case_id});
        if (open) all_.push_back(m);
      }
    });
    std::sort(all_.begin(), all_.end(), [](const Made& a, const Made& b) {
      const auto key = [](const Made& m) {
        return std::tuple{!m.due.has_value(), m.due.value_or(Day{2000, 1, 1}), m.case_id, m.id};
      };
      return key(a) < key(b);
    });
  }
  static std::int64_t own_task(db::Transaction& tx) {
    return tx
        .find({"test/own_task", "SELECT MIN(id) FROM insp_wf_task"}, db::Params{},
              [](const db::Row& r) { return r.integer(0); })
        .value();
  }
  bool may(const Actor& who, const Made& m, bool only_mine) {
    if (m.assignee != who.user_id() && (only_mine || !m.assignee.empty())) return false;
    if (m.role == "inspector" || m.role == "chief_inspector")
      return (who.has_role("inspector") || who.has_role("chief_inspector")) && reading([&](db::Transaction& tx) {
               return m.case_id == 1 && team_.holds(tx, CaseId{1}, m.role, who.user_id());
             });
    return who.has_role_at(m.role, m.territory == "hq" ? tree_->root().interval.low : tree_->point(m.territory));
  }
  std::vector<Made> expected(const Actor& who, const workflow::WorkListFilter& f) {
    std::vector<Made> out;
    for (const auto& m : all_)
      if (may(who, m, f.only_mine) &&
          (f.forms.empty() || std::find(f.forms.begin(), f.forms.end(), m.form) != f.forms.end()))
        out.push_back(m);
    return out;
  }
  void expect_pages(const Actor& who, workflow::WorkListFilter f) {
    const auto all = expected(who, f);
    f.limit = page;
    for (f.after_offset = 0; f.after_offset <= static_cast<std::int64_t>(all.size()); f.after_offset += page) {
      const auto found = reading([&](db::Transaction& tx) { return engine_->work_list(tx, who, f); });
      const auto from = static_cast<std::size_t>(f.after_offset);
      ASSERT_EQ(found.size(), std::min<std::size_t>(page, all.size() - from)) << who.login() << " from " << from;
      for (std::size_t i = 0; i < found.size(); ++i)
        ASSERT_EQ(found[i].id, all[from + i].id) << who.login() << ", place " << from + i;
    }
  }
  std::vector<Made> all_;
};
SSIIS_ON_ALL_ENGINES(WorkLists);

constexpr const char* everybody[] = {"head", "chief", "inspector", "director", "clerk", "stranger", "outsider", "both"};

TEST_P(WorkLists, EachPageHasTheNextMostUrgentTasksAndThoseWithoutADayComeLast) {
  given_many_tasks();
  std::size_t seen = 0;
  for (const char* login : everybody) {
    const auto who = actor(login);
    seen += expected(who, {}).size();
    expect_pages(who, {});
    expect_pages(who, {.only_mine = true});
    expect_pages(who, {.forms = {"report", "findings"}});
  }
  EXPECT_GT(seen, 100u) << "there was something to list";
}

TEST_P(WorkLists, TheFiguresCountWhatTheListShows) {
  given_many_tasks();
  const auto today = clock_.today();
  for (const char* login : everybody) {
    const auto who = actor(login);
    const auto found = reading([&](db::Transaction& tx) { return engine_->work_figures(tx, who, today, soon); });
    workflow::WorkFigures wanted;
    for (const auto& m : expected(who, {})) {
      ++wanted.all;
      wanted.overdue += m.due && *m.due < today ? 1 : 0;
      wanted.soon += m.due && *m.due >= today && *m.due <= today.plus(soon) ? 1 : 0;
    }
    EXPECT_EQ(found.all, wanted.all) << login;
    EXPECT_EQ(found.overdue, wanted.overdue) << login;
    EXPECT_EQ(found.soon, wanted.soon) << login;
  }
}

TEST_P(WorkLists, WhereFilesPileUpIsTheSameAsCountedThroughTheirFiles) {
  given_many_tasks();
  workflow::IncidentOffice office{*engine_, pool()};
  const auto text = "SELECT t.node, COUNT(*), SUM(CASE WHEN t.due_day < '" + clock_.today().iso() +
                    "' THEN 1 ELSE 0 END) FROM insp_wf_task t JOIN insp_wf_instance i ON i.case_id = t.case_id AND "
                    "i.id = t.instance WHERE t.state = 'open' GROUP BY t.node ORDER BY COUNT(*) DESC, t.node";
  const auto counted = reading([&](db::Transaction& tx) {
    return tx.all({"test/counted", text}, db::Params{}, [](const db::Row& r) {
      return std::tuple{r.text(0), r.integer(1), r.integer(2)};
    });
  });
  const auto who = actor("director"), other = actor("stranger");
  std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> found;
  for (const auto& l : reading([&](db::Transaction& tx) { return office.loads(tx, who, clock_.today()); })) {
    found.emplace_back(l.node, l.waiting, l.overdue);
    EXPECT_EQ(l.process, "inspection");
    EXPECT_GT(l.bundle, 0);
  }
  EXPECT_EQ(found, counted);
  EXPECT_EQ(found.size(), 2u);
  EXPECT_TRUE(reading([&](db::Transaction& tx) { return office.loads(tx, other, clock_.today()); }).empty());
}

TEST_P(WorkLists, AnOpenTaskSaysOfWhichProcedureAndPlaceItsFileIs) {
  up_to_approval();  // done by headquarters, of a file of province 13
  EXPECT_EQ(count("insp_wf_task", "state = 'open' AND territory = 'hq'"), 1);
  EXPECT_EQ(count("insp_wf_task", "place = '13' AND process = 'inspection'"), count("insp_wf_task"));
}

}  // namespace
}  // namespace ssiis::test
