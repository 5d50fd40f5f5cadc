#include "names/identifiers.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ssiis::names {
namespace {

constexpr Day today{2026, 11, 30};

std::string with_rules(const std::string& rules) {
  return "<identifiers><identifier code='x' lo='ຂ' en='x' register_lo='ຂ' register_en='x'>" + rules +
         "</identifier></identifiers>";
}
std::string rule(const std::string& pattern, const std::string& rest, const std::string& from = "2020-01-01") {
  return "<rule from='" + from + "' pattern='" + pattern + "' source_lo='ຂ' source_en='x' " + rest + "/>";
}
Verdict verdict(const Identifiers& ids, std::string_view text, Day day = today) {
  return ids.check("x", text, day).verdict;
}

TEST(Identifiers, ThoseOfTheHouseAreReadAndRefuseNothingUnconfirmed) {
  const auto ids = Identifiers::read_file(SSIIS_IDENTIFIERS);
  for (const auto& kind : ids.kinds()) {
    bool all_confirmed = true;
    for (const auto& r : kind.rules) {
      all_confirmed = all_confirmed && r.confirmed;
      EXPECT_TRUE(!r.confirmed || !r.legal.empty()) << kind.code << " is confirmed by nothing";
    }
    EXPECT_EQ(ids.check(kind.code, "?!1", today).verdict, all_confirmed ? Verdict::wrong : Verdict::warn) << kind.code;
  }
  EXPECT_EQ(ids.check("tin", "367825528-7-05", today).verdict, Verdict::ok);
  EXPECT_EQ(ids.check("tin", "36782552", today).verdict, Verdict::wrong);
  EXPECT_EQ(ids.check("tin", "36782552", Day{2007, 10, 4}).verdict, Verdict::ok);  // before the decree
  EXPECT_EQ(ids.check("ss_no", "525 929 408", today).number, "525929408");
  EXPECT_EQ(ids.check("ss_no", "52592940", today).verdict, Verdict::warn);
  EXPECT_EQ(ids.check("id_no", "pc2717015", today).verdict, Verdict::ok);
  EXPECT_EQ(ids.check("unheard_of", "1", today).verdict, Verdict::ok);
  EXPECT_EQ(ids.check("tin", "  ", today).verdict, Verdict::ok);
}

TEST(Identifiers, NumbersAreComparedWithoutWhatIsWrittenAround) {
  EXPECT_EQ(normalised_number(" ໐໑-100 32.95/a "), "011003295A");
  EXPECT_EQ(normalised_number(std::string(99, '1')).size(), 40u);
}

TEST(Identifiers, CheckDigitsAreCounted) {
  const auto luhn = Identifiers::read(with_rules(rule("[0-9]{2,20}", "check='luhn' confirmed='yes'")));
  EXPECT_EQ(verdict(luhn, "79927398713"), Verdict::ok);
  EXPECT_EQ(verdict(luhn, "79927398712"), Verdict::wrong);
  EXPECT_EQ(luhn.check("x", "79927398712", today).why, "identifier.check_digit");
  EXPECT_EQ(luhn.check("x", "A", today).why, "identifier.pattern");
  const auto mod97 = Identifiers::read(with_rules(rule("[0-9]{2,20}", "check='mod97' confirmed='yes'")));
  EXPECT_EQ(verdict(mod97, "79444"), Verdict::ok);  // the example of ISO 7064
  EXPECT_EQ(verdict(mod97, "79445"), Verdict::wrong);
  EXPECT_EQ(verdict(mod97, "98"), Verdict::ok);
  const auto mod11 =
      Identifiers::read(with_rules(rule("[0-9]{10}", "check='mod11' weights='10,9,8,7,6,5,4,3,2' confirmed='yes'")));
  EXPECT_EQ(verdict(mod11, "0306406152"), Verdict::ok);  // a book's number, whose last digit is known to be right
  EXPECT_EQ(verdict(mod11, "0306406153"), Verdict::wrong);
  EXPECT_EQ(verdict(mod11, "0360406152"), Verdict::wrong);  // two digits exchanged
}

TEST(Identifiers, RulesHoldFromDayToDayAndOneOfThemIsEnough) {
  const auto ids = Identifiers::read(with_rules(rule("[0-9]{5}", "check='none' confirmed='yes' until='2025-12-31'") +
                                                rule("L[0-9]{6}", "check='none' confirmed='yes'", "2025-06-01")));
  EXPECT_EQ(verdict(ids, "12345", Day{2025, 5, 31}), Verdict::ok);
  EXPECT_EQ(verdict(ids, "L123456", Day{2025, 5, 31}), Verdict::wrong);
  EXPECT_EQ(verdict(ids, "12345", Day{2025, 12, 31}), Verdict::ok);
  EXPECT_EQ(verdict(ids, "l-123456", Day{2025, 12, 31}), Verdict::ok);
  EXPECT_EQ(verdict(ids, "12345", Day{2026, 1, 1}), Verdict::wrong);
  EXPECT_EQ(verdict(ids, "12345", Day{2019, 1, 1}), Verdict::ok);  // no rule then
}

TEST(Identifiers, WhatCannotBeReadIsNamed) {
  for (const auto& bad :
       {rule("[0-9", "check='none' confirmed='no'"), rule("[9-0]", "check='none' confirmed='no'"),
        rule("[0-9]{3,2}", "check='none' confirmed='no'"), rule(".*", "check='none' confirmed='no'"),
        rule("[0-9]", "check='mod12' confirmed='no'"), rule("[0-9]", "check='mod11' confirmed='no'"),
        rule("[0-9]", "check='none' weights='1' confirmed='no'"), rule("[0-9]", "check='none' confirmed='maybe'"),
        rule("[0-9]", "check='none' confirmed='no'", "2020-02-30"), std::string{}}) {
    try {
      Identifiers::read(with_rules(bad));
      ADD_FAILURE() << bad;
    } catch (const std::runtime_error& e) {
      EXPECT_NE(std::string{e.what()}.find("identifiers: x: "), std::string::npos) << e.what();
    }
  }
  EXPECT_THROW(Identifiers::read("<identifiers/>"), std::runtime_error);
  EXPECT_THROW(Identifiers::read("no xml"), std::runtime_error);
}

}  // namespace
}  // namespace ssiis::names
