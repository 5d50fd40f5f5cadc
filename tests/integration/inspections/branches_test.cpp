// Every way out of every gateway of the shipped procedure, taken through the services on a database; FlowsTaken keeps
// the account and fails on a way that no story took.
#include "integration/inspections/flows_taken.hpp"
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;
using test::flows_taken;

class Branches : public test::WithStory {
 protected:
  void TearDown() override {
    if (database_) flows_taken.read(pool(), engine());
    WithStory::TearDown();
  }
  std::int64_t letters(const std::string& kind) {
    return count("SELECT count(*) FROM insp_document WHERE kind = '" + kind + "'");
  }
  // Years later: every period that runs is over. Nobody confirmed any, so each opens a legal officer's task.
  void time_passes() { engine_->fire_due(pool(), actors_->service("deadlines", "c-job"), Day{2029, 1, 1}); }
  // A legal officer lets the expired period take its effect.
  void legal_lets_it_expire(const std::string& order) {
    does("legal", order, "deadline.confirm", {{"article", "ມາດຕາ 1"}, {"choice", "move"}});
  }
  void message(const std::string& order, const std::string& name) {
    const auto id = file(order).id;
    const auto who = actor("head.legal");
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      if (const auto taken = engine_->deliver(tx, who, id, name, {}); !taken)
        throw std::runtime_error{name + ": " + taken.rejection().code};
    });
  }
  void inspects(const std::string& order) {
    visited(order);
    does("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "ພົບ"}});
    does("inspector.01", order, "analysis", {{"analysis", "x"}});
  }
  void reports(const std::string& order, const std::string& measure = "fine") {
    does("chief.01", order, "report",
         {{"report_text", "ລາຍງານ"},
          {"infringement", "true"},
          {"infringement_text", "ບໍ່ຂຶ້ນທະບຽນ"},
          {"proposed_measure", measure},
          {"measure_text", "ຂຶ້ນທະບຽນ"}});
    does("head.01", order, "review", {{"review", "accepted"}});
  }
  void decides(const std::string& order, const std::string& decision) {
    does("director", order, "decision", {{"decision", decision}, {"decision_text", "ໃຫ້"}, {"decision_basis", "ມາດຕາ"}});
  }
  void contests(const std::string& order, const std::string& outcome) {
    ASSERT_TRUE(comes_in("head.01", order, "receipt"));
    ASSERT_TRUE(comes_in("head.01", order, "allegations"));
    does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", outcome}});
    Typed answer{{"outcome", outcome}, {"outcome_text", "x"}};
    if (outcome == "modified") answer.emplace("modified_text", "ຂໍ້ຕົກລົງໃໝ່");
    does("head.legal", order, "decision.review", answer);
  }
  // Sent on to another institution, which has not answered yet.
  std::string referred() {
    const auto order = ordered(wish());
    to_report(order);
    reports(order, "referral");
    decides(order, "measure");
    contests(order, "confirmed");
    return order;
  }
  static Typed judged(const std::string& judgment) {
    return {
        {"judgment", judgment}, {"judgment_number", "1/ສ"}, {"judgment_on", "2026-11-23"}, {"judgment_content", "x"}};
  }
  void closes(const std::string& order) {
    does("head.01", order, "close", {{"closing_summary", "ສຳເລັດ"}, {"follow_up_done", "yes"}});
    EXPECT_EQ(file(order).state, CaseState::closed);
  }
};

TEST_P(Branches, ARequestThatIsNotTakenUpIsAnsweredAndItsFileEnds) {
  auto w = wish("U2", Origin::worker_request);
  w.request_number = recorded(complaint());
  const auto order = ordered(w, "director");
  EXPECT_EQ(open_steps(order), "screening ") << "who is no head of inspection does not screen by ordering";
  EXPECT_EQ(code(tries("director", order, "screening", {{"screening", "accepted"}})), "workflow.not_your_task");
  EXPECT_EQ(code(tries("head.01", order, "screening", {{"screening", "rejected"}})), "form.required");
  does("head.01", order, "screening", {{"screening", "rejected"}, {"screening_reason", "ບໍ່ຢູ່ໃນຂອບເຂດ"}});
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(file(order).outcome, "not_taken_up");
  EXPECT_EQ(open_steps(order), "");
}

