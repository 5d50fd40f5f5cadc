#include <gtest/gtest.h>

#include "unit/matching/planted.hpp"

namespace ssiis::matching {
namespace {

const FieldFigures& figures_of(const Report& report, const std::string& field) {
  for (const auto& f : report.fields)
    if (f.name == field) return f;
  throw std::runtime_error{"no field " + field};
}

TEST(Training, RecoversWhatWasPlanted) {
  const auto r = planted::registers(6000, 7);
  const auto result = link(r.left, &r.right, parse_model(planted::model, "m.xml"), {.threads = 2});
  // A field that disagrees by chance agrees again now and then, hence a little more than planted.
  EXPECT_NEAR(figures_of(result.report, "given").levels[0].m, 0.90, 0.02);
  EXPECT_NEAR(figures_of(result.report, "surname").levels[0].m, 0.95, 0.02);
  EXPECT_NEAR(figures_of(result.report, "born").levels[0].m, 0.92, 0.02);
  EXPECT_NEAR(figures_of(result.report, "town").levels[0].m, 0.81, 0.02);
  EXPECT_NEAR(result.report.expected_matches, 6000, 400);
  // Chance agreement of two draws of the smaller of two numbers below 40: sum of ((2 (40 - k) - 1) / 1600)^2 = 0.0333.
  EXPECT_NEAR(figures_of(result.report, "town").levels[0].u, 0.0333, 0.003);
}

// 300,000 pairs of one town, of which 2,400 are true: without a bound on them the many that agree by chance would be
// taken for true.
TEST(Training, ARuleOfCommonValuesDoesNotCarryItAway) {
  const auto r = planted::registers(3000, 13);
  std::string xml{planted::model};
  const std::string rules = "<blocking>";
  xml.replace(xml.find(rules), rules.size(), rules + "<rule name=\"town\"><key of=\"town\"/></rule>");
  const auto result = link(r.left, &r.right, parse_model(xml, "m.xml"), {.threads = 2});
  EXPECT_GT(result.report.rules[0].pairs, 200'000U);
  EXPECT_NEAR(figures_of(result.report, "given").levels[0].m, 0.90, 0.03);
  EXPECT_NEAR(figures_of(result.report, "surname").levels[0].m, 0.95, 0.03);
  EXPECT_LE(result.report.expected_matches, 3000);
}

TEST(Training, LevelsWithoutPairsAreTold) {
  const auto r = planted::registers(500, 3, {.given = 100, .surname = 100, .born = 100, .town = 100});
  const auto result = link(r.left, &r.right, parse_model(planted::model, "m.xml"));
  bool told = false;
  for (const auto& w : result.report.warnings)
    told = told || w.starts_with("field 'town', level 2: learned from no pair");
  EXPECT_TRUE(told);
  for (const auto& f : result.report.fields)
    for (const auto& l : f.levels) {
      EXPECT_GT(l.m, 0) << f.name;
      EXPECT_GT(l.u, 0) << f.name;
    }
}

}  // namespace
}  // namespace ssiis::matching
