#include "names/sound.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ssiis::names {
namespace {

TEST(Sound, OneNameHasOneSkeletonHoweverItIsSpelt) {
  for (const char* name : {"ບຸນມີ", "Bounmy", "Bunmi", "BOUNMY", "Boonmee"})
    EXPECT_EQ(sound_of(name).skeleton, "PNM") << name;
  for (const char* name : {"ພູວຽງ", "Phouvieng", "Puwiang"}) EXPECT_EQ(sound_of(name).skeleton, "PVN") << name;
  for (const char* name : {"ສຸກສະຫວັນ", "Souksavanh", "Suksavan", "Xouksawanh"})
    EXPECT_EQ(sound_of(name).skeleton, "SKSVN") << name;
  for (const char* name : {"ຫຼ້າ", "ຫລ້າ", "La", "Lah"}) EXPECT_EQ(sound_of(name).skeleton, "L") << name;
  for (const char* name : {"ໜອງ", "ຫນອງ", "Nong"}) EXPECT_EQ(sound_of(name).skeleton, "N") << name;
  for (const char* name : {"ຄຳພູ", "ຄໍາພູ", "Khamphou", "Kamphu"}) EXPECT_EQ(sound_of(name).skeleton, "KMP") << name;
}
TEST(Sound, VowelsTellNamesWithTheSameConsonantsApart) {
  const auto boun_my = sound_of("ບຸນມີ").voiced, phan_ma = sound_of("ພັນມາ").voiced, latin = sound_of("Bounmy").voiced;
  EXPECT_EQ(sound_of("ພັນມາ").skeleton, "PNM");
  EXPECT_LT(distance_percent(latin, boun_my), distance_percent(latin, phan_ma));
}
// One name, and how people write it in Latin letters: all have one skeleton, and their vowels are near.
TEST(Sound, RomanisationsInUseMeetTheLao) {
  const std::vector<std::vector<std::string>> names{{"ຂວາ", "Khoa", "Khua", "Khwa"},
                                                    {"ດວງໄຊ", "Douangxay", "Duangsai", "Dwangxay"},
                                                    {"ຫ້ວຍຊາຍ", "Houayxay", "Huaysai", "Houeixay"},
                                                    {"ຫຼວງພະບາງ", "Luangprabang", "Louangphabang"},
                                                    {"ໂພນໂຮງ", "Phonhong", "Phonehong"},
                                                    {"ຫີນເຫີບ", "Hinheup", "Hinheub"},
                                                    {"ຮຸ່ງເຮືອງ", "Houngheuang", "Hunghueang"},
                                                    {"ລາດສະໝີ", "Latsamy", "Rasmy", "Rathsamee"},
                                                    {"ຣາຊະວົງ", "Ratsavong", "Rasavong", "Lasawong"},
                                                    {"ເທບລາດ", "Thepratha", "Theplat"},
                                                    {"ບຸນຍັງ", "Bounyang", "Bunnyang", "Bouyang"},
                                                    {"ມະນີວອນ", "Manivone", "Manyvon"},
                                                    {"ດາວອະໄພ", "Daoaphay", "Daoaphai"},
                                                    {"ບົວລີ", "Bouali", "Bualy"},
                                                    {"ເພັດ", "Pheth", "Phet", "Pet"},
                                                    {"ພູເບ້ຍ", "Phoubia", "Phubia"},
                                                    {"ຍອດອູ", "Gnot-Ou", "Nhot Ou", "Nyotou"},
                                                    {"ອຳໄພ", "Amphay", "Ampai"},
                                                    {"ສີ", "Sy", "Sri", "See"}};
  for (const auto& spellings : names) {
    const auto first = sound_of(spellings[0]);
    for (const auto& other : spellings) {
      EXPECT_EQ(sound_of(other).skeleton, first.skeleton) << spellings[0] << " / " << other;
      EXPECT_LE(distance_percent(sound_of(other).voiced, first.voiced), 34) << spellings[0] << " / " << other;
    }
  }
}

TEST(Sound, NothingSoundsLikeNothing) {
  EXPECT_EQ(sound_of("").skeleton, "");
  EXPECT_EQ(sound_of("123 -- \xF0\x9F\x98\x80").voiced, "");
  EXPECT_EQ(distance_percent("", ""), 0);
  EXPECT_EQ(distance_percent("", "PNM"), 100);
  EXPECT_EQ(distance_percent("PuNMi", "PuNMi"), 0);
}

}  // namespace
}  // namespace ssiis::names
