// Bounds of a share, the draw of a sample, what is worse than before.
#include "linkage/quality.hpp"

#include <gtest/gtest.h>

namespace ssiis::linkage {
namespace {

TEST(LinkQuality, WilsonsIntervalIsAsInTheBooks) {
  // Wilson (1927) for 27 of 30 and for 10 of 10 at 95 percent.
  EXPECT_NEAR(wilson(27, 30).low, 0.7438, 0.0001);
  EXPECT_NEAR(wilson(27, 30).high, 0.9654, 0.0001);
  EXPECT_NEAR(wilson(10, 10).low, 0.7225, 0.0001);
  EXPECT_DOUBLE_EQ(wilson(10, 10).high, 1.0);
  EXPECT_DOUBLE_EQ(wilson(0, 0).low, 0.0);
  EXPECT_DOUBLE_EQ(wilson(0, 0).high, 1.0);
}

TEST(LinkQuality, ADrawIsRepeatedByItsSeedAndTakesNothingTwice) {
  const auto once = drawn(1000, 30, 42), again = drawn(1000, 30, 42);
  EXPECT_EQ(once, again);
  EXPECT_EQ(once.size(), 30u);
  EXPECT_EQ(std::adjacent_find(once.begin(), once.end()), once.end());
  EXPECT_LT(once.back(), 1000u);
  EXPECT_NE(once, drawn(1000, 30, 43));
  EXPECT_EQ(drawn(5, 30, 1), (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(LinkQuality, AWeekIsWorseWhenItsBoundsLieBelowThoseOfTheWeeksBefore) {
  const auto* part = &parts().front();
  const SampleFigures before{part, Day{2026, 11, 16}, 1, 100, 30, 30, 0, 0};
  const std::vector<SampleFigures> all{before, {part, Day{2026, 11, 9}, 1, 100, 30, 29, 1, 0}};
  EXPECT_TRUE(worse_than_before({part, Day{2026, 11, 23}, 1, 100, 30, 15, 15, 0}, all));
  EXPECT_FALSE(worse_than_before({part, Day{2026, 11, 23}, 1, 100, 30, 27, 3, 0}, all));
  EXPECT_FALSE(worse_than_before({part, Day{2026, 11, 23}, 1, 100, 30, 0, 0, 0}, all)) << "nothing judged";
  EXPECT_FALSE(worse_than_before(before, {})) << "nothing before";
}

}  // namespace
}  // namespace ssiis::linkage
