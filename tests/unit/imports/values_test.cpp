#include "imports/values.hpp"

#include <gtest/gtest.h>

namespace ssiis::imports {
namespace {

Cell text(std::string t) { return {CellKind::text, std::move(t)}; }
Cell number(std::string t) { return {CellKind::number, std::move(t)}; }

std::string day(const std::string& t, DayForm form = DayForm::day_first, bool buddhist = false,
                std::optional<int> yy = {}) {
  const auto v = day_value(text(t), {NumberForm::asked, form, buddhist, yy});
  return v.fault.empty() ? v.text : v.fault;
}
std::string kip(const std::string& t, NumberForm form) {
  const auto v = kip_value(text(t), {form, DayForm::asked, false, {}});
  return v.fault.empty() ? v.text : v.fault;
}

TEST(DayValues, AreReadInEveryFormThatNeedsNoGuess) {
  EXPECT_EQ(day("2026-11-30"), "2026-11-30");
  EXPECT_EQ(day("20261130"), "2026-11-30");
  EXPECT_EQ(day("30/11/2026"), "2026-11-30");
  EXPECT_EQ(day("3.4.2026"), "2026-04-03");
  EXPECT_EQ(day("໓໐/໑໑/໒໐໒໖"), "2026-11-30");
  EXPECT_EQ(day("30-11-2026 08:15:00"), "2026-11-30");
  EXPECT_EQ(day("11/30/2026", DayForm::month_first), "2026-11-30");
  EXPECT_EQ(day(""), "");
  EXPECT_EQ(day("30/11/2026", DayForm::asked), "2026-11-30") << "30 is no month";
  EXPECT_EQ(day("5/5/2026", DayForm::asked), "2026-05-05") << "the same either way";
}

TEST(DayValues, AreRefusedWhereTheyCouldMeanTwoDays) {
  EXPECT_EQ(day("03/04/2026", DayForm::asked), "value.day_ambiguous");
  EXPECT_EQ(day("3.4.26"), "value.two_digit_year");
  EXPECT_EQ(day("3.4.26", DayForm::day_first, false, 2026), "2026-04-03");
  EXPECT_EQ(day("3.4.27", DayForm::day_first, false, 2026), "1927-04-03");
  EXPECT_EQ(day("30/11/2569"), "value.buddhist_year");
  EXPECT_EQ(day("30/11/2569", DayForm::day_first, true), "2026-11-30");
  EXPECT_EQ(day("30/11/2026", DayForm::day_first, true), "value.year_not_buddhist");
  EXPECT_EQ(day("3.4.69", DayForm::day_first, true, 2026), "2026-04-03");
}

TEST(DayValues, ThatAreNoneAreRefused) {
  for (const char* wrong :
       {"31/02/2026", "2026-13-01", "tomorrow", "30/11", "1/1/1", "30/11-2026", "2026-11-30-1", "99999999"})
    EXPECT_EQ(day(wrong), "value.not_a_day") << wrong;
  EXPECT_EQ(day("11/30/2026"), "value.not_a_day") << "the column has days first";
}

TEST(DayValues, OfWorkbooksComeAsDays) {
  EXPECT_EQ(day_value({CellKind::day, "2026-11-30"}, {}).text, "2026-11-30");
  EXPECT_EQ(day_value({CellKind::day, "2569-11-30"}, {}).fault, "value.buddhist_year");
  EXPECT_EQ(day_value({CellKind::error, "#N/A"}, {}).fault, "value.error_in_cell");
  EXPECT_EQ(day_value({CellKind::error, "formula"}, {}).fault, "value.formula_without_value");
}

TEST(MonthValues, AreReadFromMonthsAndDays) {
  const ValueRules rules{NumberForm::asked, DayForm::day_first, false, {}};
  for (const char* t : {"2026-11", "11/2026", "202611", "2026/11", "30/11/2026", "໑໑-໒໐໒໖"})
    EXPECT_EQ(month_value(text(t), rules).text, "2026-11") << t;
  for (const char* t : {"2026-13", "26-11", "x", "2026"})
    EXPECT_EQ(month_value(text(t), rules).fault, "value.not_a_month") << t;
}

TEST(KipValues, AreReadInTheFormOfTheColumn) {
  EXPECT_EQ(kip("1.234.567", NumberForm::dot_groups), "1234567");
  EXPECT_EQ(kip("1.234.567,00", NumberForm::dot_groups), "1234567");
  EXPECT_EQ(kip("1,234,567.00 ກີບ", NumberForm::comma_groups), "1234567");
  EXPECT_EQ(kip("₭ 4.500.000", NumberForm::dot_groups), "4500000");
  EXPECT_EQ(kip("໑.໕໐໐.໐໐໐", NumberForm::dot_groups), "1500000");
  EXPECT_EQ(kip("-250", NumberForm::plain), "value.negative_amount");
  EXPECT_EQ(kip_value(number("-5"), {}).fault, "value.negative_amount");
  EXPECT_EQ(kip("-0", NumberForm::plain), "0");
  EXPECT_EQ(kip("", NumberForm::plain), "");
}

TEST(KipValues, AreNeverGuessed) {
  EXPECT_EQ(kip("1.234", NumberForm::asked), "value.number_ambiguous");
  EXPECT_EQ(kip("1.234.567", NumberForm::asked), "1234567") << "can only be one number";
  EXPECT_EQ(kip("1.234.567,00", NumberForm::asked), "1234567");
  EXPECT_EQ(kip("2,500,000.00", NumberForm::asked), "2500000");
  EXPECT_EQ(kip("2.500.000,50", NumberForm::asked), "value.parts_of_a_kip");
  EXPECT_EQ(kip("1,234.567", NumberForm::dot_groups), "value.other_number_form");
  EXPECT_EQ(kip("1.234,56", NumberForm::dot_groups), "value.parts_of_a_kip");
  EXPECT_EQ(kip("12.34.567", NumberForm::dot_groups), "value.not_a_number");
  EXPECT_EQ(kip("1.234", NumberForm::plain), "value.not_a_number");
  EXPECT_EQ(kip("4 million", NumberForm::plain), "value.not_a_number");
  EXPECT_EQ(kip("99999999999999999999", NumberForm::plain), "value.not_a_number");
}

TEST(NumbersOfWorkbooks, KeepTheirDigitsOrAreRefused) {
  EXPECT_EQ(text_value(number("1.01348173700E+11"), 64).text, "101348173700");
  EXPECT_EQ(text_value(number("239377778"), 64).text, "239377778");
  EXPECT_EQ(text_value(number("1.2345678901234567E+17"), 64).fault, "value.number_lost_digits");
  EXPECT_EQ(kip_value(number("1234567.0000000002"), {}).text, "1234567");
  EXPECT_EQ(kip_value(number("0.5"), {}).fault, "value.parts_of_a_kip");
  EXPECT_EQ(text_value(number("12.5"), 64).text, "12.5");
  EXPECT_EQ(text_value(number("1.2E5'''"), 64).fault, "value.error_in_cell");
  for (const char* none : {"1-2", "-", "--5", "nan", "inf", "0x1"})
    EXPECT_FALSE(kip_value(number(none), {}).fault.empty()) << none;
}

TEST(Texts, ThatLostTheirLettersAreRefused) {
  EXPECT_EQ(text_value(text("ບໍລິສັດ\xE2\x80\x8B ດອກບົວ "), 64).text, "ບໍລິສັດ ດອກບົວ");
  EXPECT_EQ(text_value(text("àºšà»àº¥"), 64).fault, "value.damaged_text");
  EXPECT_EQ(text_value(text("ab\xEF\xBF\xBD"), 64).fault, "value.damaged_text");
  EXPECT_EQ(text_value(text("abcdef"), 5).fault, "value.too_long");
}

TEST(Evidence, DecidesTheFormOfAColumnOrAsks) {
  const auto numbers = [](std::initializer_list<const char*> seen) {
    NumberEvidence e;
    for (const auto* t : seen) e.see(text(t));
    return e.form();
  };
  EXPECT_EQ(numbers({"1.234", "1.234.567"}), NumberForm::dot_groups);
  EXPECT_EQ(numbers({"1,234", "12,345.50"}), NumberForm::comma_groups);
  EXPECT_EQ(numbers({"1.234", "999"}), NumberForm::asked);
  EXPECT_EQ(numbers({"1.234.567", "1,234,567"}), NumberForm::asked);
  EXPECT_EQ(numbers({"1234", "5"}), NumberForm::plain);
  const auto days = [](std::initializer_list<const char*> seen) {
    DayEvidence e;
    for (const auto* t : seen) e.see(text(t));
    return e.form();
  };
  EXPECT_EQ(days({"03/04/2026", "25/04/2026"}), DayForm::day_first);
  EXPECT_EQ(days({"03/04/2026", "04/25/2026"}), DayForm::month_first);
  EXPECT_EQ(days({"03/04/2026"}), DayForm::asked);
  EXPECT_EQ(days({"25/04/2026", "04/25/2026"}), DayForm::asked);
  EXPECT_EQ(days({"2026-04-03"}), DayForm::year_first);
  DayEvidence buddhist;
  buddhist.see(text("25/04/2569"));
  EXPECT_TRUE(buddhist.buddhist());
}

}  // namespace
}  // namespace ssiis::imports
