// Taken up again after the end: a final decision is annulled, a closed file is opened again, always by two persons; the
// earlier run, its documents and its numbers stay.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class TakingUpAgain : public test::WithStory {
 protected:
  Result<Done> asks_annulment(const std::string& login, const std::string& order, const std::string& once = key()) {
    return room().rework().ask_annulment(actor(login), order, "ZZREASON", once);
  }
  Result<Done> asks_reopening(const std::string& login, const std::string& order,
                              const std::string& entry = "T07_Report", const std::string& once = key()) {
    return room().rework().ask_reopening(actor(login), order, entry, "ZZREOPEN", once);
  }
  Result<Done> decides(const std::string& login, const std::string& order, bool approve = true,
                       const std::string& once = key()) {
    return room().rework().decide_reopening(actor(login), order, approve, approve ? "" : "ZZNO", once);
  }
  static Typed annul(const char* verdict) { return {{"annulment", verdict}, {"annulment_reasons", "ZZWHY"}}; }
  std::string compliant() {
    const auto order = ordered(wish());
    to_report(order);
    does("chief.01", order, "report", {{"report_text", "x"}, {"infringement", "false"}});
    does("head.01", order, "review", {{"review", "accepted"}});
    closes(order);
    return order;
  }
  void closes(const std::string& order) {
    does("head.01", order, "close", {{"closing_summary", "x"}, {"follow_up_done", "not_needed"}});
  }
  // Decided, notified, received, nothing alleged: final.
  std::string final_decision() {
    const auto order = ordered(wish());
    to_notification(order);
    if (!comes_in("head.01", order, "receipt")) throw std::runtime_error{"no receipt"};
    if (!comes_in("head.01", order, "allegations")) throw std::runtime_error{"no allegations"};
    does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", "confirmed"}});
    does("head.legal", order, "decision.review", {{"outcome", "confirmed"}, {"outcome_text", "x"}});
    return order;
  }
  std::int64_t runs(const std::string& order) {
    const auto id = file(order).id;
    return static_cast<std::int64_t>(reading([&](db::Transaction& tx) { return engine_->runs(tx, id).size(); }));
  }
  // As many tasks as tokens that stand on steps of people, in the instances that run.
  void expect_whole(const std::string& order) {
    const auto id = std::to_string(file(order).id.value);
    EXPECT_EQ(
        count("SELECT count(*) FROM insp_wf_task t WHERE t.state = 'open' AND t.kind = 'work' AND t.case_id = " + id +
              " AND NOT EXISTS (SELECT 1 FROM insp_wf_token k WHERE k.case_id = t.case_id AND k.id = t.token)"),
        0)
        << "a task without a token";
    EXPECT_EQ(count("SELECT count(*) FROM insp_wf_token k JOIN insp_wf_instance i ON i.case_id = k.case_id AND i.id = "
                    "k.instance WHERE i.state = 'ended' AND k.case_id = " +
                    id),
              0)
        << "a token of an ended run";
  }
};

TEST_P(TakingUpAgain, AClosedFileIsAskedForByOneOpenedByAnotherAndGoesOnWithItsTeam) {
  const auto order = compliant();
  const auto before = file(order);
  ASSERT_EQ(before.state, CaseState::closed);
  const auto documents = count("SELECT count(*) FROM insp_document");
  ASSERT_TRUE(asks_reopening("head.01", order));
  EXPECT_EQ(file(order).state, CaseState::closed) << "asking opens nothing";
  EXPECT_EQ(open_steps(order), "");
  EXPECT_EQ(code(asks_reopening("head2.01", order)), "reopening.pending");
  ASSERT_TRUE(decides("head2.01", order));
  const auto after = file(order);
  EXPECT_EQ(after.state, CaseState::under_review) << "the report is written anew";
  EXPECT_EQ(after.closed_on, std::nullopt);
  EXPECT_EQ(after.order_number, before.order_number);
  EXPECT_EQ(after.plan_number, before.plan_number);
  EXPECT_EQ(open_steps(order), "report ");
  EXPECT_EQ(runs(order), 2);
  expect_whole(order);
  EXPECT_EQ(count("SELECT count(*) FROM insp_document"), documents) << "no document is lost or made";
  EXPECT_EQ(count("SELECT count(*) FROM insp_grant WHERE closed_at IS NULL AND user_id = 'id-inspector.01'"), 1);
  for (const char* event : {"reopening.asked", "reopening.approved"}) EXPECT_EQ(audited(event, "case:" + order), 1);
  EXPECT_EQ(audited("workflow.reopened"), 1);
  does("chief.01", order, "report", {{"report_text", "x"}, {"infringement", "false"}});
  does("head.01", order, "review", {{"review", "accepted"}});
  closes(order);
  EXPECT_EQ(file(order).state, CaseState::closed);
  expect_whole(order);
  EXPECT_EQ(code(room().withdrawals().ask(actor("head.01"), order,
                                          {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "x"}}, key())),
            "withdrawal.closed");
}

