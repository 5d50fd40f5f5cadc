// The shipped procedure sends files back, on every engine.
#include <gtest/gtest.h>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

class SendingBack : public WithProcedures {
 protected:
  Result<workflow::SentBack> sends_back(const std::string& login, const workflow::TaskRef& at,
                                        const std::string& target) {
    const auto who = actor(login);
    return writing([&](db::Transaction& tx) {
      return engine_->send_back(tx, who, at, target, "incomplete", [this](db::Transaction& in, const std::string& id) {
        profiles::IdentityData person;
        person.user_id = id == gone_ ? "id-nobody" : id;
        return factory_->actor(in, person, {"test", ""});
      });
    });
  }
  void back(const std::string& login, const std::string& from, const std::string& target) {
    const auto done = sends_back(login, ref(from), target);
    ASSERT_TRUE(done) << login << " from " << from << ": " << done.rejection().code;
    over_ = done->over;
    given_to_ = done->given_to;
  }
  // The targets that the drawing allows and the file has come through.
  std::string ways(const std::string& node) {
    std::string out;
    for (const auto& way : reading([&](db::Transaction& tx) { return engine_->ways_back(tx, task(node).value()); }))
      out += (out.empty() ? "" : " ") + way.target;
    return out;
  }
  std::string state_of(const std::string& node) {
    for (const auto& s : standing().steps)
      if (s.node == node)
        return s.state == workflow::StageStep::State::ahead  ? "ahead"
               : s.state == workflow::StageStep::State::done ? "done"
                                                             : "current";
    return "unknown";
  }
  void up_to_report() {
    up_to_approval();
    does("director", "T05_Approve", says("approval", "approved"));
    does("inspector", "T06_Visit", {{"enquiry", false}});
    does("inspector", "T06_Analyse", {{"another_visit", false}});
  }
  void up_to_review() {
    up_to_report();
    does("chief", "T07_Report",
         {{"infringement", true}, {"proposed_measure", std::string{"fine"}}, {"register_workers", false}});
  }
  workflow::WayBack over_;
  std::string given_to_, gone_;
};

TEST_P(SendingBack, AStepIsTakenUpByWhoDidItAndItsPeriodBeginsAnew) {
  up_to_review();
  EXPECT_EQ(ways("T07_Review"), "T07_Report Sub_Execute");
  const auto first = count("insp_wf_task", "node = 'T07_Report'");
  clock_.advance_seconds(4 * 86400);
  back("head", "T07_Review", "T07_Report");
  EXPECT_EQ(given_to_, "id-chief");
  EXPECT_EQ(over_.steps, (std::vector<std::string>{"T07_Report", "T07_Review"}));
  EXPECT_EQ(over_.tasks.size(), 1U);
  const auto report = task("T07_Report").value();
  EXPECT_EQ(report.assignee, "id-chief");
  ASSERT_TRUE(report.due);
  EXPECT_GT(*report.due, clock_.today());
  EXPECT_EQ(count("insp_wf_task", "node = 'T07_Report'"), first + 1);
  EXPECT_EQ(count("insp_wf_task", "state = 'returned' AND node = 'T07_Review' AND done_by = 'id-head'"), 1);
  EXPECT_EQ(state_of("T07_Review"), "ahead");
  EXPECT_EQ(state_of("T07_Report"), "current");
  EXPECT_EQ(state_of("T06_Analyse"), "done");
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.step_returned'"), 1);
  // Who reviews afterwards is still another person than who wrote the report.
  does("chief", "T07_Report",
       {{"infringement", true}, {"proposed_measure", std::string{"fine"}}, {"register_workers", false}});
  EXPECT_EQ(standing().current, std::vector<std::string>{"T07_Review"});
  does("head", "T07_Review", says("review", "accepted"));
  EXPECT_EQ(state_of("T07_Review"), "done");
}

