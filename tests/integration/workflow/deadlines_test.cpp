// Holidays that people enter and withdraw, and what becomes of the days of open files.
#include <gtest/gtest.h>

#include "integration/workflow/deadlines_fixture.hpp"

namespace ssiis::test {
namespace {

class Holidays : public WithDeadlines {};
SSIIS_ON_ALL_ENGINES(Holidays);

TEST_P(Holidays, EveryDeadlineKeepsWhatItIsDerivedFromAndTheDayFollowsFromIt) {
  up_to_approval();
  const auto all = stored();
  ASSERT_EQ(all.size(), 2u) << "the approval's task and the period beside it";
  for (const auto& d : all) {
    EXPECT_EQ(d.key, "approval");
    EXPECT_EQ(d.anchor.iso(), "2026-11-23");
    EXPECT_EQ(d.days, 3);
    EXPECT_NE(d.rule.find("/r03/2026-11"), std::string::npos) << d.rule;
  }
  expect_all_by({});
}

TEST_P(Holidays, AnEntryMovesOpenDaysAndKeepsBothDaysWithTheNoticesNumber) {
  up_to_approval();
  const auto before = standing().rev;
  entered(notice("2026-11-25"));
  expect_all_by({});  // nothing yet: the order waits for its job
  all_worked_off();
  PaperCalendar paper;
  paper.off.insert("2026-11-25");
  expect_all_by(paper);
  const auto moved = moves();
  ASSERT_EQ(moved.size(), 2u);
  for (const auto& m : moved) {
    EXPECT_EQ(m.before->iso(), "2026-11-26");
    EXPECT_EQ(m.after->iso(), "2026-11-27");
    EXPECT_EQ(m.cause, "holiday");
    EXPECT_EQ(m.reason, "15/PM");
  }
  EXPECT_EQ(standing().rev, before + 1) << "one step for all days of a file";
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.deadlines_moved'"), 1);
  EXPECT_EQ(count("insp_audit_record", "event = 'holiday.entered'"), 1);
  EXPECT_EQ(count("insp_wf_history", "event = 'timer.moved'"), 2);
  for (const auto& d : stored()) EXPECT_NE(d.rule.find("/2026-11+1"), std::string::npos) << d.rule;
}

TEST_P(Holidays, AWithdrawnEntryGivesTheDaysBackAndStaysToBeRead) {
  up_to_approval();
  const auto id = entered(notice("2026-11-25"));
  all_worked_off();
  const auto who = actor("legal");
  EXPECT_EQ(holidays_->withdraw(who, id, 1, " ").rejection().code, "holiday.reason_missing");
  EXPECT_THROW((void)holidays_->withdraw(who, id, 7, "moved"), Conflict);
  ASSERT_TRUE(holidays_->withdraw(who, id, 1, "the notice was taken back"));
  EXPECT_EQ(holidays_->withdraw(who, id, 2, "again").rejection().code, "holiday.withdrawn");
  all_worked_off();
  expect_all_by({});
  EXPECT_EQ(moves().size(), 4u);
  const auto list = reading([&](db::Transaction& tx) {
    return holidays_->list(tx, Day{2026, 1, 1}, Day{2026, 12, 31});
  });
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].withdrawn_reason, "the notice was taken back");
  EXPECT_EQ(list[0].withdrawn_by, "legal");
  entered(notice("2026-11-25"));  // may be entered again
  EXPECT_EQ(count("insp_holiday"), 2);
}

TEST_P(Holidays, OneOfAnotherProvinceMovesNothingHereAndTheNearerNoticeWins) {
  up_to_approval();
  entered(notice("2026-11-25", false, "16"));
  all_worked_off();
  expect_all_by({});
  EXPECT_TRUE(moves().empty());
  entered(notice("2026-11-25"));
  entered(notice("2026-11-25", true, "13"));
  all_worked_off();
  expect_all_by({});
  entered(notice("2026-11-26", false, "13"));
  all_worked_off();
  PaperCalendar paper;
  paper.off.insert("2026-11-26");
  expect_all_by(paper);
}

TEST_P(Holidays, AFeastDeclaredWorkedShortensThePeriodThatHoldsIt) {
  up_to_decision("fine");  // 15 working days over 2 December
  PaperCalendar paper;
  expect_all_by(paper);
  entered(notice("2026-12-02", true));
  entered(notice("2026-11-28", true));  // a Saturday
  all_worked_off();
  paper.worked = {"2026-12-02", "2026-11-28"};
  expect_all_by(paper);
}

