// What LSSO has still to confirm, out of the files of a bundle.
#include "procedures/open_points.hpp"

#include <gtest/gtest.h>

namespace ssiis::test {
namespace {

using procedures::OpenPoint;

std::vector<OpenPoint> of(const std::vector<OpenPoint>& all, const std::string& decision) {
  std::vector<OpenPoint> out;
  for (const auto& p : all)
    if (p.decision == decision) out.push_back(p);
  return out;
}

std::size_t times(const std::string& text, const std::string& what) {
  std::size_t out = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++out;
  return out;
}

std::string table(const std::string& comment, const std::string& last_name, const std::string& last) {
  return "<?xml version=\"1.0\"?><!-- " + comment +
         " --><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"f\" name=\"f\" namespace=\"n\">"
         "<decision id=\"d\" name=\"D\"><decisionTable id=\"t\"><input id=\"i\" label=\"kind\"><inputExpression "
         "id=\"e\"><text>kind</text></inputExpression></input><output id=\"o\" name=\"rate\"/><output id=\"p\" "
         "name=\"" +
         last_name +
         "\"/><rule id=\"r\"><inputEntry id=\"a\"><text>\"x\"</text></inputEntry><outputEntry "
         "id=\"b\"><text>5</text></outputEntry><outputEntry id=\"c\"><text>" +
         last + "</text></outputEntry></rule></decisionTable></decision></definitions>";
}

TEST(OpenPoints, OfTheDeliveredProcedureNameEveryPeriodAndRule) {
  const auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
  const auto all = procedures::open_points(files);
  const auto periods = of(all, "legal_deadline");
  EXPECT_EQ(periods.size(), times(files.at("deadlines.dmn"), "<text>false</text>"));
  ASSERT_GE(periods.size(), 33U);
  EXPECT_EQ(periods[0].key, "allegations");
  EXPECT_EQ(periods[0].value, "15");
  EXPECT_EQ(periods[0].calendar, "working");
  EXPECT_EQ(periods[0].legal_reference, "to be confirmed by LSSO");
  EXPECT_EQ(periods[0].file, "deadlines.dmn");
  EXPECT_EQ(of(all, "approver").size(), times(files.at("approver.dmn"), "<rule "));
  EXPECT_EQ(of(all, "reviewer").size(), times(files.at("reviewer.dmn"), "<rule "));
  const auto rounds = of(all, "modification_rounds");
  ASSERT_EQ(rounds.size(), 1U);
  EXPECT_EQ(rounds[0].value, "rounds_left: 2");
  EXPECT_TRUE(of(all, "modification_used").empty()) << "it states nothing, it counts";
}

TEST(OpenPoints, ARuleIsOpenByItsOwnWordAndOnlyElseByTheFiles) {
  const auto found = [](const std::string& dmn) { return procedures::open_points({{"a.dmn", dmn}}).size(); };
  EXPECT_EQ(found(table("rates", "confirmed", "false")), 1U);
  EXPECT_EQ(found(table("To be\n confirmed by LSSO.", "confirmed", "true")), 0U) << "its own word counts";
  EXPECT_EQ(found(table("rates", "rate_basis", "\"to be confirmed by LSSO\"")), 1U);
  EXPECT_EQ(found(table("rates", "rate_basis", "\"Law 54, article 6\"")), 0U);
  EXPECT_EQ(found(table("To be\n confirmed by LSSO.", "rate_basis", "\"Law 54, article 6\"")), 1U);
  const auto point = procedures::open_points({{"a.dmn", table("to be confirmed by LSSO", "rate_basis", "\"Law\"")}});
  EXPECT_EQ(point.at(0).condition, "kind: \"x\"");
  EXPECT_EQ(point.at(0).value, "rate: 5");
  EXPECT_EQ(point.at(0).legal_reference, "Law");
}

TEST(OpenPoints, FiguresSayItThemselves) {
  const auto all = procedures::open_points({{"parameters.xml",
                                             "<parameters><parameter name=\"ceiling\" kind=\"number\" lo=\"ເພດານ\" "
                                             "en=\"Ceiling\"><value from=\"2025-01-01\" "
                                             "confirmed=\"true\" legal=\"Law 1\">4500000</value><value "
                                             "from=\"2027-01-01\" confirmed=\"false\" legal=\"to be "
                                             "confirmed by LSSO\">5000000</value></parameter></parameters>"}});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].key, "ceiling");
  EXPECT_EQ(all[0].value, "5000000");
  EXPECT_EQ(all[0].rule, "2027-01-01");
}

}  // namespace
}  // namespace ssiis::test
