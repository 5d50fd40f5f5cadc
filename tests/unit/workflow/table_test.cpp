#include <gtest/gtest.h>

#include "workflow/api.hpp"

namespace ssiis::workflow {
namespace {

std::string row(std::string_view id, std::vector<std::string> in, std::vector<std::string> out) {
  std::string s = "<rule id=\"" + std::string{id} + "\">";
  for (const auto& c : in) s += "<inputEntry><text><![CDATA[" + c + "]]></text></inputEntry>";
  for (const auto& c : out) s += "<outputEntry><text><![CDATA[" + c + "]]></text></outputEntry>";
  return s + "</rule>\n";
}
std::string table(const std::string& rules, std::string_view policy = "UNIQUE") {
  return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="x" name="x">
<decision id="period" name="Period"><decisionTable hitPolicy=")" +
         std::string{policy} + R"(">
<input><inputExpression typeRef="string"><text>key</text></inputExpression></input>
<input><inputExpression typeRef="number"><text>workers</text></inputExpression></input>
<input><inputExpression typeRef="date"><text>anchor</text></inputExpression></input>
<output name="days" typeRef="number"/>
)" + rules +
         "</decisionTable></decision></definitions>";
}
std::optional<DecisionTable> read_table(const std::string& text, Findings& findings) {
  const auto xml = XmlSource::read(text, "t.dmn", findings);
  if (!xml) return std::nullopt;
  auto all = DecisionTable::read(*xml, findings);
  return all.empty() ? std::nullopt : std::optional{all.front()};
}
Variables asked(const char* key, std::int64_t workers, Day anchor) {
  return {{"key", std::string{key}}, {"workers", workers}, {"anchor", anchor}};
}

class Table : public testing::Test {
 protected:
  DecisionTable given(const std::string& rules) {
    Findings f;
    auto t = read_table(table(rules), f);
    for (const auto& x : f) ADD_FAILURE() << text_of(x);
    return t.value();
  }
};

TEST_F(Table, OneRuleDecidesByTextNumberAndDate) {
  const auto t = given(row("r1", {"\"a\"", "[10..50)", ">= date(\"2026-01-01\")"}, {"5"}) +
                       row("r2", {"\"a\"", ">= 50", "-"}, {"15"}) + row("r3", {"not(\"a\", \"b\")", "-", "-"}, {"1"}));
  const auto r = t.decide(asked("a", 10, Day{2026, 1, 1}));
  ASSERT_TRUE(r);
  EXPECT_EQ(r->rule, "r1");
  EXPECT_EQ(r->outputs.at("days"), Value{std::int64_t{5}});
  EXPECT_EQ(t.decide(asked("a", 50, Day{2020, 1, 1}))->rule, "r2");
  EXPECT_EQ(t.decide(asked("c", 0, Day{2020, 1, 1}))->rule, "r3");
  EXPECT_EQ(t.texts_of_input("key"), (std::vector<std::string>{"a", "a", "a", "b"}));
}

TEST_F(Table, NoRuleIsAnAnswerOfItsOwn) {
  const auto t = given(row("r1", {"\"a\"", "-", "-"}, {"5"}));
  const auto r = t.decide(asked("b", 1, Day{2026, 1, 1}));
  ASSERT_TRUE(r);
  EXPECT_FALSE(static_cast<bool>(*r));
  EXPECT_TRUE(r->outputs.empty());
}

// Cells with names in them are not known at deployment.
TEST_F(Table, TwoRulesAreAnErrorThatNamesBoth) {
  const auto t = given(row("r1", {"\"a\"", "<= few", "-"}, {"5"}) + row("r2", {"\"a\"", ">= few", "-"}, {"6"}));
  auto v = asked("a", 9, Day{2026, 1, 1});
  v["few"] = std::int64_t{10};
  EXPECT_EQ(t.decide(v)->rule, "r1");
  v["workers"] = std::int64_t{10};
  const auto r = t.decide(v);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.rejection().code, "workflow.table_two_rules");
  EXPECT_EQ(r.rejection().args, (std::vector<std::string>{"Period", "r1", "r2"}));
}

TEST_F(Table, MissingOrWrongInputIsRefused) {
  const auto t = given(row("r1", {"\"a\"", "< 10", "-"}, {"5"}));
  auto v = asked("a", 1, Day{2026, 1, 1});
  v["workers"] = std::string{"1"};
  EXPECT_EQ(t.decide(v).rejection().code, "workflow.value_type");
  v.erase("workers");
  EXPECT_EQ(t.decide(v).rejection().code, "workflow.unknown_variable");
}

TEST(TableFile, WrongCellsAndPoliciesAreFoundAtTheirLine) {
  const auto finding = [](const std::string& text) {
    Findings f;
    EXPECT_FALSE(read_table(text, f));
    return f.empty() ? Finding{} : f.front();
  };
  EXPECT_EQ(finding(table(row("r1", {"\"a\"", "-", "-"}, {"5"}), "BEST")).code, "dmn.hit_policy");
  const auto cell = finding(table(row("r1", {"\"a\"", "-", "-"}, {"5"}) + row("r2", {"if", "-", "-"}, {"5"})));
  EXPECT_EQ(cell.code, "dmn.cell");
  EXPECT_EQ(cell.line, 8);
  EXPECT_EQ(finding(table(row("r1", {"\"a\"", "-"}, {"5"}))).code, "dmn.rule_shape");
  EXPECT_EQ(finding(table(row("r1", {"\"a\"", "-", "-"}, {"days *"}))).code, "dmn.cell");
  EXPECT_EQ(finding(table(row("r1", {"\"a\"", "\"10\"", "-"}, {"5"}))).code, "dmn.cell_kind");
  EXPECT_EQ(finding(table("")).code, "dmn.no_rules");
  EXPECT_EQ(finding("<x/>").code, "dmn.not_dmn");
}

}  // namespace
}  // namespace ssiis::workflow
