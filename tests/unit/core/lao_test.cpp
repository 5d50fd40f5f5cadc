#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "core/lao.hpp"

namespace ssiis::lao {
namespace {

TEST(LaoStored, WaterIsOneWordHoweverItIsTyped) {
  EXPECT_EQ(stored("ນໍ້າ"), "ນ້ຳ");
  EXPECT_EQ(stored("ນ້ຳ"), "ນ້ຳ");
  EXPECT_EQ(stored("ນໍາ"), "ນຳ");
  EXPECT_EQ(stored("ເເກ້ວ"), "ແກ້ວ");
}

TEST(LaoStored, ZeroWidthAndWhiteSpaceGo) {
  EXPECT_EQ(stored("  ບໍລິສັດ\u200B ໄຊ\t ຈຳກັດ \n"), "ບໍລິສັດ ໄຊ ຈຳກັດ");
  EXPECT_EQ(stored(""), "");
}

TEST(LaoStored, TonesStayApart) { EXPECT_NE(stored("ກ່າ"), stored("ກາ")); }

TEST(LaoSearch, LigaturesTonesCaseAndDigitsMeet) {
  EXPECT_EQ(search_form("ໝື່ນ"), search_form("ຫມືນ"));
  EXPECT_EQ(search_form("ຫຼວງ"), search_form("ຫລວງ"));
  EXPECT_EQ(search_form("Xaysavang Co., Ltd"), "xaysavang co ltd");
  EXPECT_EQ(search_form("ໜ່ວຍ ໑໐"), search_form("ຫນວຍ 10"));
}

TEST(LaoStored, SignsStandInTheirOrderHoweverTheyWereTyped) {
  EXPECT_EQ(stored("ກ້ີ"), "ກີ້");                // tone before vowel
  EXPECT_EQ(stored("ນຳ້"), "ນ້ຳ");              // tone behind am
  EXPECT_EQ(stored("ນ້ໍາ"), "ນ້ຳ");              // tone, niggahita, aa
  EXPECT_EQ(stored("ນໍ\u200B້\u200Bາ"), "ນ້ຳ");  // and something of no width between
  EXPECT_EQ(stored("ເ\u200Bເກ້ວ"), "ແກ້ວ");
  EXPECT_EQ(stored("ກີີ"), "ກີ");  // twice looks like once
  EXPECT_EQ(stored("ຫ້ຼາ"), stored("ຫຼ້າ"));
}

TEST(LaoSearch, WhatSoundsAlikeMeets) {
  EXPECT_EQ(search_form("ໃຈ"), search_form("ໄຈ"));
  EXPECT_EQ(search_form("ຣັດສະໝີ"), search_form("ລັດສະຫມີ"));
  EXPECT_EQ(search_form("ຟຸຕບອລ໌"), search_form("ຟຸຕບອ"));
  EXPECT_EQ(search_form("ອີເມລ໌ໆ"), search_form("ອີເມ"));
  EXPECT_EQ(search_form("Café Société"), "cafe societe");
  EXPECT_EQ(search_form("ＡＢＣ　１２"), "abc 12");
}

// Any text, also broken: a second pass changes nothing, and what is stored is searched as it was typed.
TEST(LaoForms, AreReachedInOnePass) {
  constexpr std::array<std::string_view, 34> pieces{
      "ກ", "ຣ", "ຫ", "ນ", "ວ", "ຍ", "າ", "ຳ",      "ໍ",       "ີ",  "ຸ",  "ັ",       "ົ",  "ຼ",  "່",  "້",     "໌",
      "ໆ", "ຯ", "ເ", "ແ", "ໃ", "ໜ", "໑", "\u200B", "\uFEFF", " ", ".", "\u0301", "e", "Đ", "ﬁ", "\xFF", "İ"};
  std::mt19937 random{11};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto n = random() % 9; n > 0; --n) text += pieces[random() % pieces.size()];
    EXPECT_EQ(stored(stored(text)), stored(text)) << text;
    // A letter of no width sends it the long way: what is seen to stand right must be what that leaves as it is.
    EXPECT_EQ(stored(text + "\u200B"), stored(text)) << text;
    EXPECT_EQ(search_form(search_form(text)), search_form(text)) << text;
    EXPECT_EQ(search_form(stored(text)), search_form(text)) << text;
  }
}

TEST(LaoSearch, WordsAreFoundInsideARun) {
  const auto w = search_words("ອົງການປະກັນສັງຄົມ");
  EXPECT_GE(w.size(), 2u);
  EXPECT_EQ(w.front(), search_form("ອົງການ"));
}

TEST(LaoSort, FollowsTheDictionary) {
  std::vector<std::string> names{"ໄກສອນ", "ຂັນທອງ", "ແກ້ວ", "ເກດ", "ກອງແກ້ວ"};
  std::sort(names.begin(), names.end(), [](auto& a, auto& b) { return sort_key(a) < sort_key(b); });
  EXPECT_EQ(names, (std::vector<std::string>{"ກອງແກ້ວ", "ເກດ", "ແກ້ວ", "ໄກສອນ", "ຂັນທອງ"}));
}

TEST(LaoLetters, AreSeen) {
  EXPECT_TRUE(has_lao("SSO ເລກ"));
  EXPECT_FALSE(has_lao("SSO-2026"));
}

}  // namespace
}  // namespace ssiis::lao
