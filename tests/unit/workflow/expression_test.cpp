#include <gtest/gtest.h>

#include "workflow/api.hpp"

namespace ssiis::workflow {
namespace {

const Variables some{{"approval", std::string{"revise"}}, {"enquiry", true},    {"days", std::int64_t{7}},
                     {"day", Day{2026, 4, 15}},           {"nothing", Value{}}, {"name", std::string{"ສົມສັກ"}}};

bool holds(std::string_view text) {
  const auto r = Expression::parse(text).holds(some);
  if (!r) throw std::runtime_error{r.rejection().code};
  return *r;
}
std::string refusal(std::string_view text) {
  const auto r = Expression::parse(text).holds(some);
  return r ? "" : r.rejection().code;
}

TEST(Expression, ComparesTextNumbersDatesAndYesNo) {
  EXPECT_TRUE(holds("approval = \"revise\""));
  EXPECT_FALSE(holds("approval = \"refused\""));
  EXPECT_TRUE(holds("enquiry = true"));
  EXPECT_TRUE(holds("enquiry"));
  EXPECT_TRUE(holds("days >= 7 and days < 8"));
  EXPECT_TRUE(holds("days > -1"));
  EXPECT_TRUE(holds("day = date(\"2026-04-15\")"));
  EXPECT_TRUE(holds("day between date(\"2026-04-15\") and date(\"2026-04-16\")"));
  EXPECT_TRUE(holds("name = \"ສົມສັກ\""));
  EXPECT_TRUE(holds("days + 1.5 = 8.5 and days < 99999999999999999999"));
  EXPECT_TRUE(holds("nothing = null and approval != null"));
}

TEST(Expression, AndBindsStrongerThanOr) {
  EXPECT_TRUE(holds("enquiry = true or days = 1 and days = 2"));
  EXPECT_FALSE(holds("(enquiry = true or days = 1) and days = 2"));
  EXPECT_TRUE(holds("not(days = 1)"));
}

TEST(Expression, KnowsListsAndRangesWithOpenEnds) {
  EXPECT_TRUE(holds("approval in (\"refused\", \"revise\")"));
  EXPECT_TRUE(holds("days in [7..9]"));
  EXPECT_FALSE(holds("days in (7..9]"));
  EXPECT_FALSE(holds("days in [1..7)"));
}

TEST(Expression, AnUnknownVariableIsARefusalEvenWhereTheOtherSideDecides) {
  EXPECT_EQ(refusal("approved = true"), "workflow.unknown_variable");
  EXPECT_EQ(refusal("enquiry = true or approved = true"), "workflow.unknown_variable");
  EXPECT_EQ(refusal("enquiry = false and approved = true"), "workflow.unknown_variable");
  EXPECT_EQ(refusal("not(approved = false)"), "workflow.unknown_variable");
}

TEST(Expression, ValuesOfTwoKindsAreNotCompared) {
  EXPECT_EQ(refusal("days = \"7\""), "workflow.kinds_differ");
  EXPECT_EQ(refusal("enquiry = \"true\""), "workflow.kinds_differ");
  EXPECT_EQ(refusal("nothing > 3"), "workflow.kinds_differ");
  EXPECT_EQ(refusal("enquiry < true"), "workflow.kinds_differ");
  EXPECT_EQ(refusal("days"), "workflow.not_yes_or_no");
  EXPECT_EQ(refusal("approval and enquiry"), "workflow.not_yes_or_no");
}

TEST(Expression, RefusesWhatCannotBeRead) {
  for (const char* bad : {"", "  ", "approval =", "= 3", "approval = 'revise'", "approval = \"revise", "a = 1 b = 2",
                          "date(\"2026-02-30\") = day", "date(3) = day", "days in [1..", "(days = 1", "days == 7",
                          "days = 7;", "and", "x.. = 3", "days <> 7", "\xff = 1", "run(\"rm\")", "a[1] = 2"})
    EXPECT_THROW(Expression::parse(bad), ExpressionError) << bad;
}

TEST(Expression, DeepAndLongTextsAreRefusedInsteadOfExhaustingTheStack) {
  EXPECT_THROW(Expression::parse(std::string(900, '(') + "1" + std::string(900, ')')), ExpressionError);
  EXPECT_THROW(Expression::parse("a = \"" + std::string(3000, 'x') + "\""), ExpressionError);
  EXPECT_TRUE(holds(std::string(30, '(') + "enquiry" + std::string(30, ')')));
}

TEST(Expression, TellsItsVariables) {
  EXPECT_EQ(Expression::parse("a = 1 and not(b.c in (\"x\", d))").names(), (std::set<std::string>{"a", "b.c", "d"}));
}

TEST(Value, ComesBackAsItWasStored) {
  for (const Value& v : {Value{}, Value{true}, Value{false}, Value{std::int64_t{-9007199254740993}},
                         Value{Day{2026, 12, 2}}, Value{std::string{"ລາວ \"x\""}}})
    EXPECT_EQ(decoded(kind_of(v), encoded(v)), v);
  EXPECT_THROW(decoded(ValueKind::number, "12x"), std::runtime_error);
  EXPECT_THROW(decoded(ValueKind::day, "2026-13-01"), std::runtime_error);
}

}  // namespace
}  // namespace ssiis::workflow
