#include "registry/search_text.hpp"

#include <gtest/gtest.h>

namespace ssiis::registry {
namespace {

using Words = std::vector<std::string>;

TEST(SearchText, WordsAreCutAtSpacesOfTheSearchForm) {
  EXPECT_EQ(name_words("  Dok-Boua  TRADING Co., Ltd "), (Words{"dok", "boua", "trading", "co", "ltd"}));
  EXPECT_EQ(name_words("ໜອງ ແກ້ວ"), (Words{"ຫນອງ", "ແກວ"}));
  EXPECT_TRUE(name_words(" .,;- ").empty());
}
TEST(SearchText, GramsAreLettersNotBytes) {
  EXPECT_EQ(grams_of("ບຸນມີ"), (Words{"ນມີ", "ບຸນ", "ຸນມ"}));
  EXPECT_TRUE(grams_of("ab").empty());
  EXPECT_EQ(grams_of("aaaa"), (Words{"aaa"}));
}
TEST(SearchText, PiecesAreAllRunsOfTwoLettersAndMore) {
  EXPECT_EQ(pieces_of("abc"), (Words{"ab", "abc", "bc"}));
  EXPECT_TRUE(pieces_of("a").empty());
  EXPECT_TRUE(pieces_of(std::string(41, 'a')).empty());
}
TEST(SearchText, NumbersAreComparedWithoutTheirPunctuation) {
  EXPECT_EQ(number_key("01-100 3295"), "011003295");
  EXPECT_EQ(number_key("໐໑-໑໐໐"), "01100");
  EXPECT_EQ(as_number("sso-2026-00417"), "SSO202600417");
  EXPECT_FALSE(as_number("ab1"));
  EXPECT_FALSE(as_number("ໂຮງຮຽນ 123"));
  EXPECT_FALSE(as_number("Phoukham 12"));
  EXPECT_FALSE(as_number(""));
}
TEST(SearchText, EverythingThatBeginsWithAPrefixLiesBeforeItsEnd) {
  for (const char* prefix : {"ab", "ບຸ", "9"}) {
    const std::string p = prefix;
    EXPECT_LT(p + "ໜ", after_prefix(p));
    EXPECT_LT(p + "zzz", after_prefix(p));
  }
}

}  // namespace
}  // namespace ssiis::registry
