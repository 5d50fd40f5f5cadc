#include <gtest/gtest.h>

#include "names/api.hpp"

namespace ssiis::names {
namespace {

TEST(PersonName, TitlesGoAndTellTheSex) {
  const struct {
    const char* text;
    char sex;
  } people[] = {{"ທ້າວ ບຸນມີ ວົງສາ", 'M'},
                {"ທ້າວບຸນມີ ວົງສາ", 'M'},
                {"Mr. Bounmy VONGSA", 'M'},
                {"ນາງ ບຸນມີ ວົງສາ", 'F'},
                {"ນາງສາວ ບຸນມີ ວົງສາ", 'F'},
                {"ນາງສາວບຸນມີ ວົງສາ", 'F'},
                {"Ms Bounmy Vongsa", 'F'},
                {"Vongsa, Mrs. Bunmi", 'F'},
                {"ທ່ານ ບຸນມີ ວົງສາ", 0},
                {"Bounmy Vongxa", 0},
                {"ວົງສາ ບຸນມີ", 0},
                {"ບຸນ\u200Bມີ  ວົງສາ", 0}};
  for (const auto& p : people) {
    EXPECT_EQ(person_key(read_person(p.text)), "PNM VNS") << p.text;
    EXPECT_EQ(read_person(p.text).sex, p.sex) << p.text;
    EXPECT_EQ(read_person(p.text).tokens.size(), 2u) << p.text;
  }
}

TEST(PersonName, AWordThatIsATitleElsewhereMayBeTheName) {
  EXPECT_EQ(read_person("ນາງ").tokens.size(), 1u);
  EXPECT_EQ(read_person("Vongsa Than").tokens.size(), 2u);
  EXPECT_EQ(read_person("ທານິ").tokens.front().text, "ທານິ");
  EXPECT_TRUE(read_person("").tokens.empty());
}

}  // namespace
}  // namespace ssiis::names