TEST_P(Branches, ARevisedApprovalGoesBackToThePlanAndToTheOrderInAnEmergency) {
  const auto order = ordered(wish());
  to_approval(order);
  approves(order, {{"approval", "revise"}, {"approval_reason", "ໄລຍະເວລາສັ້ນ"}});
  EXPECT_EQ(open_steps(order), "plan ");
  auto quiet = planned();
  quiet.erase("prior_notice");
  quiet.emplace("prior_notice", "false");
  quiet.emplace("no_notice_reason", "ຈະເຊື່ອງເອກະສານ");
  does("chief.01", order, "plan", quiet);
  EXPECT_EQ(file(order).plan_number, "PLAN-2026-00001") << "the plan keeps its number";
  approves(order, {{"approval", "approved"}});
  EXPECT_EQ(letters("inspection_notice"), 0) << "no notice was due";
  EXPECT_EQ(open_steps(order), "findings ");

  auto w = wish("U7", Origin::authority);
  w.emergency = true;
  const auto urgent = ordered(w);
  does("head.01", urgent, "service.order", team());
  approves(urgent, {{"approval", "revise"}, {"approval_reason", "ທີມໃໝ່"}});
  EXPECT_EQ(open_steps(urgent), "service.order ");
  does("head.01", urgent, "service.order", team());
  approves(urgent, {{"approval", "approved"}});
  inspects(urgent);
  does("chief.01", urgent, "plan", planned());
  EXPECT_EQ(open_steps(urgent), "report ");
}

TEST_P(Branches, ARefusedApprovalEndsTheFile) {
  const auto order = ordered(wish());
  to_approval(order, "desk");
  approves(order, {{"approval", "refused"}, {"approval_reason", "ບໍ່ຈຳເປັນ"}});
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(file(order).outcome, "refused");
}

TEST_P(Branches, ADeskInspectionIsApprovedByWhomTheTableNamesAndRunsToItsEnd) {
  const auto order = ordered(wish());
  to_approval(order, "desk");
  EXPECT_EQ(code(tries("director", order, "approval", {{"approval", "approved"}})), "workflow.not_your_task");
  EXPECT_EQ(approves(order, {{"approval", "approved"}}), "head.legal");
  EXPECT_EQ(file(order).type, InspectionType::desk);
  inspects(order);
  reports(order);
  does("director", order, "decision", {{"decision", "returned"}, {"return_reason", "ບໍ່ຄົບ"}});
  reports(order);
  decides(order, "no_measure");
  EXPECT_EQ(letters("closing_letter"), 1);
  closes(order);
  EXPECT_EQ(file(order).outcome, "no_measure");
}

TEST_P(Branches, AnEnquiryEndsWithItsAnswerOrWithItsPeriod) {
  const std::vector<std::string> orders{ordered(wish()), ordered(wish("U7"))};
  for (const auto& order : orders) {
    to_visit(order);
    visited(order);
    does("inspector.01", order, "findings",
         {{"enquiry", "true"}, {"enquiry_question", "ບັນຊີຢູ່ໃສ?"}, {"visit_summary", "x"}});
    EXPECT_EQ(open_steps(order), "");
  }
  ASSERT_TRUE(comes_in("inspector.01", orders[0], "enquiry_answer"));
  time_passes();
  EXPECT_EQ(open_steps(orders[1]), "deadline.confirm ") << "no period moves a file by itself";
  const auto before = step(orders[1], "deadline.confirm").rev;
  // The period of the inspection is over as well: two questions, of which each is answered for itself.
  while (open_steps(orders[1]).find("deadline.confirm") != std::string::npos) legal_lets_it_expire(orders[1]);
  EXPECT_GT(step(orders[1], "analysis").rev, before);
  for (const auto& order : orders) does("inspector.01", order, "analysis", {{"analysis", "x"}});
  EXPECT_EQ(open_steps(orders[1]), "report ");
  EXPECT_EQ(code(comes_in("inspector.01", orders[1], "enquiry_answer")), "done") << "a late answer is kept";
}

