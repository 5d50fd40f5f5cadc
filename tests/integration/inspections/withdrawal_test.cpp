// Withdrawing an order: asked with a reason, decided by a second person, and then everything of the file has ended.
#include "database/series.hpp"
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Withdrawals : public test::WithStory {
 protected:
  Result<Done> asks(const std::string& login, const std::string& order, const std::string& reason = "ZZREASON",
                    const std::string& once = key()) {
    return room().withdrawals().ask(actor(login), order,
                                    {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", reason}}, once);
  }
  static Typed approved() { return {{"withdrawal", "approved"}}; }
  static Typed refused() { return {{"withdrawal", "refused"}, {"withdrawal_refusal", "ZZNO"}}; }
  std::int64_t letters(const std::string& kind) {
    return count("SELECT count(*) FROM insp_document WHERE kind = '" + kind + "'");
  }
};

TEST_P(Withdrawals, AreAskedByOneAndApprovedByAnotherAndThenNothingOfTheFileRuns) {
  const auto order = accepted_complaint();
  to_visit(order);  // the notice to the unit has gone out
  ASSERT_TRUE(asks("head.01", order));
  EXPECT_EQ(file(order).state, CaseState::in_course) << "asking stops nothing";
  EXPECT_EQ(open_steps(order), "findings withdraw.decision ");
  does("director", order, "withdraw.decision", approved());
  const auto after = file(order);
  EXPECT_EQ(after.state, CaseState::closed);
  EXPECT_EQ(after.outcome, "withdrawn");
  EXPECT_EQ(after.closed_on, clock_.today());
  EXPECT_EQ(open_steps(order), "");
  EXPECT_EQ(count("SELECT count(*) FROM insp_wf_timer WHERE state IN ('armed', 'referred')"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM insp_wf_subscription"), 0);
  EXPECT_EQ(letters("withdrawal_notice"), 1);
  for (const char* event : {"withdrawal.asked", "withdrawal.approved"}) EXPECT_EQ(audited(event, "case:" + order), 1);
  const auto page = get("head.01", "/inspection/cases/" + order);
  for (const char* words : {"The order was withdrawn", "ZZREASON", "Withdrawal of the order approved", "Closed"})
    EXPECT_TRUE(has(page, words)) << words;
  EXPECT_FALSE(has(page, "/withdrawal\"")) << "no second time";
}

TEST_P(Withdrawals, KeepTheNumberSoThatTheSeriesHasNoGap) {
  const auto first = ordered(wish("U2"));
  ASSERT_TRUE(asks("head.01", first));
  does("director", first, "withdraw.decision", approved());
  const auto second = ordered(wish("U2"));
  EXPECT_EQ(first, "SSO-2026-00001");
  EXPECT_EQ(second, "SSO-2026-00002") << "the workplace is free again, the number is not";
  EXPECT_EQ(count("SELECT count(*) FROM insp_case WHERE order_number = '" + first + "'"), 1);
}

TEST_P(Withdrawals, AreNotToldToAUnitThatNeverHeardOfTheOrder) {
  const auto order = ordered(wish());
  ASSERT_TRUE(asks("head.01", order));
  does("director", order, "withdraw.decision", approved());
  EXPECT_EQ(letters("withdrawal_notice"), 0);
  EXPECT_EQ(file(order).state, CaseState::closed);
}

TEST_P(Withdrawals, AreNeverDecidedByWhoAsked) {
  const auto order = ordered(wish());
  ASSERT_TRUE(asks("director", order));
  const auto refusals = audited("access.refused");
  EXPECT_EQ(code(tries("director", order, "withdraw.decision", approved())), "withdrawal.same_person");
  EXPECT_EQ(audited("access.refused"), refusals + 1);
  EXPECT_EQ(file(order).state, CaseState::in_course);
  const auto t = step(order, "withdraw.decision");
  const auto page = get("director", "/inspection/cases/" + order + "/tasks/" + std::to_string(t.id));
  EXPECT_TRUE(has(page, "another person decides"));
  EXPECT_FALSE(has(page, "name=\"withdrawal\""));
  EXPECT_FALSE(has(get("director", "/inspection/cases/" + order), "NEXT · YOURS"));
  EXPECT_EQ(code(tries("head.01", order, "withdraw.decision", approved())), "workflow.not_your_task");
}

TEST_P(Withdrawals, ThatAreRefusedLeaveTheInspectionAsItWasAndMayBeAskedAgain) {
  const auto order = ordered(wish());
  to_approval(order);
  ASSERT_TRUE(asks("head.01", order));
  EXPECT_EQ(code(tries("director", order, "withdraw.decision", {{"withdrawal", "refused"}})), "form.required");
  does("director", order, "withdraw.decision", refused());
  EXPECT_EQ(open_steps(order), "approval ");
  EXPECT_EQ(file(order).state, CaseState::in_course);
  EXPECT_EQ(file(order).outcome, "");
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "ZZNO"));
  ASSERT_TRUE(asks("head.01", order)) << "with better reasons";
  EXPECT_EQ(code(asks("head2.01", order)), "withdrawal.pending");
}

TEST_P(Withdrawals, AreForThoseEntitledAtThePlaceOfTheFile) {
  const auto order = ordered(wish());
  for (const char* login : {"head.13", "inspector.01", "chief.01", "registration.01", "legal", "auditor", "helpdesk"})
    EXPECT_EQ(code(asks(login, order)), "access.forbidden") << login;
  EXPECT_EQ(count("SELECT count(*) FROM insp_withdrawal"), 0);
  EXPECT_EQ(open_steps(order).find("withdraw"), std::string::npos);
  for (const char* login : {"head.13", "inspector.01"}) {
    EXPECT_EQ(get(login, "/inspection/cases/" + order + "/withdrawal").status, 403) << login;
    EXPECT_EQ(post(login, "/inspection/cases/" + order + "/withdrawal",
                   {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "x"}})
                  .status,
              403);
  }
  EXPECT_FALSE(has(get("inspector.01", "/inspection/cases/" + order), "/withdrawal\""));
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "/withdrawal\""));
}

