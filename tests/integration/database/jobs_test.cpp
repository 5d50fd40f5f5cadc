#include <atomic>
#include <set>
#include <thread>

#include "database/jobs.hpp"
#include "support/database_fixture.hpp"

namespace ssiis {
namespace {

using namespace std::chrono_literals;
using db::Jobs;
using db::Mode;
using db::Transaction;

class JobQueue : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    ids_ = std::make_unique<db::IdSource>(pool());
    jobs_ = std::make_unique<Jobs>(*ids_);
  }
  template <class F>
  auto in_tx(F&& work) {
    return pool().transact(Mode::write, std::forward<F>(work));
  }
  auto put(std::optional<std::string> key = {}, Instant due = {}, int attempts = 8) {
    return in_tx([&](Transaction& tx) { return jobs_->enqueue(tx, {"work", key, due, "payload", attempts}); });
  }
  std::vector<db::ClaimedJob> claim(int limit, std::chrono::seconds lease = 600s) {
    return in_tx([&](Transaction& tx) { return jobs_->claim(tx, {}, now, "me", limit, lease); });
  }
  const Instant now = *Instant::parse("2026-11-23T01:00:00.000000Z");
  std::unique_ptr<db::IdSource> ids_;
  std::unique_ptr<Jobs> jobs_;
};

TEST_P(JobQueue, AJobComesWithItsTransactionAndGoesWithIt) {
  {
    auto lease = pool().take();
    Transaction tx{*lease, Mode::write};
    EXPECT_TRUE(jobs_->enqueue(tx, {"work", {}, now, "p"}));
  }
  EXPECT_TRUE(claim(10).empty());
  put();
  EXPECT_EQ(claim(10).size(), 1U);
}

TEST_P(JobQueue, AKeyIsTakenOnceAndForAll) {
  EXPECT_TRUE(put("timer 1"));
  EXPECT_FALSE(put("timer 1"));
  EXPECT_TRUE(put());
  EXPECT_TRUE(put());
  const auto jobs = claim(10);
  ASSERT_EQ(jobs.size(), 3U);
  for (const auto& j : jobs) EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->complete(tx, j); }));
  EXPECT_FALSE(put("timer 1"));  // done is done
}

TEST_P(JobQueue, NothingIsClaimedBeforeItIsDueAndTheOldestComesFirst) {
  put({}, now.plus_seconds(1));
  put({}, now);
  put({}, now.plus_seconds(-5));
  const auto jobs = claim(10);
  ASSERT_EQ(jobs.size(), 2U);
  EXPECT_LT(jobs[0].due, jobs[1].due);
  EXPECT_EQ(in_tx([&](Transaction& tx) { return jobs_->next_due(tx); }), now.plus_seconds(1));
}

TEST_P(JobQueue, OnlyTheKindsAskedForAreClaimed) {
  put();
  EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->claim(tx, {"other", "third"}, now, "me", 5, 60s); }).empty());
  EXPECT_EQ(in_tx([&](Transaction& tx) { return jobs_->claim(tx, {"other", "work"}, now, "me", 5, 60s); }).size(), 1U);
}

TEST_P(JobQueue, WhoLostHisLeaseCannotCompleteTheJob) {
  put();
  const auto first = claim(1, -1s).at(0);  // a lease that has run out already
  const auto second = claim(1).at(0);
  EXPECT_EQ(second.attempt, 2);
  EXPECT_GT(second.fence, first.fence);
  EXPECT_FALSE(in_tx([&](Transaction& tx) { return jobs_->complete(tx, first); }));
  EXPECT_FALSE(in_tx([&](Transaction& tx) { return jobs_->prolong(tx, first, 60s); }));
  EXPECT_FALSE(in_tx([&](Transaction& tx) { return jobs_->fail(tx, first, "late", now); }));
  EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->complete(tx, second); }));
  EXPECT_FALSE(in_tx([&](Transaction& tx) { return jobs_->complete(tx, second); }));  // once
}

TEST_P(JobQueue, AProlongedLeaseIsNotTakenOver) {
  put();
  const auto job = claim(1, -1s).at(0);
  EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->prolong(tx, job, 600s); }));
  EXPECT_TRUE(claim(1).empty());
}

