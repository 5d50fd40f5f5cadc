// Warnings before a deadline ends and escalations after it: when, to whom, each once.
#include <gtest/gtest.h>

#include <thread>

#include "integration/workflow/deadlines_fixture.hpp"

namespace ssiis::test {
namespace {

class Alerts : public WithDeadlines {
 protected:
  void SetUp() override {
    WithDeadlines::SetUp();
    office_.emplace(*engine_, pool(), *ids_, *trail_);
    // As the inspections room serves it.
    engine_->serve("alert.escalate", [this](db::Transaction& tx, const Actor& who, const workflow::ServiceCall& call) {
      office_->drawn(tx, who, call);
      return workflow::ServiceAnswer::done();
    });
  }
  void TearDown() override {
    office_.reset();
    WithDeadlines::TearDown();
  }
  workflow::AlertRun on(const char* day) {
    clock_.set(Instant::parse(std::string{day} + "T03:00:00.000000Z").value());
    return office_->run(system(), clock_.today(), [] { return false; });
  }
  std::vector<workflow::Alert> of(const std::string& login) {
    const auto who = actor(login);
    return reading([&](db::Transaction& tx) { return office_->of(tx, who, 100); });
  }
  std::int64_t raised(int level) { return count("insp_wf_alert", "level = " + std::to_string(level)); }
  // The table with one key's row in front: warned `warn` days before, the first head after `first`.
  std::int64_t deploy_rule(const std::string& key, int warn, int first, const char* from = "2025-01-01") {
    auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
    auto& table = files.at("alerts.dmn");
    const auto cell = [](const std::string& text) { return "<outputEntry><text>" + text + "</text></outputEntry>"; };
    const auto rule = "<rule id=\"mine\"><inputEntry><text>\"" + key +
                      "\"</text></inputEntry><inputEntry><text>&gt;= date(\"" + from + "\")</text></inputEntry>" +
                      cell(std::to_string(warn)) + cell("\"head_inspection@case\"") + cell(std::to_string(first)) +
                      cell("\"head_inspection@case\"") + cell("-1") + cell("\"\"") + cell("-1") + cell("\"\"") +
                      cell("\"Decision 1, article 2\"") + cell("true") + "</rule>";
    const auto at = table.find("<rule ");
    table.insert(at, rule);
    return deploy(files);
  }
  std::optional<workflow::AlertOffice> office_;
};
SSIIS_ON_ALL_ENGINES(Alerts);

// The approval has three working days from Monday 23 November: it ends on Thursday 26.
TEST_P(Alerts, WhoHasToActIsWarnedTwoWorkingDaysBeforeTheEndAndOnceOnly) {
  up_to_approval();
  EXPECT_EQ(on("2026-11-23").warned, 0);
  EXPECT_EQ(on("2026-11-24").warned, 1);
  EXPECT_EQ(on("2026-11-24").warned, 0);
  EXPECT_EQ(on("2026-11-25").warned, 0);
  const auto mine = of("director");
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].node, "T05_Approve");
  EXPECT_EQ(mine[0].level, 0);
  EXPECT_EQ(mine[0].due.iso(), "2026-11-26");
  EXPECT_FALSE(mine[0].confirmed) << "an unconfirmed period warns, and says so";
  EXPECT_FALSE(mine[0].rule_confirmed);
  for (const auto* other : {"head", "officer", "chief", "stranger"}) EXPECT_TRUE(of(other).empty()) << other;
  EXPECT_EQ(count("insp_audit_record", "event = 'alert.warned'"), 1);
  EXPECT_EQ(standing().tasks.size(), 1u) << "nothing moves";
}

TEST_P(Alerts, WhatIsOverAndNotDoneGoesUpFromHeadToDirectorOneLevelAtATime) {
  up_to_approval();
  on("2026-11-26");
  EXPECT_EQ(on("2026-11-27").escalated, 1);
  ASSERT_EQ(of("head").size(), 1u);
  EXPECT_EQ(of("head")[0].level, 1);
  EXPECT_TRUE(of("stranger").empty()) << "the head of another province";
  EXPECT_EQ(of("director").size(), 1u) << "the warning that he never answered";
  EXPECT_EQ(on("2026-12-04").escalated, 0) << "2 December is a feast: the fifth working day is not over";
  EXPECT_EQ(on("2026-12-07").escalated, 1);
  ASSERT_EQ(of("legal").size(), 1u);
  EXPECT_EQ(of("legal")[0].level, 2);
  EXPECT_TRUE(of("officer").empty());
  EXPECT_EQ(on("2026-12-14").escalated, 1);
  EXPECT_EQ(of("director")[0].level, 3) << "the most urgent first";
  EXPECT_EQ(on("2027-03-01").escalated, 0);
  for (int level = 0; level <= 3; ++level) EXPECT_EQ(raised(level), 1) << level;
}

