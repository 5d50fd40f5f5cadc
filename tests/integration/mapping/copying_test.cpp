// Copies that the module makes by itself.
#include "integration/mapping/copy_fixture.hpp"

namespace ssiis::mapping {
namespace {

using Line = std::function<void(std::string_view)>;

class CopyOffices : public RegistryCopy {
 protected:
  void SetUp() override {
    RegistryCopy::SetUp();
    plan_ = CopyPlan{"reference", registries / "reference", source().spec(), 60, 7};
    ids_ = std::make_unique<db::IdSource>(pool());
    trail_ = std::make_unique<audit::Trail>(pool(), clock_);
    office_ = std::make_unique<CopyOffice>(
        CopyOffice::Parts{pool(), *ids_, *trail_, clock_, [this] { return plan_; }, std::chrono::hours{1}});
  }
  void TearDown() override {
    office_.reset();
    trail_.reset();
    ids_.reset();
    RegistryCopy::TearDown();
  }
  Actor service() { return profiles::ActorFactory{pool(), clock_}.service("ssiis", "test"); }
  Actor nobody() {
    profiles::IdentityData identity;
    identity.user_id = identity.login = "nobody";
    return profiles::ActorFactory{pool(), clock_}.actor(identity, {});
  }
  std::optional<CopyRun> work() {
    return office_->work(service(), [] { return false; });
  }
  std::vector<CopiedView> now(
      bool full = false, const Line& line = [](std::string_view) {}) {
    return office_->now(service(), full, line);
  }
  std::vector<CopyRun> runs() {
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) { return office_->list(tx, 20); });
  }
  static std::string hours_ago(int hours) { return SystemClock{}.now().plus_seconds(-3600LL * hours).iso(); }
  void age(const std::string& columns) { at_module("UPDATE insp_copy_run SET " + columns); }
  std::int64_t audited(const std::string& event) {
    static constexpr db::Query count{"test/audited", "SELECT count(*) FROM insp_audit_record WHERE event = ?"};
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) {
      return tx.find(count, db::Params{event}, [](const db::Row& r) { return r.integer(0); }).value();
    });
  }

  std::optional<CopyPlan> plan_{};
  std::unique_ptr<db::IdSource> ids_{};
  std::unique_ptr<audit::Trail> trail_{};
  std::unique_ptr<CopyOffice> office_{};
};

TEST_P(CopyOffices, CopiesWhatIsDueAndKeepsWhatItBrought) {
  const auto first = work();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->state, "done") << first->failure;
  EXPECT_TRUE(first->full);  // none was made before
  EXPECT_GT(first->added, 100);
  expect_same();
  EXPECT_FALSE(work());  // not due
  age("ordered_at = '" + hours_ago(2) + "'");
  at_source("UPDATE TB_MEMBER SET MBR_GNAME = 'ຄຳ' WHERE MBR_ID = 'M0000001'");
  const auto second = work();
  ASSERT_TRUE(second);
  EXPECT_FALSE(second->full);
  EXPECT_EQ(second->changed, 1);
  EXPECT_EQ(second->added + second->removed, 0);
  EXPECT_EQ(audited("registry.indexed"), 2);
  age("ordered_at = '" + hours_ago(200) + "'");
  at_source("UPDATE TB_CONTRIB SET CTR_WAGE = CTR_WAGE + 1000 WHERE CTR_YM = '202608' AND MBR_ID = 'M0000001'");
  at_source("UPDATE TB_CONTRIB SET CTR_WAGE = CTR_WAGE - 1000 WHERE CTR_YM = '202608' AND MBR_ID = 'M0000002'");
  const auto third = work();  // sums stay, and only a full one sees it
  ASSERT_TRUE(third);
  EXPECT_TRUE(third->full);
  EXPECT_EQ(third->changed, 2);
  EXPECT_EQ(audited("registry.indexed"), 2) << "nobody searches for contributions";
  expect_same();
  age("ordered_at = '" + hours_ago(2) + "'");
  ASSERT_TRUE(work());
  EXPECT_EQ(audited("registry.copy_ordered"), 4) << "also by the clock";
  EXPECT_EQ(audited("registry.copied"), 4) << "also without a change";
  plan_->every_minutes = 0;
  age("ordered_at = '" + hours_ago(200) + "'");
  EXPECT_FALSE(work());
  EXPECT_EQ(runs().size(), 4U);
}

