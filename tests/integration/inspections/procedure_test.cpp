// The ways through the procedure with what each step does to the file, and who may not do it.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Procedure : public test::WithStory {
 protected:
  std::int64_t grants_open() { return count("SELECT count(*) FROM insp_grant WHERE closed_at IS NULL"); }
  void closes(const std::string& order) {
    does("head.01", order, "close", {{"closing_summary", "ສຳເລັດ"}, {"follow_up_done", "yes"}});
  }
};

TEST_P(Procedure, AComplaintBecomesAClosedFile) {
  const auto order = accepted_complaint();
  to_notification(order);
  EXPECT_EQ(file(order).state, CaseState::under_review);
  EXPECT_EQ(file(order).outcome, "measure");
  EXPECT_EQ(file(order).plan_number, "PLAN-2026-00001");
  EXPECT_EQ(code(comes_in("head.01", order, "receipt", Day{2026, 11, 24})), "incoming.later");
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  ASSERT_TRUE(comes_in("head.01", order, "allegations"));
  EXPECT_EQ(count("SELECT count(*) FROM insp_allegation"), 1);
  does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", "confirmed"}});
  does("head.legal", order, "decision.review", {{"outcome", "confirmed"}, {"outcome_text", "ຢືນຢັນ"}});
  EXPECT_EQ(file(order).state, CaseState::completed);
  EXPECT_GT(grants_open(), 0);
  checks_compliance(order, in_full());
  closes(order);
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(file(order).closed_on, clock_.today());
  EXPECT_EQ(grants_open(), 0);
  EXPECT_EQ(count("SELECT count(*) FROM insp_decision"), 2);
  EXPECT_EQ(open_steps(order), "");
}

TEST_P(Procedure, AnEmergencyIsOrderedAtOnceAndItsPapersFollow) {
  auto w = wish("U2", Origin::authority);
  w.emergency = true;
  const auto order = ordered(w);
  does("head.01", order, "service.order", team());
  EXPECT_EQ(open_steps(order), "approval ");
  approves(order, {{"approval", "approved"}});
  visited(order);
  does("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "x"}});
  does("inspector.01", order, "analysis", {{"analysis", "x"}});
  does("chief.01", order, "plan", planned());
  EXPECT_EQ(open_steps(order), "report ");
  EXPECT_EQ(file(order).plan_number, "PLAN-2026-00001");
}

TEST_P(Procedure, ARefusedApprovalEndsTheFileAndTheTeamsRightsElsewhere) {
  const auto order = ordered(wish());
  to_approval(order);
  EXPECT_EQ(grants_open(), 2);
  EXPECT_EQ(code(tries("chief.01", order, "approval", {{"approval", "approved"}})), "workflow.not_your_task");
  EXPECT_EQ(code(tries("director", order, "approval", {{"approval", "refused"}})) == "done", false)
      << "a reason is needed";
  approves(order, {{"approval", "refused"}, {"approval_reason", "ບໍ່ຈຳເປັນ"}});
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(file(order).outcome, "refused");
  EXPECT_EQ(grants_open(), 0);
  EXPECT_EQ(code(room().visits().start(actor("inspector.01"), order, "")), "access.forbidden");
  EXPECT_TRUE(room().cases().start(actor("head.01"), wish())) << "the workplace is free for another order";
}

TEST_P(Procedure, WhoDraftedThePlanDoesNotApproveItWhateverElseHeIs) {
  for (const char* role : {"head_inspection", "director", "head_legal_hq", "legal_officer_hq"})
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      static constexpr db::Query add{
          "test/second_role",
          "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, "
          "territory_code, first_day, last_day, reason, version) VALUES (?, 'id-chief.01', "
          "'chief.01', 'x', 'x', ?, NULL, 'LA', '2020-01-01', NULL, 'test', 1)"};
      tx.execute(add, db::Params{ids_->next(), role});
    });
  const auto order = ordered(wish());
  to_approval(order);
  EXPECT_EQ(code(tries("chief.01", order, "approval", {{"approval", "approved"}})), "workflow.same_person");
  EXPECT_NE(approves(order, {{"approval", "approved"}}), "chief.01");
}