TEST_P(TakingUpAgain, NobodyOpensAFileOnHisOwnRequestNorWithoutTheRightAtItsPlace) {
  const auto order = compliant();
  for (const char* login : {"head.13", "inspector.01", "legal", "registration.01", "auditor", "admin"})
    EXPECT_EQ(code(asks_reopening(login, order)), "access.forbidden") << login;
  ASSERT_TRUE(asks_reopening("head.01", order));
  const auto refusals = audited("access.refused");
  EXPECT_EQ(code(decides("head.01", order)), "reopening.same_person");
  EXPECT_EQ(code(decides("head.13", order)), "access.forbidden");
  EXPECT_EQ(audited("access.refused"), refusals + 2);
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order + "/reopening"), "another person decides"));
  EXPECT_EQ(get("inspector.01", "/inspection/cases/" + order + "/reopening").status, 403);
  EXPECT_TRUE(has(get("head2.01", "/inspection"), "/inspection/cases/" + order + "/reopening"));
  EXPECT_FALSE(has(get("head.01", "/inspection"), "/inspection/cases/" + order + "/reopening"));
}

TEST_P(TakingUpAgain, WhoWroteOrReviewedInAnEarlierRunDoesNotReviewHisOwnWorkInALaterOne) {
  const auto order = compliant();  // chief.01 wrote, head.01 reviewed
  ASSERT_TRUE(asks_reopening("head2.01", order));
  ASSERT_TRUE(decides("head.01", order));
  does("chief.01", order, "report",
       {{"report_text", "x"},
        {"infringement", "true"},
        {"infringement_text", "x"},
        {"proposed_measure", "registration"},
        {"measure_text", "x"}});
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(
        {"test/profile",
         "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, territory_code, "
         "first_day, last_day, reason, version) VALUES (960000, 'id-head.01', 'head.01', 'x', 'x', 'director', "
         "NULL, 'LA', '2020-01-01', NULL, 'test', 1)"},
        db::Params{});
  });
  does("head2.01", order, "review", {{"review", "accepted"}});
  EXPECT_EQ(code(tries("head.01", order, "decision",
                       {{"decision", "measure"}, {"decision_text", "x"}, {"decision_basis", "x"}})),
            "workflow.same_person")
      << "he reviewed the first report";
  does("director", order, "decision", {{"decision", "measure"}, {"decision_text", "x"}, {"decision_basis", "x"}});
}

TEST_P(TakingUpAgain, ARefusedRequestLeavesTheFileClosedAndItsReasonOnTheFile) {
  const auto order = compliant();
  ASSERT_TRUE(asks_reopening("head.01", order));
  EXPECT_EQ(code(room().rework().decide_reopening(actor("head2.01"), order, false, " ", key())),
            "reopening.refusal_missing");
  ASSERT_TRUE(decides("head2.01", order, false));
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(runs(order), 1);
  const auto page = get("head.01", "/inspection/cases/" + order);
  for (const char* words : {"ZZREOPEN", "ZZNO", "file not opened again"}) EXPECT_TRUE(has(page, words)) << words;
  EXPECT_EQ(code(decides("head2.01", order)), "reopening.none");
  ASSERT_TRUE(asks_reopening("head.01", order)) << "with better reasons";
}

TEST_P(TakingUpAgain, AFileDoesNotOpenAgainBesideAnotherOrderOfItsWorkplace) {
  const auto order = compliant();
  ASSERT_TRUE(asks_reopening("head.01", order));
  const auto other = ordered(wish());
  const auto done = decides("head2.01", order);
  EXPECT_EQ(code(done), "reopening.other_open");
  EXPECT_EQ(done.rejection().args.front(), other);
  EXPECT_EQ(count("SELECT count(*) FROM insp_rework WHERE state = 'asked'"), 1) << "the request still waits";
}

TEST_P(TakingUpAgain, ThePageShowsTheNewestRunAndLetsOneLookAtTheEarlierOne) {
  const auto order = compliant();
  ASSERT_TRUE(asks_reopening("head.01", order));
  const auto page = get("head2.01", "/inspection/cases/" + order + "/reopening");
  EXPECT_TRUE(has(page, "name=\"verdict\""));
  EXPECT_EQ(post("head2.01", "/inspection/cases/" + order + "/reopening/decision", {{"verdict", "approve"}}).status,
            303);
  const auto now = get("head.01", "/inspection/cases/" + order);
  EXPECT_TRUE(has(now, "?run=1"));
  EXPECT_TRUE(has(now, "data-current=\"T07_Report\""));
  EXPECT_FALSE(has(now, "earlier run"));
  const auto then = get("head.01", "/inspection/cases/" + order + "?run=1");
  EXPECT_TRUE(has(then, "earlier run"));
  EXPECT_TRUE(has(then, "data-current=\"\""));
  EXPECT_EQ(get("head.01", "/inspection/cases/" + order + "?run=77").status, 200);
}

