#include "documents/lease_keeper.hpp"

namespace ssiis::documents {

LeaseKeeper::LeaseKeeper(db::Pool& pool, db::Jobs& jobs, std::vector<db::ClaimedJob> held, std::chrono::seconds lease,
                         std::chrono::milliseconds beat)
    : pool_{pool}, jobs_{jobs}, held_{std::move(held)}, lease_{lease}, beat_{beat} {
  if (!held_.empty()) thread_ = std::thread{[this] { run(); }};
}

LeaseKeeper::~LeaseKeeper() {
  {
    const std::scoped_lock lock{mutex_};
    over_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void LeaseKeeper::run() {
  std::unique_lock lock{mutex_};
  while (!ended_.wait_for(lock, beat_, [this] { return over_; }) && !held_.empty()) {
    lock.unlock();  // held_ is this thread's alone once it runs
    beat_once();
    lock.lock();
  }
}

void LeaseKeeper::beat_once() noexcept {
  try {
    auto ours = pool_.transact(db::Mode::write, [this](db::Transaction& tx) {
      auto still = held_;
      std::erase_if(still, [&](const db::ClaimedJob& job) { return !jobs_.prolong(tx, job, lease_); });
      return still;
    });
    held_ = std::move(ours);
  } catch (const std::exception&) {
    // The database is away or busy: the next beat tries again, and if none succeeds the lease is lost, as it should be.
  }
}

}  // namespace ssiis::documents
