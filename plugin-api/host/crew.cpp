#include "host/crew.hpp"

namespace lsso::host {

Crew::~Crew() {
  {
    const std::lock_guard lock{mutex_};
    closing_ = true;
  }
  bell_.notify_all();
  for (auto& t : threads_) t.join();
}

bool Crew::try_run(std::function<void()> work) {
  const std::lock_guard lock{mutex_};
  if (closing_ || busy_ + waiting_.size() >= most_) return false;
  waiting_.push_back(std::move(work));
  if (busy_ + waiting_.size() > threads_.size()) threads_.emplace_back([this] { run(); });
  bell_.notify_one();
  return true;
}

void Crew::run() {
  std::unique_lock lock{mutex_};
  for (;;) {
    bell_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    auto work = std::move(waiting_.front());
    waiting_.pop_front();
    ++busy_;
    lock.unlock();
    work();
    work = nullptr;  // what it held is let go before the thread counts as free
    lock.lock();
    --busy_;
  }
}

}  // namespace lsso::host
