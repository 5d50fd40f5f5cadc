#include "registry/gazetteer.hpp"

#include <gtest/gtest.h>

#include <set>

namespace ssiis::registry {
namespace {

const Gazetteer places;
using Codes = PlaceCodes;

TEST(Gazetteer, Has18ProvincesAnd148DistrictsWithDifferentCodes) {
  std::set<std::string_view> codes;
  int provinces = 0;
  for (const auto& p : all_places()) codes.insert(p.code), provinces += p.code.size() == 2 ? 1 : 0;
  EXPECT_EQ(provinces, 18);
  EXPECT_EQ(codes.size(), 166u);
}
TEST(Gazetteer, FindsEveryPlaceByItsOwnNamesInBothScripts) {
  for (const auto& p : all_places()) {
    const bool province = p.code.size() == 2;
    const auto inside = std::string{p.code.substr(0, 2)};
    for (const auto name : {p.name_lo, p.name_en}) {
      const auto found = province ? places.resolve(name, "") : places.resolve(inside, name);
      EXPECT_EQ(province ? found.province : found.district, p.code) << name;
    }
  }
}
TEST(Gazetteer, SpellingsOfOneProvinceMeet) {
  for (const char* name : {"ໄຊຍະບູລີ", "ແຂວງໄຊຍະບູລີ", "ໄຊຍະບຸລີ", "Xayabury", "Xaignabouly", "Xayaboury", "Sayabouli",
                           "XAYABURY province", "08", "8", "LA08"})
    EXPECT_EQ(places.resolve(name, "").province, "08") << name;
  for (const char* name : {"ນະຄອນຫຼວງວຽງຈັນ", "ນະຄອນຫລວງວຽງຈັນ", "Vientiane Capital", "vientiane  capital",
                           "ນະຄອນ​ຫຼວງ​ວຽງຈັນ"})
    EXPECT_EQ(places.resolve(name, "").province, "01") << name;
  for (const char* name : {"ຄຳມ່ວນ", "ຄໍາມ່ວນ", "ຄຳມວນ", "Khammouan", "Khammuane", "Kammouane"})
    EXPECT_EQ(places.resolve(name, "").province, "12") << name;
}
TEST(Gazetteer, DistrictsAreLookedForInsideTheirProvince) {
  EXPECT_EQ(places.resolve("ນະຄອນຫຼວງວຽງຈັນ", "ເມືອງໄຊທານີ"), (Codes{"01", "0106"}));
  EXPECT_EQ(places.resolve("Vientiane Capital", "Saythany"), (Codes{"01", "0106"}));
  EXPECT_EQ(places.resolve("Luangprabang", "ໄຊທານີ"), (Codes{"06", ""}));  // no such district there
  EXPECT_EQ(places.resolve("", "ໄຊທານີ"), (Codes{"01", "0106"}));          // unique in the country
}
TEST(Gazetteer, WhatNobodyKnowsStaysUnknown) {
  EXPECT_EQ(places.resolve("", ""), Codes{});
  EXPECT_EQ(places.resolve("Bangkok", "Dusit"), Codes{});
  EXPECT_EQ(places.resolve("ນະຄອນຫຼວງວຽງຈັນ", "ທ່າຂາມ"), (Codes{"01", ""}));
  EXPECT_EQ(places.resolve("Viangchan", ""), Codes{});  // capital or province: not guessed
  EXPECT_EQ(places.resolve("'; --", "\xF0\x9F\x98\x80"), Codes{});
  EXPECT_EQ(places.find("0110"), nullptr);
}

}  // namespace
}  // namespace ssiis::registry
