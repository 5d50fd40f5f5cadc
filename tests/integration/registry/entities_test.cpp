// One entity, all its numbers: any of them finds it, inside the caller's places, as long as it holds.
#include "registry_fixture.hpp"

namespace ssiis::registry {
namespace {

class Entities : public RegistryDatabase {
 protected:
  void SetUp() override {
    RegistryDatabase::SetUp();
    load(small_registry());
    index();
  }
  void enter(const std::vector<LinkedNumber>& numbers) {
    pool().transact(db::Mode::write,
                    [&](db::Transaction& tx) { enter_linked_numbers(tx, *ids_, numbers, clock_.today()); });
  }
  void tax_and_enterprise_of_l1() {
    enter({{EntityKind::labour_unit, "L1", "tax_employer", "101348173700", "tin", "101348173700", NumberSource::link,
            970'000, Day{2026, 11, 1}, 7},
           {EntityKind::labour_unit, "L1", "enterprise_register", "01-1003295", "er_no", "01-1003295",
            NumberSource::person, std::nullopt, Day{2026, 11, 1}, 8}});
  }
  std::vector<EntityNumber> numbers(EntityKind kind, const std::string& id, const std::string& at = "") {
    const auto scope = scope_at(at);
    return read([&](db::Transaction& tx) { return numbers_of(tx, scope, kind, id); });
  }
  SearchResult search(const std::string& text, const std::string& at = "") {
    const auto scope = scope_at(at);
    return read([&](db::Transaction& tx) { return box_.search(tx, scope, {.text = text}); });
  }
  static std::vector<std::string> keys(const SearchResult& found) {
    std::vector<std::string> out;
    for (const auto& hit : found.hits) out.push_back(hit.kind + ":" + hit.key);
    return out;
  }
  SearchBox box_{};
};

TEST_P(Entities, ANewerSnapshotRenewsOnlyWhatAnotherDayStandsAt) {
  tax_and_enterprise_of_l1();
  const auto renewed = [&](Day as_of, const std::vector<std::int64_t>& but) {
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      return renew_linked_numbers(tx, EntityKind::labour_unit, "tax_employer", as_of, but);
    });
  };
  EXPECT_EQ(renewed(Day{2026, 11, 1}, {}), 0) << "a run has just entered it with this day";
  EXPECT_EQ(renewed(Day{2026, 12, 1}, {7}), 0) << "the newer snapshot no longer holds the pair's entry";
  EXPECT_EQ(renewed(Day{2026, 12, 1}, {}), 1) << "the enterprise register's number stays as it was";
  EXPECT_EQ(renewed(Day{2026, 12, 1}, {}), 0);
}

TEST_P(Entities, AUnitHasItsOwnNumbersAndThoseOfOtherRegistersWithSourceAndConfidence) {
  EXPECT_EQ(numbers(EntityKind::labour_unit, "L1").size(), 2u) << "ss_reg_no and key";
  tax_and_enterprise_of_l1();
  const auto all = numbers(EntityKind::labour_unit, "L1");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].number, "063395582");
  EXPECT_EQ(all[0].source, NumberSource::mis);
  EXPECT_EQ(all[2].kind, "er_no");
  EXPECT_EQ(all[2].source, NumberSource::person);
  EXPECT_EQ(all[3].number, "101348173700");
  EXPECT_EQ(all[3].confidence_ppm, 970'000);
  EXPECT_EQ(all[3].as_of, (Day{2026, 11, 1}));
  EXPECT_EQ(all[3].valid_from, clock_.today());
  EXPECT_TRUE(numbers(EntityKind::labour_unit, "L1", "13").empty()) << "outside one's places there is nothing";
  EXPECT_EQ(numbers(EntityKind::workplace, "L1-2").size(), 1u);
  EXPECT_EQ(numbers(EntityKind::worker, "W1").size(), 3u);
}

TEST_P(Entities, AnyNumberFindsTheUnitInWhateverPunctuation) {
  tax_and_enterprise_of_l1();
  for (const auto* typed : {"101348173700", "1013-4817-3700", "໑໐໑໓໔໘໑໗໓໗໐໐", "01-1003295", "011003295"})
    EXPECT_EQ(search(typed).hits.at(0).key, "L1") << typed;
  const auto found = search("101348173700");
  EXPECT_EQ(keys(found),
            (std::vector<std::string>{"labour_unit:L1", "tax_employer:101348173700", "enterprise:01-1003295"}));
  EXPECT_EQ(found.hits[0].match, Match::number);
  EXPECT_TRUE(found.hits[1].linked);
  EXPECT_EQ(found.hits[1].entity_key, "L1");
  const auto scope = scope_at("");
  EXPECT_EQ(read([&](db::Transaction& tx) { return units_by_number(tx, scope, "011003295"); }).at(0).lu_id, "L1");
  EXPECT_EQ(read([&](db::Transaction& tx) { return entities_by_number(tx, scope, "101348173700"); }),
            (std::vector<EntityRef>{{EntityKind::labour_unit, "L1"}}));
}

TEST_P(Entities, OutsideOnesPlacesANumberFindsNothingAndALinkIsNotTold) {
  tax_and_enterprise_of_l1();
  enter({{EntityKind::labour_unit, "L4", "tax_employer", "202200284992", "tin", "202200284992", NumberSource::link,
          990'000, std::nullopt, 9}});
  // The tax register's 202200284992 lies in Savannakhet (13), L4 in Champasak (16).
  const auto there = search("202200284992", "13");
  EXPECT_EQ(keys(there), std::vector<std::string>{"tax_employer:202200284992"});
  EXPECT_FALSE(there.hits.at(0).linked);
  EXPECT_TRUE(there.hits.at(0).entity_key.empty());
  EXPECT_EQ(search("202200284992").hits.at(0).key, "L4");
  const auto scope = scope_at("13");
  EXPECT_TRUE(read([&](db::Transaction& tx) { return units_by_number(tx, scope, "202200284992"); }).empty());
}

TEST_P(Entities, WhatWasEndedFindsNothingAndStaysToBeRead) {
  tax_and_enterprise_of_l1();
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { end_linked_numbers(tx, {7}, clock_.today()); });
  EXPECT_EQ(keys(search("101348173700")),
            (std::vector<std::string>{"tax_employer:101348173700", "enterprise:01-1003295"}));
  const auto all = numbers(EntityKind::labour_unit, "L1");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all.back().number, "101348173700");
  EXPECT_EQ(all.back().valid_to, clock_.today());
  EXPECT_FALSE(all[2].valid_to);
}

SSIIS_ON_ALL_ENGINES(Entities);

}  // namespace
}  // namespace ssiis::registry
