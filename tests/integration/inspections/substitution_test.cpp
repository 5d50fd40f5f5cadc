// The work of an absent inspector in the hands of a substitute: seen and marked, done as "X for Y", never reviewed by
// either of the two.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class StandingIn : public test::WithStory {
 protected:
  void named(const std::string& absent, const std::string& instead, int days = 5) {
    profiles::Substitutions office{pool(), *ids_, *trail_, clock_};
    const auto done = office.name(
        actor(absent), {"id-" + absent, "id-" + instead, clock_.today(), clock_.today().plus(days), "leave", key()});
    if (!done) throw std::runtime_error{done.rejection().code};
  }
  void given(const std::string& login, const std::string& role, const std::string& territory) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute({"test/profile",
                  "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, "
                  "territory_code, first_day, last_day, reason, version) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, "
                  "'2020-01-01', NULL, 'test', 1)"},
                 db::Params{next_profile_++, "id-" + login, login, "ຜູ້ໃຊ້ " + login, "User " + login, role, territory});
    });
  }
  std::vector<workflow::OpenTask> list_of(const std::string& login) {
    std::vector<workflow::OpenTask> out;
    for (auto& [task, line] : room().tasks().work_list(actor(login), 0, 50)) out.push_back(std::move(task));
    return out;
  }
  std::int64_t next_profile_{950'000};
};

TEST_P(StandingIn, SeesTheTasksOfTheTeamMarkedAndDoesThemForTheAbsentPerson) {
  given("other.01", "inspector", "01");
  const auto order = ordered(wish());
  to_visit(order);
  EXPECT_TRUE(list_of("other.01").empty());
  EXPECT_EQ(code(tries("other.01", order, "findings", {})), "workflow.not_your_task");
  named("inspector.01", "other.01");
  const auto list = list_of("other.01");
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].for_absent, "id-inspector.01");
  EXPECT_EQ(room().tasks().figures(actor("other.01")).all, 1);
  EXPECT_TRUE(has(get("other.01", "/inspection"), "for User inspector.01, who is absent"));
  EXPECT_FALSE(has(get("inspector.01", "/inspection"), "who is absent"));
  const auto number = room().visits().start(actor("other.01"), order, "ບ້ານ");
  ASSERT_TRUE(number) << "he visits for him too";
  ASSERT_TRUE(room().visits().end(actor("other.01"), order, *number, {"ທ້າວ", "ຫົວໜ້າ", "", Signature::signed_}));
  does("other.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "ພົບ"}});
  EXPECT_EQ(count("SELECT count(*) FROM insp_wf_task t JOIN insp_wf_stand_in s ON s.case_id = t.case_id AND s.task = "
                  "t.id WHERE t.done_by = 'id-other.01' AND s.done_for = 'id-inspector.01'"),
            1);
  does("inspector.01", order, "analysis", {{"analysis", "ຕ່າງ"}});
  EXPECT_EQ(count("SELECT count(*) FROM insp_wf_stand_in"), 1) << "in one's own right nothing is done for another";
}

TEST_P(StandingIn, EndsOnItsDayWithTheTasksBackWhereTheyWere) {
  given("other.01", "inspector", "01");
  const auto order = ordered(wish());
  to_visit(order);
  named("inspector.01", "other.01", 1);
  const auto t = step(order, "findings");
  const workflow::TaskRef ref{file(order).id, t.id, t.rev};
  pool().transact(db::Mode::write,
                  [&](db::Transaction& tx) { ASSERT_TRUE(engine_->claim(tx, actor("other.01"), ref)); });
  EXPECT_EQ(step(order, "findings").assignee, "id-inspector.01") << "it stays the absent person's";
  clock_.advance_seconds(2 * 86'400);
  EXPECT_TRUE(list_of("other.01").empty());
  EXPECT_EQ(code(tries("other.01", order, "findings", {})), "workflow.not_your_task");
  EXPECT_EQ(list_of("inspector.01").size(), 1U);
}

TEST_P(StandingIn, NobodyReviewsTheirOwnWorkInEitherDirection) {
  const auto order = ordered(wish());
  to_report(order);
  given("chief.01", "head_inspection", "01");  // he writes the report, and is a head too
  named("head.01", "head2.01");
  does("chief.01", order, "report", {{"report_text", "x"}, {"infringement", "false"}});
  EXPECT_EQ(code(tries("chief.01", order, "review", {{"review", "accepted"}})), "workflow.same_person");
  const auto t = step(order, "review");
  const workflow::TaskRef ref{file(order).id, t.id, t.rev};
  pool().transact(db::Mode::write,
                  [&](db::Transaction& tx) { ASSERT_TRUE(engine_->claim(tx, actor("head.01"), ref)); });
  EXPECT_EQ(list_of("head2.01").at(0).for_absent, "id-head.01");
  EXPECT_EQ(code(tries("chief.01", order, "review", {{"review", "accepted"}})), "workflow.task_claimed");
  does("head2.01", order, "review", {{"review", "accepted"}});
}

TEST_P(StandingIn, WorkDoneForSomebodyIsNotReviewedByThatPerson) {
  given("other.01", "chief_inspector", "01");
  given("chief.01", "head_inspection", "01");
  const auto order = ordered(wish());
  to_report(order);
  named("chief.01", "other.01");
  does("other.01", order, "report", {{"report_text", "x"}, {"infringement", "false"}});
  EXPECT_EQ(code(tries("chief.01", order, "review", {{"review", "accepted"}})), "workflow.same_person")
      << "the report was written for him";
  given("other.01", "head_inspection", "01");
  EXPECT_EQ(code(tries("other.01", order, "review", {{"review", "accepted"}})), "workflow.same_person");
  does("head.01", order, "review", {{"review", "accepted"}});
}

TEST_P(StandingIn, AsksToWithdrawAndDecidesForTheSamePersonNever) {
  given("second", "director", "LA");
  const auto order = ordered(wish());
  ASSERT_TRUE(room().withdrawals().ask(actor("director"), order,
                                       {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "x"}}, key()));
  const auto t = step(order, "withdraw.decision");
  const workflow::TaskRef ref{file(order).id, t.id, t.rev};
  pool().transact(db::Mode::write,
                  [&](db::Transaction& tx) { ASSERT_TRUE(engine_->claim(tx, actor("director"), ref)); });
  named("director", "second");
  EXPECT_EQ(code(tries("second", order, "withdraw.decision", {{"withdrawal", "approved"}})), "withdrawal.same_person");
}

SSIIS_ON_ALL_ENGINES(StandingIn);

}  // namespace
