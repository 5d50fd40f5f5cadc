// Runs that the module orders by itself: what failed, what came in.
#include "runs_fixture.hpp"

namespace ssiis::linkage {
namespace {

class LinkRunsByThemselves : public WithRuns {};
SSIIS_ON_ALL_ENGINES(LinkRunsByThemselves);

TEST_P(LinkRunsByThemselves, AFailedRunIsOrderedAgainOnceByItself) {
  Runs runs{{pool(), *ids_, trail(), clock_, models_, {.settle_minutes = -1, .retry_minutes = 30}}};
  for (const auto& file : std::filesystem::directory_iterator{models_})
    std::ofstream{file.path(), std::ios::trunc} << "<broken";
  // A command failed, whose numbers come from a later block than those of the host that orders again.
  db::IdSource of_command{pool()};
  Runs command{{pool(), of_command, trail(), clock_, models_, {}}};
  ASSERT_TRUE(command.order(head(), "", true));
  EXPECT_THROW(command.carry_out(who(), {}, {}), matching::LinkError);
  EXPECT_FALSE(runs.order_by_itself(who())) << "not at once";
  clock_.advance_seconds(30 * 60);
  ASSERT_TRUE(runs.order_by_itself(who()));
  const auto listed = read([&](db::Transaction& tx) { return runs.list(tx, 2); });
  EXPECT_EQ(listed.at(0).retry_of, listed.at(1).ordered_at);
  EXPECT_TRUE(listed.at(0).anew) << "as the one that failed";
  EXPECT_THROW(runs.carry_out(who(), {}, {}), matching::LinkError);
  clock_.advance_seconds(3600);
  EXPECT_FALSE(runs.order_by_itself(who())) << "twice is for a person";
  ASSERT_TRUE(runs.order(head(), ""));
  EXPECT_THROW(runs.carry_out(who(), {}, {}), matching::LinkError);
  clock_.advance_seconds(3600);
  EXPECT_TRUE(runs.order_by_itself(who())) << "another one, ordered by a person";
}

TEST_P(LinkRunsByThemselves, WhatARunWasOrderedForIsKeptWhateverBecomesOfIt) {
  Runs runs{{pool(), *ids_, trail(), clock_, models_ / "none", {.settle_minutes = 0}}};
  ASSERT_TRUE(runs.order(head(), ""));
  runs.carry_out(who(), {}, {});
  snapshot_changes("civil_register", "a");
  const auto ordered = runs.order_by_itself(who());
  ASSERT_TRUE(ordered);
  ASSERT_TRUE(runs.stop(head(), *ordered, 1, ""));
  EXPECT_FALSE(runs.order_by_itself(who())) << "a person stopped it";
  ASSERT_TRUE(runs.order(head(), ""));
  bool down = false;
  const auto left = runs.carry_out(who(), [&down] { return std::exchange(down, true); }, {});
  ASSERT_EQ(left->state, "running");
  snapshot_changes("civil_register", "b");
  ASSERT_EQ(runs.carry_out(who(), {}, {})->state, "done");
  EXPECT_TRUE(runs.order_by_itself(who())) << "the parts that were done before knew nothing of it";
}

TEST_P(LinkRunsByThemselves, NewSnapshotsOrderOneRunOnceTheyHaveSettled) {
  // Without models every part is left out: what is looked at here is who orders.
  Runs runs{{pool(), *ids_, trail(), clock_, models_ / "none", {.threads = 1}}};
  const auto job = [&] { return runs.order_by_itself(who()).has_value(); };
  EXPECT_FALSE(job()) << "nobody has linked anything yet";
  ASSERT_TRUE(runs.order(head(), ""));
  runs.carry_out(who(), {}, {});
  EXPECT_FALSE(job()) << "the run found the snapshots that are there";
  snapshot_changes("civil_register", "a");
  EXPECT_FALSE(job()) << "more may come";
  clock_.advance_seconds(8 * 60);
  snapshot_changes("tax_employer", "b");
  EXPECT_FALSE(job());
  clock_.advance_seconds(8 * 60);
  EXPECT_FALSE(job()) << "the second one came eight minutes ago";
  clock_.advance_seconds(2 * 60);
  EXPECT_TRUE(job());
  EXPECT_FALSE(job()) << "it is open";
  const auto done = runs.carry_out(who(), {}, {});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->ordered_by, who().login());
  EXPECT_FALSE(job()) << "one run for both";
  snapshot_changes("civil_register", "c");
  Runs never{{pool(), *ids_, trail(), clock_, models_ / "none", {.settle_minutes = -1}}};
  EXPECT_FALSE(never.order_by_itself(who()));
  clock_.advance_seconds(3600);
  EXPECT_FALSE(never.order_by_itself(who())) << "switched off";
}

}  // namespace
}  // namespace ssiis::linkage
