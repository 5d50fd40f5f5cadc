// DMN models of our own: what is required, hit policies, types, and what deployment refuses.
#include <gtest/gtest.h>

#include "workflow/api.hpp"

namespace ssiis::workflow::dmn {
namespace {

using feel::Decimal;
using feel::Fields;

std::string file(const std::string& body, std::string_view space = "https://www.omg.org/spec/DMN/20230324/MODEL/") {
  return "<definitions xmlns=\"" + std::string{space} + "\" name=\"m\" namespace=\"urn:x\">\n" + body +
         "</definitions>";
}
std::shared_ptr<const Model> read(const std::string& text, Findings& findings) {
  const auto xml = XmlSource::read(text, "m.dmn", findings);
  return xml ? Model::read(*xml, findings) : nullptr;
}
std::shared_ptr<const Model> given(const std::string& body) {
  Findings f;
  auto m = read(file(body), f);
  for (const auto& x : f) ADD_FAILURE() << text_of(x);
  if (!m) throw std::runtime_error{"refused"};
  return m;
}
Finding refused(const std::string& text) {
  Findings f;
  EXPECT_EQ(read(text, f), nullptr);
  return f.empty() ? Finding{} : f.front();
}
std::string refusal(const std::string& body) { return refused(file(body)).code; }
std::string said(const Model& m, std::string_view decision, const Fields& inputs = {}) {
  return shown(m.decide(*m.decision(decision), inputs).value);
}
feel::Value number(std::int64_t n) { return Decimal{n}; }
feel::Value text(const char* t) { return std::string{t}; }

std::string expression(const std::string& name, const std::string& text, const std::string& more = {}) {
  return "<decision id=\"d_" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"/>" + more +
         "<literalExpression><text><![CDATA[" + text + "]]></text></literalExpression></decision>\n";
}
std::string input(const std::string& name, const std::string& type) {
  return "<inputData id=\"i_" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type +
         "\"/></inputData>\n";
}
std::string needs(std::string_view what, std::string_view id) {
  return "<informationRequirement><required" + std::string{what} + " href=\"#" + std::string{id} +
         "\"/></informationRequirement>";
}
std::string knows(std::string_view id) {
  return "<knowledgeRequirement><requiredKnowledge href=\"#" + std::string{id} + "\"/></knowledgeRequirement>";
}
std::string model_of(const std::string& name, const std::string& parameter, const std::string& body,
                     const std::string& more = {}) {
  return "<businessKnowledgeModel id=\"b_" + name + "\" name=\"" + name + "\"><variable name=\"" + name +
         "\"/><encapsulatedLogic><formalParameter name=\"" + parameter +
         "\" typeRef=\"number\"/><literalExpression><text>" + body + "</text></literalExpression></encapsulatedLogic>" +
         more + "</businessKnowledgeModel>\n";
}
// A table of the number n with one output; rules "cell => result".
std::string table(std::string_view policy, const std::vector<std::pair<std::string, std::string>>& rules,
                  const std::string& inside_output = {}, const std::string& type = "number") {
  std::string s = input("n", "number") + "<decision id=\"t\" name=\"T\"><variable name=\"T\"/>" +
                  needs("Input", "i_n") + "<decisionTable " + std::string{policy} +
                  "><input><inputExpression typeRef=\"number\"><text>n</text></inputExpression></input>"
                  "<output typeRef=\"" +
                  type + "\">" + inside_output + "</output>\n";
  int id = 0;
  for (const auto& [cell, result] : rules)
    s += "<rule id=\"r" + std::to_string(++id) + "\"><inputEntry><text><![CDATA[" + cell +
         "]]></text></inputEntry><outputEntry><text><![CDATA[" + result + "]]></text></outputEntry></rule>\n";
  return s + "</decisionTable></decision>";
}
std::string decided(const std::string& body, std::int64_t n) { return said(*given(body), "T", {{"n", number(n)}}); }

TEST(Dmn, DecisionsRequireInputsAndEachOther) {
  const auto m = given(input("wage", "number") + expression("base", "wage * 0.055", needs("Input", "i_wage")) +
                       expression("due", "base + base", needs("Decision", "d_base")));
  EXPECT_EQ(said(*m, "due", {{"wage", number(1000)}}), "110");
  const auto missing = m->decide(*m->decision("due"), {});
  EXPECT_TRUE(missing.value.is_null());
  EXPECT_EQ(missing.problem->code, "workflow.unknown_variable");
  EXPECT_EQ(m->decide(*m->decision("due"), {{"wage", text("x")}}).problem->code, "workflow.value_type");
}

TEST(Dmn, KnowledgeModelsAreCalledAndInvoked) {
  const auto m =
      given(model_of("Twice", "x", "x * 2") + model_of("Four times", "x", "Twice(Twice(x))", knows("b_Twice")) +
            expression("a", "Four times(3) + 1", knows("b_Four times")) +
            "<decision id=\"d_b\" name=\"b\"><variable name=\"b\"/>" + knows("b_Twice") +
            "<invocation><literalExpression><text>Twice</text></literalExpression><binding><parameter name=\"x\"/>"
            "<literalExpression><text>21</text></literalExpression></binding></invocation></decision>");
  EXPECT_EQ(said(*m, "a"), "13");
  EXPECT_EQ(said(*m, "b"), "42");
}

TEST(Dmn, EveryHitPolicyDecidesAsItsNameSays) {
  const std::string order = "<outputValues><text>3, 2, 1</text></outputValues>";
  const std::vector<std::pair<std::string, std::string>> rules{{"> 0", "1"}, {"> 10", "2"}, {"> 20", "3"}};
  EXPECT_EQ(decided(table("hitPolicy=\"FIRST\"", rules), 15), "1");
  EXPECT_EQ(decided(table("hitPolicy=\"PRIORITY\"", rules, order), 15), "2");
  EXPECT_EQ(decided(table("hitPolicy=\"OUTPUT ORDER\"", rules, order), 25), "[3, 2, 1]");
  EXPECT_EQ(decided(table("hitPolicy=\"RULE ORDER\"", rules), 25), "[1, 2, 3]");
  EXPECT_EQ(decided(table("hitPolicy=\"COLLECT\"", rules), 25), "[1, 2, 3]");
  EXPECT_EQ(decided(table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", rules), 25), "6");
  EXPECT_EQ(decided(table("hitPolicy=\"COLLECT\" aggregation=\"MIN\"", rules), 25), "1");
  EXPECT_EQ(decided(table("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", rules), 15), "2");
  EXPECT_EQ(decided(table("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", rules), 15), "2");
  EXPECT_EQ(decided(table("hitPolicy=\"ANY\"", {{"> 0", "1"}, {"> 10", "1"}}), 15), "1");
  EXPECT_EQ(decided(table("hitPolicy=\"UNIQUE\"", {{"> 10", "2"}, {"<= 10", "1"}}), 10), "1");
}

TEST(Dmn, WithoutARuleTheDefaultOrNullComesOut) {
  const std::string otherwise = "<defaultOutputEntry><text>9</text></defaultOutputEntry>";
  EXPECT_EQ(decided(table("hitPolicy=\"UNIQUE\"", {{"> 10", "2"}}, otherwise), 1), "9");
  EXPECT_EQ(decided(table("hitPolicy=\"UNIQUE\"", {{"> 10", "2"}}), 1), "null");
  EXPECT_EQ(decided(table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", {{"> 10", "2"}}), 1), "null");
}

TEST(Dmn, OverlappingRulesOfAUniqueTableAreRefusedWithBoth) {
  const auto f = refused(file(table("", {{"<= 10", "1"}, {">= 10", "2"}})));
  EXPECT_EQ(f.code, "dmn.rows_overlap");
  EXPECT_NE(f.sentence.find("\"r1\" (line "), std::string::npos) << f.sentence;
  EXPECT_NE(f.sentence.find("\"r2\""), std::string::npos) << f.sentence;
  EXPECT_GT(f.line, 2);
  EXPECT_EQ(refusal(table("", {{"-", "1"}, {"5", "2"}})), "dmn.rows_overlap");
  EXPECT_EQ(refusal(table("", {{"[1..3]", "1"}, {"(2..9]", "2"}})), "dmn.rows_overlap");
  EXPECT_EQ(refusal(table("", {{"not(1, 2)", "1"}, {"2, 3", "2"}})), "dmn.rows_overlap");
  EXPECT_EQ(refusal(table("", {{"not(1)", "1"}, {"not(2)", "2"}})), "dmn.rows_overlap");
  EXPECT_EQ(refusal(table("hitPolicy=\"ANY\"", {{"> 1", "1"}, {"> 2", "2"}})), "dmn.rows_contradict");
}

TEST(Dmn, RulesThatOnlyTouchDoNotOverlap) {
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{
           {"< 10", ">= 10"}, {"[1..3)", "[3..9]"}, {"not(1, 2)", "1, 2"}, {"not([1..5])", "[2..3]"}, {"]1..3[", "3"}})
    EXPECT_EQ(decided(table("", {{a, "7"}, {b, "7"}}), 3), "7") << a << " | " << b;
}

TEST(Dmn, TypesAreCheckedWithTheirAllowedValues) {
  const std::string types =
      "<itemDefinition name=\"tKind\"><typeRef>string</typeRef><allowedValues><text>\"desk\", \"direct\"</text>"
      "</allowedValues></itemDefinition><itemDefinition name=\"tUnit\"><itemComponent "
      "name=\"kind\"><typeRef>tKind</typeRef>"
      "</itemComponent></itemDefinition>\n";
  const auto m = given(types + input("unit", "tUnit") + expression("k", "unit.kind", needs("Input", "i_unit")));
  const auto unit = [](const char* kind) { return Fields{{"unit", feel::Value::context({{"kind", text(kind)}})}}; };
  EXPECT_EQ(said(*m, "k", unit("desk")), "\"desk\"");
  EXPECT_EQ(m->decide(*m->decision("k"), unit("other")).problem->code, "workflow.value_type");
  EXPECT_EQ(refusal("<itemDefinition name=\"a\"><typeRef>b</typeRef></itemDefinition>"
                    "<itemDefinition name=\"b\"><typeRef>a</typeRef></itemDefinition>"),
            "dmn.type");
  EXPECT_EQ(refusal(input("x", "tNothing")), "dmn.type");
}

TEST(Dmn, ATableTooLargeToCompareItsRulesIsRefused) {
  Findings f;
  const auto xml = XmlSource::read(file(table("", {{"1, 2, 3", "1"}, {"4, 5, 6", "2"}, {"7", "3"}})), "m.dmn", f);
  const auto m = Model::read(*xml, f);
  ASSERT_TRUE(m);
  const auto& t = *m->decisions.front().logic.table;
  check_overlaps(t, *xml, f, 18);  // 1 + 9 of the first two rows, 1 + 3 of each with the third
  EXPECT_TRUE(f.empty());
  check_overlaps(t, *xml, f, 17);
  ASSERT_EQ(f.size(), 1U);
  EXPECT_EQ(f.front().code, "dmn.too_large");
}

TEST(Dmn, CirclesAreRefused) {
  EXPECT_EQ(refusal(expression("a", "b", needs("Decision", "d_b")) + expression("b", "a", needs("Decision", "d_a"))),
            "dmn.circle");
  EXPECT_EQ(refusal(model_of("f", "x", "f(x)", knows("b_f"))), "dmn.circle");
  EXPECT_EQ(refusal(expression("a", "b", needs("Decision", "d_none"))), "dmn.reference");
}

TEST(Dmn, AModelThatWouldTakeForEverIsStopped) {
  std::string all = model_of("f0", "x", "x + 1");
  for (int i = 1; i <= 24; ++i) {
    const auto before = "f" + std::to_string(i - 1);
    all += model_of("f" + std::to_string(i), "x", before + "(" + before + "(x))", knows("b_" + before));
  }
  const auto m = given(all + expression("a", "f24(0)", knows("b_f24")));
  const auto answer = m->decide(*m->decision("a"), {});
  ASSERT_TRUE(answer.problem);
  EXPECT_EQ(answer.problem->code, "workflow.decision_too_long");
  EXPECT_TRUE(answer.value.is_null());
}

TEST(Dmn, WhatIsNotSupportedIsRefusedWithItsLine) {
  EXPECT_EQ(refusal("<decision id=\"d\" name=\"d\"><context/></decision>"), "dmn.element");
  EXPECT_EQ(refusal("<import namespace=\"x\"/>"), "dmn.element");
  EXPECT_EQ(refusal("<decision id=\"d\" name=\"d\"/>"), "dmn.no_logic");
  EXPECT_EQ(refusal(table("hitPolicy=\"PRIORITY\"", {{"1", "1"}})), "dmn.no_order");
  EXPECT_EQ(refusal(table("hitPolicy=\"FIRST\" aggregation=\"SUM\"", {{"1", "1"}})), "dmn.aggregation");
  EXPECT_EQ(refusal(table("", {{"\"1\"", "1"}})), "dmn.cell_kind");
  EXPECT_EQ(refusal(table("", {{"m", "1"}})), "dmn.cell");
  EXPECT_EQ(refusal("<decision id=\"d\" name=\"d\"><literalExpression expressionLanguage=\"groovy\"><text>1</text>"
                    "</literalExpression></decision>"),
            "dmn.language");
  const auto f = refused(file("\n\n" + expression("a", "1 +")));
  EXPECT_EQ(f.line, 4);
  EXPECT_EQ(refused(file("", "urn:other")).code, "dmn.not_dmn");
}

TEST(Dmn, VersionsFrom11To16AreRead) {
  for (const auto* space :
       {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/"}) {
    Findings f;
    const auto m = read(file(expression("a", "1 + 1"), space), f);
    ASSERT_TRUE(m) << space;
    EXPECT_EQ(said(*m, "a"), "2");
  }
}

TEST(DecisionForProcedures, ResultsThatNoVariableCanKeepAreRefused) {
  Findings f;
  const auto xml =
      XmlSource::read(file(expression("half", "days / 2") + expression("all", "[days, days]")), "m.dmn", f);
  const auto decisions = DecisionTable::read(*xml, f);
  ASSERT_EQ(decisions.size(), 2U);
  EXPECT_EQ(decisions[0].decide({{"days", std::int64_t{10}}})->outputs.at("half"), Value{std::int64_t{5}});
  EXPECT_EQ(decisions[0].decide({{"days", std::int64_t{5}}}).rejection().code, "workflow.value_not_kept");
  EXPECT_EQ(decisions[1].decide({{"days", std::int64_t{5}}}).rejection().code, "workflow.value_not_kept");
}

}  // namespace
}  // namespace ssiis::workflow::dmn
