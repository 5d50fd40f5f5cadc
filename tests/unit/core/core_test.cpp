#include <gtest/gtest.h>

#include <limits>

#include "core/api.hpp"

namespace ssiis {
namespace {

TEST(Money, AddsAndRefusesToWrap) {
  EXPECT_EQ((Money::kip(270'000) + Money::kip(247'500)).units(), 517'500);
  EXPECT_THROW(Money::kip(std::numeric_limits<std::int64_t>::max()) + Money::kip(1), std::overflow_error);
  EXPECT_THROW(Money::kip(std::numeric_limits<std::int64_t>::min()) - Money::kip(1), std::overflow_error);
  EXPECT_THROW(Money::kip(std::numeric_limits<std::int64_t>::max()) * 2, std::overflow_error);
}

TEST(Day, ReadsOnlyRealDates) {
  EXPECT_EQ(Day::parse("2026-11-23")->iso(), "2026-11-23");
  EXPECT_EQ(Day::parse("2024-02-29")->plus(1).iso(), "2024-03-01");
  for (const char* bad :
       {"2026-02-29", "2026-13-01", "2026-1-01", "26-11-23", "2026-11-2x", "", "2026/11/23", "2026-11-23 "})
    EXPECT_FALSE(Day::parse(bad)) << bad;
}

TEST(Instant, TextKeepsEveryMicrosecondAndSorts) {
  const Instant t{1'795'000'000'123'456};
  EXPECT_EQ(Instant::parse(t.iso()), t);
  EXPECT_LT(t.iso(), Instant{t.us() + 1}.iso());
  EXPECT_FALSE(Instant::parse("2026-11-23T25:00:00.000000Z"));
}

TEST(Instant, TheLegalDayBeginsAtSeventeenHoursUtc) {
  EXPECT_EQ(Instant::parse("2026-11-22T16:59:59.999999Z")->day().iso(), "2026-11-22");
  EXPECT_EQ(Instant::parse("2026-11-22T17:00:00.000000Z")->day().iso(), "2026-11-23");
  EXPECT_EQ(Instant::parse("2026-11-22T17:05:00.000000Z")->local_clock(), "00:05");
}

TEST(Month, CountsAcrossYears) {
  EXPECT_EQ(Month::parse("2025-11")->plus(3).iso(), "2026-02");
  EXPECT_EQ(Month::of(Day{2026, 1, 31}).plus(-1).iso(), "2025-12");
  EXPECT_FALSE(Month::parse("2025-00"));
}

TEST(Text, KipIsReadInBothStylesAndNeverGuessed) {
  EXPECT_EQ(kip_amount("4500000"), 4'500'000);
  EXPECT_EQ(kip_amount("4.500.000"), 4'500'000);
  EXPECT_EQ(kip_amount("4,500,000"), 4'500'000);
  EXPECT_EQ(kip_amount(" ໔.໕໐໐.໐໐໐ "), 4'500'000);
  for (const char* bad : {"4.500,00", "4.50", "4,5", "", "-", "1.2345", "12x", ".500", "99999999999999999999"})
    EXPECT_FALSE(kip_amount(bad)) << bad;
}

TEST(Text, BadUtf8AndNulAreSeen) {
  EXPECT_TRUE(valid_utf8("ບໍລິສັດ 😀"));
  EXPECT_FALSE(valid_utf8("\xC3\x28"));
  EXPECT_FALSE(valid_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(valid_utf8(std::string_view{"a\0b", 3}));
}

TEST(Text, PercentCodingIsUndone) {
  const std::string raw = "ເລກ 1&2=3/?";
  EXPECT_EQ(percent_decoded(percent_encoded(raw), false), raw);
  EXPECT_EQ(percent_decoded("a+b", true), "a b");
  EXPECT_FALSE(percent_decoded("%4", false));
  EXPECT_FALSE(percent_decoded("%zz", false));
}

TEST(Bytes, HashesAreTheStandardOnes) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256Stream s;
  s.add(as_bytes("a"));
  s.add(as_bytes("bc"));
  EXPECT_EQ(s.finish(), sha256("abc"));
  EXPECT_EQ(from_hex("00ff").size(), 2u);
  EXPECT_TRUE(from_hex("0").empty());
  EXPECT_NE(random_bytes(16), random_bytes(16));
}

TEST(Password, MatchesOnlyItself) {
  const auto stored = hash_password("demo");
  EXPECT_TRUE(password_matches("demo", stored));
  EXPECT_FALSE(password_matches("Demo", stored));
  EXPECT_NE(stored, hash_password("demo"));
  for (const char* bad : {"", "scrypt$1$1$1$00$00", "scrypt$16384$8$1$zz$00", "md5$x", "scrypt$999999999$8$1$00$00"})
    EXPECT_FALSE(password_matches("demo", bad)) << bad;
}

TEST(Settings, ElementsAndAttributesBecomeKeys) {
  const auto s = Settings::from_text("<m><a b='1'><c>x</c></a><on>true</on></m>", "t");
  EXPECT_EQ(s.number("a.b", 0), 1);
  EXPECT_EQ(s.text("a.c", ""), "x");
  EXPECT_TRUE(s.flag("on", false));
  EXPECT_THROW(s.number("a.c", 0), SettingsError);
  EXPECT_THROW(Settings::from_text("<m><a>1</a><a>2</a></m>", "t"), SettingsError);
  EXPECT_THROW(Settings::from_text("<m>", "t"), SettingsError);
}

}  // namespace
}  // namespace ssiis