TEST_P(Procedure, AFormWithFaultsMovesNothingAndNamesItsFields) {
  const auto order = ordered(wish());
  does("registration.01", order, "background", {{"register_data", "right"}});
  EXPECT_EQ(code(tries("head.01", order, "service.order", {{"inspection_type", "direct"}})), "form.required");
  auto strangers = team();
  strangers.erase("chief");
  strangers.emplace("chief", "id-inspector.13");
  const auto refused = tries("head.01", order, "service.order", strangers);
  EXPECT_EQ(refused.rejection().code, "team.not_an_inspector");
  EXPECT_EQ(refused.rejection().field, "chief");
  EXPECT_EQ(count("SELECT count(*) FROM insp_case_member"), 0);
  does("head.01", order, "service.order", team());
  auto reversed = planned();
  reversed.erase("period_to");
  reversed.emplace("period_to", "2025-12-31");
  EXPECT_EQ(code(tries("chief.01", order, "plan", reversed)), "plan.period_reversed");
  EXPECT_EQ(file(order).plan_number, "");
  does("chief.01", order, "plan", planned());
  EXPECT_EQ(file(order).plan_number, "PLAN-2026-00001") << "a refused form takes no number";
  // On the page, what was typed stays.
  const auto id = step(order, "approval").id;
  const auto page = post("director", fmt::format("/inspection/cases/{}/tasks/{}", order, id),
                         {{"rev", "1"}, {"approval", "refused"}, {"approval_note", "ZZTYPED"}});
  EXPECT_TRUE(page.status == 422 || page.status == 403) << page.status;
}

TEST_P(Procedure, AStepDoneMeanwhileOrByAnotherIsAConflictOrARefusal) {
  const auto order = ordered(wish());
  const auto t = step(order, "background");
  auto& tasks = room().tasks();
  EXPECT_EQ(code(tasks.complete(actor("head.01"), order, t.id, t.rev, {{"register_data", "right"}}, key())),
            "workflow.not_your_task");
  EXPECT_EQ(code(tasks.complete(actor("head.13"), order, t.id, t.rev, {{"register_data", "right"}}, key())),
            "access.forbidden");
  EXPECT_THROW(static_cast<void>(tasks.complete(actor("registration.01"), order, t.id, t.rev + 5,
                                                {{"register_data", "right"}}, key())),
               Conflict);
  const auto form = key();
  EXPECT_TRUE(tasks.complete(actor("registration.01"), order, t.id, t.rev, {{"register_data", "right"}}, form));
  EXPECT_TRUE(tasks.complete(actor("registration.01"), order, t.id, t.rev, {{"register_data", "right"}}, form))
      << "sent twice";
  EXPECT_EQ(count("SELECT count(*) FROM insp_form_answer"), 1);
  EXPECT_EQ(code(tasks.complete(actor("registration.01"), order, t.id, t.rev, {{"register_data", "right"}}, key())),
            "task.unknown");
}

TEST_P(Procedure, WithoutInfringementTheFileClosesAsCompliant) {
  const auto order = ordered(wish());
  to_report(order);
  does("chief.01", order, "report", {{"report_text", "ຖືກຕ້ອງ"}, {"infringement", "false"}});
  does("head.01", order, "review", {{"review", "accepted"}});
  EXPECT_EQ(file(order).outcome, "compliant");
  EXPECT_EQ(count("SELECT count(*) FROM insp_document WHERE kind = 'closing_letter'"), 1);
  if (open_steps(order) == "close ") closes(order);
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(count("SELECT count(*) FROM insp_decision"), 0);
}

TEST_P(Procedure, AReturnedReportIsWrittenAgain) {
  const auto order = ordered(wish());
  to_decision(order);
  const auto other = ordered(wish("U7"));
  to_report(other);
  does("chief.01", other, "report", {{"report_text", "x"}, {"infringement", "false"}});
  does("head.01", other, "review", {{"review", "return"}, {"review_reason", "ຂາດຫຼັກຖານ"}});
  EXPECT_EQ(open_steps(other), "report ");
}

TEST_P(Procedure, AnAnnulledDecisionLeavesTheFileAnnulled) {
  const auto order = ordered(wish());
  to_notification(order);
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  ASSERT_TRUE(comes_in("legal", order, "allegations"));
  does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", "annulled"}});
  does("head.legal", order, "decision.review", {{"outcome", "annulled"}, {"outcome_text", "ລົບລ້າງ"}});
  EXPECT_EQ(file(order).outcome, "annulled");
  EXPECT_EQ(count("SELECT count(*) FROM insp_decision WHERE outcome = 'annulled' AND replaces IS NOT NULL"), 1);
}

