// The dashboard's figures count every task of the caller, and the list leads to those that the page does not show.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;

class Dashboard : public test::WithStory {
 protected:
  // The clerk's task of a new file, so many times over, with days that begin at `first`; the first has no day.
  void given_tasks(int how_many, Day first) {
    ordered(wish());
    static constexpr db::Query copy{
        "test/task_copy",
        "INSERT INTO insp_wf_task (case_id, id, instance, node, token, kind, role, territory, assignee, form_key, "
        "timer, "
        "state, due_day, due_confirmed, opened_at) SELECT case_id, id + ?, instance, node, token, kind, role, "
        "territory, "
        "assignee, form_key, timer, state, ?, due_confirmed, opened_at FROM insp_wf_task WHERE id < 900000000000000000 "
        "AND state = 'open' AND form_key = 'background'"};
    static constexpr db::Query bare{"test/task_bare", "UPDATE insp_wf_task SET due_day = NULL WHERE state = 'open'"};
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute(bare, db::Params{});
      for (int i = 1; i < how_many; ++i)
        tx.execute(copy, db::Params{std::int64_t{900'000'000'000'000'000} + i, first.plus(i - 1)});
    });
  }
  static std::string figure(const web::Page& page, const std::string& label) {
    const auto at = page.body.find(">" + label + "</dt>");
    if (at == std::string::npos) return "no figure " + label;
    const auto from = page.body.find('>', page.body.find("<a", page.body.find("<dd", at))) + 1;
    return page.body.substr(from, page.body.find('<', from) - from);
  }
  static std::size_t rows(const web::Page& page) {
    std::size_t n = 0;
    for (auto at = page.body.find("/tasks/"); at != std::string::npos; at = page.body.find("/tasks/", at + 1)) ++n;
    return n;
  }
};

TEST_P(Dashboard, CountsAllTasksAndNotOnlyThoseOfThePage) {
  given_tasks(60, Day{2026, 11, 21});  // two days late, then today (23 November) to 18 January
  const auto page = get("registration.01", "/inspection");
  EXPECT_EQ(figure(page, "My tasks"), "60");
  EXPECT_EQ(figure(page, "Overdue"), "2");
  EXPECT_EQ(figure(page, "Due within 7 days"), "8") << "today and the seventh day after it belong to it";
  EXPECT_EQ(rows(page), 50u);
  EXPECT_TRUE(has(page, "Tasks 1–50 of 60"));
  EXPECT_TRUE(has(page, "/inspection?from=51#tasks"));
  EXPECT_TRUE(has(page, "10 more tasks"));
}

TEST_P(Dashboard, LeadsToTheTasksThatItDoesNotShow) {
  given_tasks(60, Day{2026, 11, 21});
  const auto second = get("registration.01", "/inspection?from=51");
  EXPECT_EQ(rows(second), 10u);
  EXPECT_TRUE(has(second, "Tasks 51–60 of 60"));
  EXPECT_TRUE(has(second, "/inspection?from=1#tasks"));
  EXPECT_EQ(figure(second, "My tasks"), "60") << "the figures do not depend on the page";
  for (const char* odd : {"9999", "-4", "x", "99999999999999999999"}) {
    const auto page = get("registration.01", std::string{"/inspection?from="} + odd);
    EXPECT_EQ(page.status, 200) << odd;
    EXPECT_GT(rows(page), 0u) << odd;
  }
}

TEST_P(Dashboard, CountsOnlyWhatIsTheCallersToDo) {
  given_tasks(60, Day{2026, 11, 21});
  EXPECT_EQ(figure(get("registration", "/inspection"), "My tasks"), "60") << "of the whole country";
  for (const char* login : {"head.01", "inspector.01", "head.13", "director"})
    EXPECT_EQ(figure(get(login, "/inspection"), "My tasks"), "0") << login;
  const auto few = get("head.01", "/inspection");
  EXPECT_FALSE(has(few, "Pages of tasks")) << "nothing to page";
}

TEST_P(Dashboard, ShowsAHeadTheOrdersHeAnswersForBesideTheTeamsHeIsOn) {
  const auto order = ordered(wish());
  to_approval(order);
  const auto link = "/inspection/cases/" + order + "\"";
  for (const char* login : {"head.01", "chief.01", "inspector.01"})
    EXPECT_TRUE(has(get(login, "/inspection"), link)) << login;
  const auto other = get("head.13", "/inspection");
  EXPECT_FALSE(has(other, link));
  EXPECT_TRUE(has(other, "No open order is yours now."));
}

TEST_P(Dashboard, NamesTheNewestTenOrdersAndSaysWhereTheOthersAre) {
  const auto order = ordered(wish());
  static constexpr db::Query copy{
      "test/case_copy",
      "INSERT INTO insp_case (case_id, order_number, origin, inspection_type, emergency, imported, unit_key, "
      "unit_number, unit_name, territory, office, manager, state, stage, subject, opened_on, created_at, created_by, "
      "version) SELECT case_id + ?, ?, origin, inspection_type, emergency, imported, unit_key, unit_number, unit_name, "
      "territory, office, manager, state, stage, subject, ?, created_at, created_by, version FROM insp_case WHERE "
      "order_number = ?"};
  const auto copies = [&](int first, int last) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      for (int i = first; i <= last; ++i)
        tx.execute(copy, db::Params{std::int64_t{900'000'000'000} + i, fmt::format("COPY-{:02}", i),
                                    clock_.today().plus(i - 20), order});
    });
    EXPECT_FALSE(inspections::mend_case_counts(pool()).empty()) << "copies are counted afterwards";
  };
  copies(1, 9);
  EXPECT_FALSE(has(get("head.01", "/inspection"), "the others are among all files"));
  copies(10, 10);
  const auto page = get("head.01", "/inspection");
  EXPECT_TRUE(has(page, "The newest 10; the others are among all files."));
  EXPECT_TRUE(has(page, "/cases/" + order));
  EXPECT_TRUE(has(page, "/cases/COPY-02"));
  EXPECT_FALSE(has(page, "/cases/COPY-01")) << "the oldest";
}

TEST_P(Dashboard, ThePanelOfTheMisCountsAllToo) {
  given_tasks(120, Day{2026, 11, 21});
  EXPECT_TRUE(has(get("registration.01", "/inspection/panel/home", web::Mount::panel), "120 tasks wait for you"));
}

SSIIS_ON_ALL_ENGINES(Dashboard);

}  // namespace
