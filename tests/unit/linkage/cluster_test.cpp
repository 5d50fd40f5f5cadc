// What people said of pairs, taken together: groups, and what contradicts itself.
#include <gtest/gtest.h>

#include "linkage/cluster.hpp"

namespace ssiis::linkage {
namespace {

Link pair_of(std::int64_t id, const std::string& a, const std::string& b, Verdict verdict, Band band = Band::review) {
  Link l;
  l.id = id;
  l.lsso_id = a;
  l.register_id = b;
  l.verdict = verdict;
  l.band = band;
  return l;
}
using Names = std::vector<std::string>;
using Groups = std::map<std::string, std::string>;

TEST(Cluster, IsHeldTogetherByWhatIsLikelyOrSaidAndNotByWhatWasLetGo) {
  EXPECT_TRUE(joins(pair_of(1, "A", "B", Verdict::none, Band::linked)));
  EXPECT_TRUE(joins(pair_of(1, "A", "B", Verdict::none, Band::review)));
  EXPECT_FALSE(joins(pair_of(1, "A", "B", Verdict::none, Band::rejected)));
  EXPECT_TRUE(joins(pair_of(1, "A", "B", Verdict::same, Band::rejected))) << "a person said so";
  EXPECT_TRUE(joins(pair_of(1, "A", "B", Verdict::unsure, Band::rejected)));
  EXPECT_FALSE(joins(pair_of(1, "A", "B", Verdict::different, Band::linked)));
}

TEST(Cluster, TwoSaidToBeDifferentThatAreOneThroughOthersAreAContradictionWithItsWay) {
  std::vector<Link> pairs{pair_of(1, "A", "B", Verdict::same), pair_of(2, "B", "C", Verdict::merge_proposed),
                          pair_of(3, "A", "C", Verdict::different), pair_of(4, "C", "D", Verdict::different)};
  const auto found = contradictions(pairs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].link, 3);
  EXPECT_EQ(found[0].path, (Names{"A", "B", "C"}));
  pairs[1].verdict = Verdict::none;
  EXPECT_TRUE(contradictions(pairs).empty()) << "nobody has said that B and C are one";
}

TEST(Cluster, TheShortestWayIsToldTheLeastKeysFirst) {
  const std::vector<Link> pairs{pair_of(1, "A", "B", Verdict::same), pair_of(2, "B", "D", Verdict::same),
                                pair_of(3, "A", "C", Verdict::same), pair_of(4, "C", "D", Verdict::same),
                                pair_of(5, "A", "D", Verdict::different)};
  EXPECT_EQ(contradictions(pairs).at(0).path, (Names{"A", "B", "D"}));
}

TEST(Cluster, GroupsAreNumberedByTheirFirstMember) {
  const std::vector<Link> pairs{pair_of(1, "A", "C", Verdict::same), pair_of(2, "B", "C", Verdict::different),
                                pair_of(3, "D", "E", Verdict::unsure), pair_of(4, "E", "F", Verdict::none)};
  EXPECT_EQ(groups_said({"A", "B", "C", "D", "E", "F"}, pairs),
            (Groups{{"A", "1"}, {"B", "2"}, {"C", "1"}, {"D", "unsure"}, {"E", "unsure"}, {"F", ""}}));
}

TEST(Cluster, AnArrangementSaysNothingOfWhatItLeavesOpen) {
  EXPECT_EQ(verdict_by("1", "1"), Verdict::same);
  EXPECT_EQ(verdict_by("1", "2"), Verdict::different);
  EXPECT_EQ(verdict_by("1", "unsure"), Verdict::unsure);
  EXPECT_EQ(verdict_by("unsure", "unsure"), Verdict::unsure);
  EXPECT_EQ(verdict_by("", "1"), Verdict::none);
  EXPECT_EQ(verdict_by("unsure", ""), Verdict::none);
}

}  // namespace
}  // namespace ssiis::linkage