TEST_P(Alerts, AWeekendIsNoDayOfTheOfficeAndAFridayIsToldOfOnMonday) {
  up_to_approval();
  entered(notice("2026-11-24"));  // the period ends on Friday 27 now
  all_worked_off();
  on("2026-11-26");
  EXPECT_EQ(on("2026-11-28").escalated, 0);
  EXPECT_EQ(on("2026-11-29").escalated, 0);
  EXPECT_EQ(on("2026-11-30").escalated, 1);
}

TEST_P(Alerts, ADeadlineThatMovesIsWarnedOfAnewForItsNewDayAndTheOldWarningIsOver) {
  up_to_approval();
  on("2026-11-24");
  const auto holiday = entered(notice("2026-11-25"));
  all_worked_off();
  EXPECT_EQ(on("2026-11-24").warned, 1) << "Friday is two working days away without the 25th: due again";
  auto mine = of("director");
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].due.iso(), "2026-11-27");
  ASSERT_TRUE(holidays_->withdraw(actor("officer"), holiday, 1, "taken back"));
  all_worked_off();
  EXPECT_EQ(on("2026-11-24").warned, 0) << "of that day he was warned before";
  EXPECT_EQ(raised(0), 2);
}

TEST_P(Alerts, WhatIsDoneInTimeIsNotToldOfAndItsWarningGoes) {
  up_to_approval();
  on("2026-11-25");
  ASSERT_EQ(of("director").size(), 1u);
  does("director", "T05_Approve", says("approval", "approved"));
  on("2026-11-27");
  for (const auto& a : of("director")) EXPECT_NE(a.node, "T05_Approve");
  EXPECT_EQ(count("insp_wf_alert", "node = 'T05_Approve' AND state = 'over'"), 1);
  EXPECT_EQ(raised(1), 0);
}

TEST_P(Alerts, AfterALongHaltTheLevelsFollowButNobodyIsWarnedOfWhatIsOver) {
  up_to_approval();
  const auto run = on("2027-02-01");
  EXPECT_EQ(run.warned, 0);
  EXPECT_EQ(run.escalated, 3);
}

TEST_P(Alerts, TwoHostsAtOnceRaiseEachOnce) {
  for (int c = 1; c <= 6; ++c) {
    auto r = request();
    r.case_id = CaseId{c};
    started(r);
  }
  clock_.set(Instant::parse("2026-11-30T08:00:00.000000Z").value());
  const auto other = made();
  workflow::AlertOffice there{*other, pool(), *ids_, *trail_};
  std::atomic<int> total{0}, failed{0};
  const auto host = [&](workflow::AlertOffice& office) {
    for (int i = 0; i < 3; ++i) {
      const auto run = office.run(system(), Day{2026, 12, 1}, [] { return false; });
      total += run.warned + run.escalated;
      failed += static_cast<int>(run.failed.size());
    }
  };
  std::thread a{host, std::ref(*office_)}, b{host, std::ref(there)};
  a.join();
  b.join();
  office_->run(system(), Day{2026, 12, 1}, [] { return false; });
  EXPECT_GE(count("insp_wf_alert"), 6);
  EXPECT_EQ(
      count("(SELECT case_id FROM insp_wf_alert GROUP BY case_id, deadline, level, due_day HAVING count(*) > 1) x"), 0);
  EXPECT_EQ(count("insp_audit_record", "event IN ('alert.warned', 'alert.raised')"), count("insp_wf_alert"));
}

