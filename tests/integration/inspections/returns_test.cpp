// A file goes back to an earlier step with a reason, and one task goes to a colleague: what changes in the file, what
// stays, what people see of it, and who may not.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class GoingBack : public test::WithStory {
 protected:
  const std::string why_ = "ZZREASON the wages of March are missing";

  Result<Done> sends_back(const std::string& login, const std::string& order, const std::string& form,
                          const std::string& target, const std::string& once = key(), const std::string& reason = {}) {
    const auto t = step(order, form);
    return room().returns().send_back(actor(login),
                                      {order, t.id, t.rev, target, "incomplete", reason.empty() ? why_ : reason, once});
  }
  void back(const std::string& login, const std::string& order, const std::string& form, const std::string& target) {
    const auto done = sends_back(login, order, form, target);
    if (!done) throw std::runtime_error{"cannot send back: " + done.rejection().code};
  }
  static Typed report() {
    return {{"report_text", "ZZREPORT"},
            {"infringement", "true"},
            {"infringement_text", "ZZBREACH"},
            {"proposed_measure", "registration"},
            {"measure_text", "x"}};
  }
  std::string at_review() {
    const auto order = ordered(wish());
    to_report(order);
    does("chief.01", order, "report", report());
    return order;
  }
  std::vector<documents::Document> papers(const std::string& order) {
    const auto id = file(order).id;
    return reading([&](db::Transaction& tx) { return documents_->of_case(tx, id); });
  }
  // Kinds of those that no longer hold.
  std::string set_aside(const std::string& order) {
    std::string out;
    for (const auto& d : papers(order))
      if (d.set_aside_at) out += d.kind + " ";
    return out;
  }
  std::string page_of_task(const std::string& login, const std::string& order, const std::string& form) {
    const auto page = get(login, "/inspection/cases/" + order + "/tasks/" + std::to_string(step(order, form).id));
    EXPECT_EQ(page.status, 200);
    return page.body;
  }
  Result<Done> gives(const std::string& login, const std::string& order, const std::string& form, const std::string& to,
                     const std::string& once = key(), const std::string& reason = "ZZLEAVE") {
    const auto t = step(order, form);
    return room().delegations().give(actor(login), {order, t.id, t.rev, "id-" + to, reason, once});
  }
  static bool holds(const std::string& body, const std::string& text) { return body.find(text) != std::string::npos; }
};

TEST_P(GoingBack, TheReportIsWrittenAnewByWhoWroteItAndTheOldOneNoLongerHolds) {
  const auto order = at_review();
  back("head.01", order, "review", "T07_Report");
  EXPECT_EQ(open_steps(order), "report ");
  EXPECT_EQ(step(order, "report").assignee, "id-chief.01");
  EXPECT_EQ(set_aside(order), "inspection_report settlement_report legal_measures ");
  EXPECT_EQ(audited("workflow.step_returned", "task:T07_Review"), 1);
  EXPECT_EQ(audited("document.set_aside"), 3);
  EXPECT_EQ(count("SELECT count(*) FROM insp_return WHERE ground = 'incomplete'"), 1);

  const auto task = page_of_task("chief.01", order, "report");
  EXPECT_TRUE(holds(task, why_) && holds(task, "Something is missing") && holds(task, "User head.01"));
  EXPECT_TRUE(holds(task, "ZZREPORT")) << "the form opens with the old answer";
  EXPECT_TRUE(holds(task, "earlier pass, sent back"));
  const auto page = get("chief.01", "/inspection/cases/" + order).body;
  EXPECT_TRUE(holds(page, why_) && holds(page, "Sent back to an earlier step"));
  EXPECT_TRUE(holds(page, "data-back=\"T07_Review&gt;T07_Report\"") ||
              holds(page, "data-back=\"T07_Review>T07_Report\""));

  EXPECT_EQ(get("head.01", "/inspection/cases/" + order + "/deadlines").status, 200);
  EXPECT_EQ(get("head.01", "/inspection/cases/" + order + "/documents").status, 200);

  does("chief.01", order, "report", report());
  int valid = 0;
  for (const auto& d : papers(order)) valid += d.kind == "inspection_report" && !d.set_aside_at;
  EXPECT_EQ(valid, 1);
  EXPECT_EQ(code(tries("chief.01", order, "review", {{"review", "accepted"}})), "workflow.not_your_task");
  does("head.01", order, "review", {{"review", "accepted"}});
  EXPECT_EQ(open_steps(order), "decision ");
}

