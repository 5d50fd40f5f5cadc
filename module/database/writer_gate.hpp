// SQLite has one writer, and a second one asks again and again with growing pauses until it is refused. Inside a
// process writers stand in line here instead, so that they neither starve nor sleep longer than needed. Private.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>

namespace ssiis::db {

class WriterGate {
 public:
  // In the order of asking. False when the turn did not come in time.
  bool enter(std::chrono::milliseconds patience) {
    std::unique_lock lock{mutex_};
    const auto turn = last_++;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    waiting_.insert(turn);
    const bool mine = moved_.wait_until(lock, deadline, [&] { return !inside_ && *waiting_.begin() == turn; });
    waiting_.erase(turn);
    if (mine)
      inside_ = true;
    else
      moved_.notify_all();  // who stood behind may be first now
    return mine;
  }
  void leave() noexcept {
    const std::scoped_lock lock{mutex_};
    inside_ = false;
    moved_.notify_all();
  }

 private:
  std::mutex mutex_{};
  std::condition_variable moved_{};
  std::set<std::uint64_t> waiting_{};
  std::uint64_t last_{0};
  bool inside_{false};
};

}  // namespace ssiis::db
