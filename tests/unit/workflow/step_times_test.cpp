// How long a file stayed at each step.
#include <gtest/gtest.h>

#include "unit/workflow/subset.hpp"
#include "workflow/step_times.hpp"

namespace ssiis::workflow::test {
namespace {

constexpr std::int64_t hour = 3600;

class StepTimes : public ::testing::Test {
 protected:
  const std::string drawn_ = start() + work("t") + work("after") + end() + way({"s", "t", "after", "e"});
  Instant begin_ = Instant::parse("2026-11-23T02:00:00.000000Z").value();
  std::vector<PathRow> path_;

  void at(std::int64_t hours, const char* event, const char* node, const char* by = "") {
    path_.push_back({begin_.plus_seconds(hours * hour), event, node, "someone", by});
  }
  std::map<std::string, StepTime, std::less<>> times(const std::vector<std::string>& current, std::int64_t now) {
    Trial trial{drawn_};
    return step_times(*trial.d, path_, current, begin_.plus_seconds(now * hour));
  }
};

TEST_F(StepTimes, ADoneStepTookFromItsBeginningToItsEndAndTheOpenOneRunsUntilNow) {
  at(0, "entered", "s");
  at(0, "entered", "t", "s_t");
  at(30, "completed", "t");
  at(30, "entered", "after", "t_after");
  const auto found = times({"after"}, 35);
  EXPECT_EQ(found.at("t").seconds, 30 * hour);
  EXPECT_FALSE(found.at("t").running);
  EXPECT_EQ(found.at("after").seconds, 5 * hour);
  EXPECT_TRUE(found.at("after").running);
  EXPECT_EQ(found.at("s").seconds, 0) << "what says nothing when it ends is left over its flow";
  EXPECT_FALSE(found.contains("e"));
}

TEST_F(StepTimes, AStepThatCameBackCountsAllItsVisits) {
  at(0, "entered", "t");
  at(2, "completed", "t");
  at(10, "entered", "t");
  at(13, "cancelled", "t");
  EXPECT_EQ(times({}, 99).at("t").seconds, 5 * hour);
  EXPECT_EQ(times({}, 99).at("t").visits, 2);
}

TEST_F(StepTimes, OfSeveralInstancesTheFirstThatIsDoneDoesNotEndTheStep) {
  at(0, "entered", "t");
  at(4, "completed", "t");
  EXPECT_EQ(times({"t"}, 9).at("t").seconds, 9 * hour);
  EXPECT_EQ(times({}, 9).at("t").seconds, 4 * hour);
}

TEST_F(StepTimes, AClockThatWasSetBackMakesNoNegativeTimeAndUnknownNodesDoNoHarm) {
  at(5, "entered", "t");
  at(3, "completed", "t");
  at(3, "completed", "gone");
  at(4, "entered", "older", "no_such_flow");
  const auto found = times({"older"}, 1);
  EXPECT_EQ(found.at("t").seconds, 0);
  EXPECT_EQ(found.at("older").seconds, 0);
  EXPECT_FALSE(found.contains("gone"));
}

}  // namespace
}  // namespace ssiis::workflow::test