TEST_P(GoingBack, TheInspectionIsDoneAnewWithTheVisitsThereAre) {
  const auto order = at_review();
  ASSERT_EQ(file(order).state, CaseState::under_review);
  back("head.01", order, "review", "Sub_Execute");
  EXPECT_EQ(open_steps(order), "findings ");
  EXPECT_EQ(file(order).state, CaseState::in_course);
  EXPECT_EQ(file(order).stage, 6);
  EXPECT_EQ(set_aside(order), "visit_record inspection_report settlement_report legal_measures ");
  // The findings may be put right without another visit; what is found anew then goes its way.
  does("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "ພົບ 2 ຄົນ"}});
  does("inspector.01", order, "analysis", {{"analysis", "ZZAGAIN"}});
  does("chief.01", order, "report", report());
  does("head.01", order, "review", {{"review", "accepted"}});
}

TEST_P(GoingBack, LettersThatWentOutStayAndAreTold) {
  const auto order = ordered(wish());
  to_report(order);
  const auto form = page_of_task("chief.01", order, "report");
  EXPECT_TRUE(holds(form, "Send the file back to an earlier step"));
  EXPECT_TRUE(holds(form, "Letters that have gone out; they are not called back:"));
  back("chief.01", order, "report", "T04_Plan");
  for (const auto& d : papers(order))
    EXPECT_EQ(d.set_aside_at.has_value(),
              d.kind == "inspection_plan" || d.kind == "approval" || d.kind == "visit_record")
        << d.kind;
  EXPECT_EQ(open_steps(order), "plan ");
  const auto number = file(order).plan_number;
  does("chief.01", order, "plan", planned());
  EXPECT_EQ(file(order).plan_number, number);
  EXPECT_FALSE(approves(order, {{"approval", "approved"}}).empty());
}

TEST_P(GoingBack, WhoseCodeIsAskedForIsToldThatItNoLongerHolds) {
  const auto order = at_review();
  std::string code_on_paper;
  for (const auto& d : papers(order))
    if (d.kind == "inspection_report") code_on_paper = d.verify_code;
  const auto ask = [&] {
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) { return documents_->verify(tx, code_on_paper); });
  };
  EXPECT_EQ(ask().outcome, documents::Verification::Outcome::genuine);
  back("head.01", order, "review", "T07_Report");
  EXPECT_EQ(ask().outcome, documents::Verification::Outcome::set_aside);
  EXPECT_TRUE(ask().set_aside_at);
}

TEST_P(GoingBack, SentTwiceItIsDoneOnceAndNotWhenTheFileHasMoved) {
  const auto order = at_review();
  const auto once = key();
  const auto t = step(order, "review");
  const ReturnWish wish{order, t.id, t.rev, "T07_Report", "other", why_, once};
  ASSERT_TRUE(room().returns().send_back(actor("head.01"), wish));
  EXPECT_TRUE(room().returns().send_back(actor("head.01"), wish));
  EXPECT_EQ(count("SELECT count(*) FROM insp_return"), 1);
  auto again = wish;
  again.request_key = key();
  EXPECT_EQ(code(room().returns().send_back(actor("head.01"), again)), "task.unknown");
  does("chief.01", order, "report", report());
  const auto now = step(order, "review");
  again.task = now.id;
  again.rev = now.rev - 1;
  EXPECT_THROW((void)room().returns().send_back(actor("head.01"), again), Conflict);
  EXPECT_EQ(count("SELECT count(*) FROM insp_return"), 1);
}

