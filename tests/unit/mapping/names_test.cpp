#include <gtest/gtest.h>

#include "mapping/keys.hpp"

namespace ssiis::mapping {
namespace {

using Parts = std::vector<std::string>;

TEST(Names, AreCutWhereAPersonWould) {
  EXPECT_EQ(name_parts("EMP_REG_DT"), (Parts{"emp", "reg", "dt"}));
  EXPECT_EQ(name_parts("EmpRegDt"), (Parts{"emp", "reg", "dt"}));
  EXPECT_EQ(name_parts("ວັນທີ_ເກີດ"), (Parts{"ວັນທີ", "ເກີດ"}));
  EXPECT_EQ(name_parts("__"), Parts{});
}
TEST(Names, FitBestWhenTheyAreTheWord) {
  EXPECT_EQ(name_fit("RegDate", {"reg_date"}), 1);
  EXPECT_EQ(name_fit("EMP_SEX", {"gender", "sex"}), 0.8);
  EXPECT_EQ(name_fit("HomeTelephone2", {"telephone"}), 0.7);
  EXPECT_EQ(name_fit("XYZ", {"sex"}), 0);
  EXPECT_EQ(name_fit("", {"sex"}), 0);
}

}  // namespace
}  // namespace ssiis::mapping
