// The signing folder: what lies in it, signing and sending back one by one and together, and the proof of identity.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;

class Folder : public test::WithStory {
 protected:
  // Many accounts have just logged in; these have not.
  void nobody_just_logged_in() { authenticated_at_ = clock_.now().plus_seconds(-301); }
  std::string waiting(const std::string& unit = "U2", const std::string& measure = "registration") {
    const auto order = ordered(wish(unit));
    to_report(order);
    does("chief.01", order, "report",
         {{"report_text", "ZZREPORT"},
          {"infringement", "true"},
          {"infringement_text", "ZZBREACH"},
          {"proposed_measure", measure},
          {"measure_text", "ZZMEASURE"}});
    does("head.01", order, "review", {{"review", "accepted"}});
    return order;
  }
  std::string sheet(const std::string& order, const std::string& form = "decision") {
    const auto t = step(order, form);
    return fmt::format("{}.{}.{}", t.id, t.rev, order);
  }
  web::Page judged(Fields fields, const std::string& login = "director") {
    return post(login, "/inspection/signing", std::move(fields));
  }
  static int occurrences(const web::Page& page, std::string_view text) {
    int n = 0;
    for (auto at = page.body.find(text); at != std::string::npos; at = page.body.find(text, at + 1)) ++n;
    return n;
  }
  std::int64_t decisions() { return count("SELECT count(*) FROM insp_decision"); }
  std::int64_t signatures() { return count("SELECT count(*) FROM insp_audit_record WHERE event = 'step.signed'"); }
};

TEST_P(Folder, HoldsWhatWaitsForTheDirectorAsItIsProposed) {
  const auto order = waiting();
  const auto page = get("director", "/inspection/signing");
  ASSERT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, order));
  EXPECT_TRUE(has(page, "Order measures")) << "registration is ordered as a measure";
  EXPECT_TRUE(has(page, "name=\"sheet\""));
  const auto t = step(order, "decision");
  const auto one = get("director", fmt::format("/inspection/signing/{}/{}", order, t.id));
  ASSERT_EQ(one.status, 200);
  for (const char* text : {"ZZREPORT", "ZZBREACH", "ZZMEASURE", "Sign as proposed"})
    EXPECT_TRUE(has(one, text)) << text;
  ordered(wish("U7"));
  EXPECT_EQ(occurrences(get("director", "/inspection/signing"), "name=\"sheet\""), 1) << "only what is signed";
  EXPECT_EQ(get("head.01", "/inspection/signing").status, 403);
  EXPECT_EQ(get("inspector.01", fmt::format("/inspection/signing/{}/{}", order, t.id)).status, 403);
}

// Somebody for whom ten thousand other tasks wait does not wait until they are read: the folder's places are of what is
// signed alone.
TEST_P(Folder, CountsOnlyWhatIsSignedHoweverUrgentTheRestIs) {
  waiting();
  ordered(wish("U7"));
  pool().transact(db::Mode::write, [](db::Transaction& tx) {
    tx.execute({"test/urgent",
                "UPDATE insp_wf_task SET role = 'director', territory = 'hq', due_day = '2026-01-01' WHERE state = "
                "'open' AND form_key <> 'decision'"});
  });
  EXPECT_EQ(occurrences(get("director", "/inspection/signing"), "name=\"sheet\""), 1);
  EXPECT_EQ(occurrences(get("director", "/inspection/signing?from=1"), "name=\"sheet\""), 0);
}

TEST_P(Folder, SignsSeveralAtOnceWithOnePassword) {
  const auto first = waiting("U2"), second = waiting("U7", "warning");
  nobody_just_logged_in();
  const Fields both{{"sheet", sheet(first)}, {"sheet", sheet(second)}, {"verdict", "sign"}};
  const auto unproved = judged(both);
  EXPECT_EQ(unproved.status, 422);
  EXPECT_TRUE(has(unproved, "Type your password"));
  EXPECT_EQ(decisions(), 0);
  auto wrong = both;
  wrong.emplace("proof", "guess");
  const auto refused = judged(wrong);
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "This is not your password"));
  EXPECT_FALSE(has(refused, "guess")) << "no password on a page";
  EXPECT_EQ(proofs_asked_, 1) << "once for all sheets";
  EXPECT_EQ(decisions(), 0);
  EXPECT_EQ(count("SELECT count(*) FROM insp_audit_record WHERE event = 'access.refused' AND object LIKE 'user:%'"), 1);
  auto right = both;
  right.emplace("proof", "demo");
  const auto done = judged(right);
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(proofs_asked_, 2);
  EXPECT_EQ(decisions(), 2);
  EXPECT_EQ(signatures(), 2);
  EXPECT_EQ(file(first).outcome, "measure");
  EXPECT_EQ(file(second).outcome, "warning");
  EXPECT_TRUE(has(done, "No decision waits"));
}

TEST_P(Folder, DoesOnceWhatIsSentTwice) {
  const auto order = waiting();
  const Fields fields{{"sheet", sheet(order)}, {"verdict", "sign"}, {"request_key", key()}};
  judged(fields);
  const auto again = judged(fields);
  EXPECT_EQ(again.status, 200);
  EXPECT_FALSE(has(again, "task.unknown"));
  EXPECT_EQ(decisions(), 1);
}

