#include "profiles_fixture.hpp"

namespace ssiis {
namespace {

class ProfileAdministration : public test::WithProfiles {
 protected:
  std::vector<audit::Record> administration() {
    return reading(
        [&](db::Transaction& tx) { return trail_->of_chain(tx, audit::ChainName::administration(), 1, 100); });
  }
  std::vector<audit::Record> person(const std::string& login) {
    return reading([&](db::Transaction& tx) { return trail_->of_person(tx, "id-" + login, 1, 100); });
  }
  profiles::ProfileWish wish(const std::string& login, const std::string& role = "inspector",
                             const std::string& territory = "01") {
    return {login, role, "", territory, clock_.today(), std::nullopt, "appointed"};
  }
};

TEST_P(ProfileAdministration, GivesAProfileAndTellsOfIt) {
  given("admin", "administrator", "LA");
  users_.add("new");
  const auto done = service_->grant(actor("admin"), wish("new"));
  ASSERT_TRUE(done);
  EXPECT_TRUE(actor("new").may("case.read"));
  const auto told = administration();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1].event, "profile.granted");
  EXPECT_EQ(told[1].user_id, "id-admin");
}

TEST_P(ProfileAdministration, IsRefusedWithoutThePermissionAndTheRefusalIsTold) {
  given("inspector", "inspector", "01");
  users_.add("friend");
  const auto before = administration().size();
  const auto done = service_->grant(actor("inspector"), wish("friend"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.rejection().code, "access.forbidden");
  EXPECT_FALSE(actor("friend").may("case.read"));
  EXPECT_EQ(administration().size(), before);
  const auto told = person("inspector");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].act, audit::Act::refused);
}

TEST_P(ProfileAdministration, GivesNobodyARoleOfTheirOwnMaking) {
  given("admin", "administrator", "LA");
  EXPECT_EQ(service_->grant(actor("admin"), wish("admin", "director", "LA")).rejection().code, "profile.own");
  EXPECT_FALSE(actor("admin").may("case.read"));
}

TEST_P(ProfileAdministration, RefusesTheSameProfileTwiceAndUnknownUsers) {
  given("inspector", "inspector", "01");
  EXPECT_EQ(service_->grant(system(), wish("inspector")).rejection().code, "profile.doubled");
  EXPECT_TRUE(service_->grant(system(), wish("inspector", "inspector", "13")));
  EXPECT_EQ(service_->grant(system(), wish("nobody")).rejection().code, "profile.user_unknown");
}

