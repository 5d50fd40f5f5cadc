#include <random>

#include "profiles_fixture.hpp"

namespace ssiis {
namespace {

class Actors : public test::WithProfiles {
 protected:
  std::set<std::string> in_scope(const Scope& scope) {
    const auto text = "SELECT t.code FROM insp_territory_current t WHERE " + scope.sql("t.low");
    return reading([&](db::Transaction& tx) {
      const auto codes =
          tx.all(db::Query{"test/in_scope", text}, db::Params{}, [](const db::Row& r) { return r.text(0); });
      return std::set<std::string>(codes.begin(), codes.end());
    });
  }
};

TEST_P(Actors, WithoutAProfileMayNothing) {
  users_.add("stranger");
  const auto who = actor("stranger");
  EXPECT_TRUE(who.roles().empty());
  EXPECT_FALSE(who.may("case.read"));
  EXPECT_TRUE(who.scope("case.read").empty());
  EXPECT_TRUE(in_scope(who.scope("case.read")).empty());
  EXPECT_FALSE(factory_->actor({}, {"c", "a"}).may("case.read"));
}

TEST_P(Actors, SeeTheirTerritoryAndNoOther) {
  given("head.13", "head_inspection", "13");
  const auto who = actor("head.13");
  const auto tree = service_->tree();
  EXPECT_TRUE(who.may("case.read", tree.point("1302")));
  EXPECT_FALSE(who.may("case.read", tree.point("0101")));
  EXPECT_FALSE(who.may("case.read", tree.point("LA")));
  const auto seen = in_scope(who.scope("case.read"));
  EXPECT_EQ(seen.size(), 16U);  // the province and its fifteen districts
  EXPECT_TRUE(seen.contains("13"));
}

TEST_P(Actors, AtHeadquartersSeeEverything) {
  given("director", "director", "LA");
  EXPECT_EQ(in_scope(actor("director").scope("case.read")).size(), 170U);
}

TEST_P(Actors, AreMadeAnewWithEachRequest) {
  const auto id = given("inspector", "inspector", "01");
  EXPECT_TRUE(actor("inspector").may("case.read"));
  ASSERT_TRUE(service_->end(system(), id, 1, clock_.today().plus(-1), "left"));
  EXPECT_FALSE(actor("inspector").may("case.read"));
}

TEST_P(Actors, HoldTheirProfileFromItsFirstToItsLastDay) {
  users_.add("temporary");
  const auto from = clock_.today().plus(2);
  ASSERT_TRUE(service_->grant(system(), {"temporary", "inspector", "", "01", from, from, "one day"}));
  EXPECT_FALSE(actor("temporary").may("case.read"));
  clock_.advance_seconds(2 * 86'400);
  EXPECT_TRUE(actor("temporary").may("case.read"));
  clock_.advance_seconds(86'400);
  EXPECT_FALSE(actor("temporary").may("case.read"));
}

TEST_P(Actors, FollowARolesFileThatWasLoadedAnew) {
  given("inspector", "inspector", "01");
  EXPECT_TRUE(actor("inspector").may("case.read"));
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto xml =
        "<profiles><permissions><permission code='search.use' lo='ຄົ້ນ' en='S'/></permissions><roles>"
        "<role code='inspector' lo='ກວດ' en='I' held-at='province'>search.use</role></roles></profiles>";
    EXPECT_TRUE(profiles::load_catalogue(tx, profiles::parse_catalogue(xml, "r"), clock_.now()));
    EXPECT_FALSE(profiles::load_catalogue(tx, profiles::parse_catalogue(xml, "r"), clock_.now()));
  });
  EXPECT_FALSE(actor("inspector").may("case.read"));
  EXPECT_TRUE(actor("inspector").may("search.use"));
}

// A hundred random people with random roles at random places: what the database lets through is what Scope::holds.
TEST_P(Actors, ScopesMeanTheSameInSqlAndInMemory) {
  std::mt19937 random{2026};
  const auto tree = service_->tree();
  const auto roles = service_->catalogue().roles;
  const auto pick = [&](const auto& list) -> const auto& { return list[random() % list.size()]; };
  for (int i = 0; i < 100; ++i) {
    const auto login = "user" + std::to_string(i);
    users_.add(login);
    for (auto n = random() % 4; n > 0; --n)
      static_cast<void>(service_->grant(
          system(), {login, pick(roles).label.code, "", pick(tree.all()).code, clock_.today(), std::nullopt, "test"}));
    const auto who = actor(login);
    for (const auto* permission : {"case.read", "registry.read", "plan.approve", "audit.read"}) {
      const auto scope = who.scope(permission);
      const auto seen = in_scope(scope);
      for (const auto& t : tree.all()) {
        ASSERT_EQ(seen.contains(t.code), scope.holds(t.interval.low)) << login << ' ' << permission << ' ' << t.code;
        ASSERT_EQ(who.may(permission, t.interval.low), scope.holds(t.interval.low));
      }
    }
  }
}

TEST_P(Actors, AreFoundForATaskTheNearestFirst) {
  given("far", "inspector", "LA");
  given("near", "inspector", "1302");
  given("middle", "inspector", "13");
  given("elsewhere", "inspector", "01");
  given("head", "head_inspection", "13");
  const auto point = service_->tree().point("1302");
  const auto found = reading([&](db::Transaction& tx) { return factory_->holders(tx, "inspector", point); });
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].login + found[1].login + found[2].login, "nearmiddlefar");
}

