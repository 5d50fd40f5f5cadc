#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include "unit/matching/planted.hpp"

namespace ssiis::matching {
namespace {

Model planted_model(std::string_view old = "", std::string_view changed = "") {
  std::string xml{planted::model};
  if (!old.empty()) xml.replace(xml.find(old), old.size(), changed);
  return parse_model(xml, "m.xml");
}

Table small_table(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows) {
  Table out{columns};
  for (const auto& row : rows) out.add(std::vector<std::string_view>{row.begin(), row.end()});
  return out;
}

TEST(Linking, FindsThePlantedPeople) {
  const auto r = planted::registers(3000, 11);
  const auto result = link(r.left, &r.right, planted_model());
  std::size_t right = 0, linked = 0;
  for (const auto& l : result.links) {
    if (l.band != Band::link) continue;
    ++linked;
    right += l.left == l.right ? 1 : 0;
  }
  EXPECT_GT(right, 2850U);
  EXPECT_GT(right * 1000, linked * 995);
  EXPECT_EQ(linked, result.report.links);
  ASSERT_EQ(result.evidence.size(), result.links.size() * 4);
}

TEST(Linking, TheWeightIsTheSumOfItsEvidence) {
  const auto r = planted::registers(1000, 5);
  const auto result = link(r.left, &r.right, planted_model());
  ASSERT_FALSE(result.links.empty());
  const double prior = std::log2(result.report.expected_matches / (1e6 - result.report.expected_matches));
  for (std::size_t i = 0; i < result.links.size(); ++i) {
    double sum = prior;
    for (std::size_t f = 0; f < 4; ++f) sum += static_cast<double>(result.evidence[i * 4 + f].weight);
    ASSERT_NEAR(sum, result.links[i].weight, 1e-3);
  }
}

TEST(Linking, TheSameAtAnyNumberOfThreads) {
  const auto r = planted::registers(4000, 23);
  const auto model = planted_model();
  const auto one = link(r.left, &r.right, model, {.threads = 1});
  for (const int threads : {2, 3, 8}) {
    const auto other = link(r.left, &r.right, model, {.threads = threads});
    ASSERT_EQ(one.links.size(), other.links.size());
    for (std::size_t i = 0; i < one.links.size(); ++i) {
      ASSERT_EQ(one.links[i].left, other.links[i].left);
      ASSERT_EQ(one.links[i].right, other.links[i].right);
      ASSERT_EQ(std::memcmp(&one.links[i].weight, &other.links[i].weight, sizeof(double)), 0) << "bit by bit";
      ASSERT_EQ(std::memcmp(&one.links[i].probability, &other.links[i].probability, sizeof(double)), 0);
    }
    for (std::size_t i = 0; i < one.evidence.size(); ++i) ASSERT_EQ(one.evidence[i].weight, other.evidence[i].weight);
  }
}

TEST(Linking, CappedBlocksAreReportedAndOtherRulesStillMakeTheirPairs) {
  const auto r = planted::registers(2000, 9);
  const auto free = link(r.left, &r.right, planted_model());
  const auto capped = link(r.left, &r.right, planted_model("<blocking>", "<blocking max-block=\"1\">"));
  const auto& rule = capped.report.rules[1];
  EXPECT_GT(rule.blocks_capped, 0U);
  EXPECT_GT(rule.pairs_capped, rule.blocks_capped);
  EXPECT_EQ(free.report.rules[1].blocks_capped, 0U);
  bool told = false;
  for (const auto& w : capped.report.warnings)
    told = told || w.starts_with("rule 'given, surname': " + std::to_string(rule.blocks_capped) +
                                 " blocks of more than 1 pairs");
  EXPECT_TRUE(told);
  EXPECT_GT(capped.report.links * 100, free.report.links * 90) << "pairs of capped blocks come by other rules";
}

TEST(Linking, EachPairIsComparedOnceHoweverManyRulesMakeIt) {
  const auto r = planted::registers(1500, 31);
  const auto all = link(r.left, &r.right, planted_model());
  std::uint64_t agreeing = 0;
  for (const auto& rule : all.report.rules) agreeing += rule.agreeing;
  EXPECT_GT(agreeing, all.report.pairs);
  EXPECT_EQ(all.report.rules[0].pairs, all.report.rules[0].agreeing) << "the first rule keeps all of its pairs";
}

TEST(Linking, NamesInTwoScriptsWithClusters) {
  const auto people = small_table({"id", "name", "born"}, {{"1", "ທ້າວ ບຸນມີ ວົງສະຫວັນ", "1984-09-19"},
                                                           {"2", "VONGSAVANH Bounmy", "1984-09-19"},
                                                           {"3", "Mr. Bounmy Vongsavan", "19/09/1984"},
                                                           {"4", "ນາງ ມະນີວັນ ພົມມະສັກ", "1990-01-02"},
                                                           {"5", "Somphone Keola", "1971-03-04"}});
  const auto model =
      parse_model(R"(<linkage name="d"><left id="id"/><values><value name="name" read="person" both="name"/>
<value name="born" read="date" both="born"/></values><blocking><rule name="born"><key of="born"/></rule>
<rule name="name"><key of="name" part="sound"/></rule></blocking><fields>
<field name="name" of="name" how="names"><level at-least="0.85"/><level at-least="0.45"/></field>
<field name="born" of="born" how="date"><level at-least="1"/></field></fields>
<bands link="0.5"/><matching clusters="yes"/></linkage>)",
                  "d.xml");
  const auto result = link(people, nullptr, model);
  ASSERT_EQ(result.clusters.size(), 1U);
  EXPECT_EQ(result.clusters[0], (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(Linking, WhatAFieldSaysMustBeSeenIsNotLinkedByItself) {
  const auto r = planted::registers(2000, 17);
  const std::string_view town = "of=\"town\" how=\"exact\">";
  const auto free = link(r.left, &r.right, planted_model());
  const auto held = link(r.left, &r.right, planted_model(town, "of=\"town\" how=\"exact\" review-below=\"1\">"));
  EXPECT_GT(held.report.held, 100U) << "a fifth of the planted people moved";
  EXPECT_EQ(held.report.links + held.report.held, free.report.links);
  ASSERT_EQ(held.links.size(), free.links.size());
  for (std::size_t i = 0; i < held.links.size(); ++i) {
    const bool moved = held.evidence[i * 4 + 3].level == 1;
    EXPECT_EQ(held.links[i].weight, free.links[i].weight) << "the evidence stays as it is";
    if (moved)
      EXPECT_LT(held.links[i].probability, 0.9);
    else
      EXPECT_EQ(held.links[i].probability, free.links[i].probability);
    EXPECT_EQ(held.links[i].band == Band::link, held.links[i].probability >= 0.9);
  }
}

// Units as a register has them: three hundred firms, and a few that look like the first of them.
TEST(Linking, BranchesAndSisterFirmsAreNotCalledRegisteredTwice) {
  const std::vector<std::string> columns{"lu_id",         "name_lo",  "name_en",  "phone",
                                         "director_name", "province", "district", "village"};
  Table units{columns};
  const auto add = [&](const std::vector<std::string>& row) {
    units.add(std::vector<std::string_view>{row.begin(), row.end()});
  };
  for (std::uint64_t i = 0; i < 300; ++i)
    add({"U" + std::to_string(i), planted::name_of(i * 7919 + 131) + " Trading", "",
         std::to_string(20'22000000 + i * 7717), planted::name_of(i * 31 + 7) + " " + planted::name_of(i * 613 + 11),
         planted::name_of(i % 17), planted::name_of(i % 90 + 200), planted::name_of(i % 120 + 400)});
  const auto one = [&](const std::string& id, const std::string& name, const std::string& district,
                       const std::string& village) {
    add({id, name, "", "020 5555 1234", "ທ້າວ ບຸນມີ ວົງສະຫວັນ", "ນະຄອນຫຼວງວຽງຈັນ", district, village});
  };
  one("first", "ບໍລິສັດ ດອກບົວທອງ ການຄ້າ ຈຳກັດ", "ໄຊທານີ", "ໂພນຕານ");
  one("twice", "ດອກບົວທອງ ການຄ້າ", "ໄຊທານີ", "ໂພນຕານ");
  one("branch", "ບໍລິສັດ ດອກບົວທອງ ການຄ້າ ຈຳກັດ", "ປາກງື່ມ", "ໜອງຫຼວງ");
  one("sister", "ບໍລິສັດ ແມ່ນ້ຳຂອງ ກໍ່ສ້າງ ຈຳກັດ", "ໄຊທານີ", "ໂພນຕານ");
  one("numbered", "ບໍລິສັດ ດອກບົວທອງ 29 ການຄ້າ ຈຳກັດ", "ໄຊທານີ", "ໂພນຕານ");
  const auto model = load_model(std::string{SSIIS_LINKAGE_DIR} + "/labour_unit-duplicates.xml");
  const auto result = link(units, nullptr, model);
  std::set<std::string> linked, to_review;
  for (const auto& l : result.links)
    if (units.cell(l.left, 0) == "first")
      (l.band == Band::link ? linked : to_review).insert(std::string{units.cell(l.right, 0)});
  EXPECT_EQ(linked, std::set<std::string>{"twice"});
  EXPECT_TRUE(to_review.contains("branch") && to_review.contains("numbered"));
}

// One register writes the section, the other the class: the pair agrees, and the rule of sectors makes it.
TEST(Linking, SectorsOfDifferentLevelsMeet) {
  constexpr std::string_view xml = R"(<linkage name="m"><left id="id"/><right id="no"/>
<values><value name="name" both="name"/><value name="sector" read="sector" left="sector" right="isic"/></values>
<blocking><rule name="sector"><key of="sector" part="tokens"/></rule></blocking>
<fields><field name="name" of="name" how="exact"><level at-least="1"/></field>
<field name="sector" of="sector" how="sector"><level at-least="0.9" expected="0.9"/><level at-least="0.5"/></field></fields>
<bands link="0" review="0"/></linkage>)";
  Table left{{"id", "name", "sector"}}, right{{"no", "name", "isic"}};
  const char* const written[][2] = {{"F", "4100"}, {"4100", "F43"}, {"4711", "F"}, {"C", "C-1410"}};
  for (int i = 0; i < 400; ++i) {
    const auto number = std::to_string(i);
    left.add(std::vector<std::string_view>{number, number, written[i % 4][0]});
    right.add(std::vector<std::string_view>{number, number, written[i % 4][1]});
  }
  const auto model = parse_model(xml, "m.xml");
  const auto result = link(left, &right, model);
  std::map<int, std::set<int>> levels;  // of the sector, by how the two are written
  for (std::size_t i = 0; i < result.links.size(); ++i)
    if (result.links[i].left == result.links[i].right)
      levels[static_cast<int>(result.links[i].left % 4)].insert(result.evidence[i * 2 + 1].level);
  const std::map<int, std::set<int>> expected{{0, {0}}, {1, {1}}, {3, {0}}};
  EXPECT_EQ(levels, expected);
}

TEST(Linking, EmptyTablesAndMissingColumns) {
  const planted::Registers none;
  const auto result = link(none.left, &none.right, planted_model());
  EXPECT_TRUE(result.links.empty());
  const auto odd = small_table({"id", "given"}, {{"1", "a"}});
  try {
    link(odd, &odd, planted_model());
    FAIL() << "columns are missing";
  } catch (const LinkError& e) {
    EXPECT_STREQ(e.what(), "value 'surname': the table has no column 'surname'");
  }
  EXPECT_THROW(link(none.left, nullptr, planted_model()), LinkError);
}

TEST(Linking, OptionalColumnsMayBeMissing) {
  const auto r = planted::registers(300, 4);
  const auto result = link(r.left, &r.right, planted_model("both=\"town\"", "both=\"country\" optional=\"yes\""));
  EXPECT_GT(result.report.links, 200U);
  bool told = false;
  for (const auto& w : result.report.warnings) told = told || w == "field 'town': there is nothing to compare";
  EXPECT_TRUE(told);
  EXPECT_THROW(link(r.left, &r.right, planted_model("both=\"town\"", "both=\"country\"")), LinkError);
}

TEST(Linking, StopsWhenAskedAtAnyStage) {
  const auto r = planted::registers(2000, 2);
  for (const std::string_view at : {"read", "compare", "random pairs", "score"}) {
    std::stop_source stop;
    Options options{.threads = 2, .stop = stop.get_token()};
    options.progress = [&](std::string_view stage, std::uint64_t, std::uint64_t) {
      if (stage == at) stop.request_stop();
    };
    EXPECT_THROW(link(r.left, &r.right, planted_model(), options), Stopped) << at;
  }
}

}  // namespace
}  // namespace ssiis::matching
