// The queue of steps that failed: trying again, passing over, ending, and who may.
#include <gtest/gtest.h>

#include "database/jobs.hpp"
#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

using workflow::Remedy;

class Incidents : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    office_ = std::make_unique<workflow::IncidentOffice>(*engine_, pool());
    engine_->when_moved_aside(
        [this](db::Transaction&, const Actor&, CaseId, const workflow::Moved& moved) { told_.push_back(moved.ended); });
  }
  void TearDown() override {
    office_.reset();
    WithProcedures::TearDown();
  }
  // One file whose registers do not answer.
  void stuck() {
    registers_ = workflow::ServiceAnswer::failed("snapshot missing");
    started(request());
  }
  std::vector<workflow::WaitingIncident> waiting(const std::string& login = "admin",
                                                 const workflow::IncidentFilter& f = {}) {
    const auto who = actor(login);
    return reading([&](db::Transaction& tx) { return office_->list(tx, who, f); });
  }
  workflow::IncidentRef first() {
    const auto list = waiting();
    return list.empty() ? workflow::IncidentRef{CaseId{1}, -1}
                        : workflow::IncidentRef{list.front().what.case_id, list.front().what.id};
  }
  std::string settled(const std::string& login, Remedy remedy, const std::string& reason = "because") {
    const auto done = office_->settle(actor(login), first(), remedy, reason);
    return done ? "" : done.rejection().code;
  }
  std::string code_of(const workflow::IncidentRef& ref) {
    const auto done = office_->settle(actor("admin"), ref, Remedy::retry, "");
    return done ? "" : done.rejection().code;
  }
  void written(const std::string& sql) {
    (void)writing([&](db::Transaction& tx) -> Result<Done> {
      tx.execute({"test/written", sql}, db::Params{});
      return Done{};
    });
  }
  std::unique_ptr<workflow::IncidentOffice> office_;
  std::vector<bool> told_;
};
SSIIS_ON_ALL_ENGINES(Incidents);

TEST_P(Incidents, OneThatFailsAgainCountsItsAttemptsAndOneThatSucceedsGoesOn) {
  stuck();
  const auto again = office_->settle(actor("admin"), first(), Remedy::retry, "");
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->failed_again);
  ASSERT_EQ(waiting().size(), 1u);
  EXPECT_EQ(waiting()[0].what.attempts, 2);
  EXPECT_EQ(waiting()[0].taken_by, "");
  registers_ = workflow::ServiceAnswer::done();
  const auto now = office_->settle(actor("admin"), first(), Remedy::retry, "");
  ASSERT_TRUE(now);
  EXPECT_FALSE(now->failed_again);
  EXPECT_TRUE(waiting().empty());
  does("clerk", "T01_Background");
  EXPECT_EQ(told_, (std::vector<bool>{false, false}));
  EXPECT_EQ(count("insp_wf_incident", "remedy = 'retry' AND state = 'closed'"), 2);
}

