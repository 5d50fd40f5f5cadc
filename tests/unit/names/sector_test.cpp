#include <gtest/gtest.h>

#include <fstream>

#include "names/api.hpp"

namespace ssiis::names {
namespace {

TEST(SectorPath, EveryWritingOfACodeIsOneWay) {
  for (const auto* written : {"F", "f", " F "}) EXPECT_EQ(sector_path(written), "F") << written;
  for (const auto* written : {"4100", "F4100", "F-4100", "f 41.00", "4100 Construction of buildings", "໔໑໐໐"})
    EXPECT_EQ(sector_path(written), "F4100") << written;
  EXPECT_EQ(sector_path("01"), "A01");
  EXPECT_EQ(sector_path("41001"), "F41001");
}

TEST(SectorPath, WhatIsNoCodeHasNone) {
  for (const auto* written : {"", "V", "4", "0410", "34", "F12", "I T services", "Construction", "410000", "ກໍ່ສ້າງ"})
    EXPECT_EQ(sector_path(written), "") << written;
}

// The list that is shipped and the sections that are compared are one classification.
TEST(SectorPath, AgreesWithTheShippedList) {
  std::ifstream in{SSIIS_SECTORS};
  std::string line, section;
  std::size_t codes = 0;
  for (std::getline(in, line); std::getline(in, line);) {
    const auto code = line.substr(7, line.find(',', 7) - 7);  // sector,CODE,level,…
    if (code.size() == 1) section = code;
    EXPECT_EQ(sector_path(code), code.size() == 1 ? section : section + code);
    ++codes;
  }
  EXPECT_EQ(codes, 766U);
}

}  // namespace
}  // namespace ssiis::names