TEST_P(Branches, ObstructionIsRecordedInsteadOfFindings) {
  const auto order = ordered(wish());
  to_visit(order);
  visited(order);
  does("inspector.01", order, "findings", {{"obstruction", "true"}, {"visit_summary", "ບໍ່ໃຫ້ເຂົ້າ"}});
  EXPECT_EQ(open_steps(order), "obstruction ");
  does("inspector.01", order, "obstruction", {{"obstruction_account", "ປິດປະຕູ"}});
  EXPECT_EQ(open_steps(order), "report ");
}

TEST_P(Branches, LateApprovalInspectionAndDecisionAlertWithoutMovingTheFile) {
  const auto order = ordered(wish());
  to_approval(order);
  const auto late = [&](const std::string& form) {
    const auto alerts = audited("alert.raised");
    const auto version = file(order).version;
    time_passes();
    EXPECT_EQ(file(order).version, version) << "nothing of the file changed: what somebody has open stays valid";
    legal_lets_it_expire(order);
    EXPECT_EQ(open_steps(order), form + " ");
    EXPECT_EQ(audited("alert.raised"), alerts + 1);
  };
  late("approval");
  approves(order, {{"approval", "approved"}});
  late("findings");
  inspects(order);
  does("chief.01", order, "report", {{"report_text", "x"}, {"infringement", "false"}});
  does("head.01", order, "review", {{"review", "return"}, {"review_reason", "ຂາດຫຼັກຖານ"}});
  reports(order);
  late("decision");
}

TEST_P(Branches, ADecisionThatNobodyConfirmsToHaveReceivedIsServedInPerson) {
  const auto order = ordered(wish());
  to_notification(order);
  time_passes();
  legal_lets_it_expire(order);
  const Typed absent{{"service_channel", "person"},
                     {"service_outcome", "not_found"},
                     {"service_day", "2026-11-23"},
                     {"service_note", "ບໍ່ພົບ"}};
  does("inspector.01", order, "service", absent);
  EXPECT_EQ(open_steps(order), "service ") << "tried again";
  does("inspector.01", order, "service",
       {{"service_channel", "local_authority"},
        {"service_outcome", "received"},
        {"service_day", "2026-11-23"},
        {"receiver", "ນາຍບ້ານ"}});
  time_passes();
  legal_lets_it_expire(order);  // of the allegations: nobody objected, the decision is final
  closes(order);
  EXPECT_EQ(file(order).outcome, "measure");
}

TEST_P(Branches, AComplaintWhoseDecisionIsModifiedOnceAndThenConfirmedBecomesAClosedFile) {
  const auto order = accepted_complaint();
  to_notification(order);
  contests(order, "modified");
  EXPECT_EQ(letters("decision_notice"), 2) << "the modified decision is notified anew";
  contests(order, "confirmed");
  closes(order);
}

TEST_P(Branches, AnAnnulledDecisionEndsInClosing) {
  const auto order = ordered(wish());
  to_notification(order);
  contests(order, "annulled");
  closes(order);
  EXPECT_EQ(file(order).outcome, "annulled");
}

TEST_P(Branches, WithoutInfringementTheUnitGetsALetterAndTheFileCloses) {
  const auto order = ordered(wish());
  to_report(order);
  does("chief.01", order, "report", {{"report_text", "ຖືກຕ້ອງ"}, {"infringement", "false"}});
  does("head.01", order, "review", {{"review", "accepted"}});
  EXPECT_EQ(letters("closing_letter"), 1);
  closes(order);
  EXPECT_EQ(file(order).outcome, "compliant");
}

