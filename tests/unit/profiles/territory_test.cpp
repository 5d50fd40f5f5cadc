#include <gtest/gtest.h>

#include <random>
#include <set>

#include "profiles/api.hpp"

namespace ssiis::profiles {
namespace {

Territory node(std::string code, std::string parent, std::string kind = "district") {
  Territory t;
  t.code = std::move(code);
  t.parent = std::move(parent);
  t.kind = std::move(kind);
  t.name_lo = "ລາວ";
  t.name_en = "Lao";
  return t;
}

TerritoryTree lao() {
  const auto file = read_territory_file(SSIIS_PROFILES_CONFIG "/territory.xml");
  return TerritoryTree::build(1, file.nodes).value();
}

std::string refusal(std::vector<Territory> nodes) {
  const auto tree = TerritoryTree::build(1, std::move(nodes));
  return tree ? "" : tree.rejection().code;
}

TEST(LaoTerritory, HasEighteenProvincesAnd148DistrictsUnderHeadquarters) {
  const auto tree = lao();
  std::map<std::string, int> count;
  for (const auto& t : tree.all()) {
    ++count[t.kind];
    EXPECT_TRUE(lao::has_lao(t.name_lo)) << t.code;
    if (t.kind == "district") {
      EXPECT_EQ(t.parent, t.code.substr(0, 2));
    }
  }
  EXPECT_EQ(count["province"], 18);
  EXPECT_EQ(count["district"], 148);
  EXPECT_EQ(tree.root().kind, "national");
  EXPECT_EQ(tree.root().interval.low, 1);
  EXPECT_EQ(tree.find("01")->name("en"), "Vientiane Capital");
  EXPECT_EQ(tree.find("18")->name_en, "Xaysomboon");
}

TEST(LaoTerritory, EveryNodeHoldsExactlyTheNodesBelowIt) {
  const auto tree = lao();
  for (const auto& above : tree.all())
    for (const auto& below : tree.all()) {
      const auto path = tree.path(below.code);
      const bool inside = std::find(path.begin(), path.end(), &above) != path.end();
      EXPECT_EQ(above.interval.holds(below.interval.low), inside) << above.code << ' ' << below.code;
    }
}

TEST(LaoTerritory, SendsAnUnknownDistrictToItsProvinceAndAnUnknownProvinceToHeadquarters) {
  const auto tree = lao();
  EXPECT_EQ(tree.resolve("0101").code, "0101");
  EXPECT_EQ(tree.resolve("0199").code, "01");
  EXPECT_EQ(tree.resolve("99").code, "LA");
  EXPECT_EQ(tree.resolve("").code, "LA");
  EXPECT_EQ(tree.resolve("ວຽງຈັນ").code, "LA");
  EXPECT_EQ(tree.resolve("13", "").code, "13");
  EXPECT_EQ(tree.resolve("13", "1302").code, "1302");
  EXPECT_EQ(tree.resolve("", "1302").code, "1302");
  EXPECT_EQ(tree.resolve("13", "0101").code, "13");  // the register contradicts itself: the province decides
  EXPECT_EQ(tree.resolve("77", "0777").code, "07");
  EXPECT_EQ(tree.resolve("77", "7777").code, "LA");
}

TEST(LaoTerritory, NamesTheWayDownAndTheNodeAbove) {
  const auto tree = lao();
  std::string way;
  for (const auto* t : tree.path("1302")) way += t->code + " ";
  EXPECT_EQ(way, "LA central 13 1302 ");
  EXPECT_EQ(tree.above("1302", "province")->code, "13");
  EXPECT_EQ(tree.above("LA", "province"), nullptr);
  EXPECT_EQ(tree.children("01").size(), 9U);
  EXPECT_TRUE(tree.path("nowhere").empty());
  EXPECT_EQ(tree.at(tree.find("13")->interval.low)->code, "13");
  EXPECT_EQ(tree.at(0), nullptr);
}

TEST(TerritoryTree, RefusesWhatIsNoTree) {
  EXPECT_EQ(refusal({}), "territory.root_missing");
  EXPECT_EQ(refusal({node("a", ""), node("b", "")}), "territory.root_twice");
  EXPECT_EQ(refusal({node("a", ""), node("b", "a"), node("b", "a")}), "territory.code_twice");
  EXPECT_EQ(refusal({node("a", ""), node("b", "x")}), "territory.parent_unknown");
  EXPECT_EQ(refusal({node("a", ""), node("b", "c"), node("c", "b")}), "territory.cycle");
  EXPECT_EQ(refusal({node("a", ""), node("b", "b")}), "territory.cycle");
  EXPECT_EQ(refusal({node("a b", "")}), "territory.code_malformed");
  EXPECT_EQ(refusal({node("a'", "")}), "territory.code_malformed");
  EXPECT_EQ(refusal({node("a", "", "village")}), "territory.kind_unknown");
  auto nameless = node("a", "");
  nameless.name_lo.clear();
  EXPECT_EQ(refusal({nameless}), "territory.name_missing");
}

TEST(TerritoryTree, MayBeAsDeepAsTheDataSay) {
  std::vector<Territory> nodes{node("n0", "")};
  for (int i = 1; i < 20'000; ++i) nodes.push_back(node("n" + std::to_string(i), "n" + std::to_string(i - 1)));
  const auto tree = TerritoryTree::build(1, nodes);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->root().interval, (TerritoryInterval{1, 20'000}));
  EXPECT_EQ(tree->find("n19999")->interval, (TerritoryInterval{20'000, 20'000}));
}

TEST(TerritoryTree, IsTheSameWhateverTheOrderOfItsNodes) {
  auto file = read_territory_file(SSIIS_PROFILES_CONFIG "/territory.xml");
  const auto straight = lao();
  std::shuffle(file.nodes.begin(), file.nodes.end(), std::mt19937{7});
  const auto shuffled = TerritoryTree::build(1, file.nodes).value();
  for (std::size_t i = 0; i < straight.all().size(); ++i) EXPECT_EQ(straight.all()[i].code, shuffled.all()[i].code);
}

TEST(TerritoryFile, IsRefusedWithItsPlace) {
  for (const auto* xml :
       {"", "<territories", "<territories/>", "<territories valid-from='2025-02-30'/>",
        "<other valid-from='2025-01-01'/>", "<territories valid-from='2025-01-01'><place code='a'/></territories>"})
    EXPECT_THROW(static_cast<void>(parse_territory(xml, "t.xml")), SettingsError) << xml;
}

}  // namespace
}  // namespace ssiis::profiles
