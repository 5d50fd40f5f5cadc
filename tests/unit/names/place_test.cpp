#include <gtest/gtest.h>

#include "core/api.hpp"
#include "names/api.hpp"

namespace ssiis::names {
namespace {

std::vector<std::string> read(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& t : place_tokens(text))
    out.push_back(t.lao || !t.sound.skeleton.empty() ? t.sound.skeleton : t.text);
  return out;
}

TEST(PlaceTokens, AnAddressIsTheSameInBothScripts) {
  const std::vector<std::string> expected{"NS", "u32", "h332"};
  EXPECT_EQ(read("ບ້ານ ໜອງໄຊ ໜ່ວຍ 32 ເຮືອນເລກທີ 332"), expected);
  EXPECT_EQ(read("ບ້ານໜອງໄຊ, ໜ່ວຍ ໓໒, ເຮືອນເລກທີ ໓໓໒"), expected);
  EXPECT_EQ(read("Nongsai Village, Unit 32, House 332"), expected);
  EXPECT_EQ(read("Ban Nong Xay, Unit 32, House No. 332"), expected);
}

TEST(PlaceTokens, TheCapitalIsNotTheProvinceOfItsName) {
  const auto capital = place_tokens("ນະຄອນຫຼວງວຽງຈັນ");
  ASSERT_EQ(capital.size(), 1U);
  for (const auto* written :
       {"ນະຄອນຫຼວງ ວຽງຈັນ", "ນະຄອນຫລວງວຽງຈັນ", "ນະຄອນຫຼວງ", "ກຳແພງນະຄອນວຽງຈັນ", "ນະຄອນວຽງຈັນ", "Vientiane Capital",
        "VIENTIANE CAPITAL CITY", "Vientiane Municipality", "Vientiane Prefecture", "Nakhon Luang Vieng Chan",
        "Nakhone Luang Viengchan", "Viangchan City", "Capital, Vientiane Capital"})
    EXPECT_EQ(place_tokens(written).back(), capital[0]) << written;
  for (const auto* written :
       {"ວຽງຈັນ", "ແຂວງວຽງຈັນ", "Vientiane", "Vientiane Province", "Viangchan", "Khoueng Viengchan"}) {
    const auto province = place_tokens(written);
    ASSERT_EQ(province.size(), 1U) << written;
    EXPECT_NE(province[0].sound.skeleton, capital[0].sound.skeleton) << written;
  }
  // Other cities lose the word for their kind as before.
  EXPECT_EQ(read("ນະຄອນປາກເຊ"), read("Pakse City"));
}

TEST(PlaceTokens, WordsForKindsGo) {
  EXPECT_EQ(read("ເມືອງໄຊເສດຖາ"), read("Xaysettha District"));
  EXPECT_EQ(read("ແຂວງ ຄຳມ່ວນ"), read("Khammouane Province"));
  EXPECT_TRUE(read("").empty());
}

}  // namespace
}  // namespace ssiis::names