class Territories : public Actors {};

// A district that a new tree leaves out keeps its files visible to the province.
TEST_P(Territories, RetireCodesInsteadOfForgettingThem) {
  given("head.13", "head_inspection", "13");
  auto file = profiles::read_territory_file(SSIIS_PROFILES_CONFIG "/territory.xml");
  std::erase_if(file.nodes, [](const auto& n) { return n.code == "1302" || n.code == "1303"; });
  file.content_hash = "other";
  file.valid_from = clock_.today();
  const auto loaded = pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    return profiles::load_territory(tx, file, clock_.today(), clock_.now(), "test");
  });
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->version, 2);
  EXPECT_EQ(loaded->retired, 2U);
  const auto tree = service_->tree();
  EXPECT_EQ(tree.version(), 2);
  EXPECT_EQ(tree.find("1302")->valid_to, clock_.today());
  EXPECT_EQ(tree.children("13").size(), 13U);
  EXPECT_TRUE(actor("head.13").may("case.read", tree.point("1302")));
  EXPECT_EQ(factory_->tree_seen(), 2) << "a tree that is kept and older is not used beside these roles";
  users_.add("late");
  const auto wish = service_->grant(system(), {"late", "inspector", "", "1302", clock_.today(), std::nullopt, "x"});
  EXPECT_EQ(wish.rejection().code, "profile.territory_unknown");
}

TEST_P(Territories, TakeEffectOnTheirDay) {
  auto file = profiles::read_territory_file(SSIIS_PROFILES_CONFIG "/territory.xml");
  file.content_hash = "next year";
  file.valid_from = clock_.today().plus(10);
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    ASSERT_TRUE(profiles::load_territory(tx, file, clock_.today(), clock_.now(), "test"));
    EXPECT_FALSE(profiles::activate_due(tx, clock_.today().plus(9)));
  });
  EXPECT_EQ(service_->tree().version(), 1);
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    EXPECT_TRUE(profiles::activate_due(tx, clock_.today().plus(10)));
    EXPECT_FALSE(profiles::activate_due(tx, clock_.today().plus(10)));
  });
  EXPECT_EQ(service_->tree().version(), 2);
}

SSIIS_ON_ALL_ENGINES(Actors);
SSIIS_ON_ALL_ENGINES(Territories);

}  // namespace
}  // namespace ssiis