TEST_P(JobQueue, FailureWaitsLongerEachTimeAndTheLastOneKills) {
  put({}, now, 2);
  auto job = claim(1).at(0);
  EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->fail(tx, job, "ຜິດພາດ", now); }));
  EXPECT_TRUE(claim(1).empty());
  EXPECT_EQ(in_tx([&](Transaction& tx) { return jobs_->next_due(tx); }), now.plus_seconds(15));
  job = in_tx([&](Transaction& tx) { return jobs_->claim(tx, {}, now.plus_seconds(15), "me", 1, 60s); }).at(0);
  EXPECT_EQ(job.attempt, 2);
  EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->fail(tx, job, std::string(3000, 'x'), now); }));
  EXPECT_EQ(in_tx([&](Transaction& tx) { return jobs_->counts(tx); }).dead, 1);
  const auto dead = in_tx([&](Transaction& tx) { return jobs_->dead(tx, 10); });
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].last_error.size(), 1000U);
  EXPECT_TRUE(in_tx([&](Transaction& tx) { return jobs_->revive(tx, dead[0].id, now); }));
  EXPECT_FALSE(in_tx([&](Transaction& tx) { return jobs_->revive(tx, dead[0].id, now); }));
  EXPECT_EQ(claim(1).at(0).attempt, 1);
}

TEST_P(JobQueue, AJobThatKillsItsHostsDiesInsteadOfGoingRoundForEver) {
  put({}, now, 3);
  for (int i = 1; i <= 3; ++i) EXPECT_EQ(claim(1, -1s).at(0).attempt, i);
  EXPECT_TRUE(claim(1).empty());
  EXPECT_EQ(in_tx([&](Transaction& tx) { return jobs_->counts(tx); }).dead, 1);
}

TEST_P(JobQueue, DoneJobsAreForgottenInTimeTheirKeysAndTheDeadAreNot) {
  put();
  put("once");
  put({}, {}, 1);
  for (const auto& job : claim(3))
    EXPECT_TRUE(in_tx([&](Transaction& tx) {
      return job.max_attempts == 1 ? jobs_->fail(tx, job, "x", now) : jobs_->complete(tx, job);
    }));
  const auto never = *Instant::parse("2000-01-01T00:00:00.000000Z"),
             later = *Instant::parse("2100-01-01T00:00:00.000000Z");
  EXPECT_EQ(in_tx([&](Transaction& tx) { return jobs_->purge_done(tx, never); }), 0);
  EXPECT_EQ(in_tx([&](Transaction& tx) { return jobs_->purge_done(tx, later); }), 1);
  EXPECT_FALSE(put("once")) << "a key is for ever";
  EXPECT_EQ(in_tx([&](Transaction& tx) { return jobs_->counts(tx); }).dead, 1);
}

TEST(JobPause, DoublesFromFifteenSecondsToAnHour) {
  EXPECT_EQ(db::pause_after(1), 15s);
  EXPECT_EQ(db::pause_after(2), 30s);
  EXPECT_EQ(db::pause_after(8), 1920s);
  EXPECT_EQ(db::pause_after(9), 3600s);
  EXPECT_EQ(db::pause_after(1000), 3600s);
}

TEST_P(JobQueue, EightThreadsDoEveryJobOnceAndNoneTwice) {
  constexpr int total = 200;
  in_tx([&](Transaction& tx) {
    for (int i = 0; i < total; ++i) jobs_->enqueue(tx, {"work", std::to_string(i), now, std::to_string(i)});
  });
  std::mutex mutex;
  std::multiset<std::int64_t> done;
  std::atomic<int> left{total};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      while (left > 0) {
        const auto mine = pool().transact(
            Mode::write,
            [&](Transaction& tx) { return jobs_->claim(tx, {}, now, "thread " + std::to_string(t), 3, 600s); }, 50);
        for (const auto& job : mine) {
          const bool completed = pool().transact(
              Mode::write, [&](Transaction& tx) { return jobs_->complete(tx, job); }, 50);
          const std::scoped_lock lock{mutex};
          if (completed) done.insert(job.id);
          --left;
        }
        if (mine.empty()) std::this_thread::yield();
      }
    });
  }
  for (auto& t : threads) t.join();
  EXPECT_EQ(left, 0);
  EXPECT_EQ(done.size(), static_cast<std::size_t>(total));
  EXPECT_EQ(std::set<std::int64_t>(done.begin(), done.end()).size(), static_cast<std::size_t>(total));
}

SSIIS_ON_ALL_ENGINES(JobQueue);

}  // namespace
}  // namespace ssiis
