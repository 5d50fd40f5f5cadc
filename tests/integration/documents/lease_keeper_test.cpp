// The leases of jobs under work, on every engine.
#include "documents/lease_keeper.hpp"

#include <thread>

#include "support/database_fixture.hpp"

namespace {

using namespace ssiis;
using namespace std::chrono_literals;
using db::Mode;
using db::Transaction;
using documents::LeaseKeeper;

class Leases : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    ids_ = std::make_unique<db::IdSource>(pool());
    jobs_ = std::make_unique<db::Jobs>(*ids_);
  }
  void TearDown() override {
    jobs_.reset();
    ids_.reset();
    MigratedDatabase::TearDown();
  }
  template <class F>
  auto in_tx(F&& work) {
    return pool().transact(Mode::write, std::forward<F>(work));
  }
  void put() {
    in_tx([&](Transaction& tx) { jobs_->enqueue(tx, {"work", {}, now, "payload"}); });
  }
  std::vector<db::ClaimedJob> claim(int limit, std::chrono::seconds lease = 600s) {
    return in_tx([&](Transaction& tx) { return jobs_->claim(tx, {}, now, "me", limit, lease); });
  }
  Instant lease_until(std::int64_t id) {
    return *in_tx([&](Transaction& tx) {
      return tx.find({"test/lease", "SELECT lease_until FROM insp_job WHERE id = ?"}, db::Params{id},
                     [](const db::Row& r) { return r.instant(0); });
    });
  }
  // Waits until the lease is another than the one named; the test's own time limit ends a wait in vain.
  Instant renewed(std::int64_t id, Instant before) {
    for (;;) {
      if (const auto until = lease_until(id); until != before) return until;
      std::this_thread::yield();
    }
  }
  const Instant now = *Instant::parse("2026-11-23T01:00:00.000000Z");
  std::unique_ptr<db::IdSource> ids_;
  std::unique_ptr<db::Jobs> jobs_;
};

TEST_P(Leases, AWorkerWhoLivesKeepsHisLeaseAndOneWhoEndedLosesIt) {
  put();
  put();
  const auto mine = claim(2, -1s);  // leases that have run out: only a beat makes them ours again
  {
    const LeaseKeeper keeper{pool(), *jobs_, mine, 600s, 5ms};
    for (const auto& job : mine) {
      const auto first = renewed(job.id, lease_until(job.id));
      EXPECT_GT(renewed(job.id, first), first);  // again and again, not once
    }
    EXPECT_TRUE(claim(2).empty());
  }
  const auto last = lease_until(mine[0].id);
  { const LeaseKeeper nobody{pool(), *jobs_, {}, 600s, 5ms}; }
  EXPECT_EQ(lease_until(mine[0].id), last);
  EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->complete(tx, mine[0]); }));
}

TEST_P(Leases, AKeeperDoesNotTakeBackWhatAnotherHasTakenOver) {
  put();
  put();
  const auto mine = claim(2, -1s);
  const auto taken = claim(1).at(0);  // by another, who came before the first beat
  const auto his = lease_until(taken.id);
  const auto& kept = mine[0].id == taken.id ? mine[1] : mine[0];
  {
    const LeaseKeeper keeper{pool(), *jobs_, mine, 60s, 5ms};
    renewed(kept.id, renewed(kept.id, lease_until(kept.id)));
    EXPECT_EQ(lease_until(taken.id), his);
  }
  EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->complete(tx, taken); }));
}

SSIIS_ON_ALL_ENGINES(Leases);

}  // namespace