TEST_P(Folder, SendsBackWithAReasonToWhoWroteTheReport) {
  const auto order = waiting();
  const auto silent = judged({{"sheet", sheet(order)}, {"verdict", "return"}, {"reason", "  "}});
  EXPECT_EQ(silent.status, 422);
  EXPECT_EQ(open_steps(order), "decision ");
  judged({{"sheet", sheet(order)}, {"verdict", "return"}, {"reason", "ZZWHY"}});
  EXPECT_EQ(open_steps(order), "report ");
  EXPECT_EQ(decisions(), 0);
  EXPECT_EQ(count("SELECT count(*) FROM insp_document WHERE kind = 'decision'"), 0) << "nothing was decided";
  EXPECT_NE(file(order).outcome, "returned");
  EXPECT_EQ(count("SELECT count(*) FROM insp_audit_record WHERE event = 'step.sent_back'"), 1);
  EXPECT_EQ(signatures(), 0);
  EXPECT_TRUE(
      has(get("chief.01", fmt::format("/inspection/cases/{}/tasks/{}", order, step(order, "report").id)), "ZZWHY"));
  does("chief.01", order, "report",
       {{"report_text", "better"},
        {"infringement", "true"},
        {"infringement_text", "x"},
        {"proposed_measure", "warning"},
        {"measure_text", "ZZNEW"}});
  does("head.01", order, "review", {{"review", "accepted"}});
  const auto page = get("director", "/inspection/signing");
  EXPECT_TRUE(has(page, "<b>Warn</b>")) << "the new proposal, not the return";
  judged({{"sheet", sheet(order)}, {"verdict", "sign"}});
  EXPECT_EQ(file(order).outcome, "warning");
}

TEST_P(Folder, KeepsOneThatIsRefusedFromTheOthers) {
  const auto gone = waiting("U2"), stays = waiting("U7");
  const auto stale = sheet(gone);
  does("director", gone, "decision", {{"decision", "returned"}, {"return_reason", "x"}});
  const auto page = judged(
      {{"sheet", stale}, {"sheet", "nonsense"}, {"sheet", "1.1.SSO-0"}, {"sheet", sheet(stays)}, {"verdict", "sign"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "task.unknown"));
  EXPECT_EQ(decisions(), 1);
  EXPECT_EQ(open_steps(gone), "report ");
}

TEST_P(Folder, RefusesWhatIsNoChoiceOrNobodysToSign) {
  const auto order = waiting();
  EXPECT_EQ(judged({{"verdict", "sign"}}).status, 422);
  EXPECT_EQ(judged({{"sheet", sheet(order)}, {"verdict", "shred"}}).status, 400);
  EXPECT_EQ(judged({{"sheet", sheet(order)}, {"verdict", "sign"}}, "head.01").status, 403);
  const auto other = ordered(wish("U7"));
  const auto page = judged({{"sheet", sheet(other, "background")}, {"verdict", "sign"}});
  EXPECT_EQ(decisions(), 0);
  EXPECT_EQ(open_steps(other), "background ");
  EXPECT_TRUE(has(page, other));
  EXPECT_TRUE(has(page, "workflow.not_your_task"));
}

TEST_P(Folder, ProposesWhatIsProposedNowNotWhatWasDecidedAnotherTime) {
  const auto order = ordered(wish());
  to_notification(order);
  const auto contested = [&](const std::string& proposal) {
    ASSERT_TRUE(comes_in("head.01", order, "receipt"));
    ASSERT_TRUE(comes_in("head.01", order, "allegations"));
    does("legal", order, "allegations", {{"legal_opinion", "ZZOPINION"}, {"proposed_outcome", proposal}});
  };
  contested("modified");
  const auto waits = get("head.legal", "/inspection/signing");
  EXPECT_TRUE(has(waits, "Something is still to be filled in")) << "the new text is nobody's proposal";
  judged({{"sheet", sheet(order, "decision.review")}, {"verdict", "sign"}}, "head.legal");
  EXPECT_EQ(open_steps(order), "decision.review ") << "what lacks something is not signed";
  does("head.legal", order, "decision.review",
       {{"outcome", "modified"}, {"outcome_text", "x"}, {"modified_text", "ZZFIRST"}});
  contested("confirmed");
  const auto again = get("head.legal", "/inspection/signing");
  EXPECT_TRUE(has(again, "<b>Confirm</b>"));
  EXPECT_FALSE(has(again, "Something is still to be filled in"));
  const auto returned =
      judged({{"sheet", sheet(order, "decision.review")}, {"verdict", "return"}, {"reason", "x"}}, "head.legal");
  EXPECT_TRUE(has(returned, "signature.no_return"));
  judged({{"sheet", sheet(order, "decision.review")}, {"verdict", "sign"}}, "head.legal");
  EXPECT_EQ(count("SELECT count(*) FROM insp_decision WHERE outcome = 'confirmed'"), 1);
}

TEST_P(Folder, TheFormOfADecisionAsksForTheProofToo) {
  const auto order = waiting();
  nobody_just_logged_in();
  const Typed typed{{"decision", "warning"}, {"decision_text", "x"}, {"decision_basis", "x"}};
  EXPECT_EQ(code(tries("director", order, "decision", typed)), "signature.proof_needed");
  auto proved = typed;
  proved.emplace("proof", "demo");
  EXPECT_EQ(code(tries("director", order, "decision", proved)), "done");
}

TEST_P(Folder, ALoginOfTheLastMinutesIsProofAndOneOfTheFutureIsNot) {
  const auto order = waiting();
  const Typed typed{{"decision", "warning"}, {"decision_text", "x"}, {"decision_basis", "x"}};
  authenticated_at_ = clock_.now().plus_seconds(60);
  EXPECT_EQ(code(tries("director", order, "decision", typed)), "signature.proof_needed");
  authenticated_at_ = clock_.now().plus_seconds(-300);
  EXPECT_EQ(code(tries("director", order, "decision", typed)), "done");
}

SSIIS_ON_ALL_ENGINES(Folder);

}  // namespace