TEST_P(Holidays, WhatBeginsAfterwardsCountsWithThemAtOnce) {
  entered(notice("2026-11-25"));
  up_to_approval();
  PaperCalendar paper;
  paper.off.insert("2026-11-25");
  expect_all_by(paper);
  EXPECT_TRUE(moves().empty());
}

TEST_P(Holidays, ThePreviewSaysExactlyWhatTheChangeWillDo) {
  up_to_approval();
  auto second = request();
  second.case_id = CaseId{2};
  started(second);
  const auto entry = notice("2026-11-25");
  const auto preview = reading([&](db::Transaction& tx) { return holidays_->preview(tx, entry); });
  EXPECT_EQ(preview.files, 2);
  EXPECT_EQ(preview.deadlines, 3);
  ASSERT_EQ(preview.first.size(), 3u);
  EXPECT_EQ(count("insp_wf_move"), 0) << "a preview writes nothing";
  const auto id = entered(entry);
  all_worked_off();
  EXPECT_EQ(count("insp_wf_move"), 3);
  for (const auto& m : preview.first) {
    const auto text = "deadline = " + std::to_string(m.deadline) + " AND case_id = " + std::to_string(m.case_id.value) +
                      " AND old_day = '" + m.before->iso() + "' AND new_day = '" + m.after->iso() + "'";
    EXPECT_EQ(count("insp_wf_move", text), 1) << text;
  }
  const auto back =
      reading([&](db::Transaction& tx) { return holidays_->preview_withdrawal(tx, holidays_->find(tx, id).value()); });
  EXPECT_EQ(back.deadlines, 3);
  const auto elsewhere =
      reading([&](db::Transaction& tx) { return holidays_->preview(tx, notice("2026-11-24", false, "16")); });
  EXPECT_EQ(elsewhere.deadlines, 0);
}

TEST_P(Holidays, WhatCannotBeIsRefusedAndOnlyTheLegalDivisionMay) {
  const auto why = [&](workflow::NewHoliday e, const char* login = "officer") {
    const auto r = holidays_->enter(actor(login), e);
    return r ? std::string{} : r.rejection().code;
  };
  auto bad = notice("2026-12-07");
  bad.name_lo = " ";
  EXPECT_EQ(why(bad), "holiday.name_missing");
  bad = notice("2026-12-07");
  bad.name_en = std::string(201, 'x');
  EXPECT_EQ(why(bad), "holiday.name_too_long");
  EXPECT_EQ(why(notice("2026-12-07", false, "1301")), "holiday.place_unknown");
  EXPECT_EQ(why(notice("2026-12-07", false, "99' OR 1=1")), "holiday.place_unknown");
  bad = notice("2026-12-07");
  bad.notice_no = "";
  EXPECT_EQ(why(bad), "holiday.notice_missing");
  bad = notice("2026-12-07");
  bad.notice_day = Day{2026, 12, 24};
  EXPECT_EQ(why(bad), "holiday.notice_after");
  EXPECT_EQ(why(notice("2062-12-07")), "holiday.day_far");
  EXPECT_EQ(why(notice("2026-12-07")), "");
  EXPECT_EQ(why(notice("2026-12-07")), "holiday.exists");
  EXPECT_EQ(why(notice("2026-12-07", false, "13")), "") << "a place may differ";
  for (const auto* login : {"head", "chief", "inspector", "clerk", "director"})
    EXPECT_EQ(why(notice("2026-12-08"), login), "access.forbidden") << login;
  EXPECT_EQ(count("insp_holiday"), 2);
  EXPECT_EQ(count("insp_wf_calendar", "revision = 2"), 1) << "what was refused has not counted";
}

TEST_P(Holidays, NothingFiresEarlyThoughTheOrderHasNotBeenWorkedOffYet) {
  up_to_approval();
  const Day due{2026, 11, 26};
  entered(notice("2026-11-26"));
  // The job of the deadlines runs before that of the holidays.
  auto fired = engine_->fire_due(pool(), system(), due.plus(1));
  EXPECT_EQ(fired.fired + fired.referred, 0);
  EXPECT_TRUE(fired.failed.empty());
  all_worked_off();
  fired = engine_->fire_due(pool(), system(), due.plus(1));
  EXPECT_EQ(fired.fired + fired.referred, 0);
  fired = engine_->fire_due(pool(), system(), due.plus(2));
  EXPECT_EQ(fired.referred, 1);
  EXPECT_EQ(engine_->fire_due(pool(), system(), due.plus(3)).referred, 0);
}

