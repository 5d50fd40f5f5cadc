#include "matching/choose.hpp"

#include <gtest/gtest.h>

namespace ssiis::matching {
namespace {

Link pair(std::uint32_t left, std::uint32_t right, double weight) { return {left, right, Band::review, weight, 0}; }

TEST(OneToOne, TheLikelierPairTakesItsRowsAndRivalsFallAway) {
  // 0–0 is certain; then 1–0 is out, and 1–1 has no rival left.
  std::vector<Link> pairs{pair(0, 0, 30), pair(1, 0, 10), pair(1, 1, 9)};
  EXPECT_EQ(one_to_one(pairs, 0.9, 0.5), 1U);
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[1].right, 1U);
  EXPECT_GT(pairs[1].probability, 0.99);
}

TEST(OneToOne, TwoEquallyLikelyRivalsAreNoLink) {
  // Odds of 1024 each: 1024 / (1 + 2048) of the time either is right.
  std::vector<Link> pairs{pair(0, 0, 10), pair(0, 1, 10)};
  EXPECT_EQ(one_to_one(pairs, 0.9, 0.4), 1U);
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_NEAR(pairs[0].probability, 1024.0 / 2049, 1e-9);
  EXPECT_EQ(pairs[0].right, 0U) << "the first row, always";
}

TEST(OneToOne, WhereTheLeftRegisterHoldsSomebodyTwiceTheRightRowServesBoth) {
  std::vector<Link> pairs{pair(0, 0, 10), pair(1, 0, 10), pair(1, 1, 2)};
  EXPECT_EQ(one_to_one(pairs, 0.9, 0.5, false), 1U);
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].right, 0U);
  EXPECT_EQ(pairs[1].right, 0U);
  EXPECT_NEAR(pairs[1].probability, 1024.0 / (1 + 1024 + 4), 1e-9) << "the left row's own rivals count";
}

TEST(Clusters, JoinThroughOthersButNotThroughPairsToReview) {
  std::vector<Link> links{pair(4, 2, 9), pair(2, 7, 9), pair(0, 1, 1)};
  links[0].band = links[1].band = Band::link;
  const auto clusters = clusters_of(links, 9);
  ASSERT_EQ(clusters.size(), 1U);
  EXPECT_EQ(clusters[0], (std::vector<std::uint32_t>{2, 4, 7}));
}

}  // namespace
}  // namespace ssiis::matching
