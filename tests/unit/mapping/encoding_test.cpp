#include <gtest/gtest.h>

#include "mapping/encoding.hpp"

namespace ssiis::mapping {
namespace {

// "ບໍລິສັດ" in IBM code page 1133, and how it looks when its bytes are read as Latin-1.
constexpr std::string_view in_1133 = "\xae\xda\xb7\xc3\xa6\xca\xa9";
constexpr std::string_view in_1133_as_latin = "\xc2\xae\xc3\x9a\xc2\xb7\xc3\x83\xc2\xa6\xc3\x8a\xc2\xa9";

TEST(Encoding, UnicodeLaoIsLao) { EXPECT_EQ(writing_of("ບໍລິສັດ ດອກບົວ ຈຳກັດ"), Writing::lao); }
TEST(Encoding, EnglishIsAscii) {
  EXPECT_EQ(writing_of("Dok Boua Construction Sole Co., Ltd"), Writing::none);
  EXPECT_EQ(writing_of("NAKEO VILLAGE, UNIT 4"), Writing::none);
}
TEST(Encoding, FrenchIsLatin) { EXPECT_EQ(writing_of("Société d'électricité"), Writing::latin); }

TEST(Encoding, BytesOfTheCodePageAreReadBack) {
  EXPECT_EQ(writing_of(in_1133), Writing::code_page);
  EXPECT_EQ(decoded(in_1133, Writing::code_page), "ບໍລິສັດ");
}
TEST(Encoding, TheCodePageReadAsLatinIsReadBack) {
  EXPECT_EQ(writing_of(in_1133_as_latin), Writing::code_page);
  EXPECT_EQ(decoded(in_1133_as_latin, Writing::code_page), "ບໍລິສັດ");
}

// Each byte of the UTF-8 of "ບໍລິສັດ" read as Windows-1252.
TEST(Encoding, DoubledUtf8IsReadBack) {
  std::string doubled;
  for (const char c : std::string_view{"ບໍລິສັດ"}) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0x9A)
      doubled += "š";
    else {
      doubled += static_cast<char>(0xC0 | (byte >> 6));
      doubled += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  EXPECT_EQ(writing_of(doubled), Writing::doubled_utf8);
  EXPECT_EQ(decoded(doubled, Writing::doubled_utf8), "ບໍລິສັດ");
}

TEST(Encoding, WhatOnlyAFontShowsIsNamedAndLeftAlone) {
  EXPECT_EQ(writing_of("[=]yl}f c{;,t}u"), Writing::font);
  EXPECT_EQ(decoded("[=]yl}f", Writing::font), "[=]yl}f");
}
TEST(Encoding, BrokenBytesAreBroken) { EXPECT_EQ(writing_of("\xff\xfe\x01"), Writing::broken); }
TEST(Encoding, NothingIsAscii) { EXPECT_EQ(writing_of(""), Writing::none); }

}  // namespace
}  // namespace ssiis::mapping
