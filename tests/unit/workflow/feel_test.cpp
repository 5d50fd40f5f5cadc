// Expressions as FEEL has them: where it says null, this says null and keeps the reason.
#include <gtest/gtest.h>

#include "workflow/api.hpp"
#include "workflow/feel_evaluate.hpp"

namespace ssiis::workflow::feel {
namespace {

const Callables no_models;

struct Said {
  std::string value, problem;
};
Said evaluated(std::string_view text, const Fields& variables = {}) {
  Names names;
  for (const auto& [name, v] : variables) {
    names.variables.insert(name);
    if (v.fields())
      for (const auto& [member, unused] : *v.fields()) names.members.insert(member);
  }
  Run run;
  const auto v = evaluate(*parse_expression(text, names), {variables, no_models}, run);
  return {shown(v), run.problem ? run.problem->code : ""};
}
std::string said(std::string_view text, const Fields& variables = {}) { return evaluated(text, variables).value; }
Value number(std::string_view text) { return *Decimal::parse(text); }
Value text(const char* t) { return std::string{t}; }

TEST(Feel, NumbersAreDecimalAndExact) {
  EXPECT_EQ(said("0.1 + 0.2"), "0.3");
  EXPECT_EQ(said("1.10 * 3"), "3.3");
  EXPECT_EQ(said("1 / 3"), "0.3333333333333333333333333333333333");
  EXPECT_EQ(said("2 / 3"), "0.6666666666666666666666666666666667");
  EXPECT_EQ(said("9999999999999999999999999999999999 + 1"), "10000000000000000000000000000000000");
  EXPECT_EQ(said("1.05 ** 12"), "1.795856326022129150390625");
  EXPECT_EQ(said("2 ** -2"), "0.25");
  EXPECT_EQ(said("1e-3 * 1000"), "1");
  EXPECT_EQ(said("-(-.5)"), "0.5");
}

TEST(Feel, TheThirtyFifthDigitIsRoundedHalfToEven) {
  EXPECT_EQ(Decimal::parse("1.0000000000000000000000000000000005")->text(), "1");
  EXPECT_EQ(Decimal::parse("1.0000000000000000000000000000000015")->text(), "1.000000000000000000000000000000002");
  EXPECT_EQ(Decimal::parse("1.00000000000000000000000000000000050000000001")->text(),
            "1.000000000000000000000000000000001");
  EXPECT_EQ(said("1000000000000000000000000000000000 + 0.5"), "1000000000000000000000000000000000");
  EXPECT_EQ(said("1000000000000000000000000000000001 + 0.5"), "1000000000000000000000000000000002");
  EXPECT_EQ(said("1E+90 - 1"), "1E90");
  EXPECT_EQ(said("1E+90 - 1 < 1E+90"), "false");
}

TEST(Feel, NumbersHaveALimitInsteadOfInfinity) {
  EXPECT_EQ(evaluated("10 ** 6145").problem, "workflow.no_result");
  EXPECT_EQ(said("10 ** -99999"), "0");
  EXPECT_EQ(evaluated("9 ** 999999999").problem, "workflow.no_result");
  EXPECT_EQ(evaluated("1 / 0").problem, "workflow.no_result");
  EXPECT_EQ(evaluated("0 ** -1").problem, "workflow.no_result");
  EXPECT_EQ(evaluated("2 ** 0.5").problem, "workflow.no_result");
  EXPECT_FALSE(Decimal::parse("1e6145"));
  for (const char* bad : {"", "-", ".", "1.", "1e", "1e+", "0x1", "1 2", "--1", "1..2", "໑"})
    EXPECT_FALSE(Decimal::parse(bad)) << bad;
}

TEST(Feel, WholeNumbersComeBackUpToTheLastOne) {
  EXPECT_EQ(Decimal{INT64_MAX}.whole(), INT64_MAX);
  EXPECT_EQ(Decimal{INT64_MIN}.text(), "-9223372036854775808");
  EXPECT_FALSE(Decimal::parse("9223372036854775808")->whole());
  EXPECT_FALSE(Decimal::parse("0.5")->whole());
}

TEST(Feel, OperatorsBindAsTheStandardSays) {
  EXPECT_EQ(said("10 + 20 / -5 - 3"), "3");
  EXPECT_EQ(said("2 ** 3 ** 2"), "64");
  EXPECT_EQ(said("-2 ** 2"), "4");
  EXPECT_EQ(said("1 - 2 - 3"), "-4");
  EXPECT_EQ(said("1 + 1 = 2 and 2 < 3 or 1 / 0 = 1"), "true");
}

TEST(Feel, LogicKnowsYesNoAndNull) {
  EXPECT_EQ(said("true and null"), "null");
  EXPECT_EQ(said("false and null"), "false");
  EXPECT_EQ(said("true or null"), "true");
  EXPECT_EQ(said("false or null"), "null");
  EXPECT_EQ(said("not(null)"), "null");
  EXPECT_EQ(said("not(1 = 2)"), "true");
  EXPECT_EQ(said("true and 1"), "null");
}

TEST(Feel, WhatCannotBeCalculatedIsNullWithItsReason) {
  EXPECT_EQ(evaluated("1 + \"1\"").problem, "workflow.no_arithmetic");
  EXPECT_EQ(evaluated("null * 2").value, "null");
  EXPECT_EQ(evaluated("1 = \"1\"").problem, "workflow.kinds_differ");
  EXPECT_EQ(evaluated("1 != null").problem, "");
  EXPECT_EQ(evaluated("null < 1").problem, "workflow.kinds_differ");
  EXPECT_EQ(evaluated("true < false").problem, "workflow.kinds_differ");
  EXPECT_EQ(evaluated("abs(\"x\")").problem, "workflow.function_argument");
  EXPECT_EQ(evaluated("-\"x\"").problem, "workflow.no_arithmetic");
}

TEST(Feel, NamesMayHoldSpacesSignsAndLao) {
  const Fields v{{"Full Name", text("ສົມສັກ")}, {"Approved/Declined", text("Approved")},
                 {"a", number("5")},          {"a-b", number("1")},
                 {"ອາຍຸ", number("40")},       {"order", number("7")}};
  EXPECT_EQ(said("\"ທ່ານ \" + Full   Name", v), "\"ທ່ານ ສົມສັກ\"");
  EXPECT_EQ(said("Approved/Declined = \"Approved\"", v), "true");
  EXPECT_EQ(said("a-b", v), "1");
  EXPECT_EQ(said("a - 2", v), "3");
  EXPECT_EQ(said("ອາຍຸ >= 40", v), "true");
  EXPECT_EQ(said("order + 1", v), "8");
  EXPECT_THROW(said("Full", v), ExpressionError);
}

TEST(Feel, ContextsAreReadByTheirMembers) {
  const Fields v{{"Loan", Value::context({{"amount", number("600")}, {"term months", number("12")}})}};
  EXPECT_EQ(said("Loan.amount / Loan.term months", v), "50");
  EXPECT_EQ(evaluated("Loan.rate", v).problem, "workflow.no_member");
}

TEST(Feel, DaysTimesAndDurationsAreCalculatedWithoutAClock) {
  EXPECT_EQ(said("date(\"2026-01-31\") + duration(\"P1M\")"), "date(\"2026-02-28\")");
  EXPECT_EQ(said("date(\"2024-02-29\") + duration(\"P1Y\")"), "date(\"2025-02-28\")");
  EXPECT_EQ(said("date(\"2026-03-01\") - date(\"2026-02-01\")"), "duration(\"P28D\")");
  EXPECT_EQ(said("date(\"2026-03-01\") - duration(\"P1D\")"), "date(\"2026-02-28\")");
  EXPECT_EQ(said("time(\"23:30:00\") + duration(\"PT1H\")"), "time(\"00:30:00\")");
  EXPECT_EQ(said("date and time(\"2026-01-31T23:00:00\") + @\"PT2H\""), "date and time(\"2026-02-01T01:00:00\")");
  EXPECT_EQ(said("duration(\"P1D\") = duration(\"PT24H\")"), "true");
  EXPECT_EQ(said("@\"P1Y\" * 1.5"), "duration(\"P1Y6M\")");
  EXPECT_EQ(said("years and months duration(date(\"2024-02-29\"), date(\"2026-02-28\"))"), "duration(\"P1Y11M\")");
  EXPECT_EQ(said("time(\"10:00:00+07:00\") = time(\"03:00:00Z\")"), "true");
  EXPECT_EQ(said("date(2026, 4, 15).weekday"), "3");
  EXPECT_EQ(evaluated("date(\"9999-12-31\") + duration(\"P1D\")").problem, "workflow.no_result");
  EXPECT_EQ(evaluated("duration(\"P1D\") + duration(\"P1M\")").problem, "workflow.no_arithmetic");
  EXPECT_EQ(evaluated("time(\"10:00:00\") = time(\"10:00:00Z\")").value, "null");
}

TEST(Feel, RangesAndListsAfterIn) {
  EXPECT_EQ(said("5 in (5..7]"), "false");
  EXPECT_EQ(said("5 in [5..7["), "true");
  EXPECT_EQ(said("5 in (1, 5, 9)"), "true");
  EXPECT_EQ(said("5 in (> 5, [1..2])"), "false");
  EXPECT_EQ(said("\"a\" in [\"a\", \"b\"]"), "true");
  EXPECT_EQ(said("5 in >= 5"), "true");
  EXPECT_EQ(said("1 between 1 and 2 and 3 between 1 and 2"), "false");
}

TEST(Feel, FunctionsOfTheSubset) {
  EXPECT_EQ(said("floor(-1.5) + ceiling(-1.5)"), "-3");
  EXPECT_EQ(said("decimal(2.5, 0)"), "2");
  EXPECT_EQ(said("modulo(-10, 3)"), "2");
  EXPECT_EQ(said("sum(1, 2, 3.5)"), "6.5");
  EXPECT_EQ(said("mean([1, 2])"), "1.5");
  EXPECT_EQ(said("max(date(\"2026-01-01\"), date(\"2026-02-01\"))"), "date(\"2026-02-01\")");
  EXPECT_EQ(said("count([1, null])"), "2");
  EXPECT_EQ(said("string length(\"ລາວ\")"), "3");
  EXPECT_EQ(said("string(1.50)"), "\"1.5\"");
  EXPECT_EQ(said("number(\"12.5\") + 1"), "13.5");
  EXPECT_EQ(said("starts with(\"LA-01\", \"LA\") and contains(\"abc\", \"b\") and list contains([1], 1)"), "true");
}

TEST(Feel, WhatIsNotOfTheSubsetIsRefusedWithASentence) {
  for (const char* bad : {"if a then b else c",
                          "for x in [1] return x",
                          "[1, 2][1]",
                          "{a: 1}",
                          "function(x) x",
                          "x instance of number",
                          "some x in [1] satisfies x > 0",
                          "unknown(1)",
                          "date(\"2026-02-30\")",
                          "@\"2026-13-01\"",
                          "duration(\"1 day\")",
                          "abs()",
                          "abs(1, 2)",
                          "[1..2]",
                          "1 +",
                          "(1",
                          "1)",
                          "'a'",
                          "\"a",
                          "a ? b",
                          "date(",
                          "1 2",
                          "..",
                          "@",
                          "\\",
                          "date(year: 2026)",
                          ""})
    try {
      said(bad);
      ADD_FAILURE() << bad;
    } catch (const ExpressionError& e) {
      EXPECT_GT(std::string_view{e.what()}.size(), 10U) << bad;
    }
}

TEST(Feel, HostileTextsAreRefusedBeforeTheyCostAnything) {
  EXPECT_THROW(said(std::string(900, '(') + "1" + std::string(900, ')')), ExpressionError);
  EXPECT_THROW(said(std::string(1900, '-') + "1"), ExpressionError);
  EXPECT_THROW(said(std::string(900, '[') + std::string(900, ']')), ExpressionError);
  std::string chain = "1";
  for (int i = 0; i < 250; ++i) chain += "+1";
  EXPECT_THROW(said(chain), ExpressionError);
  EXPECT_THROW(said("\"" + std::string(2100, 'x') + "\""), ExpressionError);
  EXPECT_THROW(said("\xff"), ExpressionError);
  EXPECT_EQ(said(std::string(30, '(') + "1" + std::string(30, ')')), "1");
}

// Marks in random order, always the same ones: most are refused, none may crash, and what is parsed can be evaluated.
TEST(Feel, RandomMarksAreParsedOrRefusedAndNeverCrash) {
  static constexpr std::string_view marks[] = {"1",
                                               "-",
                                               "+",
                                               "**",
                                               "*",
                                               "/",
                                               "(",
                                               ")",
                                               "[",
                                               "]",
                                               "..",
                                               ",",
                                               "\"a\"",
                                               "a",
                                               "Full Name",
                                               "and",
                                               "or",
                                               "not(",
                                               "in",
                                               "between",
                                               "<",
                                               ">=",
                                               "=",
                                               "null",
                                               "true",
                                               "date(\"2026-01-01\")",
                                               "duration(\"P1D\")",
                                               "@\"P1M\"",
                                               "max(",
                                               "sum(",
                                               ".",
                                               "year",
                                               "999999999999",
                                               "0",
                                               "1e6000",
                                               "string(",
                                               "\"",
                                               "\\",
                                               "ລາວ",
                                               "if",
                                               "{",
                                               "time(\"10:00:00Z\")"};
  Fields v{{"a", number("3")}, {"Full Name", text("x")}};
  Names names{.variables = {"a", "Full Name"}, .members = {"year"}};
  std::uint64_t state = 20260415;
  const auto next = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  int parsed = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string s;
    for (std::size_t n = 1 + next(9); n > 0; --n)
      s += std::string{marks[next(std::size(marks))]} + (next(3) != 0 ? " " : "");
    feel::Run run;
    try {
      if (i % 2 == 0)
        shown(evaluate(*parse_expression(s, names), {v, no_models}, run));
      else
        holds(parse_tests(s, names), number("3"), {v, no_models}, run);
      ++parsed;
    } catch (const ExpressionError&) {
    } catch (const Exhausted&) {
    }
  }
  EXPECT_GT(parsed, 1000);
}

}  // namespace
}  // namespace ssiis::workflow::feel
