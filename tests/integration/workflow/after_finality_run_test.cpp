// What a final decision is followed by, and what may come beside the work, on a database.
#include <gtest/gtest.h>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

class FinalityRun : public WithProcedures {};

TEST_P(FinalityRun, NothingIsReferredBeforeTheCompliancePeriodIsOverOrItsEndIsReported) {
  up_to_finality();
  EXPECT_EQ(open_nodes(), "Gw_DutyJoin Gw_Compl ");
  EXPECT_EQ(delivered("InstitutionAnswer").rejection().code, "workflow.message_not_expected");
  EXPECT_EQ(engine_->fire_due(pool(), system(), Day{2029, 1, 1}).referred, 1)
      << "unconfirmed: a legal officer is asked";
  does("officer", "C_ComplEnd", {{"choice", std::string{"move"}}, {"article", std::string{"ມາດຕາ 1"}}});
  EXPECT_EQ(open_nodes(), "Gw_DutyJoin T13_Compliance ");
}

TEST_P(FinalityRun, EachInstitutionHasItsOwnLetterAnswerAndOutcome) {
  up_to_finality();
  ASSERT_TRUE(delivered("ComplianceReported"));
  does("chief", "T13_Compliance",
       {{"compliance", std::string{"none"}},
        {"compliance_next", std::string{"referral"}},
        {"institutions", std::string{"tax,court,molsw"}}});
  const auto signs = [&](const char* institution, const char* says_what) {
    for (const auto& t : standing().tasks)
      if (t.node == "Y_Sign" && t.item == institution) {
        const auto who = actor("legal");
        const workflow::TaskRef at{t.case_id, t.id, t.rev};
        ASSERT_TRUE(
            writing([&](db::Transaction& tx) { return engine_->complete(tx, who, at, says("referral", says_what)); }));
      }
  };
  signs("tax", "signed");
  signs("court", "signed");
  signs("molsw", "returned");
  EXPECT_EQ(std::count(served_.begin(), served_.end(), "Y_Refer"), 2) << "one letter was not sent";
  EXPECT_EQ(delivered("InstitutionAnswer").rejection().code, "workflow.message_ambiguous");
  ASSERT_TRUE(delivered("InstitutionAnswer", says("institution", "court")));
  EXPECT_EQ(task("Y_Record")->item, "court");
  EXPECT_EQ(delivered("InstitutionAnswer", says("institution", "molsw")).rejection().code,
            "workflow.message_not_expected");
  const auto reminded = [&] { return std::count(served_.begin(), served_.end(), "Y_Remind"); };
  for (int round = 1; round <= 3; ++round) {
    engine_->fire_due(pool(), system(), Day{2027 + round, 1, 1});
    while (task("B_Overdue"))
      does("officer", "B_Overdue", {{"choice", std::string{"move"}}, {"article", std::string{"ມາດຕາ 1"}}});
    EXPECT_EQ(reminded(), round) << "only the tax office, each time anew";
  }
  does("officer", "Y_Record", says("institution_result", "acted"));
  EXPECT_FALSE(task("T13_Compliance")) << "the tax office is still waited for";
  ASSERT_TRUE(delivered("InstitutionAnswer")) << "one is left, so it is plain whose it is";
  does("officer", "Y_Record", says("institution_result", "declined"));
  EXPECT_TRUE(task("T13_Compliance")) << "what is still owed is reported again";
}

TEST_P(FinalityRun, FollowUpReportsRepeatAndTheFileWaitsForTheRegistrationOfWorkers) {
  up_to_decision("fine", true);
  ASSERT_TRUE(delivered("DecisionReceipt", {{"service_day", Day{2026, 11, 20}}}));
  ASSERT_TRUE(delivered("Allegations"));
  does("officer", "T11_Examine");
  does("legal", "T12_Modify", says("outcome", "confirmed"));
  EXPECT_TRUE(task("T13_Register"));
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(delivered("ComplianceReported"));
    does("chief", "T13_Compliance",
         {{"compliance", std::string{"part"}}, {"compliance_next", std::string{"follow_up"}}});
  }
  ASSERT_TRUE(delivered("ComplianceReported"));
  does("chief", "T13_Compliance", says("compliance", "full"));
  EXPECT_FALSE(task("T14_Close")) << "the workers are not registered yet";
  does("clerk", "T13_Register", says("registration", "done"));
  EXPECT_TRUE(task("T14_Close"));
}

TEST_P(FinalityRun, OneVisitMayFollowAnother) {
  up_to_approval();
  does("director", "T05_Approve", says("approval", "approved"));
  for (int visit = 0; visit < 3; ++visit) {
    does("inspector", "T06_Visit", {{"enquiry", false}});
    does("inspector", "T06_Analyse", {{"another_visit", visit < 2}});
  }
  EXPECT_EQ(open_nodes(), "T07_Report ");
}

TEST_P(FinalityRun, AnyInstitutionMaySendDocumentsIntoAnyOpenStage) {
  started(request("ComplaintOrRequest"));
  ASSERT_TRUE(delivered("InstitutionDocument", says("institution", "tax")));
  EXPECT_EQ(open_nodes(), "T00_Screen Sub_Document DO_Note ") << "beside the work";
  does("chief", "DO_Note");
  ASSERT_TRUE(delivered("InstitutionDocument", says("institution", "court")));
  does("head", "T00_Screen", says("screening", "rejected"));
  EXPECT_TRUE(standing().ended) << "a request that is not taken up leaves nothing open";
}

TEST_P(FinalityRun, AllegationsAfterTheirPeriodAreExaminedAsLate) {
  up_to_notification();
  EXPECT_EQ(delivered("LateAllegations").rejection().code, "workflow.message_not_expected") << "none is late yet";
  ASSERT_TRUE(delivered("DecisionReceipt", {{"service_day", Day{2026, 11, 20}}}));
  engine_->fire_due(pool(), system(), Day{2029, 1, 1});
  does("officer", "C_AllegEnd", {{"choice", std::string{"move"}}, {"article", std::string{"ມາດຕາ 1"}}});
  ASSERT_TRUE(delivered("LateAllegations"));
  EXPECT_TRUE(task("LA_Examine"));
  does("officer", "LA_Examine");
  EXPECT_EQ(open_nodes(), "Gw_DutyJoin Gw_Compl ") << "the file has not moved";
}

SSIIS_ON_ALL_ENGINES(FinalityRun);

}  // namespace
}  // namespace ssiis::test
