// The inspection procedure run by people on a database.
#include <gtest/gtest.h>

#include "integration/workflow/workflow_fixture.hpp"
#include "unit/workflow/reworked.hpp"

namespace ssiis::test {
namespace {

class InspectionRun : public WithProcedures {};

TEST_P(InspectionRun, AComplaintBecomesAClosedFile) {
  up_to_notification();
  EXPECT_EQ(served_, (std::vector<std::string>{"S00_Ack", "S05_Notice", "S08_Number", "S09_Notify"}));
  ASSERT_TRUE(delivered("DecisionReceipt", {{"service_day", Day{2026, 11, 20}}}));
  ASSERT_TRUE(delivered("Allegations"));
  does("officer", "T11_Examine");
  does("legal", "T12_Modify", says("outcome", "confirmed"));
  ASSERT_TRUE(delivered("ComplianceReported"));
  does("chief", "T13_Compliance", says("compliance", "full"));
  does("head", "T14_Close");
  const auto s = standing();
  EXPECT_TRUE(s.ended);
  EXPECT_TRUE(s.tasks.empty() && s.timers.empty() && s.waits.empty() && s.current.empty() && s.incidents.empty());
  EXPECT_EQ(count("insp_wf_token"), 0);
  EXPECT_EQ(count("insp_wf_task", "state = 'open'"), 0);
  EXPECT_EQ(count("insp_wf_timer", "state IN ('armed', 'referred')"), 0);
  std::vector<std::string> tasks;
  for (const auto& p : s.path)
    if (p.event == "completed" && p.node.starts_with("T")) tasks.push_back(p.node + "=" + p.actor);
  EXPECT_EQ(tasks.front(), "T00_Screen=id-head");
  EXPECT_EQ(tasks.back(), "T14_Close=id-head");
}

TEST_P(InspectionRun, AnEmergencyGoesFromTheOrderToApprovalAndItsPapersFollow) {
  started(request("AuthorityOrder", true));
  EXPECT_EQ(open_nodes(), "T03_Order ");
  does("head", "T03_Order");
  does("director", "T05_Approve", says("approval", "approved"));
  does("inspector", "T06_Visit", {{"enquiry", false}});
  does("inspector", "T06_Analyse", {{"another_visit", false}});
  does("chief", "T06_Papers");
  EXPECT_EQ(open_nodes(), "T07_Report ");
}

TEST_P(InspectionRun, WhatNobodyDecidedIsNeitherApprovedNorAccepted) {
  up_to_approval();
  ASSERT_TRUE(tried("director", "T05_Approve"));
  const auto s = standing();
  ASSERT_EQ(s.incidents.size(), 1u);
  EXPECT_EQ(s.incidents[0].code, "workflow.unknown_variable");
  EXPECT_TRUE(s.tasks.empty());
  const auto retried = [&](const char* login) {
    const auto who = actor(login);
    return writing([&](db::Transaction& tx) {
      return engine_->retry(tx, who, CaseId{1}, s.incidents[0].id, says("approval", "perhaps"));
    });
  };
  EXPECT_EQ(retried("head").rejection().code, "workflow.not_your_task");
  ASSERT_TRUE(retried("admin"));
  EXPECT_EQ(open_nodes(), "T05_Approve ") << "an unclear answer asks again";
  does("director", "T05_Approve", says("approval", "approved"));
  EXPECT_TRUE(task("T06_Visit"));
}

TEST_P(InspectionRun, OnlyTheRoleAtItsPlaceOrTheTeamMayDoATask) {
  started(request("ComplaintOrRequest"));
  for (const char* login : {"stranger", "clerk", "director", "inspector"})
    EXPECT_EQ(tried(login, "T00_Screen", says("screening", "accepted")).rejection().code, "workflow.not_your_task")
        << login;
  const auto at = ref("T00_Screen");
  const auto nobody = writing([&](db::Transaction& tx) { return engine_->complete(tx, system(), at, {}); });
  EXPECT_EQ(nobody.rejection().code, "workflow.not_your_task");
  EXPECT_EQ(count("insp_wf_history", "event = 'completed'"), 0) << "a refusal leaves nothing";
  does("head", "T00_Screen", says("screening", "accepted"));
  does("clerk", "T01_Background");
  does("head", "T03_Order");
  EXPECT_EQ(tried("inspector", "T04_Plan").rejection().code, "workflow.not_your_task");
  does("chief", "T04_Plan", {{"prior_notice", false}});
  does("director", "T05_Approve", says("approval", "approved"));
  EXPECT_EQ(tried("outsider", "T06_Visit").rejection().code, "workflow.not_your_task");
}

TEST_P(InspectionRun, TheSamePersonDoesNotReviewWhatHeWrote) {
  given("chief", "head_inspection", "13");
  up_to_approval();
  does("director", "T05_Approve", says("approval", "approved"));
  does("inspector", "T06_Visit", {{"enquiry", false}});
  does("inspector", "T06_Analyse", {{"another_visit", false}});
  does("chief", "T07_Report", {{"infringement", false}});
  EXPECT_EQ(tried("chief", "T07_Review", says("review", "accepted")).rejection().code, "workflow.same_person");
  does("head", "T07_Review", says("review", "accepted"));
}

TEST_P(InspectionRun, ObstructionAndAgencyFaultsTakeTheirOwnWays) {
  registers_ = workflow::ServiceAnswer::error("AGENCY_FAULT");
  started(request());
  does("clerk", "T01_Background");
  EXPECT_FALSE(task("T03_Order")) << "the join waits for the letters";
  does("clerk", "T01b_Manual");
  does("head", "T03_Order");
  does("chief", "T04_Plan", {{"prior_notice", false}});
  does("director", "T05_Approve", says("approval", "approved"));
  const auto at = ref("T06_Visit");
  const auto who = actor("inspector");
  const auto raised = [&](const char* code) {
    return writing([&](db::Transaction& tx) { return engine_->raise(tx, who, at, code, {}); });
  };
  EXPECT_EQ(raised("FLOOD").rejection().code, "workflow.error_uncaught");
  ASSERT_TRUE(raised("OBSTRUCTION"));
  does("inspector", "T06_Obstruct");
  EXPECT_TRUE(task("T07_Report"));
}

TEST_P(InspectionRun, ALateAnswerOfARegisterIsTakenOnce) {
  registers_ = workflow::ServiceAnswer::waiting();
  started(request());
  const db::Query query{"test/token", "SELECT id FROM insp_wf_token WHERE node = 'S01_Registers'"};
  const auto token = reading([&](db::Transaction& tx) {
                       return tx.find(query, db::Params{}, [](const db::Row& r) { return r.integer(0); });
                     }).value();
  const auto answer = [&] {
    return writing([&](db::Transaction& tx) {
      return engine_->service_done(tx, system(), CaseId{1}, token,
                                   workflow::ServiceAnswer::done({{"tax_known", true}}));
    });
  };
  ASSERT_TRUE(answer());
  EXPECT_EQ(answer().rejection().code, "workflow.activation_over");
  EXPECT_EQ(count("insp_wf_timer", "state = 'cancelled'"), 1);
}

TEST_P(InspectionRun, AnAnswerThatNoWayKnowsGoesBackToThePersonWhoGaveIt) {
  started(request("ComplaintOrRequest"));
  const auto astray = [&](const char* login, const char* node, const char* variable, const char* flow) {
    does(login, node, says(variable, "perhaps"));
    EXPECT_TRUE(task(node)) << node;
    EXPECT_EQ(count("insp_wf_history", std::string{"event = 'entered' AND data = '"} + flow + "'"), 1) << flow;
  };
  astray("head", "T00_Screen", "screening", "Flow_Gw_Screen_T00_Screen");
  does("head", "T00_Screen", says("screening", "accepted"));
  does("clerk", "T01_Background");
  does("head", "T03_Order");
  does("chief", "T04_Plan", {{"prior_notice", false}});
  astray("director", "T05_Approve", "approval", "Flow_Gw_Approved_R05_Approver");
  does("director", "T05_Approve", says("approval", "approved"));
  does("inspector", "T06_Visit", {{"enquiry", false}});
  does("inspector", "T06_Analyse", {{"another_visit", false}});
  does("chief", "T07_Report", says("infringement", "perhaps"));
  astray("head", "T07_Review", "review", "Flow_Gw_Review_T07_Review");
  does("head", "T07_Review", says("review", "accepted"));
  ASSERT_EQ(standing().incidents.size(), 1u) << "neither yes nor no is no answer at all: somebody must correct it";
  const auto broken = standing().incidents[0].id;
  const auto admin = actor("admin");
  ASSERT_TRUE(writing([&](db::Transaction& tx) {
    return engine_->retry(tx, admin, CaseId{1}, broken,
                          {{"infringement", true}, {"proposed_measure", std::string{"fine"}}});
  }));
  astray("director", "T08_Decision", "decision", "Flow_Gw_Decision_T08_Decision");
  does("director", "T08_Decision", says("decision", "measure"));
  ASSERT_TRUE(delivered("DecisionReceipt"));
  ASSERT_TRUE(delivered("Allegations"));
  does("officer", "T11_Examine");
  astray("legal", "T12_Modify", "outcome", "Flow_Gw_Modify_T12_Modify");
}

TEST_P(InspectionRun, RegistersThatDoNotAnswerInTimeAreAskedByLetter) {
  registers_ = workflow::ServiceAnswer::waiting();
  started(request());
  engine_->fire_due(pool(), system(), Day{2029, 1, 1});
  const auto legal = ref("B_RegTimeout");
  const auto officer = actor("officer");
  ASSERT_TRUE(writing([&](db::Transaction& tx) {
    return engine_->complete(tx, officer, legal,
                             {{"choice", std::string{"move"}}, {"article", std::string{"ມາດຕາ 1"}}});
  }));
  does("clerk", "T01b_Manual");
  does("clerk", "T01_Background");
  EXPECT_TRUE(task("T03_Order"));
  for (const char* flow : {"Flow_B_RegTimeout_T01b_Manual", "Flow_T01b_Manual_Gw_BgMerge"})
    EXPECT_EQ(count("insp_wf_history", std::string{"event = 'entered' AND data = '"} + flow + "'"), 1) << flow;
}

TEST_P(InspectionRun, AFailedServiceIsAnIncidentThatCountsItsAttempts) {
  registers_ = workflow::ServiceAnswer::failed("snapshot missing");
  started(request());
  const auto retry = [&] {
    const auto id = standing().incidents.at(0).id;
    const auto who = actor("admin");
    return writing([&](db::Transaction& tx) { return engine_->retry(tx, who, CaseId{1}, id, {}); });
  };
  ASSERT_TRUE(retry());
  ASSERT_EQ(standing().incidents.size(), 1u);
  EXPECT_EQ(standing().incidents[0].code, "workflow.service_failed");
  EXPECT_EQ(standing().incidents[0].attempts, 2);
  registers_ = workflow::ServiceAnswer::done();
  ASSERT_TRUE(retry());
  EXPECT_TRUE(standing().incidents.empty());
  does("clerk", "T01_Background");
  EXPECT_TRUE(task("T03_Order"));
}

TEST_P(InspectionRun, ReceiptAndAllegationsMayComeAtAnyTimeAfterNotificationAndNotBefore) {
  up_to_approval();
  EXPECT_EQ(delivered("Allegations").rejection().code, "workflow.message_not_expected");
  EXPECT_EQ(delivered("NoSuchMessage").rejection().code, "workflow.message_not_expected");
  does("director", "T05_Approve", says("approval", "approved"));
  does("inspector", "T06_Visit", {{"enquiry", false}});
  does("inspector", "T06_Analyse", {{"another_visit", false}});
  does("chief", "T07_Report",
       {{"infringement", true}, {"proposed_measure", std::string{"fine"}}, {"register_workers", false}});
  does("head", "T07_Review", says("review", "accepted"));
  does("director", "T08_Decision", says("decision", "measure"));
  const auto early = delivered("Allegations", says("letter", "ທີ 12/2026"));
  ASSERT_TRUE(early);
  EXPECT_FALSE(*early) << "kept: the receipt is waited for first";
  const auto receipt = delivered("DecisionReceipt", {{"service_day", Day{2026, 11, 20}}});
  ASSERT_TRUE(receipt && *receipt);
  EXPECT_EQ(open_nodes(), "T11_Examine ") << "the kept letter is taken as soon as it is waited for";
  const auto instance = standing().instance;
  const auto variables = reading([&](db::Transaction& tx) { return engine_->variables(tx, CaseId{1}, instance); });
  EXPECT_EQ(variables.at("letter"), workflow::Value{std::string{"ທີ 12/2026"}});
}

TEST_P(InspectionRun, AWithdrawnOrderStopsEverything) {
  up_to_notification();
  ASSERT_TRUE(delivered("OrderWithdrawn"));
  EXPECT_EQ(count("insp_wf_task", "state = 'open'"), 0);
  EXPECT_EQ(count("insp_wf_timer", "state IN ('armed', 'referred')"), 0);
  EXPECT_EQ(served_.back(), "W_InformRequester");
  EXPECT_TRUE(standing().ended);
  EXPECT_EQ(delivered("OrderWithdrawn").rejection().code, "workflow.no_procedure");
}

TEST_P(InspectionRun, ARequestToWithdrawStopsNothingAndARefusedOneLeavesNoTrace) {
  up_to_notification();
  const auto before = open_nodes();
  ASSERT_TRUE(delivered("WithdrawalRequested"));
  EXPECT_NE(open_nodes().find("WA_Decide"), std::string::npos);
  does("director", "WA_Decide", says("withdrawal", "refused"));
  EXPECT_EQ(open_nodes(), before);
  EXPECT_FALSE(standing().ended);
  ASSERT_TRUE(delivered("WithdrawalRequested")) << "it may be asked again";
}

TEST_P(InspectionRun, ACourtThatAnnulsEndsAllThatRunsAndTheRegisterIsCorrected) {
  up_to_decision("referral");
  ASSERT_TRUE(delivered("DecisionReceipt"));
  ASSERT_TRUE(delivered("Allegations"));
  does("officer", "T11_Examine");
  does("legal", "T12_Modify", says("outcome", "confirmed"));
  referred_to("tax,court");
  ASSERT_TRUE(delivered("EmployerSuit"));
  does("officer", "SU_Respond");
  ASSERT_TRUE(delivered("CourtJudgment"));
  does("officer", "SU_Judgment", says("judgment", "annulled"));
  EXPECT_EQ(served_.back(), "AN_Notify");
  EXPECT_EQ(open_nodes(), "Sub_Annulled T13_Judgment ") << "nobody waits for the institution any more";
  does("head", "T13_Judgment");
  does("head", "AN_Close");
  EXPECT_TRUE(standing().ended);
}

TEST_P(InspectionRun, AnAppealOrASuitIsNotTakenBeforeTheDecisionIsNotified) {
  up_to_approval();
  for (const char* message : {"EmployerAppeal", "EmployerSuit", "CourtStay", "CourtJudgment", "AnnulmentRequested"})
    EXPECT_EQ(delivered(message).rejection().code, "workflow.message_not_expected") << message;
  does("director", "T05_Approve", says("approval", "approved"));
  EXPECT_EQ(open_nodes(), "Sub_Execute T06_Visit ") << "nothing began beside the work";
}

TEST_P(InspectionRun, AnAppealUpheldInPartIsDecidedByAnotherPersonAndNotifiedWhileTheFileGoesOn) {
  up_to_notification();
  ASSERT_TRUE(delivered("EmployerAppeal"));
  does("officer", "AP_Examine");
  EXPECT_EQ(tried("director", "AP_Decide", says("appeal", "partly")).rejection().code, "workflow.not_your_task");
  does("legal", "AP_Decide", says("appeal", "partly"));
  does("director", "AP_Reissue");
  EXPECT_EQ(served_.back(), "AP_Notify");
  ASSERT_TRUE(delivered("DecisionReceipt", {{"service_day", Day{2026, 11, 20}}}));
  ASSERT_TRUE(delivered("EmployerAppeal")) << "it may be appealed again";
  does("officer", "AP_Examine");
  does("legal", "AP_Decide", says("appeal", "rejected"));
  EXPECT_EQ(served_.back(), "AP_Answer");
  EXPECT_FALSE(standing().ended);
}

TEST_P(InspectionRun, WhileACourtStaysTheMatterNoPeriodEnds) {
  up_to_notification();
  ASSERT_TRUE(delivered("CourtStay"));
  EXPECT_EQ(served_.back(), "ST_Suspend");
  EXPECT_EQ(engine_->fire_due(pool(), system(), Day{2029, 1, 1}).referred, 0);
  EXPECT_FALSE(task("C_NoReceipt"));
  ASSERT_TRUE(delivered("StayLifted"));
  EXPECT_EQ(served_.back(), "ST_Resume");
  EXPECT_EQ(engine_->fire_due(pool(), system(), Day{2029, 1, 1}).referred, 1);
  EXPECT_TRUE(task("C_NoReceipt")) << "the legal officer's question";
}

TEST_P(InspectionRun, ADecisionIsModifiedAsOftenAsTheTableSaysAndNoMore) {
  up_to_notification();
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(delivered("DecisionReceipt", {{"service_day", Day{2026, 11, 20}}}));
    ASSERT_TRUE(delivered("Allegations"));
    does("officer", "T11_Examine");
    EXPECT_EQ(tried("director", "T12_Modify", says("outcome", "modified")).rejection().code, "workflow.not_your_task");
    does("legal", "T12_Modify", says("outcome", "modified"));
    EXPECT_EQ(task("T12_Modify").has_value(), round == 2)
        << "straight to numbering and notification, but the third time";
  }
  EXPECT_EQ(std::count(served_.begin(), served_.end(), "S09_Notify"), 3);
  does("legal", "T12_Modify", says("outcome", "confirmed"));
}

TEST_P(InspectionRun, AfterFinalityADecisionIsOnlyAnnulledByASecondPerson) {
  up_to_decision("referral");
  ASSERT_TRUE(delivered("DecisionReceipt"));
  EXPECT_EQ(delivered("AnnulmentRequested").rejection().code, "workflow.message_not_expected") << "not final yet";
  ASSERT_TRUE(delivered("Allegations"));
  does("officer", "T11_Examine");
  does("legal", "T12_Modify", says("outcome", "confirmed"));
  ASSERT_TRUE(delivered("AnnulmentRequested"));
  does("legal", "AQ_Decide", says("annulment", "refused"));
  EXPECT_FALSE(standing().ended);
  ASSERT_TRUE(delivered("AnnulmentRequested"));
  does("legal", "AQ_Decide", says("annulment", "approved"));
  EXPECT_EQ(open_nodes(), "Sub_Annulled T13_Judgment ");
}

TEST_P(InspectionRun, WorkListsShowWhatTheActorMayDo) {
  started(request("ComplaintOrRequest"));
  const auto list = [&](const char* login) {
    const auto who = actor(login);
    return reading([&](db::Transaction& tx) { return engine_->work_list(tx, who, {}).size(); });
  };
  EXPECT_EQ(list("head"), 1u);
  for (const char* login : {"stranger", "clerk", "inspector", "director", "admin"}) EXPECT_EQ(list(login), 0u) << login;
  given("second", "head_inspection", "13");
  const auto at = ref("T00_Screen");
  const auto second = actor("second");
  ASSERT_TRUE(writing([&](db::Transaction& tx) { return engine_->claim(tx, second, at); }));
  EXPECT_EQ(list("head"), 0u);
  EXPECT_EQ(list("second"), 1u);
  EXPECT_EQ(tried("head", "T00_Screen").rejection().code, "workflow.task_claimed");
  const auto again = ref("T00_Screen");
  ASSERT_TRUE(writing([&](db::Transaction& tx) { return engine_->release(tx, second, again); }));
  does("head", "T00_Screen", says("screening", "accepted"));
  does("clerk", "T01_Background");
  does("head", "T03_Order");
  EXPECT_EQ(list("chief"), 1u);
}

TEST_P(InspectionRun, RunsWithAllIdsRenamedAndATaskInserted) {
  auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
  files["inspection.bpmn"] = workflow::test::renamed_with_a_task_inserted(files["inspection.bpmn"], "T03_Order");
  EXPECT_EQ(deploy(files), 2);
  started(request("AuthorityOrder", true));
  for (int i = 0; i < 2; ++i) does("head", standing().tasks.at(0).node);
  EXPECT_EQ(standing().tasks.at(0).role, "director");
  EXPECT_EQ(standing().bundle, 2);
}

TEST_P(InspectionRun, ATaskForAPlaceThatDoesNotExistIsNotDeployed) {
  auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
  auto& text = files["inspection.bpmn"];
  const auto at = text.find("@hq");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 3, "@atlantis");
  try {
    deploy(files);
    FAIL() << "deployed";
  } catch (const std::runtime_error& e) {
    EXPECT_NE(std::string{e.what()}.find("atlantis"), std::string::npos) << e.what();
  }
}

TEST_P(InspectionRun, DeployingTheSameAgainChangesNothing) {
  EXPECT_EQ(deploy(workflow::files_of(SSIIS_WORKFLOW_DIR)), 1);
}

SSIIS_ON_ALL_ENGINES(InspectionRun);

}  // namespace
}  // namespace ssiis::test