TEST_P(Procedure, AnEnquiryWaitsForItsAnswer) {
  const auto order = ordered(wish());
  to_visit(order);
  EXPECT_EQ(code(tries("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "x"}})),
            "visit.none_recorded");
  visited(order);
  does("inspector.01", order, "findings",
       {{"enquiry", "true"}, {"enquiry_question", "ບັນຊີຢູ່ໃສ?"}, {"visit_summary", "x"}});
  EXPECT_EQ(count("SELECT count(*) FROM insp_document WHERE kind = 'enquiry_letter'"), 1);
  ASSERT_TRUE(comes_in("inspector.01", order, "enquiry_answer"));
  EXPECT_EQ(open_steps(order).find("report"), std::string::npos);
  does("inspector.01", order, "analysis", {{"analysis", "x"}});
  EXPECT_EQ(open_steps(order), "report ");
}

TEST_P(Procedure, WhatNobodyWaitsForIsRefusedAndStrangersRecordNothing) {
  const auto order = ordered(wish());
  to_visit(order);
  EXPECT_EQ(code(comes_in("head.01", order, "receipt")), "incoming.no_decision");
  EXPECT_EQ(code(comes_in("head.01", order, "allegations")), "incoming.no_decision");
  EXPECT_EQ(code(comes_in("head.01", order, "rumour")), "form.not_an_option");
  EXPECT_EQ(code(comes_from("tax", order)), "workflow.message_not_expected");
  EXPECT_EQ(code(comes_in("head.13", order, "letter")), "access.forbidden");
  EXPECT_EQ(code(comes_in("registration.01", order, "letter")), "access.forbidden");
  EXPECT_EQ(code(comes_in("auditor", order, "letter")), "access.forbidden");
  EXPECT_EQ(code(comes_in("inspector.01", order, "letter")), "done");
}

TEST_P(Procedure, WhoLeavesTheTeamLosesTheRightElsewhere) {
  auto w = wish("U2", Origin::authority);
  w.emergency = true;
  const auto order = ordered(w);
  does("head.01", order, "service.order", team());
  EXPECT_EQ(grants_open(), 2);
  approves(order, {{"approval", "revise"}, {"approval_reason", "ທີມ"}});
  does("head.01", order, "service.order", {{"chief", "id-chief.01"}, {"inspection_type", "direct"}});
  EXPECT_EQ(grants_open(), 1);
  EXPECT_EQ(count("SELECT count(*) FROM insp_grant WHERE closed_at IS NULL AND user_id = 'id-chief.01'"), 1);
}

TEST_P(Procedure, NothingReachesTheFileBeforeTheDecisionItSpeaksOf) {
  const auto order = ordered(wish());
  to_notification(order);
  const auto refused = comes_in("head.01", order, "receipt", Day{2026, 11, 22});
  EXPECT_EQ(code(refused), "incoming.before_decision");
  EXPECT_EQ(refused.rejection().field, "day");
  EXPECT_EQ(code(comes_in("head.01", order, "receipt")), "done");
  EXPECT_EQ(code(comes_in("legal", order, "allegations", Day{2025, 11, 23})), "incoming.before_decision");
}

TEST_P(Procedure, WhatComesInFitsItsColumnsAndTheSameKeyMeansTheSameForm) {
  const auto order = ordered(wish());
  to_notification(order);
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  Incoming in{.kind = "allegations",
              .day = clock_.today(),
              .party = std::string(201, 'x'),
              .content = "x",
              .request_key = key()};
  EXPECT_EQ(code(room().incoming().record(actor("legal"), order, in)), "form.too_long");
  in.party = std::string(200, 'x');
  EXPECT_EQ(code(room().incoming().record(actor("legal"), order, in)), "done");
  EXPECT_EQ(code(room().incoming().record(actor("legal"), order, in)), "done") << "sent twice";
  EXPECT_EQ(count("SELECT count(*) FROM insp_allegation"), 1);
  in.party = "ZZOTHER";
  EXPECT_EQ(code(room().incoming().record(actor("legal"), order, in)), "request.key_reused");
}

TEST_P(Procedure, AReviewStandsOnTheLawOfTheDecisionHoweverLongItsReasons) {
  const auto order = ordered(wish());
  to_notification(order);
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  ASSERT_TRUE(comes_in("legal", order, "allegations"));
  does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", "confirmed"}});
  does("head.legal", order, "decision.review", {{"outcome", "confirmed"}, {"outcome_text", std::string(3000, 'x')}});
  EXPECT_EQ(count("SELECT count(*) FROM insp_decision WHERE kind = 'review' AND legal_basis = 'ມາດຕາ'"), 1);
}

SSIIS_ON_ALL_ENGINES(Procedure);

}  // namespace
