#include <gtest/gtest.h>

#include "names/api.hpp"

namespace ssiis::names {
namespace {

TEST(PhoneKey, OneNumberHoweverItIsWritten) {
  for (const char* text : {"020 55 795 043", "+856 20 55795043", "00856-20-5579-5043", "2055795043", "(020) 5579 5043",
                           "໐໒໐ ໕໕໗໙ ໕໐໔໓", "Tel: 020 55795043", "020 55795043 / 021 212121", "12, 020 55795043"})
    EXPECT_EQ(phone_key(text), "2055795043") << text;
  EXPECT_EQ(phone_key("021 212 121"), "21212121");
  EXPECT_EQ(phone_key("+85621212121"), "21212121");
  EXPECT_EQ(phone_key("030 5554443"), "305554443");
}

TEST(PhoneKey, WhatIsNoNumberIsEmpty) {
  for (const char* text : {"", "-", "020", "123", "020 557950", "+66 2 123 4567 89", "99999999999999", "ບໍ່ມີ"})
    EXPECT_EQ(phone_key(text), "") << text;
}

}  // namespace
}  // namespace ssiis::names
