// Copies that the module makes by itself.
#include "integration/mapping/copy_fixture.hpp"

namespace ssiis::mapping {
namespace {

class CopyOffices : public RegistryCopy {
 protected:
  void SetUp() override {
    RegistryCopy::SetUp();
    plan_ = CopyPlan{"reference", std::filesystem::path{SSIIS_SOURCE_DIR} / "sql/registry/reference", source().spec(),
                     60, 7};
    ids_ = std::make_unique<db::IdSource>(pool());
    trail_ = std::make_unique<audit::Trail>(pool(), clock_);
    office_ = std::make_unique<CopyOffice>(CopyOffice::Parts{pool(), *ids_, *trail_, clock_, [this] { return plan_; }});
  }
  void TearDown() override {
    office_.reset();
    trail_.reset();
    ids_.reset();
    RegistryCopy::TearDown();
  }
  Actor service() { return profiles::ActorFactory{pool(), clock_}.service("ssiis", "test"); }
  std::optional<CopyRun> work() {
    return office_->work(service(), [] { return false; });
  }
  std::vector<CopyRun> runs() {
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) { return office_->list(tx, 20); });
  }
  void at_module(const std::string& sql) {
    auto lease = pool().take();
    lease->run(sql);
  }
  static std::string hours_ago(int hours) { return SystemClock{}.now().plus_seconds(-3600LL * hours).iso(); }
  void age(const std::string& columns) { at_module("UPDATE insp_copy_run SET " + columns); }

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
  age("ordered_at = '" + hours_ago(200) + "'");
  at_source("UPDATE TB_CONTRIB SET CTR_WAGE = CTR_WAGE + 1000 WHERE CTR_YM = '202608' AND MBR_ID = 'M0000001'");
  at_source("UPDATE TB_CONTRIB SET CTR_WAGE = CTR_WAGE - 1000 WHERE CTR_YM = '202608' AND MBR_ID = 'M0000002'");
  const auto third = work();  // sums stay, and only a full one sees it
  ASSERT_TRUE(third);
  EXPECT_TRUE(third->full);
  EXPECT_EQ(third->changed, 2);
  expect_same();
  plan_->every_minutes = 0;
  age("ordered_at = '" + hours_ago(200) + "'");
  EXPECT_FALSE(work());
  EXPECT_EQ(runs().size(), 3U);
}

TEST_P(CopyOffices, WhatFailsIsKeptWithItsReasonAndTriedAgain) {
  plan_->folder = "/nowhere";
  const auto failed = work();
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->state, "failed");
  EXPECT_NE(failed->failure.find("nowhere"), std::string::npos) << failed->failure;
  EXPECT_FALSE(work());  // not before the next is due
  plan_->folder = std::filesystem::path{SSIIS_SOURCE_DIR} / "sql/registry/reference";
  age("ordered_at = '" + hours_ago(2) + "'");
  const auto next = work();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->state, "done") << next->failure;
  expect_same();
}

TEST_P(CopyOffices, WhoMayOrdersOneAndOnlyOneAtATime) {
  const auto plan = std::exchange(plan_, std::nullopt);
  EXPECT_FALSE(work());
  EXPECT_EQ(office_->order(service(), true, "").rejection().code, "copy.no_source");
  EXPECT_THROW(office_->now(service(), false, [](std::string_view) {}), CopyRefused);
  plan_ = plan;
  const auto ordered = office_->order(service(), false, "");
  ASSERT_TRUE(ordered) << ordered.rejection().code;
  EXPECT_EQ(office_->order(service(), false, "").rejection().code, "copy.open");
  // Another host is at it, and lives.
  at_module("UPDATE insp_copy_run SET state = 'running', seen_at = '2999-01-01T00:00:00.000000Z'");
  EXPECT_FALSE(work());
  EXPECT_THROW(office_->now(service(), false, [](std::string_view) {}), CopyRefused);
  // It died, and the next goes down in the midst of it.
  at_module("UPDATE insp_copy_run SET seen_at = '2020-01-01T00:00:00.000000Z'");
  const auto left = office_->work(service(), [] { return true; });
  ASSERT_TRUE(left);
  EXPECT_EQ(left->state, "ordered");
  const auto taken = work();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->id, *ordered);
  EXPECT_EQ(taken->state, "done") << taken->failure;
  expect_same();
}

SSIIS_ON_ALL_ENGINES(CopyOffices);

}  // namespace
}  // namespace ssiis::mapping
