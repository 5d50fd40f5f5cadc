#include <gtest/gtest.h>

#include "sample_book.hpp"

namespace ssiis::code_lists {
namespace {

profiles::TerritoryTree tree_on(const Book& book, Day day) {
  return profiles::TerritoryTree::build(1, pyramid_on(book, day).nodes).value();
}

// Whether who holds a role at `at` since `since` reaches the place.
bool reaches(const profiles::TerritoryTree& tree, const char* at, const char* place, Day since) {
  const auto point = tree.find(place)->interval.low;
  for (const auto& r : profiles::reaches_of(tree))
    if (r.code == at && r.interval.holds(point) && (!r.held_before || since < *r.held_before)) return true;
  return false;
}

TEST(Pyramid, AMergedPlaceLiesInWhatItBecame) {
  const auto book = after(country(), {ActKind::merge, june, "Decree", {"0101", "0102"}, {outcome("0109")}});
  const auto before = tree_on(book, june.plus(-1));
  EXPECT_EQ(before.find("0109"), nullptr);
  EXPECT_FALSE(before.find("0101")->valid_to);
  const auto tree = tree_on(book, june);
  EXPECT_EQ(tree.find("0101")->valid_to, june);
  EXPECT_TRUE(tree.find("0109")->interval.holds(tree.point("0101")));
  EXPECT_TRUE(reaches(tree, "0109", "0102", july));
  EXPECT_TRUE(reaches(tree, "0101", "0109", founded));
  EXPECT_TRUE(reaches(tree, "0101", "0102", founded));
  EXPECT_FALSE(reaches(tree, "0103", "0101", founded));
}

TEST(Pyramid, ASplitGivesWhoHeldTheWholeAllPartsAndEachPartTheFilesOfTheWhole) {
  Act split{ActKind::split, june, "Decree", {"0101"}, {outcome("0104"), outcome("0105", "", "02")}};
  const auto tree = tree_on(after(country(), split), june);
  for (const char* part : {"0104", "0105"}) {
    EXPECT_TRUE(reaches(tree, "0101", part, founded));
    EXPECT_TRUE(reaches(tree, part, "0101", july));
  }
  EXPECT_FALSE(reaches(tree, "0104", "0105", founded));
  EXPECT_TRUE(reaches(tree, "01", "0101", founded));
  EXPECT_TRUE(reaches(tree, "02", "0101", founded)) << "a part of it lies in 02";
  EXPECT_FALSE(reaches(tree, "02", "0104", founded));
  EXPECT_EQ(tree.find("0101")->parent, "01");
}

TEST(Pyramid, APlaceThatLivesOnKeepsItsPartForWhoHeldItBefore) {
  Act split{ActKind::split, june, "Decree", {"0101"}, {{"0101", "", "", "", ""}, outcome("0104")}};
  const auto tree = tree_on(after(country(), split), june);
  EXPECT_TRUE(reaches(tree, "0101", "0104", june.plus(-1)));
  EXPECT_FALSE(reaches(tree, "0101", "0104", june));
  EXPECT_FALSE(reaches(tree, "0104", "0101", founded));
}

Act loses(const char* whole, const char* part, Day day, const char* parent = "") {
  return {ActKind::split, day, "Decree", {whole}, {{whole, "", "", "", ""}, outcome(part, "", parent)}};
}

// A part that had left is none of what the place became later.
TEST(Pyramid, APartThatLeftDoesNotCoverThePlaceWhenThatCloses) {
  auto book = after(country(), loses("0101", "0104", june, "02"));
  book = after(book, {ActKind::merge, july, "Decree", {"0101", "0102"}, {outcome("0109")}});
  const auto tree = tree_on(book, july);
  EXPECT_EQ(tree.find("0101")->parent, "0109");
  EXPECT_FALSE(reaches(tree, "0104", "0101", founded));
  EXPECT_FALSE(reaches(tree, "02", "0101", founded));
  EXPECT_TRUE(reaches(tree, "0101", "0104", june.plus(-1)));
  EXPECT_FALSE(reaches(tree, "0101", "0104", june));
  EXPECT_TRUE(reaches(tree, "0101", "0109", july));
  EXPECT_TRUE(reaches(tree, "0109", "0101", july));
}

TEST(Pyramid, WhatJoinedAPlaceHasOnlyThePartsThatLeaveLater) {
  const Act joins{ActKind::merge, june, "Decree", {"0101"}, {{"0102", "", "", "ລາວ", "0102"}}};
  const auto later = tree_on(after(after(country(), joins), loses("0102", "0104", july)), july);
  EXPECT_EQ(later.find("0101")->parent, "0102");
  EXPECT_TRUE(reaches(later, "0101", "0102", july));
  EXPECT_TRUE(reaches(later, "0101", "0104", founded));
  EXPECT_FALSE(reaches(later, "0101", "0104", july)) << "who comes when the part has left";
  EXPECT_FALSE(reaches(later, "0104", "0101", founded));
  auto joins_later = joins;
  joins_later.day = july;
  const auto earlier = tree_on(after(after(country(), loses("0102", "0104", june)), joins_later), july);
  EXPECT_TRUE(reaches(earlier, "0101", "0102", july));
  EXPECT_FALSE(reaches(earlier, "0101", "0104", founded)) << "0104 never was a part of what 0101 joined";
}

TEST(Pyramid, WhatBecameOfAPartIsForWhoHeldTheWholeBeforeItLeft) {
  const auto book = after(after(country(), loses("0101", "0104", june)),
                          {ActKind::rename, july, "Decree", {"0104"}, {outcome("0106")}});
  const auto tree = tree_on(book, july);
  EXPECT_TRUE(reaches(tree, "0101", "0106", june.plus(-1)));
  EXPECT_FALSE(reaches(tree, "0101", "0106", june));
}

TEST(Pyramid, AMovedPlaceGoesWithItsFiles) {
  const auto book = after(country(), {ActKind::move, june, "Decree", {"0103"}, {{"0103", "", "02", "", ""}}});
  EXPECT_TRUE(reaches(tree_on(book, june.plus(-1)), "01", "0103", founded));
  const auto tree = tree_on(book, june);
  EXPECT_TRUE(reaches(tree, "02", "0103", founded));
  EXPECT_TRUE(reaches(tree, "02", "010301", founded));
  EXPECT_FALSE(reaches(tree, "01", "0103", founded));
}

TEST(Pyramid, IsMadeAgainOnTheDayOfEachChange) {
  auto book = after(country(), {ActKind::close, Day{2027, 1, 1}, "Decree", {"0101"}, {}});
  EXPECT_EQ(days_of_change(book, today_of_tests), (std::vector<Day>{founded, Day{2027, 1, 1}}));
  EXPECT_NE(pyramid_on(book, today_of_tests).content_hash, pyramid_on(book, Day{2027, 1, 1}).content_hash);
}

TEST(Pyramid, LeavesVillagesOut) {
  const auto book = after(country(), {ActKind::open, june, "Decree", {}, {outcome("01010101", "village", "0101")}});
  EXPECT_EQ(tree_on(book, july).find("01010101"), nullptr);
  EXPECT_NE(book.on("01010101", july), nullptr);
}

}  // namespace
}  // namespace ssiis::code_lists