// A register that does not answer is asked again, later and later, and not for ever.
TEST_P(Incidents, OfATopicThatPassesByItselfAreTriedAgainWithGrowingPausesAFewTimes) {
  stuck();
  const auto begun = clock_.now();
  EXPECT_EQ(waiting()[0].next_try, begun.plus_seconds(300));
  EXPECT_EQ(office_->retry_due(system()), 0) << "it has hardly failed";
  std::int64_t waited = 0;
  for (std::int64_t attempt = 1; attempt < workflow::IncidentOffice::most_attempts; ++attempt) {
    const auto pause = workflow::IncidentOffice::pause_seconds(attempt);
    EXPECT_GT(pause, waited) << "each pause is longer";
    waited = pause;
    clock_.advance_seconds(pause - 1);
    EXPECT_EQ(office_->retry_due(system()), 0) << attempt;
    clock_.advance_seconds(1);
    EXPECT_EQ(office_->retry_due(system()), 1) << attempt;
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_EQ(waiting()[0].what.attempts, attempt + 1) << "counted at its claim";
  }
  EXPECT_FALSE(waiting()[0].next_try) << "now it waits for people";
  clock_.advance_seconds(100LL * 86'400);
  EXPECT_EQ(office_->retry_due(system()), 0);
  registers_ = workflow::ServiceAnswer::done();
  ASSERT_TRUE(office_->settle(actor("admin"), first(), Remedy::retry, ""));
  EXPECT_TRUE(waiting().empty());
}

TEST_P(Incidents, OneThatSucceedsByItselfMovesTheFileOn) {
  stuck();
  registers_ = workflow::ServiceAnswer::done();
  clock_.advance_seconds(300);
  const auto ref = first();
  // Somebody is at it: the job leaves it to him.
  written("UPDATE insp_wf_incident SET lease_until = '2099-01-01T00:00:00.000000Z', taken_by = 'admin'");
  EXPECT_EQ(office_->retry_due(system()), 0);
  written("UPDATE insp_wf_incident SET lease_until = NULL");
  EXPECT_EQ(office_->retry_due(system()), 1);
  EXPECT_TRUE(waiting().empty());
  EXPECT_TRUE(task("T01_Background"));
  EXPECT_EQ(told_, std::vector<bool>{false}) << "the room beside it follows";
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.incident_retried'"), 1);
  EXPECT_EQ(code_of(ref), "workflow.incident_unknown");
}

// A gateway asks for what nobody answered: the operator puts it in, says why, and the step goes on.
TEST_P(Incidents, AMissingVariableIsPutInWithAReasonAndNothingElseIs) {
  auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
  auto& drawing = files.at("inspection.bpmn");
  const std::string asked = "prior_notice = true";
  ASSERT_NE(drawing.find(asked), std::string::npos);
  for (std::size_t at = drawing.find(asked); at != std::string::npos; at = drawing.find(asked, at + 1))
    drawing.replace(at, asked.size(), "notice_given = true");
  deploy(files);
  up_to_approval();
  does("director", "T05_Approve", says("approval", "approved"));
  ASSERT_EQ(waiting().size(), 1U);
  EXPECT_EQ(waiting()[0].what.code, "workflow.unknown_variable");
  EXPECT_EQ(waiting()[0].what.data, "notice_given");
  EXPECT_FALSE(waiting()[0].next_try) << "that does not pass by itself";
  const auto puts = [&](const char* name, workflow::Value value, const char* reason, Remedy remedy = Remedy::retry) {
    const auto done = office_->settle(actor("admin"), first(), remedy, reason, {{name, std::move(value)}});
    return done ? std::string{} : done.rejection().code;
  };
  EXPECT_EQ(puts("notice_given", true, " "), "workflow.reason_missing");
  EXPECT_EQ(puts("approval", std::string{"refused"}, "why"), "workflow.not_correctable") << "what is there stays";
  EXPECT_EQ(puts("notice_given", true, "why", Remedy::skip), "workflow.not_correctable");
  EXPECT_EQ(puts("notice_given", std::string(2001, 'x'), "why"), "workflow.value_too_long");
  EXPECT_EQ(puts("notice_given", false, "no letter was sent"), "");
  EXPECT_TRUE(waiting().empty());
  EXPECT_EQ(count("insp_wf_history", "event = 'corrected' AND data LIKE 'notice_given = %no letter was sent'"), 1);
  EXPECT_EQ(count("insp_wf_variable", "name = 'notice_given'"), 1);
}

TEST_P(Incidents, AStepIsPassedOverOnlyWithAReasonWhichStaysInTheHistory) {
  stuck();
  EXPECT_EQ(settled("admin", Remedy::skip, " \n"), "workflow.reason_missing");
  EXPECT_EQ(settled("admin", Remedy::skip, std::string(401, 'x')), "workflow.reason_too_long");
  EXPECT_EQ(waiting()[0].what.attempts, 1) << "what is refused at once is no attempt";
  ASSERT_EQ(settled("admin", Remedy::skip, "the snapshot comes on paper"), "");
  EXPECT_TRUE(waiting().empty());
  EXPECT_TRUE(task("T01_Background"));
  EXPECT_EQ(
      count("insp_wf_history", "event = 'skipped' AND node = 'S01_Registers' AND data = 'the snapshot comes on paper'"),
      1);
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.incident_skipped'"), 1);
}

TEST_P(Incidents, WhatNobodyMayPassOverAndWhatAsksNoModuleIsRefused) {
  auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
  auto& catalogue = files.at("catalogue.xml");
  const std::string topic = "name=\"register.query\"";
  catalogue.replace(catalogue.find(topic), topic.size(), topic + " skip=\"never\"");
  deploy(files);
  stuck();
  EXPECT_FALSE(waiting()[0].skippable);
  EXPECT_EQ(settled("admin", Remedy::skip), "workflow.not_skippable");
  registers_ = workflow::ServiceAnswer::done();
  ASSERT_EQ(settled("admin", Remedy::retry), "");
  does("clerk", "T01_Background");
  does("head", "T03_Order");
  does("chief", "T04_Plan", {{"prior_notice", false}});
  does("director", "T05_Approve", says("approval", "approved"));
  does("inspector", "T06_Visit", {{"enquiry", false}});
  does("inspector", "T06_Analyse", {{"another_visit", false}});
  does("chief", "T07_Report", says("infringement", "perhaps"));
  does("head", "T07_Review", says("review", "accepted"));
  ASSERT_EQ(waiting().size(), 1u);
  EXPECT_FALSE(waiting()[0].skippable) << "a gateway cannot be passed over: which way would it go?";
  EXPECT_EQ(settled("admin", Remedy::skip), "workflow.not_skippable");
}

TEST_P(Incidents, EndingNeedsItsOwnRightAndLeavesNothingThatRuns) {
  stuck();
  EXPECT_EQ(settled("admin", Remedy::terminate), "access.forbidden");
  EXPECT_EQ(settled("director", Remedy::terminate, ""), "workflow.reason_missing");
  ASSERT_EQ(settled("director", Remedy::terminate), "");
  EXPECT_EQ(told_, std::vector<bool>{true}) << "the room that keeps the file must hear of it";
  EXPECT_TRUE(standing().ended);
  for (const auto* left : {"insp_wf_token", "insp_wf_subscription"}) EXPECT_EQ(count(left), 0) << left;
  EXPECT_EQ(count("insp_wf_task", "state = 'open'"), 0);
  EXPECT_EQ(count("insp_wf_timer", "state = 'armed'"), 0);
  EXPECT_EQ(count("insp_wf_incident", "state = 'open'"), 0);
}

TEST_P(Incidents, AreSeenAndMendedOnlyByThoseWhoMayThere) {
  stuck();
  for (const auto* login : {"clerk", "head", "legal", "stranger"}) {
    EXPECT_TRUE(waiting(login).empty()) << login;
    EXPECT_EQ(settled(login, Remedy::retry), "workflow.incident_unknown") << login;
  }
  EXPECT_EQ(waiting()[0].what.attempts, 1);
  const auto gone = office_->settle(actor("admin"), {CaseId{1}, 4'711}, Remedy::retry, "");
  EXPECT_EQ(gone.rejection().code, "workflow.incident_unknown");
}

TEST_P(Incidents, WhoHoldsOneKeepsOthersAwayUntilHisLeaseIsOver) {
  stuck();
  const auto lease = [&](std::int64_t seconds) {
    (void)writing([&](db::Transaction& tx) -> Result<Done> {
      tx.execute({"test/lease", "UPDATE insp_wf_incident SET lease_until = ?, taken_by = 'other'"},
                 db::Params{db::database_now(tx).plus_seconds(seconds)});
      return Done{};
    });
  };
  lease(60);
  EXPECT_EQ(waiting()[0].taken_by, "other");
  EXPECT_EQ(settled("admin", Remedy::retry), "workflow.incident_taken");
  EXPECT_EQ(waiting()[0].what.attempts, 1);
  lease(-1);
  EXPECT_EQ(waiting()[0].taken_by, "");
  EXPECT_EQ(settled("admin", Remedy::retry), "");
}

TEST_P(Incidents, AStepWhoseClaimWasLostMeanwhileIsRefusedByItsFence) {
  stuck();
  const auto ref = first();
  registers_ = workflow::ServiceAnswer::done();
  // A host so slow that somebody else claims the incident between its claim and its step: the tree of territories is
  // asked for just there.
  int asked = 0;
  workflow::Engine slow{{clock_, *trail_, team_, [&](db::Transaction& tx) {
                           if (++asked == 2)
                             tx.execute({"test/fence", "UPDATE insp_wf_incident SET fence = fence + 1"}, db::Params{});
                           return tree_;
                         }}};
  slow.serve("register.query", [](db::Transaction&, const Actor&, const workflow::ServiceCall&) {
    return workflow::ServiceAnswer::done();
  });
  workflow::IncidentOffice office{slow, pool()};
  const auto late = office.settle(actor("admin"), ref, Remedy::retry, "");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.rejection().code, "workflow.incident_taken");
  EXPECT_EQ(waiting().size(), 1u) << "nothing of the refused step stays";
  EXPECT_TRUE(told_.empty());
}

TEST_P(Incidents, AreCountedByKindAndPagedInOrder) {
  registers_ = workflow::ServiceAnswer::failed("snapshot missing");
  for (int c = 1; c <= 5; ++c) {
    auto r = request();
    r.case_id = CaseId{c};
    started(r);
  }
  const auto who = actor("director");
  const auto kinds = reading([&](db::Transaction& tx) { return office_->kinds(tx, who); });
  ASSERT_EQ(kinds.size(), 1u);
  EXPECT_EQ(kinds[0].count, 5);
  EXPECT_EQ(kinds[0].node, "S01_Registers");
  EXPECT_EQ(kinds[0].data, "snapshot missing");
  workflow::IncidentFilter f{kinds[0].process, kinds[0].node, kinds[0].code, CaseId{0}, 0, 2};
  std::vector<std::int64_t> seen;
  for (auto page = waiting("director", f); !page.empty(); page = waiting("director", f)) {
    for (const auto& i : page) seen.push_back(i.what.case_id.value);
    f.after_case = page.back().what.case_id;
    f.after = page.back().what.id;
  }
  EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
  f.code = "workflow.other' OR '1' = '1";
  f.after_case = CaseId{0};
  EXPECT_TRUE(waiting("director", f).empty());
}

TEST_P(Incidents, TheLoadOfEachStepCountsWhatWaitsAndWhatIsLate) {
  started(request());
  auto second = request();
  second.case_id = CaseId{2};
  started(second);
  const auto who = actor("director");
  const auto at = [&](Day today) {
    return reading([&](db::Transaction& tx) { return office_->loads(tx, who, today); });
  };
  const auto now = at(clock_.today());
  ASSERT_EQ(now.size(), 1u);
  EXPECT_EQ(now[0].node, "T01_Background");
  EXPECT_EQ(now[0].waiting, 2);
  EXPECT_EQ(now[0].overdue, 0);
  EXPECT_EQ(at(Day{2030, 1, 1})[0].overdue, 2);
  const auto other = actor("head");
  EXPECT_TRUE(reading([&](db::Transaction& tx) { return office_->loads(tx, other, clock_.today()); }).empty());
}

}  // namespace
}  // namespace ssiis::test
