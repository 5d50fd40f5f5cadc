// Decision tables as rows of texts, and files with other rows: nothing else of the file changes.
#include "procedures/rule_sheet.hpp"

#include <gtest/gtest.h>

#include "workflow/api.hpp"

namespace ssiis::test {
namespace {

using procedures::new_rule;
using procedures::sheets_of;
using procedures::with_rows;

std::string delivered(const char* name) { return workflow::files_of(SSIIS_WORKFLOW_DIR).at(name); }

bool same_to_the_engine(const std::string& a, const std::string& b) {
  return workflow::meaning_of("x.dmn", a) == workflow::meaning_of("x.dmn", b);
}

TEST(RuleSheets, ShowEveryRuleOfADeliveredTable) {
  const auto sheets = sheets_of(delivered("deadlines.dmn"));
  ASSERT_TRUE(sheets && sheets->size() == 1);
  const auto& s = sheets->front();
  EXPECT_EQ(s.decision, "legal_deadline");
  EXPECT_EQ(s.inputs, 3U);
  EXPECT_EQ(s.columns, (std::vector<std::string>{"key", "inspection_type", "anchor_date", "days", "calendar",
                                                 "legal_basis", "confirmed"}));
  EXPECT_EQ(s.rows.size(), 38U);
  EXPECT_EQ(s.rows[0].cells[0], "\"allegations\"");
  EXPECT_EQ(s.rows[0].cells[2], ">= date(\"2025-01-01\")");
}

TEST(RuleSheets, WrittenBackUnchangedAreTheSameFile) {
  for (const char* name : {"alerts.dmn", "approver.dmn", "deadlines.dmn", "reviewer.dmn", "risk.dmn", "rounds.dmn"}) {
    const auto text = delivered(name);
    const auto back = with_rows(text, sheets_of(text).value());
    ASSERT_TRUE(back);
    EXPECT_TRUE(same_to_the_engine(text, *back)) << name;
    EXPECT_EQ(*back, text) << name << ": comments and spaces stay too";
  }
}

TEST(RuleSheets, AreChangedAddedToReorderedAndShortened) {
  const auto text = delivered("deadlines.dmn");
  auto sheets = sheets_of(text).value();
  auto& rows = sheets[0].rows;
  rows[0].cells[3] = "20";
  std::swap(rows[1], rows[2]);
  rows.pop_back();
  rows.push_back({new_rule, {"\"new <&> key\"", "-", "-", "7", "\"civil\"", "\"ມາດຕາ 1\"", "false"}});
  const auto back = with_rows(text, sheets);
  ASSERT_TRUE(back);
  EXPECT_NE(back->find("nobody has"), std::string::npos) << "the comment of the file stays";
  const auto again = sheets_of(*back).value();
  ASSERT_EQ(again[0].rows.size(), 38U);
  for (std::size_t r = 0; r < rows.size(); ++r) EXPECT_EQ(again[0].rows[r].cells, rows[r].cells) << r;
  workflow::Findings findings;
  const auto xml = workflow::XmlSource::read(*back, "deadlines.dmn", findings);
  ASSERT_TRUE(xml);
  const auto tables = workflow::DecisionTable::read(*xml, findings);
  EXPECT_TRUE(findings.empty()) << workflow::text_of(findings.front());
  const auto decided = tables.at(0).decide(
      {{"key", std::string{"new <&> key"}}, {"inspection_type", std::string{}}, {"anchor_date", Day{2026, 1, 1}}});
  ASSERT_TRUE(decided && *decided);
  EXPECT_EQ(decided->outputs.at("days"), workflow::Value{std::int64_t{7}});
}

TEST(RuleSheets, ARowThatIsClaimedTwiceBecomesANewRule) {
  const auto text = delivered("rounds.dmn");
  auto sheets = sheets_of(text).value();
  auto twice = sheets[0].rows.front();
  sheets[0].rows.push_back(twice);
  twice.origin = 1000;
  sheets[0].rows.push_back(twice);
  const auto back = with_rows(text, sheets);
  ASSERT_TRUE(back);
  EXPECT_EQ(sheets_of(*back)->front().rows.size(), sheets[0].rows.size());
}

TEST(RuleSheets, OfATableWithAPrefixAndOfWhatIsNoTable) {
  const std::string prefixed =
      "<d:definitions xmlns:d=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"><d:decision id=\"x\"><d:decisionTable>"
      "<d:input><d:inputExpression><d:text>a</d:text></d:inputExpression></d:input><d:output name=\"b\"/>"
      "</d:decisionTable></d:decision></d:definitions>";
  auto sheets = sheets_of(prefixed).value();
  EXPECT_EQ(sheets[0].columns, (std::vector<std::string>{"a", "b"}));
  sheets[0].rows.push_back({new_rule, {"1", "2"}});
  const auto back = with_rows(prefixed, sheets);
  EXPECT_NE(back->find("<d:inputEntry><d:text>1</d:text></d:inputEntry>"), std::string::npos) << *back;
  EXPECT_TRUE(sheets_of("<definitions/>")->empty());
  EXPECT_FALSE(sheets_of("<definitions>"));
  EXPECT_FALSE(sheets_of("<!DOCTYPE a><definitions/>"));
}

}  // namespace
}  // namespace ssiis::test
