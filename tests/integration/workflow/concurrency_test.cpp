// Two at once, periods that end, and steps that are broken off.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

class ConcurrentRun : public WithProcedures {
 protected:
  // The same procedures with every period confirmed by LSSO.
  void confirm_all_periods() {
    auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
    auto& text = files["deadlines.dmn"];
    const std::string no = "<text>false</text>", yes = "<text>true</text>";
    for (auto at = text.find(no); at != std::string::npos; at = text.find(no, at)) text.replace(at, no.size(), yes);
    deploy(files);
  }
  workflow::TimersFired fire(Day today) { return engine_->fire_due(pool(), system(), today); }
};

TEST_P(ConcurrentRun, OfTwoWhoCompleteTheSameTaskExactlyOneWins) {
  given("second", "head_inspection", "13");
  started(request("ComplaintOrRequest"));
  const auto at = ref("T00_Screen");
  const std::array<Actor, 2> people{actor("head"), actor("second")};
  std::atomic<int> won{0}, conflicts{0}, others{0};
  const auto complete = [&](const Actor& who) {
    try {
      const auto r =
          writing([&](db::Transaction& tx) { return engine_->complete(tx, who, at, says("screening", "accepted")); });
      (r ? won : others)++;
    } catch (const Conflict&) {
      ++conflicts;
    }
  };
  std::thread a{[&] { complete(people[0]); }}, b{[&] { complete(people[1]); }};
  a.join();
  b.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(conflicts, 1);
  EXPECT_EQ(others, 0);
  EXPECT_EQ(count("insp_wf_history", "event = 'completed' AND node = 'T00_Screen'"), 1);
}

TEST_P(ConcurrentRun, TheSameFormSentTwiceIsAConflict) {
  registers_ = workflow::ServiceAnswer::error("AGENCY_FAULT");
  started(request());
  const auto at = ref("T01_Background");
  const auto who = actor("clerk");
  const auto send = [&] { return writing([&](db::Transaction& tx) { return engine_->complete(tx, who, at, {}); }); };
  ASSERT_TRUE(send());
  EXPECT_THROW(static_cast<void>(send()), Conflict);
  does("clerk", "T01b_Manual");
  EXPECT_EQ(open_nodes(), "T03_Order ");
}

TEST_P(ConcurrentRun, AStepThatIsBrokenOffLeavesNothing) {
  started(request("ComplaintOrRequest"));
  const auto before = standing();
  const auto at = ref("T00_Screen");
  const auto who = actor("head");
  const auto broken = [&] {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      EXPECT_TRUE(engine_->complete(tx, who, at, says("screening", "accepted")));
      throw std::runtime_error{"power cut"};
    });
  };
  EXPECT_THROW(broken(), std::runtime_error);
  const auto after = standing();
  EXPECT_EQ(after.rev, before.rev);
  EXPECT_EQ(after.path.size(), before.path.size());
  EXPECT_EQ(after.current, before.current);
  does("head", "T00_Screen", says("screening", "accepted"));
}

TEST_P(ConcurrentRun, AnUnconfirmedPeriodOpensALegalTaskAndMovesNothing) {
  up_to_notification();
  const auto due = standing().timers.at(0).due;
  EXPECT_EQ(fire(due).referred, 0) << "the last day belongs to the period";
  const auto r = fire(due.plus(1));
  EXPECT_EQ(r.referred, 1);
  EXPECT_EQ(r.fired, 0);
  EXPECT_EQ(fire(due.plus(1)).referred, 0) << "once";
  EXPECT_EQ(open_nodes(), "Gw_Receipt ");
  const workflow::Variables article{{"article", std::string{"ມາດຕາ 60"}}};
  auto wait = article, move = article;
  wait["choice"] = std::string{"wait"};
  move["choice"] = std::string{"move"};
  EXPECT_EQ(tried("director", "C_NoReceipt", move).rejection().code, "workflow.not_your_task");
  EXPECT_EQ(tried("officer", "C_NoReceipt", says("choice", "move")).rejection().code, "workflow.article_missing");
  EXPECT_EQ(tried("officer", "C_NoReceipt", article).rejection().code, "workflow.choice_missing");
  EXPECT_EQ(tried("officer", "C_NoReceipt", wait).rejection().code, "workflow.until_missing");
  const auto until = due.plus(30);
  wait["until"] = until;
  does("officer", "C_NoReceipt", wait);
  EXPECT_EQ(fire(until).referred, 0);
  EXPECT_EQ(fire(until.plus(1)).referred, 1);
  does("officer", "C_NoReceipt", move);
  EXPECT_EQ(open_nodes(), "Sub_Service T10_Serve ");
}

TEST_P(ConcurrentRun, AConfirmedPeriodFiresOnceWithTwoEnginesAtIt) {
  confirm_all_periods();
  up_to_notification();
  const auto due = standing().timers.at(0).due;
  EXPECT_EQ(fire(due).fired, 0) << "never early";
  const auto other = made();
  const auto who = system();
  workflow::TimersFired first, second;
  std::thread a{[&] { first = engine_->fire_due(pool(), who, due.plus(1)); }};
  std::thread b{[&] { second = other->fire_due(pool(), who, due.plus(1)); }};
  a.join();
  b.join();
  EXPECT_EQ(first.fired + second.fired, 1);
  EXPECT_TRUE(first.failed.empty() && second.failed.empty());
  EXPECT_EQ(count("insp_wf_timer", "state = 'fired'"), 1);
  EXPECT_EQ(open_nodes(), "Sub_Service T10_Serve ");
}

TEST_P(ConcurrentRun, ATimerBesideATaskAlertsAndLeavesTheTask) {
  confirm_all_periods();
  up_to_approval();
  EXPECT_EQ(fire(standing().timers.at(0).due.plus(1)).fired, 1);
  EXPECT_EQ(served_, (std::vector<std::string>{"S00_Ack", "S05_Alert"}));
  EXPECT_EQ(open_nodes(), "T05_Approve ");
}

TEST_P(ConcurrentRun, EveryStepIsInTheAuditTrail) {
  up_to_notification();
  const auto rows = reading([&](db::Transaction& tx) { return trail_->of_case(tx, CaseId{1}, 1, 100); });
  ASSERT_EQ(rows.size(), 11u) << "one start, ten tasks";
  EXPECT_EQ(rows.front().event, "workflow.started");
  EXPECT_EQ(rows.back().object, "task:T08_Decision");
}

SSIIS_ON_ALL_ENGINES(ConcurrentRun);

}  // namespace
}  // namespace ssiis::test
