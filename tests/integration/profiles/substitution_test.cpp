// Standing in for somebody absent: who may name whom, for which days, and that it ends by itself.
#include "profiles_fixture.hpp"

namespace ssiis {
namespace {

class Substituting : public test::WithProfiles {
 protected:
  void SetUp() override {
    test::WithProfiles::SetUp();
    for (const char* login : {"ann", "ben", "cat"}) given(login, "inspector", "01");
    given("far", "inspector", "13");
    given("chief", "chief_inspector", "01");
    given("clerk", "registration_contribution", "01");
    given("head", "head_inspection", "01");
    given("head13", "head_inspection", "13");
    office_.emplace(pool(), *ids_, *trail_, clock_);
  }
  profiles::SubstitutionWish wish(const std::string& absent, const std::string& instead, int from = 0, int to = 5) {
    return {"id-" + absent,          "id-" + instead, clock_.today().plus(from),
            clock_.today().plus(to), "leave",         "key-of-the-form-" + std::to_string(++sent_) + "-1234567890"};
  }
  std::string named(const std::string& who, const profiles::SubstitutionWish& w) {
    const auto done = office_->name(actor(who), w);
    return done ? "done" : done.rejection().code;
  }
  std::vector<std::string> absent_of(const std::string& substitute) {
    std::vector<std::string> out;
    for (const auto& a :
         reading([&](db::Transaction& tx) { return profiles::stands_in_for(tx, "id-" + substitute, clock_.today()); }))
      out.push_back(a.user_id);
    return out;
  }
  using Names = std::vector<std::string>;
  std::optional<profiles::Substitutions> office_;
  int sent_{0};
};

TEST_P(Substituting, LastsFromTheFirstDayToTheLastAndEndsByItself) {
  ASSERT_EQ(named("ann", wish("ann", "ben", 1, 2)), "done");
  EXPECT_EQ(absent_of("ben"), Names{});
  clock_.advance_seconds(86'400);
  EXPECT_EQ(absent_of("ben"), Names{"id-ann"});
  EXPECT_EQ(absent_of("ann"), Names{}) << "not the other way round";
  clock_.advance_seconds(86'400);
  EXPECT_EQ(absent_of("ben"), Names{"id-ann"}) << "the last day is included";
  clock_.advance_seconds(86'400);
  EXPECT_EQ(absent_of("ben"), Names{});
  EXPECT_EQ(office_->of_person("id-ann").size(), 1U) << "it ended and is still told of";
}

TEST_P(Substituting, RefusesOneselfThePastAndDaysThatRunBackwards) {
  EXPECT_EQ(named("ann", wish("ann", "ann")), "substitution.self");
  EXPECT_EQ(named("ann", wish("ann", "ben", -1, 3)), "substitution.starts_in_past");
  EXPECT_EQ(named("ann", wish("ann", "ben", 3, 2)), "substitution.days_reversed");
  auto no_reason = wish("ann", "ben");
  no_reason.reason = "  ";
  EXPECT_EQ(named("ann", no_reason), "profile.reason_missing");
  auto nobody = wish("ann", "ben");
  nobody.substitute = "";
  EXPECT_EQ(named("ann", nobody), "substitution.person_missing");
  EXPECT_EQ(named("ann", wish("ann", "unknown")), "substitution.no_common_role");
}

TEST_P(Substituting, IsForWhoHoldsTheSameRoleAtTheSamePlace) {
  EXPECT_EQ(named("ann", wish("ann", "far")), "substitution.no_common_role") << "another province";
  EXPECT_EQ(named("ann", wish("ann", "clerk")), "substitution.no_common_role") << "another role";
  EXPECT_EQ(named("ann", wish("ann", "chief")), "done") << "any inspector may lead a team, any chief inspect";
}

TEST_P(Substituting, NeverOverlapsAndIsNeverPassedOn) {
  ASSERT_EQ(named("ann", wish("ann", "ben", 2, 6)), "done");
  EXPECT_EQ(named("ann", wish("ann", "cat", 6, 8)), "substitution.overlap");
  EXPECT_EQ(named("ben", wish("ben", "cat", 5, 8)), "substitution.chain") << "a substitute passes nothing on";
  EXPECT_EQ(named("ben", wish("ben", "ann", 0, 2)), "substitution.chain") << "no circle";
  EXPECT_EQ(named("cat", wish("cat", "ann", 0, 2)), "substitution.chain") << "who is absent stands in for nobody";
  EXPECT_EQ(named("cat", wish("cat", "ben", 2, 6)), "done") << "one may stand in for two";
  EXPECT_EQ(named("ann", wish("ann", "cat", 7, 8)), "done") << "the day after it is free again";
  EXPECT_EQ(named("ben", wish("ben", "cat", 9, 9)), "done");
}

TEST_P(Substituting, IsNamedByThePersonOrTheHeadOfThePlaceAndOfNobodyElse) {
  EXPECT_EQ(named("ben", wish("ann", "ben")), "access.forbidden");
  EXPECT_EQ(named("head13", wish("ann", "ben")), "access.forbidden");
  EXPECT_EQ(named("head", wish("far", "ann")), "access.forbidden");
  EXPECT_EQ(named("head", wish("nobody-such", "ann")), "access.forbidden");
  EXPECT_EQ(named("head", wish("ann", "ben")), "done");
  EXPECT_EQ(office_->in_places(actor("head").scope("absence.manage")).size(), 1U);
  EXPECT_TRUE(office_->in_places(actor("head13").scope("absence.manage")).empty());
}

TEST_P(Substituting, SentTwiceIsNamedOnceAndEndedByTheVersionSeen) {
  const auto w = wish("ann", "ben");
  EXPECT_EQ(named("ann", w), "done");
  EXPECT_EQ(named("ann", w), "done");
  const auto all = office_->of_person("id-ann");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(office_->end(actor("ben"), all[0].id, 1).rejection().code, "access.forbidden") << "not by the substitute";
  EXPECT_EQ(office_->end(actor("head"), 999, 1).rejection().code, "access.forbidden");
  EXPECT_THROW(static_cast<void>(office_->end(actor("ann"), all[0].id, 2)), Conflict);
  ASSERT_TRUE(office_->end(actor("head"), all[0].id, 1));
  EXPECT_EQ(absent_of("ben"), Names{}) << "at once";
  EXPECT_EQ(office_->end(actor("ann"), all[0].id, 2).rejection().code, "substitution.over");
  const auto ended = office_->of_person("id-ann").at(0);
  EXPECT_EQ(ended.planned_last_day, clock_.today().plus(5));
  EXPECT_EQ(ended.ended_by, "id-head");
  EXPECT_EQ(named("ann", wish("ann", "cat")), "done") << "what ended leaves the days free";
}

TEST_P(Substituting, GivesNothingWhenTheAbsentPersonHasLeft) {
  given("dan", "inspector", "01");
  ASSERT_EQ(named("dan", wish("dan", "ben")), "done");
  EXPECT_EQ(absent_of("ben"), Names{"id-dan"});
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute({"test/left", "UPDATE insp_profile SET last_day = '2026-11-22' WHERE user_id = 'id-dan'"}, db::Params{});
  });
  EXPECT_EQ(absent_of("ben"), Names{});
}

SSIIS_ON_ALL_ENGINES(Substituting);

}  // namespace
}  // namespace ssiis