TEST_P(Branches, AReferralIsRemindedOfAndAnsweredByTheInstitution) {
  const auto order = referred();
  EXPECT_EQ(open_steps(order), "");
  time_passes();
  legal_lets_it_expire(order);
  EXPECT_EQ(open_steps(order), "");
  ASSERT_TRUE(comes_in("legal", order, "institution_answer"));
  does("legal", order, "institution.outcome", {{"institution_outcome", "ຈ່າຍແລ້ວ"}, {"institution_day", "2026-11-23"}});
  closes(order);
}

TEST_P(Branches, ACourtThatAnnulsEndsTheReferral) {
  const auto order = referred();
  EXPECT_EQ(open_steps(order), "") << "the institution is waited for";
  ASSERT_TRUE(comes_in("legal", order, "suit"));
  does("legal", order, "suit", {{"suit_court", "ສານ"}, {"suit_answer", "x"}});
  ASSERT_TRUE(comes_in("legal", order, "judgment"));
  does("legal", order, "judgment.record", judged("annulled"));
  EXPECT_EQ(open_steps(order), "judgment ") << "nobody waits for the institution any more";
  does("head.01", order, "judgment", {{"judgment_text", "ລົບລ້າງ"}, {"judgment_day", "2026-11-23"}});
  closes(order);
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(file(order).outcome, "annulled");
}

TEST_P(Branches, ASuitIsDismissedOrUpheldInPartAndTheFileIsNotClosedBeforeItsJudgment) {
  const auto order = ordered(wish());
  EXPECT_EQ(code(comes_in("legal", order, "suit")), "incoming.no_decision");
  to_notification(order);
  ASSERT_TRUE(comes_in("legal", order, "suit"));
  contests(order, "confirmed");
  EXPECT_EQ(code(tries("head.01", order, "close", {{"closing_summary", "x"}, {"follow_up_done", "yes"}})),
            "close.others_open");
  does("legal", order, "suit", {{"suit_court", "ສານ"}, {"suit_answer", "x"}});
  ASSERT_TRUE(comes_in("legal", order, "judgment"));
  does("legal", order, "judgment.record", judged("partial"));
  does("director", order, "decision.modified", {{"modified_text", "ຕາມຄຳພິພາກສາ"}});
  EXPECT_EQ(letters("decision_notice"), 3) << "the first, its confirmation, and the one as judged";
  ASSERT_TRUE(comes_in("legal", order, "suit"));
  does("legal", order, "suit", {{"suit_court", "ສານ"}, {"suit_answer", "x"}});
  ASSERT_TRUE(comes_in("legal", order, "judgment"));
  does("legal", order, "judgment.record", judged("dismissed"));
  closes(order);
  EXPECT_EQ(file(order).outcome, "measure");
}

TEST_P(Branches, AnAppealIsRejectedUpheldInPartOrEndsInAnnulment) {
  const auto order = ordered(wish());
  to_notification(order);
  const auto appeals = [&](const std::string& outcome) {
    ASSERT_TRUE(comes_in("head.01", order, "appeal"));
    does("legal", order, "appeal", {{"appeal_opinion", "x"}, {"appeal_proposed", outcome}});
    EXPECT_EQ(code(tries("director", order, "appeal.decision", {{"appeal", outcome}, {"appeal_reasons", "x"}})),
              "workflow.not_your_task")
        << "who took the decision does not review it";
    does("head.legal", order, "appeal.decision", {{"appeal", outcome}, {"appeal_reasons", "ເຫດຜົນ"}});
  };
  appeals("rejected");
  EXPECT_EQ(file(order).outcome, "measure");
  appeals("partly");
  does("director", order, "decision.modified", {{"modified_text", "ຂໍ້ຕົກລົງໃໝ່"}});
  appeals("annulled");
  does("head.01", order, "judgment", {{"judgment_text", "x"}, {"judgment_day", "2026-11-23"}});
  closes(order);
  EXPECT_EQ(file(order).outcome, "annulled");
}

