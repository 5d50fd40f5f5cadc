#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "core/api.hpp"
#include "names/api.hpp"

namespace ssiis::names {
namespace {

using Codes = std::vector<std::string>;

std::string core_of(std::string_view text) {
  std::string out;
  for (const auto& t : read_company(text).core) out += t.text;
  return out;
}

TEST(CompanyName, IsFreedOfItsFormAndActivityWithoutSpaces) {
  const auto name = read_company("ບໍລິສັດພູເບ້ຍໄອທີຈຳກັດ");
  EXPECT_EQ(core_of("ບໍລິສັດພູເບ້ຍໄອທີຈຳກັດ"), lao::search_form("ພູເບ້ຍ"));
  EXPECT_EQ(name.forms, (Codes{"COMPANY", "LTD"}));
  EXPECT_EQ(name.activities, Codes{"IT"});
  EXPECT_EQ(name.joined.skeleton, "P");
}

TEST(CompanyName, SaysTheSameInBothScripts) {
  const struct {
    const char *lo, *en;
  } pairs[] = {{"ບໍລິສັດ ລ້ານຊ້າງ ກໍ່ສ້າງ ຈຳກັດຜູ້ດຽວ", "Lane Xang Construction Sole Co.,Ltd"},
               {"ບໍລິສັດ ກ້າວໜ້າທະວີຊັບ ນຳເຂົ້າ-ສົ່ງອອກ ຈຳກັດ", "Kaona Thavisab IMEX Co., Ltd."},
               {"ວິສາຫະກິດສ່ວນບຸກຄົນ ດວງມີ ຮ້ານອາຫານ", "Douangmi Restaurant Individual Enterprise"},
               {"ສາມັກຄີ ກໍ່ສ້າງ ແລະ ຂົວທາງ", "SAMAKKHI Construction and Road-Bridge"},
               {"ບໍລິສັດ ວຽງຈັນ ນ້ຳດື່ມ ມະຫາຊົນ", "Vientiane Drinking Water PCL"},
               {"ໂຮງຮຽນອະນຸບານ ດອກບົວ", "Dok Boua Kindergarten"}};
  for (const auto& [lo, en] : pairs) {
    const auto a = read_company(lo), b = read_company(en);
    EXPECT_EQ(a.joined.skeleton, b.joined.skeleton) << lo << " / " << en;
    EXPECT_EQ(a.activities, b.activities) << lo << " / " << en;
    EXPECT_FALSE(a.activities.empty()) << lo;
  }
}

TEST(CompanyName, FormsAreReadInAnySpelling) {
  for (const char* text : {"ບໍລິສັດ ດາວ ຈຳກັດ", "ບ/ສ ດາວ ຈໍາກັດ", "ບ.ສ ດາວຈຳ\u200Bກັດ", "Dao Co.,LTD", "DAO COMPANY LIMITED",
                           "Dao Co Ltd", "dao  co. , ltd."}) {
    const auto forms = read_company(text).forms;
    EXPECT_TRUE(std::count(forms.begin(), forms.end(), "LTD")) << text;
    EXPECT_EQ(read_company(text).joined.skeleton, "T") << text;
  }
  EXPECT_EQ(read_company("Dao Sole Co., Ltd").forms, Codes{"SOLE_LTD"});
  EXPECT_EQ(read_company("Khounkhonena 30 Sole Co Ltd").number, "30");
}

TEST(CompanyName, ARunWithoutSpacesIsReadAsTheSpacedName) {
  const struct {
    const char *run, *spaced;
  } names[] = {{"ບ/ສນ້ຳງື່ມຂົນສົ່ງຈຳກັດຜູ້ດຽວ", "ບໍລິສັດ ນ້ຳງື່ມ ຂົນສົ່ງ ຈຳກັດຜູ້ດຽວ"},
               {"ຮ້ານແກ້ວພາພູກໍ່ສ້າງ", "ຮ້ານ ແກ້ວພາພູ ກໍ່ສ້າງ"},
               {"ນ້ອຍວັນກໍ່ສ້າງແລະຂົວທາງ", "ນ້ອຍວັນ ກໍ່ສ້າງ ແລະ ຂົວທາງ"},
               {"ບໍລິສັດຈັນນີນຳເຂົ້າ-ສົ່ງອອກຈຳກັດ", "ບໍລິສັດ ຈັນນີ ນຳເຂົ້າ-ສົ່ງອອກ ຈຳກັດ"},
               {"ຮ້ານຄຳນາໄຊການຄ້າ", "ຮ້ານ ຄຳນາໄຊ ການຄ້າ"},
               {"ບໍລິສັດພອນສະຫວັນກຸ່ມອອກແບບຈຳກັດ", "ບໍລິສັດ ພອນສະຫວັນ ກຸ່ມ ອອກແບບ ຈຳກັດ"}};
  for (const auto& n : names) {
    const auto a = read_company(n.run), b = read_company(n.spaced);
    EXPECT_EQ(a.joined, b.joined) << n.run;
    EXPECT_EQ(a.activities, b.activities) << n.run;
    EXPECT_EQ(a.forms, b.forms) << n.run;
  }
}

TEST(CompanyName, ShortWordsInsideANameStayInIt) {
  // ໄມ້ is wood, ຢາ medicine: not within ໄມ້ດູ່ and ປັນຍາ.
  EXPECT_EQ(core_of("ໄມ້ດູ່"), lao::search_form("ໄມ້ດູ່"));
  EXPECT_EQ(core_of("ປັນຍາ"), lao::search_form("ປັນຍາ"));
  EXPECT_EQ(read_company("ໄມ້ ດູ່").activities, Codes{"WOOD"});
}

TEST(CompanyName, AWordBehindTheNameMayBeMisspelt) {
  EXPECT_EQ(read_company("Vangthong Transpoort Co Ltd").activities, Codes{"TRANSPORT"});
  EXPECT_EQ(read_company("Vangthong Constuction Co Ltd").activities, Codes{"CONSTRUCTION"});
  EXPECT_EQ(read_company("ວັງທອງ ກາຄ້າ ຈຳກັດ").activities, Codes{"TRADING"});
  EXPECT_EQ(core_of("Transpoort Trading Ltd"), "transpoort");  // the name itself is not mended
}

TEST(CompanyName, OfNothingButItsActivityKeepsIt) {
  EXPECT_FALSE(read_company("ບໍລິສັດ ກໍ່ສ້າງ ຈຳກັດ").core.empty());
  EXPECT_TRUE(read_company("").core.empty());
}

// Every spelling of the dictionary is read as its entry, however it is spaced.
TEST(Dictionary, EachEntryHasBothLanguagesAndItsOwnCode) {
  std::set<std::string> codes;
  for (const auto* list : {&activity_words(), &legal_form_words()})
    for (const auto& w : *list) {
      EXPECT_TRUE(codes.insert(w.code).second) << w.code;
      EXPECT_TRUE(lao::has_lao(w.lo)) << w.code;
      EXPECT_FALSE(w.en.empty() || lao::has_lao(w.en)) << w.code;
      EXPECT_LE(w.isic.size(), 1u);
    }
  for (const auto& w : activity_words())
    for (const auto& text : {w.lo, w.en}) EXPECT_EQ(read_company("Zzz " + text).activities, Codes{w.code}) << text;
  EXPECT_GT(activity_words().size(), 120u);
}

TEST(Names, AnyBytesAreRead) {
  std::mt19937 random{7};
  const std::string letters = "ບໍລິສັດຈຳກັດ Co.,Ltd 12\u200B\u0E81\u0ECC";
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (auto k = random() % 60; k > 0; --k)
      text += random() % 4 ? letters[random() % letters.size()] : static_cast<char>(random() % 256);
    EXPECT_NO_THROW({
      read_company(text);
      read_person(text);
      place_tokens(text);
      phone_key(text);
      tokens(text);
    });
  }
  EXPECT_NO_THROW(read_company(std::string(100000, 'a')));
}

}  // namespace
}  // namespace ssiis::names