TEST_P(CopyOffices, WhatFailsIsKeptWithItsReasonAndTriedAgain) {
  plan_->folder = "/nowhere";
  const auto failed = work();
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->state, "failed");
  EXPECT_NE(failed->failure.find("nowhere"), std::string::npos) << failed->failure;
  EXPECT_EQ(audited("registry.copy_failed"), 1);
  EXPECT_FALSE(work());  // not before the next is due
  plan_->folder = registries / "reference";
  age("ordered_at = '" + hours_ago(2) + "'");
  const auto next = work();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->state, "done") << next->failure;
  EXPECT_EQ(audited("registry.copied"), 1);
  expect_same();
}

// Units stand before contributions: they are there, and found.
TEST_P(CopyOffices, WhatAFailedCopyBroughtIsFoundBySearch) {
  at_source("UPDATE TB_UNIT SET UNT_NAME_EN = 'Zanzibar Timber' WHERE UNT_ID = 'U0000001'");
  plan_->folder = folder_;
  std::ifstream in{registries / "reference/views.sql"};
  std::string views{std::istreambuf_iterator<char>{in}, {}};
  for (std::size_t at = 0; (at = views.find("reg_contribution")) != std::string::npos;)
    views.replace(at, 16, "reg_elsewhere");
  std::ofstream{folder_ / "views.sql"} << views;
  const auto failed = work();
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->state, "failed");
  EXPECT_GT(failed->added, 0);
  EXPECT_TRUE(found_by_search("Zanzibar", "U0000001"));
}

TEST_P(CopyOffices, AnIndexThatIsOwedIsBuiltByTheNextCopyThoughNothingChanges) {
  EXPECT_THROW(now(false,
                   [](std::string_view line) {
                     if (line.starts_with("search index")) throw std::runtime_error{"killed"};
                   }),
               std::runtime_error);
  at_source("UPDATE TB_UNIT SET UNT_NAME_EN = 'Zanzibar Timber' WHERE UNT_ID = 'U0000001'");
  at_module("UPDATE insp_copy_labour_unit SET name_en = 'Old name' WHERE lu_id = 'U0000001'");  // hash stays
  age("ordered_at = '" + hours_ago(2) + "'");
  const auto next = work();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->state, "done") << next->failure;
  EXPECT_TRUE(found_by_search("Zanzibar", "U0000001"));
  EXPECT_EQ(audited("registry.indexed"), 1);
}

TEST_P(CopyOffices, WhoMayOrdersOneAndOnlyOneAtATime) {
  const auto plan = std::exchange(plan_, std::nullopt);
  EXPECT_FALSE(work());
  EXPECT_EQ(office_->order(service(), true, "").rejection().code, "copy.no_source");
  EXPECT_THROW(now(), CopyRefused);
  plan_ = plan;
  EXPECT_EQ(office_->order(nobody(), true, "").rejection().code, "access.forbidden");
  EXPECT_EQ(audited("access.refused"), 1);
  EXPECT_TRUE(runs().empty());
  const auto ordered = office_->order(service(), false, "");
  ASSERT_TRUE(ordered) << ordered.rejection().code;
  EXPECT_EQ(office_->order(service(), false, "").rejection().code, "copy.open");
  held_by_another(far_off);
  EXPECT_FALSE(work());
  EXPECT_THROW(now(), CopyRefused);
  // It died, and the next goes down in the midst of it.
  held_by_another(long_ago);
  const auto left = office_->work(service(), [] { return true; });
  ASSERT_TRUE(left);
  EXPECT_EQ(left->state, "ordered");
  const auto taken = work();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->id, *ordered);
  EXPECT_EQ(taken->state, "done") << taken->failure;
  EXPECT_EQ(taken->fence, 2);
  expect_same();
}

TEST_P(CopyOffices, AnOrderedCopyThatReadsAllMonthsIsSaidToBeFull) {
  ASSERT_TRUE(office_->order(service(), false, ""));
  now(true);
  ASSERT_EQ(runs().size(), 1U);
  EXPECT_TRUE(runs().front().full);
  EXPECT_EQ(audited("registry.copy_ordered"), 2) << "more than was ordered";
}

SSIIS_ON_ALL_ENGINES(CopyOffices);

}  // namespace
}  // namespace ssiis::mapping
