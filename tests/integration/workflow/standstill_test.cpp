// Periods of one file made longer and standing still.
#include <gtest/gtest.h>

#include "integration/workflow/file_days.hpp"

namespace ssiis::test {
namespace {

class FileDays : public WithFileDays {};
SSIIS_ON_ALL_ENGINES(FileDays);

TEST_P(FileDays, TheDaysMoveByTheTimeThatTheCourtHadTheFile) {
  up_to_notification();
  ASSERT_EQ(due("node = 'C_NoReceipt'"), "2026-12-08") << "ten working days from 23 November, without 2 December";
  on("2026-11-30");
  ASSERT_TRUE(delivered("CourtStay", {{"received_on", Day{2026, 11, 27}}}));
  EXPECT_EQ(stored("node = 'C_NoReceipt'")[0].state, "suspended");
  ASSERT_EQ(moves().size(), 1u);
  EXPECT_EQ(moves()[0].before->iso(), "2026-12-08");
  EXPECT_FALSE(moves()[0].after);
  EXPECT_EQ(moves()[0].cause, "suspended");
  on("2027-03-01");
  EXPECT_EQ(engine_->fire_due(pool(), system(), clock_.today()).referred, 0);
  ASSERT_TRUE(delivered("StayLifted", {{"received_on", Day{2027, 2, 26}}}));
  PaperCalendar paper;
  for (Day d{2026, 11, 27}; d < Day{2027, 2, 26}; d = d.plus(1)) paper.standing.insert(d.iso());
  expect_all_by(paper);
  EXPECT_EQ(due("node = 'C_NoReceipt'"), "2027-03-08") << "three days had passed; seven more from 26 February on";
  EXPECT_EQ(moves()[0].cause, "resumed");
  const auto kept = reading([&](db::Transaction& tx) { return workflow::DeadlineChanges::suspensions(tx, CaseId{1}); });
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].document, 7);
  EXPECT_EQ(kept[0].resumed_document, 7);
  EXPECT_EQ(engine_->fire_due(pool(), system(), Day{2027, 3, 8}).referred, 0);
  EXPECT_EQ(engine_->fire_due(pool(), system(), Day{2027, 3, 9}).referred, 1);
}

TEST_P(FileDays, OfTwoStaysTheLastOneLiftedLetsTheDaysRunAgain) {
  up_to_notification();
  on("2026-12-07");
  ASSERT_TRUE(delivered("CourtStay", {{"received_on", Day{2026, 11, 27}}}));
  ASSERT_TRUE(delivered("CourtStay", {{"received_on", Day{2026, 12, 3}}}));
  on("2027-02-01");
  ASSERT_TRUE(delivered("StayLifted", {{"received_on", Day{2027, 1, 4}}}));
  EXPECT_EQ(stored("node = 'C_NoReceipt'")[0].state, "suspended") << "the other court still has the file";
  EXPECT_TRUE(standing().still_since);
  on("2027-03-01");
  ASSERT_TRUE(delivered("StayLifted", {{"received_on", Day{2027, 2, 26}}}));
  EXPECT_EQ(due("node = 'C_NoReceipt'"), "2027-03-08") << "as if one order had lasted from 27 November to 26 February";
  EXPECT_FALSE(standing().still_since);
  const auto kept = reading([&](db::Transaction& tx) { return workflow::DeadlineChanges::suspensions(tx, CaseId{1}); });
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0].time.to->iso(), "2027-01-04");
  EXPECT_EQ(kept[1].time.to->iso(), "2027-02-26");
}

TEST_P(FileDays, WhatBeginsWhileTheFileStandsStillHasNoDayYet) {
  up_to_approval();
  ASSERT_TRUE(suspended(Day{2026, 11, 23}));
  does("director", "T05_Approve", says("approval", "approved"));
  const auto open = stored();
  ASSERT_EQ(open.size(), 2u) << "the visit and the period of the inspection";
  for (const auto& d : open) {
    EXPECT_TRUE(d.kind == "timer" ? d.state == "suspended" : !d.due) << d.node;
    EXPECT_EQ(d.anchor.iso(), "2026-11-23");
  }
  EXPECT_FALSE(standing().next_deadline);
  ASSERT_EQ(standing().timers.size(), 1u);
  EXPECT_TRUE(standing().timers[0].stands_still);
  EXPECT_EQ(standing().still_since, (Day{2026, 11, 23}));
  ASSERT_TRUE(task("T06_Visit"));
  EXPECT_EQ(task("T06_Visit")->still_since, (Day{2026, 11, 23}));
  const auto mine = reading([&](db::Transaction& tx) { return engine_->work_list(tx, actor("inspector"), {}); });
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].still_since, (Day{2026, 11, 23}));
  for (const auto& l : lines()) EXPECT_EQ(l.open(), l.state == workflow::DeadlineLine::State::stands_still) << l.node;
  on("2026-12-10");
  ASSERT_TRUE(resumed(Day{2026, 12, 10}));
  PaperCalendar paper;
  for (Day d{2026, 11, 23}; d < Day{2026, 12, 10}; d = d.plus(1)) paper.standing.insert(d.iso());
  expect_all_by(paper);
  EXPECT_FALSE(standing().still_since);
}