TEST_P(GoingBack, WhatIsMissingIsAskedForAndWhoMayNotIsRefused) {
  const auto order = at_review();
  EXPECT_EQ(code(sends_back("head.01", order, "review", "")), "return.target_missing");
  EXPECT_EQ(code(sends_back("head.01", order, "review", "T04_Plan")), "workflow.no_way_back");
  EXPECT_EQ(code(sends_back("head.01", order, "review", "T07_Report", key(), "too short")), "return.reason_short");
  EXPECT_EQ(code(sends_back("head.01", order, "review", "T07_Report", key(), std::string(2001, 'x'))), "form.too_long");
  EXPECT_EQ(code(sends_back("chief.01", order, "review", "T07_Report")), "workflow.not_your_task");
  EXPECT_EQ(code(sends_back("head.13", order, "review", "T07_Report")), "access.forbidden");
  EXPECT_EQ(count("SELECT count(*) FROM insp_return"), 0);
  EXPECT_EQ(set_aside(order), "");
  const auto t = step(order, "review");
  const auto page = post("head.01", "/inspection/cases/" + order + "/returns/" + std::to_string(t.id),
                         {{"rev", std::to_string(t.rev)}, {"return_to", "T07_Report"}, {"return_reason", "ZZSHORT"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(has(page, "ZZSHORT")) << "what was typed is kept";
  EXPECT_TRUE(has(page, "id=\"send_back\" open"));
}

TEST_P(GoingBack, NothingGoesBackOverADecisionThatWasNumbered) {
  const auto order = ordered(wish());
  to_notification(order);
  if (!comes_in("head.01", order, "receipt") || !comes_in("head.01", order, "allegations")) FAIL();
  EXPECT_FALSE(holds(page_of_task("legal", order, "allegations"), "Send the file back"));
  does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", "confirmed"}});
  back("head.legal", order, "decision.review", "T11_Examine");
  EXPECT_EQ(open_steps(order), "allegations ");
  EXPECT_EQ(file(order).outcome, "measure") << "the decision stands";
  EXPECT_EQ(count("SELECT count(*) FROM insp_decision"), 1);
}

TEST_P(GoingBack, OneTaskGoesToAColleagueWhoSeesFromWhomAndWhy) {
  const auto order = at_review();
  const auto once = key();
  const auto t = step(order, "review");
  const DelegationWish wish{order, t.id, t.rev, "id-head2.01", "ZZLEAVE", once};
  ASSERT_TRUE(room().delegations().give(actor("head.01"), wish));
  EXPECT_TRUE(room().delegations().give(actor("head.01"), wish)) << "sent twice it is done once";
  EXPECT_EQ(count("SELECT count(*) FROM insp_delegation"), 1);
  EXPECT_EQ(step(order, "review").assignee, "id-head2.01");
  EXPECT_EQ(audited("workflow.task_handed_over"), 1);
  const auto desk = get("head2.01", "/inspection").body;
  EXPECT_TRUE(holds(desk, "ZZLEAVE") && holds(desk, "User head.01"));
  EXPECT_FALSE(holds(get("head.01", "/inspection").body, "ZZLEAVE"));
  EXPECT_TRUE(holds(page_of_task("head2.01", order, "review"), "User head.01 gave this task to User head2.01"));
  EXPECT_EQ(code(tries("head.01", order, "review", {{"review", "accepted"}})), "workflow.task_claimed");
  does("head2.01", order, "review", {{"review", "accepted"}});
}

TEST_P(GoingBack, ATaskGoesOnlyToWhoHasTheRightAndFourEyesStay) {
  const auto order = at_review();
  EXPECT_EQ(code(gives("head.01", order, "review", "inspector.01")), "delegation.no_right");
  EXPECT_EQ(code(gives("head.01", order, "review", "head.13")), "delegation.no_right");
  EXPECT_EQ(code(gives("head.01", order, "review", "head.01")), "delegation.himself");
  EXPECT_EQ(code(gives("head.01", order, "review", "head2.01", key(), " ")), "delegation.reason_missing");
  EXPECT_EQ(code(gives("chief.01", order, "review", "head2.01")), "access.forbidden");
  EXPECT_EQ(code(gives("head.13", order, "review", "head2.01")), "access.forbidden");
  EXPECT_EQ(count("SELECT count(*) FROM insp_delegation"), 0);
  // Whoever manages absences there gives away what another holds.
  ASSERT_TRUE(gives("head.01", order, "review", "head2.01"));
  EXPECT_EQ(code(gives("head2.01", order, "review", "head2.01")), "delegation.himself");
  ASSERT_TRUE(gives("head.01", order, "review", "head.01", key(), "ZZBACK"));
  EXPECT_EQ(step(order, "review").assignee, "id-head.01");
}

TEST_P(GoingBack, WhoDidTheStepThatIsCheckedDoesNotGetTheCheckingOne) {
  const auto order = ordered(wish());
  to_notification(order);
  if (!comes_in("head.01", order, "receipt") || !comes_in("head.01", order, "allegations")) FAIL();
  does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", "confirmed"}});
  const auto page = page_of_task("head.legal", order, "decision.review");
  EXPECT_FALSE(holds(page, "<option value=\"id-legal\"")) << "who examined the allegations does not decide on them";
}

SSIIS_ON_ALL_ENGINES(GoingBack);

}  // namespace