TEST_P(Alerts, TheTableIsEffectiveDatedAndTheOneInForceHoldsForFilesThatBeganBefore) {
  up_to_approval();
  deploy_rule("approval", 0, 3, "2026-11-26");
  EXPECT_EQ(on("2026-11-25").warned, 1) << "the new rule is not in force yet";
  EXPECT_EQ(on("2026-11-27").escalated, 0);
  EXPECT_EQ(on("2026-12-01").escalated, 0);
  EXPECT_EQ(on("2026-12-03").escalated, 1) << "after three working days are over: 27, 30 November, 1 December";
  EXPECT_EQ(on("2027-01-20").escalated, 0) << "the rule knows no further level";
  EXPECT_TRUE(of("head")[0].rule_confirmed);
  EXPECT_EQ(of("head")[0].legal_basis, "Decision 1, article 2");
}

TEST_P(Alerts, WithoutAUsableAnswerNobodyIsToldAndTheKeyIsNamed) {
  deploy_rule("approval", 999, 0);
  up_to_approval();
  const auto run = on("2026-11-27");
  EXPECT_EQ(run.escalated, 0);
  EXPECT_TRUE(run.without_rule.contains("approval"));
}

// A confirmed period beside the task: the procedure draws the alert, the table has its first level.
TEST_P(Alerts, WhatTheProcedureDrawsIsTheFirstLevelAndNotASecondAlert) {
  auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
  auto& periods = files.at("deadlines.dmn");
  const auto rule = periods.find("\"approval\"");
  const auto flag = periods.find("<text>false</text>", rule);
  periods.replace(flag, 18, "<text>true</text>");
  deploy(files);
  up_to_approval();
  clock_.set(Instant::parse("2026-11-27T03:00:00.000000Z").value());
  EXPECT_EQ(engine_->fire_due(pool(), system(), clock_.today()).fired, 1);
  ASSERT_EQ(of("head").size(), 1u);
  EXPECT_EQ(of("head")[0].node, "T05_Approve");
  EXPECT_TRUE(of("head")[0].confirmed);
  EXPECT_EQ(on("2026-11-27").escalated, 0);
  EXPECT_EQ(raised(1), 1);
}

TEST_P(Alerts, ItsAddresseeAcknowledgesItAndNobodyElse) {
  up_to_approval();
  on("2026-11-27");
  const auto alert = of("head").at(0);
  EXPECT_EQ(office_->acknowledge(actor("stranger"), CaseId{1}, alert.id, 1).rejection().code, "access.forbidden");
  EXPECT_EQ(office_->acknowledge(actor("head"), CaseId{1}, 999, 1).rejection().code, "access.forbidden");
  EXPECT_EQ(count("insp_audit_record", "act = 'refused'"), 2);
  EXPECT_THROW((void)office_->acknowledge(actor("head"), CaseId{1}, alert.id, 7), Conflict);
  ASSERT_TRUE(office_->acknowledge(actor("head"), CaseId{1}, alert.id, 1));
  ASSERT_TRUE(office_->acknowledge(actor("head"), CaseId{1}, alert.id, 1)) << "sent a second time";
  EXPECT_EQ(count("insp_audit_record", "event = 'alert.seen'"), 1);
  EXPECT_TRUE(of("head").empty());
  given("second", "head_inspection", "13");
  EXPECT_EQ(office_->acknowledge(actor("second"), CaseId{1}, alert.id, 2).rejection().code, "alert.acknowledged");
  const auto all = reading([&](db::Transaction& tx) { return office_->of_case(tx, CaseId{1}, 10); });
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].acknowledged_by, "id-head");
  EXPECT_EQ(on("2026-11-27").escalated, 0) << "what was seen is not raised again";
}

TEST_P(Alerts, WhoTookTheTaskIsWarnedAloneAndTheCountIsThatOfTheList) {
  started(request());
  given("second", "registration_contribution", "13");
  const auto at = ref("T01_Background");
  ASSERT_TRUE(writing([&](db::Transaction& tx) { return engine_->claim(tx, actor("clerk"), at); }));
  on("2026-11-26");
  EXPECT_EQ(of("clerk").size(), 1u);
  EXPECT_TRUE(of("second").empty());
  const auto clerk = actor("clerk");
  EXPECT_EQ(reading([&](db::Transaction& tx) { return office_->count(tx, clerk, 100); }), 1);
}

}  // namespace
}  // namespace ssiis::test