TEST_P(FileDays, APeriodThatWasReferredRunsAgainWhenTheCourtHadTheFileBeforeItsEnd) {
  up_to_approval();
  on("2026-12-01");
  ASSERT_EQ(engine_->fire_due(pool(), system(), clock_.today()).referred, 1);
  ASSERT_TRUE(suspended(Day{2026, 11, 25})) << "the court's paper came late";
  EXPECT_TRUE(task("B_ApproveDue")) << "nothing is taken from the legal officer while it stands still";
  on("2026-12-07");
  ASSERT_TRUE(resumed(Day{2026, 12, 7}));
  EXPECT_FALSE(task("B_ApproveDue"));
  EXPECT_EQ(due("kind = 'timer'"), "2026-12-08");
}

TEST_P(FileDays, ADayThatAnOfficerSetMovesByTheStandstillToo) {
  up_to_approval();
  on("2026-12-01");
  engine_->fire_due(pool(), system(), clock_.today());
  does("officer", "B_ApproveDue",
       {{"choice", std::string{"wait"}}, {"article", std::string{"Art. 5"}}, {"until", Day{2026, 12, 11}}});
  EXPECT_EQ(due("kind = 'timer'"), "2026-12-11");
  on("2026-12-05");
  ASSERT_TRUE(suspended(Day{2026, 12, 4}));
  EXPECT_EQ(stored("kind = 'timer'")[0].state, "suspended");
  on("2026-12-20");
  EXPECT_EQ(engine_->fire_due(pool(), system(), clock_.today()).referred, 0);
  ASSERT_TRUE(resumed(Day{2026, 12, 20}));
  EXPECT_EQ(due("kind = 'timer'"), "2026-12-27") << "eight of the ten days were left";
}

TEST_P(FileDays, AnExtensionMovesTheStepAndThePeriodBesideItAndKeepsEverything) {
  up_to_approval();
  const auto rev = standing().rev;
  ASSERT_TRUE(extended(stored("kind = 'task'")[0].id, 4));
  for (const auto& d : stored()) {
    EXPECT_EQ(d.extra, 4);
    EXPECT_EQ(d.due->iso(), "2026-12-03");
  }
  expect_all_by({});
  EXPECT_GT(standing().rev, rev);
  ASSERT_EQ(moves().size(), 2u);
  EXPECT_EQ(moves()[0].cause, "extension");
  EXPECT_EQ(moves()[0].reason, "the unit asked for it");
  EXPECT_EQ(moves()[0].moved_by, "id-officer");
  const auto kept = reading([&](db::Transaction& tx) { return workflow::DeadlineChanges::extensions(tx, CaseId{1}); });
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].article, "Art. 7");
  EXPECT_EQ(kept[0].document, 9);
  EXPECT_EQ(kept[0].days, 4);
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.deadline_extended'"), 1);
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.deadlines_moved'"), 1);
}

TEST_P(FileDays, WhatMayNotBeMadeLongerIsRefusedAndLeavesNothing) {
  up_to_approval();
  const auto id = stored("kind = 'timer'")[0].id;
  EXPECT_EQ(why(extended(id, 0)), "extension.days");
  EXPECT_EQ(why(extended(id, 1000)), "extension.days");
  EXPECT_EQ(why(extended(id + 77, 3)), "extension.not_open");
  EXPECT_EQ(why(extended(id, 3, "director")), "extension.own_step") << "who is to approve does not give himself time";
  const auto who = actor("officer");
  const auto old = standing().rev;
  ASSERT_TRUE(extended(id, 3, "director", true)) << "unless he is the one whom the roles let";
  EXPECT_THROW((void)writing([&](db::Transaction& tx) {
                 return changes_->extend(tx, who, CaseId{1}, old, {id, 2, "Art. 7", "late", 9}, false);
               }),
               Conflict)
      << "seen before somebody else made it longer";
  on("2026-12-20");
  EXPECT_EQ(why(extended(id, 3)), "extension.over") << "over, though its job has not come yet";
  engine_->fire_due(pool(), system(), clock_.today());
  EXPECT_EQ(why(extended(id, 3)), "extension.over");
  EXPECT_EQ(count("insp_wf_extension"), 1);
}

