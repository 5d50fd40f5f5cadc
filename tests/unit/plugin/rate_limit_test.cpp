#include "plugin/rate_limit.hpp"

#include <gtest/gtest.h>

namespace ssiis::plugin {
namespace {

using namespace std::chrono_literals;
const auto start = std::chrono::steady_clock::time_point{} + 1h;

TEST(RateLimit, ABurstIsAllowedThenASteadyTrickle) {
  RateLimit limit{3, 0.5};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.take("a", start));
  EXPECT_FALSE(limit.take("a", start));
  EXPECT_FALSE(limit.take("a", start + 1s));
  EXPECT_TRUE(limit.take("a", start + 3s));
  EXPECT_FALSE(limit.take("a", start + 3s));
}

TEST(RateLimit, ClientsDoNotShareABucket) {
  RateLimit limit{1, 0.1};
  EXPECT_TRUE(limit.take("a", start));
  EXPECT_FALSE(limit.take("a", start));
  EXPECT_TRUE(limit.take("b", start));
}

TEST(RateLimit, AFloodOfAddressesCostsBoundedMemory) {
  RateLimit limit{1, 0.001, 100};
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(limit.take("address " + std::to_string(i), start));
}

TEST(RateLimit, AClockThatGoesBackGivesNothingAway) {
  RateLimit limit{1, 1};
  EXPECT_TRUE(limit.take("a", start));
  EXPECT_FALSE(limit.take("a", start - 10s));
}

}  // namespace
}  // namespace ssiis::plugin
