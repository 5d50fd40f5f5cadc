// Samples walked in memory: the same sample tells the same story, and stays within its bounds.
#include "workflow/simulation.hpp"

#include <gtest/gtest.h>

#include "unit/workflow/walk.hpp"

namespace ssiis::workflow::test {
namespace {

using Kind = SimulatedStep::Kind;

class Samples : public testing::Test {
 protected:
  Sample sample() const {
    Sample s;
    s.process = "inspection";
    s.territory = "13";
    s.begins = Day{2026, 11, 24};
    s.variables = {{"origin", std::string{"regular_plan"}},
                   {"inspection_type", std::string{"direct"}},
                   {"territory", std::string{"13"}},
                   {"emergency", false}};
    s.services = {{"deadlines.suspend", {{"stayed", true}}}, {"deadlines.resume", {{"stayed", false}}}};
    return s;
  }
  std::shared_ptr<Bundle> bundle_{bundle_of(files_of(SSIIS_WORKFLOW_DIR))};
};

const SimulatedStep* step_at(const Simulated& s, const std::string& node, Kind kind = Kind::task) {
  for (const auto& step : s.steps)
    if (step.node == node && step.kind == kind) return &step;
  return nullptr;
}

TEST_F(Samples, ComeToTheirEndAndSayWhoDidWhatByWhen) {
  auto s = sample();
  s.answers = {{"approval", "approved"}, {"review", "accepted"}, {"infringement", "false"}};
  const auto told = simulate(*bundle_, s);
  EXPECT_EQ(told.end, Simulated::End::ended) << told.trouble;
  EXPECT_FALSE(told.ends.empty());
  const auto* plan = step_at(told, "T04_Plan");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->form, "plan");
  EXPECT_EQ(plan->who, "chief_inspector@13");
  EXPECT_EQ(plan->period, "plan.draft");
  ASSERT_TRUE(plan->due);
  EXPECT_EQ(*plan->due, bundle_->calendar->after_working_days(plan->from, plan->days));
  ASSERT_TRUE(plan->done);
  EXPECT_EQ(*plan->done, bundle_->calendar->after_working_days(plan->from, 1));
  EXPECT_FALSE(plan->confirmed);
  const auto* approver = step_at(told, "R05_Approver", Kind::decision);
  ASSERT_TRUE(approver);
  EXPECT_TRUE(approver->rule.starts_with("approver")) << approver->rule;
}

TEST_F(Samples, AreAnsweredAsTheySay) {
  auto s = sample();
  s.answers = {{"approval", "refused"}};
  const auto told = simulate(*bundle_, s);
  const auto* approval = step_at(told, "T05_Approve");
  ASSERT_TRUE(approval);
  EXPECT_EQ(approval->answers.at("approval"), "refused");
  EXPECT_TRUE(told.nodes.contains("End_Refused"));
  EXPECT_FALSE(told.nodes.contains("Sub_Execute"));
}

TEST_F(Samples, TellTheSameStoryTwice) {
  const auto a = simulate(*bundle_, sample()), b = simulate(*bundle_, sample());
  ASSERT_EQ(a.steps.size(), b.steps.size());
  EXPECT_EQ(a.flows, b.flows);
  EXPECT_EQ(a.until, b.until);
}

TEST_F(Samples, OfTwoHundredTheirEndsAreReachedAndNoneFails) {
  std::set<std::string, std::less<>> nodes;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    auto s = sample();
    s.seed = seed;
    s.late = seed % 5 == 0;
    s.letters = seed % 2 == 0;
    const auto told = simulate(*bundle_, s, {3000, 36600, {}});
    EXPECT_EQ(told.end, Simulated::End::ended) << "seed " << seed << ": " << told.steps.back().node << " "
                                               << told.steps.back().rule << " after " << told.steps.size();
    nodes.insert(told.nodes.begin(), told.nodes.end());
  }
  for (const auto* node : {"Sub_Appeal", "Sub_Execute", "S08_Number", "End_Closed"})
    EXPECT_TRUE(nodes.contains(node)) << node;
}

TEST_F(Samples, WhoIsLateLetsPeriodsPass) {
  auto s = sample();
  s.late = true;
  const auto told = simulate(*bundle_, s);
  const auto* plan = step_at(told, "T04_Plan");
  ASSERT_TRUE(plan && plan->done && plan->due);
  EXPECT_GT(*plan->done, *plan->due);
}

TEST_F(Samples, StopAtTheirBounds) {
  const auto steps = simulate(*bundle_, sample(), {3, 3660, {}});
  EXPECT_EQ(steps.end, Simulated::End::stopped);
  const auto time = simulate(*bundle_, sample(), {600, 3660, [] { return true; }});
  EXPECT_EQ(time.end, Simulated::End::stopped);
  EXPECT_LE(time.until, sample().begins);
  const auto days = simulate(*bundle_, sample(), {600, 2, {}});
  EXPECT_EQ(days.end, Simulated::End::stopped);
}

TEST_F(Samples, WhatAVariableLacksIsAnIncidentWithItsStep) {
  auto s = sample();
  s.variables.erase("emergency");
  const auto told = simulate(*bundle_, s);
  EXPECT_EQ(told.end, Simulated::End::failed);
  EXPECT_EQ(told.steps.back().kind, Kind::incident);
  EXPECT_EQ(told.steps.back().node, "Gw_Emergency");
}

TEST_F(Samples, OfAProcessOrStartThatIsNoneAreRefused) {
  auto s = sample();
  s.process = "nothing";
  EXPECT_THROW((void)simulate(*bundle_, s), std::invalid_argument);
  s = sample();
  s.message = "Nothing";
  EXPECT_THROW((void)simulate(*bundle_, s), std::invalid_argument);
}

}  // namespace
}  // namespace ssiis::workflow::test
