// Keeps the leases of jobs while somebody works on them, so that a lease may be short: when a host dies, its beats end
// with it, and what it left is taken up by another as soon as the lease has run out, however long the work may take.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "database/jobs.hpp"

namespace ssiis::documents {

// From its making to its end a thread of its own lengthens the leases to `lease` from now, every `beat`. A beat that
// the database refuses is left out (three fit into a lease); a job that is no longer ours is not asked for again, and
// its worker learns it when he completes it. Its end waits for a beat under way. Needs a connection of the pool now and
// then.
class LeaseKeeper {
 public:
  LeaseKeeper(db::Pool& pool, db::Jobs& jobs, std::vector<db::ClaimedJob> held, std::chrono::seconds lease)
      : LeaseKeeper(pool, jobs, std::move(held), lease, std::chrono::milliseconds{lease} / 3) {}
  LeaseKeeper(db::Pool& pool, db::Jobs& jobs, std::vector<db::ClaimedJob> held, std::chrono::seconds lease,
              std::chrono::milliseconds beat);
  ~LeaseKeeper();
  LeaseKeeper(const LeaseKeeper&) = delete;
  LeaseKeeper& operator=(const LeaseKeeper&) = delete;

 private:
  void run();
  void beat_once() noexcept;

  db::Pool& pool_;
  db::Jobs& jobs_;
  std::vector<db::ClaimedJob> held_;
  std::chrono::seconds lease_;
  std::chrono::milliseconds beat_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_{false};
  std::thread thread_;
};

}  // namespace ssiis::documents
