// What differs between two records, and evidence as text.
#include <gtest/gtest.h>

#include "linkage/pair_view.hpp"
#include "linkage/publish.hpp"

namespace ssiis::linkage {
namespace {

std::string shown(const std::string& text, const std::string& other) {
  std::string out;
  for (const auto& p : differing(text, other)) out += p.marked ? "[" + p.text + "]" : p.text;
  return out;
}

TEST(Pieces, WordsThatTheOtherSideLacksAreMarked) {
  EXPECT_EQ(shown("ໄຊສະຫວ່າງ ຕັດຫຍິບ", "ໄຊສະຫວາງ ຕັດຫຍິບ ຈຳກັດ"), "[ໄຊສະຫວ່າງ] ຕັດຫຍິບ");
  EXPECT_EQ(shown("Dok Boua", "dok bua"), "Dok [Boua]") << "case is no difference";
  EXPECT_EQ(shown("ບຸນມີ Bounmy", "Bunmi"), "ບຸນມີ [Bounmy]") << "words of the other script are not told apart";
}

TEST(Pieces, NumbersAreComparedByTheirDigits) {
  EXPECT_EQ(shown("020 2653 6210", "2026536210"), "020 2653 6210");
  EXPECT_EQ(shown("55000417", "55000917"), "55000[4]17");
  EXPECT_EQ(shown("", "x"), "");
}

TEST(Pieces, EvidenceAndFieldsComeBackAsTheyWere) {
  const auto fields = fields_of(fields_text({{"id number", {"id_no"}, {"id_no"}, 2}, {"name", {"a", "b"}, {"c"}, 5}}));
  ASSERT_EQ(fields.size(), 2u);
  EXPECT_EQ(fields[0].name, "id number");
  EXPECT_EQ(fields[1].left, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(fields[1].levels, 5);
  const auto evidence = evidence_of("0:6200;-1:0;2:-1650");
  ASSERT_EQ(evidence.size(), 3u);
  EXPECT_EQ(evidence[1].level, -1);
  EXPECT_EQ(evidence[2].weight_milli, -1650);
  EXPECT_TRUE(evidence_of("").empty());
}

TEST(Pieces, TheNearestToTheMiddleIsTheMostUrgentAndDebtAddsToIt) {
  EXPECT_EQ(urgency_of(500'000, Money{}), 1000);
  EXPECT_EQ(urgency_of(600'000, Money{}), urgency_of(400'000, Money{}));
  EXPECT_EQ(urgency_of(1'000'000, Money{}), 0);
  EXPECT_EQ(urgency_of(1'000'000, Money::kip(250'000'000)), 250);
  EXPECT_EQ(urgency_of(1'000'000, Money::kip(9'000'000'000'000)), 1000);
}

}  // namespace
}  // namespace ssiis::linkage
