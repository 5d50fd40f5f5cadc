#include <gtest/gtest.h>

#include "sample_book.hpp"

namespace ssiis::code_lists {
namespace {

using Codes = std::vector<std::string>;

TEST(CodeActs, AMergerEndsTheOldCodesAndSaysWhatBecameOfThem) {
  const auto book = after(country(), {ActKind::merge, june, "Decree 1", {"0101", "0102"}, {outcome("0109")}});
  EXPECT_EQ(book.on("0101", june.plus(-1))->name_en, "0101");
  EXPECT_EQ(book.on("0101", june), nullptr);
  EXPECT_EQ(book.on("0109", june.plus(-1)), nullptr);
  EXPECT_EQ(book.on("0109", june)->parent, "01");
  EXPECT_EQ(book.on("0109", june)->level, "district");
  EXPECT_EQ(book.stands_for("0102", june), Codes{"0109"});
  EXPECT_EQ(book.stands_for("0102", june.plus(-1)), Codes{"0102"});
  EXPECT_EQ(book.predecessors("0109").size(), 2U);
}

TEST(CodeActs, AMergerMayGoIntoOneOfTheOldOnesOrIntoAPlaceThatStands) {
  const auto one = after(country(), {ActKind::merge, june, "Decree", {"0101", "0102"}, {{"0101", "", "", "", ""}}});
  EXPECT_EQ(one.history("0101").size(), 1U);
  EXPECT_EQ(one.stands_for("0102", june), Codes{"0101"});
  const auto standing = after(country(), {ActKind::merge, june, "Decree", {"0102"}, {{"0103", "", "", "", ""}}});
  EXPECT_EQ(standing.stands_for("0102", june), Codes{"0103"});
  EXPECT_EQ(standing.history("0103").size(), 1U);
}

TEST(CodeActs, ASplitSaysWhichPartTakesWhatLayBelow) {
  Act split{ActKind::split, june, "Decree", {"0103"}, {outcome("0104"), outcome("0105")}};
  EXPECT_EQ(refused(country(), split), "codes.child_left");
  split.outcomes[1].takes = {"010301"};
  const auto book = after(country(), split);
  EXPECT_EQ(book.on("010301", june)->parent, "0105");
  EXPECT_EQ(book.on("010301", june.plus(-1))->parent, "0103");
  EXPECT_EQ(book.stands_for("0103", july), (Codes{"0104", "0105"}));
}

TEST(CodeActs, WhatLayBelowAMergedOrRecodedPlaceGoesToItsSuccessor) {
  const auto merged = after(country(), {ActKind::merge, june, "Decree", {"0103", "0102"}, {outcome("0109")}});
  EXPECT_EQ(merged.on("010301", june)->parent, "0109");
  const auto moved = after(country(), {ActKind::move, june, "Decree", {"0103"}, {{"0209", "", "02", "", ""}}});
  EXPECT_EQ(moved.on("010301", june)->parent, "0209");
  EXPECT_EQ(moved.on("0209", june)->name_en, "0103");
}

TEST(CodeActs, FollowWhatBecameOfACodeThroughSeveralActs) {
  auto book = after(country(), {ActKind::merge, june, "Decree 1", {"0101", "0102"}, {outcome("0109")}});
  book = after(book, {ActKind::split, july, "Decree 2", {"0109"}, {outcome("0110"), outcome("0111")}});
  EXPECT_EQ(book.stands_for("0101", june), Codes{"0109"});
  EXPECT_EQ(book.stands_for("0101", july), (Codes{"0110", "0111"}));
  EXPECT_EQ(book.stands_for("0101", founded), Codes{"0101"});
}

TEST(CodeActs, ANewNameLeavesTheOldOneToBeRead) {
  const auto book = after(country(), {ActKind::rename, june, "Decree", {"0101"}, {outcome("0101")}});
  ASSERT_EQ(book.history("0101").size(), 2U);
  EXPECT_EQ(book.on("0101", june.plus(-1))->name_en, "0101");
  EXPECT_EQ(book.on("0101", june)->name_en, "New 0101");
  EXPECT_TRUE(book.successors("0101").empty());
}

// One that was entered to begin later would be left below a code that has ended.
TEST(CodeActs, NothingIsLeftBelowACodeThatEnds) {
  const auto book = after(country(), {ActKind::open, july, "Decree", {}, {outcome("010101", "sub_district", "0101")}});
  EXPECT_EQ(refused(book, {ActKind::close, june, "D", {"0101"}, {}}), "codes.has_children");
  EXPECT_EQ(refused(book, {ActKind::merge, june, "D", {"0101", "0102"}, {outcome("0109")}}), "codes.changed_later");
  EXPECT_EQ(refused(book, {ActKind::split, june, "D", {"0101"}, {outcome("0104"), outcome("0105")}}),
            "codes.child_left");
  const Day august{2026, 8, 1};
  const auto merged = after(book, {ActKind::merge, august, "D", {"0101", "0102"}, {outcome("0109")}});
  EXPECT_EQ(merged.on("010101", august)->parent, "0109");
}

TEST(CodeActs, AreRefusedForReasonsThatAreSaid) {
  const auto book = country();
  const auto open = [&](Outcome o) { return refused(book, {ActKind::open, june, "Decree", {}, {std::move(o)}}); };
  EXPECT_EQ(open(outcome("0101", "district", "01")), "codes.code_used");
  EXPECT_EQ(open(outcome("01 09", "district", "01")), "codes.code_malformed");
  EXPECT_EQ(open(outcome("0109", "district", "09")), "codes.parent_unknown");
  EXPECT_EQ(open(outcome("0109", "district", "0101")), "codes.parent_level");
  EXPECT_EQ(open(outcome("0109", "hamlet", "01")), "codes.level_unknown");
  EXPECT_EQ(open(outcome("XX", "national", "")), "codes.root");
  EXPECT_EQ(open({"0109", "district", "01", "", "Name"}), "codes.name_missing");
  EXPECT_EQ(refused(book, {ActKind::close, june, "", {"0101"}, {}}), "codes.reference_missing");
  EXPECT_EQ(refused(book, {ActKind::close, june, "D", {"0103"}, {}}), "codes.has_children");
  EXPECT_EQ(refused(book, {ActKind::close, june, "D", {"LA"}, {}}), "codes.root");
  EXPECT_EQ(refused(book, {ActKind::close, june, "D", {"0999"}, {}}), "codes.code_unknown");
  EXPECT_EQ(refused(book, {ActKind::close, founded, "D", {"0101"}, {}}), "codes.changed_later");
  EXPECT_EQ(refused(book, {ActKind::merge, june, "D", {"01", "0201"}, {outcome("0109")}}), "codes.level_differs");
  EXPECT_EQ(refused(book, {ActKind::split, june, "D", {"0101"}, {outcome("0109")}}), "codes.outcomes_missing");
  const auto closed = after(book, {ActKind::close, june, "D", {"0101"}, {}});
  EXPECT_EQ(refused(closed, {ActKind::close, july, "D", {"0101"}, {}}), "codes.not_in_force");
  EXPECT_EQ(refused(closed, {ActKind::open, july, "D", {}, {outcome("0101", "district", "01")}}), "codes.code_used");
}

}  // namespace
}  // namespace ssiis::code_lists