TEST_P(Withdrawals, OfAFinalDecisionOrAClosedFileAreRefused) {
  const auto order = ordered(wish());
  to_report(order);
  does("chief.01", order, "report", {{"report_text", "x"}, {"infringement", "false"}});
  ASSERT_TRUE(asks("head.01", order)) << "the report waits for its review";
  does("head.01", order, "review", {{"review", "accepted"}});
  EXPECT_EQ(code(tries("director", order, "withdraw.decision", approved())), "withdrawal.final");
  EXPECT_EQ(code(tries("head.01", order, "close", {{"closing_summary", "x"}, {"follow_up_done", "not_needed"}})),
            "withdrawal.undecided");
  does("director", order, "withdraw.decision", refused());
  EXPECT_EQ(code(asks("head.01", order)), "withdrawal.final");
  does("head.01", order, "close", {{"closing_summary", "x"}, {"follow_up_done", "not_needed"}});
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(code(asks("head.01", order)), "withdrawal.closed");
  const auto page = get("head.01", "/inspection/cases/" + order + "/withdrawal");
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(has(page, "<textarea"));
}

TEST_P(Withdrawals, WaitUntilARunningVisitHasEnded) {
  const auto order = ordered(wish());
  to_visit(order);
  ASSERT_TRUE(room().visits().start(actor("inspector.01"), order, "ບ້ານ"));
  ASSERT_TRUE(asks("head.01", order));
  EXPECT_EQ(code(tries("director", order, "withdraw.decision", approved())), "visit.still_running");
  EXPECT_EQ(file(order).state, CaseState::in_course);
}

// An order that should never have been made ends by the same way: decision record 0132.
TEST_P(Withdrawals, SayTheirGroundSoThatAnOrderMadeTwiceIsToldFromOthers) {
  const auto order = ordered(wish());
  const auto address = "/inspection/cases/" + order + "/withdrawal";
  EXPECT_EQ(post("head.01", address, {{"withdrawal_reason", "x"}}).status, 422) << "without a ground";
  EXPECT_EQ(post("head.01", address, {{"withdrawal_ground", "invented"}, {"withdrawal_reason", "x"}}).status, 422);
  EXPECT_EQ(count("SELECT count(*) FROM insp_withdrawal"), 0);
  EXPECT_EQ(post("head.01", address, {{"withdrawal_ground", "wrong_unit"}, {"withdrawal_reason", "x"}}).status, 303);
  does("director", order, "withdraw.decision", approved());
  EXPECT_EQ(count("SELECT count(*) FROM insp_withdrawal WHERE ground = 'wrong_unit' AND state = 'approved'"), 1);
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "Wrong labour unit or workplace"));
  EXPECT_EQ(letters("withdrawal_notice"), 0) << "nobody had been told of it";
}

TEST_P(Withdrawals, NeedAReasonAndAreAskedOnceHoweverOftenTheFormIsSent) {
  const auto order = ordered(wish());
  const auto address = "/inspection/cases/" + order + "/withdrawal";
  EXPECT_EQ(post("head.01", address, {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "  "}}).status, 422);
  EXPECT_EQ(
      post("head.01", address, {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", std::string(2001, 'x')}})
          .status,
      422);
  const auto once = key();
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(post("head.01", address,
                   {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "<b>ZZ"}, {"request_key", once}})
                  .status,
              303);
  EXPECT_EQ(count("SELECT count(*) FROM insp_withdrawal"), 1);
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "&lt;b&gt;ZZ"));
}

SSIIS_ON_ALL_ENGINES(Withdrawals);

}  // namespace
