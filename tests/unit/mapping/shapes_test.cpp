#include "mapping/shapes.hpp"

#include <gtest/gtest.h>

#include <set>

namespace ssiis::mapping {
namespace {

std::set<std::string> shapes(std::string_view value) {
  std::set<std::string> out;
  const auto found = shapes_of(value);
  for (std::size_t i = 0; i < shape_count; ++i)
    if (found.is[i]) out.emplace(name_of(static_cast<Shape>(i)));
  return out;
}
using S = std::set<std::string>;

TEST(Shapes, DaysInSixWaysOfWriting) {
  EXPECT_EQ(shapes("2024-03-31"), (S{"day_iso"}));
  EXPECT_TRUE(shapes("2024-03-31 08:15:00").contains("day_iso"));
  EXPECT_EQ(shapes("20240331"), (S{"day8", "whole"}));
  EXPECT_EQ(shapes("31/3/2024"), (S{"day_dmy"}));
  EXPECT_TRUE(shapes("31.03.2024").contains("day_dmy"));
  EXPECT_TRUE(shapes("25670331").contains("day8_buddhist"));
  EXPECT_EQ(shapes("31/03/2567"), (S{"day_dmy_buddhist"}));
  EXPECT_EQ(shapes("໓໑/໐໓/໒໐໒໔"), shapes("31/03/2024"));
}
TEST(Shapes, WhatIsNoDay) {
  EXPECT_FALSE(shapes("20241331").contains("day8"));
  EXPECT_FALSE(shapes("31/13/2024").contains("day_dmy"));
  EXPECT_FALSE(shapes("31-12/2024").contains("day_dmy"));
}
TEST(Shapes, Months) {
  EXPECT_EQ(shapes("2024-03"), (S{"month_iso"}));
  EXPECT_TRUE(shapes("202403").contains("month6"));
  EXPECT_EQ(shapes("3/2024"), (S{"month_my"}));
  EXPECT_FALSE(shapes("202413").contains("month6"));
}
TEST(Shapes, Numbers) {
  EXPECT_TRUE(shapes("4500000").contains("whole"));
  EXPECT_TRUE(shapes("4.500.000").contains("grouped"));
  EXPECT_TRUE(shapes("4,500,000").contains("grouped"));
  EXPECT_EQ(shapes("4500000.00"), (S{"decimal"}));
  EXPECT_TRUE(shapes("0239377778").contains("digits"));
  EXPECT_FALSE(shapes("0239377778").contains("whole"));
}
TEST(Shapes, Telephones) {
  for (const auto* n : {"020 2653 6210", "+856 20 26536210", "2026536210", "021 212 345", "03059343175"})
    EXPECT_TRUE(shapes(n).contains("phone")) << n;
  for (const auto* n : {"123", "99999999999", "ບ້ານ 12"}) EXPECT_FALSE(shapes(n).contains("phone")) << n;
}
TEST(Shapes, NothingOddIsADayAMonthAnAmountOrATelephone) {
  for (const auto* s : {"/", "--", "..", "///", "-", "1//2", "\xff\xfe", "9999999999999999999999999999/1/2024"})
    for (const auto* shape : {"day_iso", "day8", "day_dmy", "day8_buddhist", "day_dmy_buddhist", "month_iso", "month6",
                              "month_my", "whole", "grouped", "phone"})
      EXPECT_FALSE(shapes(s).contains(shape)) << s << " as " << shape;
}

}  // namespace
}  // namespace ssiis::mapping
