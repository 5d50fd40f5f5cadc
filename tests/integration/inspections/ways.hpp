// What stories that go on to the end of a file share: reports, decisions, what contests them, referrals, judgments.
#pragma once
#include "integration/inspections/story.hpp"

namespace ssiis::test {

using inspections::CaseState;

class WithWays : public WithStory {
 protected:
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
  // Sent on to two other institutions, which have not answered yet.
  std::string referred() {
    const auto order = ordered(wish());
    to_report(order);
    reports(order, "referral");
    decides(order, "measure");
    contests(order, "confirmed");
    refers(order, {"tax", "court"});
    return order;
  }
  static Typed judged(const std::string& judgment) {
    return {
        {"judgment", judgment}, {"judgment_number", "1/ສ"}, {"judgment_on", "2026-11-23"}, {"judgment_content", "x"}};
  }
  void carried_out(const std::string& order) { checks_compliance(order, in_full()); }
  void closes(const std::string& order) {
    does("head.01", order, "close", {{"closing_summary", "ສຳເລັດ"}, {"follow_up_done", "yes"}});
    EXPECT_EQ(file(order).state, CaseState::closed);
  }
};

}  // namespace ssiis::test