TEST_P(Branches, AStayIsKeptInTheFileUntilItEnds) {
  const auto order = ordered(wish());
  to_notification(order);
  ASSERT_TRUE(comes_in("legal", order, "court_stay"));
  EXPECT_EQ(audited("stay.began"), 1);
  time_passes();
  EXPECT_EQ(open_steps(order), "") << "no period ended";
  ASSERT_TRUE(comes_in("legal", order, "stay_lifted"));
  EXPECT_EQ(audited("stay.ended"), 1);
  time_passes();
  EXPECT_EQ(open_steps(order), "deadline.confirm ");
}

TEST_P(Branches, WhatCannotBeServedIsAnnouncedAndCountsAsServedOrIsReceivedAfterAll) {
  const std::vector<std::string> orders{ordered(wish()), ordered(wish("U7"))};
  for (const auto& order : orders) {
    to_notification(order);
    time_passes();
    legal_lets_it_expire(order);
    does("inspector.01", order, "service",
         {{"service_channel", "person"},
          {"service_outcome", "failed"},
          {"service_day", "2026-11-23"},
          {"service_note", "x"}});
    EXPECT_EQ(open_steps(order), "service.public ");
  }
  does("inspector.01", orders[0], "service.public", {{"posted_day", "2026-11-23"}, {"posted_where", "ບ້ານ"}});
  time_passes();
  legal_lets_it_expire(orders[0]);  // the days after which it counts as served
  ASSERT_TRUE(comes_in("head.01", orders[0], "allegations"));
  EXPECT_EQ(open_steps(orders[0]), "allegations ");
  ASSERT_TRUE(comes_in("head.01", orders[1], "receipt"));
  EXPECT_EQ(open_steps(orders[1]), "") << "nobody announces what was received";
}

TEST_P(Branches, ADecisionIsModifiedTwiceAndAThirdTimeRefused) {
  const auto order = ordered(wish());
  to_notification(order);
  contests(order, "modified");
  contests(order, "modified");
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  ASSERT_TRUE(comes_in("head.01", order, "allegations"));
  does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", "modified"}});
  EXPECT_EQ(code(tries("head.legal", order, "decision.review",
                       {{"outcome", "modified"}, {"outcome_text", "x"}, {"modified_text", "x"}})),
            "decision.rounds_used");
  does("head.legal", order, "decision.review", {{"outcome", "confirmed"}, {"outcome_text", "x"}});
  closes(order);
}

TEST_P(Branches, AfterFinalityASecondPersonAnnulsOrRefuses) {
  const auto order = referred();
  const auto decides_on_it = [&](const char* annulment) {
    ASSERT_TRUE(room().rework().ask_annulment(actor("head.01"), order, "x", key()));
    does("head.legal", order, "annulment.decision", {{"annulment", annulment}, {"annulment_reasons", "x"}});
  };
  decides_on_it("refused");
  EXPECT_EQ(open_steps(order), "");
  decides_on_it("approved");
  EXPECT_EQ(open_steps(order), "judgment ");
  EXPECT_EQ(file(order).outcome, "annulled");
}

TEST_P(Branches, AWithdrawalThatIsRefusedChangesNothing) {
  const auto order = ordered(wish());
  to_visit(order);
  ASSERT_TRUE(room().withdrawals().ask(actor("head.01"), order,
                                       {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "ເຫດຜົນ"}}, key()));
  does("director", order, "withdraw.decision", {{"withdrawal", "refused"}, {"withdrawal_refusal", "ບໍ່ພຽງພໍ"}});
  EXPECT_EQ(open_steps(order), "findings ");
  EXPECT_EQ(file(order).state, CaseState::in_course);
}

TEST_P(Branches, AWithdrawnOrderStopsEverythingElse) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto asked = room().withdrawals().ask(
      actor("head.01"), order, {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "ຫົວໜ່ວຍປິດກິດຈະການ"}}, key());
  ASSERT_TRUE(asked) << asked.rejection().code;
  EXPECT_EQ(open_steps(order), "findings withdraw.decision ") << "the inspection goes on until it is decided";
  does("director", order, "withdraw.decision", {{"withdrawal", "approved"}});
  EXPECT_EQ(open_steps(order), "");
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(file(order).outcome, "withdrawn");
}

SSIIS_ON_ALL_ENGINES(Branches);

}  // namespace