TEST_P(SendingBack, ASubProcessIsDoneAnewFromItsBeginning) {
  up_to_report();
  EXPECT_EQ(ways("T07_Report"), "Sub_Execute T04_Plan");
  back("chief", "T07_Report", "Sub_Execute");
  EXPECT_TRUE(task("T06_Visit"));
  EXPECT_EQ(given_to_, "id-inspector");
  EXPECT_EQ(count("insp_wf_timer", "node = 'B_ExecDue' AND state = 'armed'"), 1);
  EXPECT_EQ(state_of("T06_Analyse"), "ahead");
  does("inspector", "T06_Visit", {{"enquiry", false}});
  does("inspector", "T06_Analyse", {{"another_visit", false}});
  EXPECT_TRUE(task("T07_Report"));
}

TEST_P(SendingBack, TheApprovalIsAskedAnewAfterThePlan) {
  up_to_report();
  back("chief", "T07_Report", "T04_Plan");
  EXPECT_EQ(over_.steps.front(), "T04_Plan");
  EXPECT_EQ(state_of("T05_Approve"), "ahead");
  does("chief", "T04_Plan", {{"prior_notice", true}});
  EXPECT_TRUE(task("T05_Approve"));
  EXPECT_EQ(tried("director", "T05_Approve", says("approval", "approved")) ? "" : "refused", "");
}

TEST_P(SendingBack, WhoMayNotDoTheTaskMayNotSendItBackAndNobodyElsewhere) {
  up_to_review();
  const auto at = ref("T07_Review");
  EXPECT_EQ(sends_back("stranger", at, "T07_Report").rejection().code, "workflow.not_your_task");
  EXPECT_EQ(sends_back("director", at, "T07_Report").rejection().code, "workflow.not_your_task");
  EXPECT_EQ(sends_back("head", at, "T04_Plan").rejection().code, "workflow.no_way_back");
  EXPECT_EQ(sends_back("head", at, "nowhere").rejection().code, "workflow.no_way_back");
  EXPECT_EQ(sends_back("head", {CaseId{1}, at.task + 4096, at.rev}, "T07_Report").rejection().code,
            "workflow.task_unknown");
  const auto head = actor("head");
  ASSERT_TRUE(writing([&](db::Transaction& tx) { return engine_->claim(tx, head, at); }));
  EXPECT_THROW((void)sends_back("head", at, "T07_Report"), Conflict) << "the file has moved since";
  back("head", "T07_Review", "T07_Report");
  EXPECT_THROW((void)sends_back("head", at, "T07_Report"), Conflict) << "sent twice it is done once";
  EXPECT_EQ(count("insp_wf_task", "node = 'T07_Report'"), 2);
}

TEST_P(SendingBack, NobodyIsGivenWhatHeMayNoLongerDo) {
  up_to_review();
  gone_ = "id-chief";
  back("head", "T07_Review", "T07_Report");
  EXPECT_EQ(given_to_, "");
  EXPECT_EQ(task("T07_Report")->assignee, "");
}

TEST_P(SendingBack, WhatStandsBesideGoesOnAndAMessageStaysKept) {
  up_to_notification();
  ASSERT_TRUE(delivered("DecisionReceipt", {{"service_day", Day{2026, 11, 20}}}));
  ASSERT_TRUE(delivered("Allegations"));
  ASSERT_TRUE(delivered("EmployerAppeal"));
  const auto kept = delivered("ComplianceReported");
  ASSERT_TRUE(kept);
  EXPECT_FALSE(*kept);
  does("officer", "T11_Examine");
  EXPECT_EQ(ways("T12_Modify"), "T11_Examine");
  back("legal", "T12_Modify", "T11_Examine");
  EXPECT_TRUE(task("AP_Examine"));
  EXPECT_EQ(count("insp_wf_subscription", "node = '' AND message = 'ComplianceReported'"), 1);
  EXPECT_EQ(ways("T11_Examine"), "") << "over a decision that was numbered and served nothing goes back";
  does("officer", "T11_Examine");
  does("legal", "T12_Modify", says("outcome", "confirmed"));
}

SSIIS_ON_ALL_ENGINES(SendingBack);

}  // namespace
}  // namespace ssiis::test
