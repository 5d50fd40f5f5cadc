// A bounded set of threads for work outside requests: jobs, panels, tasks of plugins. They are started when needed.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lsso::host {

// [any thread]
class Crew {
 public:
  explicit Crew(std::size_t most) : most_{most} {}
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  // False when every thread is busy: nothing is queued behind busy threads. `work` must not throw.
  bool try_run(std::function<void()> work);

 private:
  void run();
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable bell_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  std::size_t busy_{0};
  bool closing_{false};
};

}  // namespace lsso::host