TEST_P(ProfileAdministration, LooksTheSameForUnknownAndForbidden) {
  const auto id = given("inspector", "inspector", "01");
  const auto who = actor("inspector");
  EXPECT_EQ(service_->find(who, id).rejection().code, "access.forbidden");
  EXPECT_EQ(service_->find(who, 999'999).rejection().code, "access.forbidden");
  EXPECT_EQ(service_->end(who, 999'999, 1, clock_.today(), "x").rejection().code, "access.forbidden");
}

TEST_P(ProfileAdministration, MakesALostUpdateAVisibleConflict) {
  const auto id = given("inspector", "inspector", "01");
  ASSERT_TRUE(service_->end(system(), id, 1, clock_.today().plus(3), "leaves"));
  EXPECT_THROW(static_cast<void>(service_->end(system(), id, 1, clock_.today(), "leaves at once")), Conflict);
  ASSERT_TRUE(service_->end(system(), id, 2, clock_.today(), "leaves today"));
}

TEST_P(ProfileAdministration, MovesAnInspectorToAnotherProvince) {
  const auto id = given("inspector", "inspector", "01");
  const auto tree = service_->tree();
  ASSERT_TRUE(service_->transfer(system(), id, 1, "13", clock_.today().plus(1), "moved"));
  EXPECT_TRUE(actor("inspector").may("case.read", tree.point("01")));
  EXPECT_FALSE(actor("inspector").may("case.read", tree.point("13")));
  clock_.advance_seconds(86'400);
  EXPECT_FALSE(actor("inspector").may("case.read", tree.point("01")));
  EXPECT_TRUE(actor("inspector").may("case.read", tree.point("13")));
  EXPECT_EQ(administration().size(), 3U);
}

TEST_P(ProfileAdministration, LeavesNothingBehindWhenAMoveIsRefused) {
  const auto id = given("director", "director", "LA");
  EXPECT_EQ(service_->transfer(system(), id, 1, "13", clock_.today().plus(1), "moved").rejection().code,
            "profile.not_held_there");
  const auto found = service_->find(system(), id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->version, 1);
  EXPECT_FALSE(found->last_day);
}

TEST_P(ProfileAdministration, ListsWhatTheCallerManages) {
  given("admin", "administrator", "LA");
  given("inspector", "inspector", "01");
  const auto ended = given("gone", "inspector", "13");
  ASSERT_TRUE(service_->end(system(), ended, 1, clock_.today().plus(-1), "left"));
  const auto admin = actor("admin");
  EXPECT_EQ(service_->list(admin.scope("profile.manage"), {}).size(), 2U);
  EXPECT_EQ(service_->list(admin.scope("profile.manage"), {"", "", true}).size(), 3U);
  EXPECT_EQ(service_->list(admin.scope("profile.manage"), {"inspector", "", false}).size(), 1U);
  EXPECT_EQ(service_->list(admin.scope("profile.manage"), {"", "admin' OR '1'='1", false}).size(), 0U);
  EXPECT_TRUE(service_->list(actor("inspector").scope("profile.manage"), {}).empty());
}

class TeamGrants : public test::WithProfiles {
 protected:
  void SetUp() override {
    test::WithProfiles::SetUp();
    given("inspector", "inspector", "13");
    given("colleague", "inspector", "13");
    grants_ = std::make_unique<profiles::Grants>(*trail_, clock_);
  }
  void open(CaseId under, const std::string& unit, const std::vector<std::string>& team) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) { grants_->open(tx, system(), under, unit, team); });
  }
  bool may_read(const std::string& login, const std::string& unit) {
    const auto who = actor(login);
    return reading([&](db::Transaction& tx) { return profiles::grant_for(tx, who, unit).has_value(); });
  }
  std::unique_ptr<profiles::Grants> grants_;
};

TEST_P(TeamGrants, LastAsLongAsTheOrderIsOpen) {
  EXPECT_FALSE(may_read("inspector", "LU-1"));
  open(CaseId{7}, "LU-1", {"id-inspector", "id-colleague"});
  EXPECT_TRUE(may_read("inspector", "LU-1"));
  EXPECT_FALSE(may_read("inspector", "LU-2"));
  EXPECT_FALSE(may_read("inspector", "LU-1' OR '1'='1"));
  pool().transact(db::Mode::write,
                  [&](db::Transaction& tx) { grants_->close_for(tx, system(), CaseId{7}, "id-colleague"); });
  EXPECT_FALSE(may_read("colleague", "LU-1"));
  EXPECT_TRUE(may_read("inspector", "LU-1"));
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { grants_->close(tx, system(), CaseId{7}); });
  EXPECT_FALSE(may_read("inspector", "LU-1"));
}

TEST_P(TeamGrants, OfAnotherOpenOrderOutliveTheFirst) {
  open(CaseId{7}, "LU-1", {"id-inspector"});
  open(CaseId{8}, "LU-1", {"id-inspector"});
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { grants_->close(tx, system(), CaseId{7}); });
  EXPECT_TRUE(may_read("inspector", "LU-1"));
  const auto who = actor("inspector");
  const auto grant = reading([&](db::Transaction& tx) { return profiles::grant_for(tx, who, "LU-1"); });
  ASSERT_TRUE(grant);
  EXPECT_EQ(grant->purpose(), "open_order:8");
}

TEST_P(TeamGrants, AreToldInTheCaseOnceEach) {
  open(CaseId{7}, "LU-1", {"id-inspector"});
  open(CaseId{7}, "LU-1", {"id-inspector", "id-colleague", "id-colleague"});
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { grants_->close(tx, system(), CaseId{7}); });
  const auto told = reading([&](db::Transaction& tx) { return trail_->of_case(tx, CaseId{7}, 1, 100); });
  std::string events;
  for (const auto& r : told) events += r.event + " ";
  EXPECT_EQ(events, "grant.opened grant.opened grant.closed grant.closed ");
}

SSIIS_ON_ALL_ENGINES(TeamGrants);
SSIIS_ON_ALL_ENGINES(ProfileAdministration);

}  // namespace
}  // namespace ssiis