TEST_P(FileDays, OnlyAConfirmedLimitRefuses) {
  for (const bool confirmed : {false, true}) {
    auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
    files["extensions.dmn"] =
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"x\" name=\"x\" namespace=\"x\">"
        "<decision id=\"extension_limit\" name=\"extension_limit\"><decisionTable hitPolicy=\"UNIQUE\">"
        "<input label=\"key\"><inputExpression typeRef=\"string\"><text>key</text></inputExpression></input>"
        "<output name=\"times\" typeRef=\"number\"/><output name=\"days\" typeRef=\"number\"/>"
        "<output name=\"legal_basis\" typeRef=\"string\"/><output name=\"confirmed\" typeRef=\"boolean\"/>"
        "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>2</text></outputEntry>"
        "<outputEntry><text>6</text></outputEntry><outputEntry><text>\"Art. "
        "9\"</text></outputEntry><outputEntry><text>" +
        std::string{confirmed ? "true" : "false"} +
        "</text></outputEntry></rule></decisionTable></decision></definitions>";
    deploy(files);
    auto r = request();
    r.case_id = CaseId{confirmed ? 11 : 12};
    started(r);
    const auto who = actor("officer");
    const auto extend = [&](int days) {
      const auto rev = standing(r.case_id).rev;
      return why(writing([&](db::Transaction& tx) {
        const auto all = changes_->lines(tx, r.case_id);
        return changes_->extend(tx, who, r.case_id, rev, {all.at(0).id, days, "Art. 9", "x", 9}, false);
      }));
    };
    EXPECT_EQ(extend(7), confirmed ? "extension.too_long" : "");
    EXPECT_EQ(extend(4), "");
    EXPECT_EQ(extend(3), confirmed ? "extension.too_long" : "");
    EXPECT_EQ(extend(1), "");
    EXPECT_EQ(extend(1), confirmed ? "extension.too_often" : "");
    const auto limit =
        reading([&](db::Transaction& tx) { return changes_->limit(tx, changes_->lines(tx, r.case_id).at(0)); });
    EXPECT_TRUE(limit.known);
    EXPECT_EQ(limit.confirmed, confirmed);
    EXPECT_EQ(limit.legal_basis, "Art. 9");
  }
}

TEST_P(FileDays, AStandstillThatCannotBeIsRefused) {
  EXPECT_EQ(why(writing([&](db::Transaction& tx) {
              return changes_->suspend(tx, actor("officer"), CaseId{1}, 1, still(Day{2026, 11, 23}));
            })),
            "workflow.no_procedure");
  up_to_approval();
  EXPECT_EQ(why(resumed(Day{2026, 11, 23})), "standstill.runs");
  EXPECT_EQ(why(suspended(Day{2026, 11, 24})), "standstill.later");
  EXPECT_EQ(why(suspended(Day{2026, 11, 22})), "standstill.before") << "the file began on the 23rd";
  ASSERT_TRUE(suspended(Day{2026, 11, 23}));
  EXPECT_EQ(why(suspended(Day{2026, 11, 23})), "standstill.stands_already");
  on("2026-11-30");
  EXPECT_EQ(why(resumed(Day{2026, 11, 22})), "standstill.before");
  EXPECT_EQ(why(resumed(Day{2026, 12, 1})), "standstill.later");
  ASSERT_TRUE(resumed(Day{2026, 11, 26}));
  EXPECT_EQ(why(suspended(Day{2026, 11, 25})), "standstill.before") << "an earlier standstill holds that day";
  ASSERT_TRUE(suspended(Day{2026, 11, 26}));
  EXPECT_EQ(count("insp_wf_suspension"), 2);
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.periods_suspended'"), 2);
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.periods_resumed'"), 1);
}

}  // namespace
}  // namespace ssiis::test