TEST_P(TakingUpAgain, OnlyAStepThatTheDrawingMarksIsAWayIn) {
  const auto order = compliant();
  for (const char* entry : {"", "T08_Decision", "T05_Approve", "nothing"})
    EXPECT_EQ(code(asks_reopening("head.01", order, entry)), "reopening.entry_unknown") << entry;
  const auto open = ordered(wish("U4"));
  EXPECT_EQ(code(asks_reopening("head.01", open)), "reopening.not_closed");
  const auto address = "/inspection/cases/" + order + "/reopening";
  EXPECT_EQ(post("head.01", address, {{"entry", "T07_Report"}, {"reason", ""}}).status, 422);
  const auto once = key();
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(post("head.01", address, {{"entry", "Sub_Execute"}, {"reason", "x"}, {"request_key", once}}).status, 303);
  EXPECT_EQ(count("SELECT count(*) FROM insp_rework"), 1);
  ASSERT_TRUE(decides("head2.01", order));
  EXPECT_EQ(open_steps(order), "findings ") << "the inspection itself is gone through again";
  expect_whole(order);
}

TEST_P(TakingUpAgain, AFinalDecisionIsAnnulledByASecondPersonAndTheFileClosed) {
  const auto order = final_decision();
  for (const char* login : {"head.13", "inspector.01", "registration.01", "auditor"})
    EXPECT_EQ(code(asks_annulment(login, order)), "access.forbidden") << login;
  const auto once = key();
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(asks_annulment("head.legal", order, once));
  EXPECT_EQ(code(asks_annulment("head.01", order)), "annulment.pending");
  EXPECT_EQ(code(tries("head.legal", order, "annulment.decision", annul("approved"))), "annulment.same_person");
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(
        {"test/profile",
         "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, territory_code, "
         "first_day, last_day, reason, version) VALUES (960001, 'id-second', 'second', 'x', 'x', 'head_legal_hq', "
         "NULL, 'LA', '2020-01-01', NULL, 'test', 1)"},
        db::Params{});
  });
  does("second", order, "annulment.decision", annul("approved"));
  EXPECT_EQ(file(order).outcome, "annulled");
  EXPECT_EQ(open_steps(order), "judgment ");
  for (const char* event : {"annulment.asked", "annulment.approved"}) EXPECT_EQ(audited(event, "case:" + order), 1);
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "decision annulled"));
  EXPECT_EQ(code(asks_annulment("head.01", order)), "annulment.annulled_already");
}

TEST_P(TakingUpAgain, AClosedFileOpensForTheAnnulmentAndClosesAgainWhenItIsRefused) {
  const auto order = final_decision();
  if (!open_steps(order).starts_with("close")) GTEST_FAIL() << open_steps(order);
  closes(order);
  ASSERT_TRUE(asks_annulment("head.01", order));
  EXPECT_EQ(open_steps(order), "annulment.decision ");
  EXPECT_NE(file(order).state, CaseState::closed);
  EXPECT_EQ(runs(order), 2);
  does("head.legal", order, "annulment.decision", annul("refused"));
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(file(order).outcome, "measure") << "the decision stands";
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "ZZWHY"));
  ASSERT_TRUE(asks_annulment("head.01", order)) << "with better reasons";
  does("head.legal", order, "annulment.decision", annul("approved"));
  EXPECT_EQ(file(order).outcome, "annulled");
  EXPECT_EQ(open_steps(order), "judgment ");
  EXPECT_EQ(runs(order), 3);
  expect_whole(order);
}

TEST_P(TakingUpAgain, NothingIsAnnulledThatWasNotDecidedOrIsNotFinal) {
  const auto order = ordered(wish());
  EXPECT_EQ(code(asks_annulment("head.01", order)), "annulment.no_decision");
  to_notification(order);
  EXPECT_EQ(code(asks_annulment("head.01", order)), "annulment.not_final");
  EXPECT_EQ(count("SELECT count(*) FROM insp_rework"), 0);
  const auto page = get("head.01", "/inspection/cases/" + order + "/annulment");
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(has(page, "<textarea"));
  EXPECT_EQ(post("head.01", "/inspection/cases/" + order + "/annulment", {{"reason", " "}}).status, 422);
}

SSIIS_ON_ALL_ENGINES(TakingUpAgain);

}  // namespace