TEST_P(Holidays, APeriodThatWasOverRunsAgainWhenItsNewDayHasNotPassed) {
  up_to_approval();
  clock_.set(Instant::parse("2026-11-27T03:00:00.000000Z").value());
  ASSERT_EQ(engine_->fire_due(pool(), system(), clock_.today()).referred, 1);
  ASSERT_TRUE(task("B_ApproveDue"));
  entered(notice("2026-11-24"));
  all_worked_off();
  EXPECT_FALSE(task("B_ApproveDue")) << "the legal officer has nothing to decide: the period is not over";
  ASSERT_EQ(stored("kind = 'timer'").size(), 1u);
  EXPECT_EQ(stored("kind = 'timer'")[0].state, "armed");
  EXPECT_EQ(engine_->fire_due(pool(), system(), clock_.today().plus(1)).referred, 1) << "and over once more, later";
}

TEST_P(Holidays, AnOrderCutOffInTheMiddleIsGoneOnWithByAnotherHost) {
  for (int c = 1; c <= 120; ++c) {
    auto r = request();
    r.case_id = CaseId{c};
    started(r);
  }
  entered(notice("2026-11-24"));
  int asked = 0;
  EXPECT_EQ(deadlines_->work(system(), [&] { return ++asked > 1; }), 50) << "one page, then the host ends";
  EXPECT_EQ(count("insp_wf_move"), 50);
  workflow::DeadlineOffice other{*engine_, pool(), *ids_};
  EXPECT_EQ(other.work(system(), [] { return false; }), 70);
  EXPECT_EQ(count("insp_wf_move"), 120);
  all_worked_off();
  EXPECT_EQ(count("insp_wf_move"), 120) << "the pass for stragglers moves nothing twice";
  PaperCalendar paper;
  paper.off.insert("2026-11-24");
  expect_all_by(paper);
  const auto order = reading([&](db::Transaction& tx) { return deadlines_->orders(tx, 1); });
  ASSERT_EQ(order.size(), 1u);
  EXPECT_EQ(order[0].files, 120);
  EXPECT_EQ(order[0].moved, 120);
  EXPECT_EQ(order[0].failed, 0);
}

TEST_P(Holidays, AFileWhoseDaysDoNotMoveIsNotDisturbed) {
  up_to_approval();
  const auto rev = standing().rev;
  const auto rederived = writing([&](db::Transaction& tx) -> Result<workflow::Rederived> {
    return deadlines_->rederive(tx, system(), CaseId{1}, {"bundle", "the same", 1}, workflow::Derive::by_rule);
  });
  EXPECT_EQ(rederived->looked_at, 2);
  EXPECT_EQ(rederived->moved, 0);
  EXPECT_EQ(standing().rev, rev);
}

TEST_P(Holidays, ANewRuleOfTheFilesBundleMovesTheDayFromTheSameAnchor) {
  up_to_approval();
  auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
  auto& book = files.at("deadlines.dmn");
  const std::string three = "<outputEntry id=\"r03d\"><text>3</text>";
  book.replace(book.find(three), three.size(), "<outputEntry id=\"r03d\"><text>8</text>");
  const auto bundle = deploy(files);
  clock_.advance_seconds(86'400);
  (void)writing([&](db::Transaction& tx) -> Result<Done> {
    tx.execute({"test/migrate", "UPDATE insp_wf_instance SET bundle = ?"}, db::Params{bundle});
    deadlines_->rederive(tx, system(), CaseId{1}, {"bundle", "Law 60/NA", bundle}, workflow::Derive::by_rule);
    return Done{};
  });
  for (const auto& d : stored()) {
    EXPECT_EQ(d.days, 8);
    EXPECT_EQ(d.anchor.iso(), "2026-11-23");
  }
  expect_all_by({});
  ASSERT_EQ(moves().size(), 2u);
  EXPECT_EQ(moves()[0].reason, "Law 60/NA");
}

}  // namespace
}  // namespace ssiis::test
