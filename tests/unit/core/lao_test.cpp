#include <gtest/gtest.h>

#include <algorithm>

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
