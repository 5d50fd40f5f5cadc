// Work in chunks over threads. What a chunk answers must depend on the chunk alone, so that nothing depends on the
// number of threads. Internal to the room.
#pragma once
#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ssiis::matching {

inline int threads_of(int wanted) {
  const auto there = std::max(1U, std::thread::hardware_concurrency());
  return wanted > 0 ? std::min(wanted, 64) : static_cast<int>(there);
}

// work(chunk) for 0 … chunks-1; once all threads have ended, the exception of the first chunk that had one is thrown
// here, whichever thread met it.
inline void in_chunks(int threads, std::size_t chunks, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr fault;
  std::size_t faulty = chunks;
  std::mutex guard;
  const auto run = [&] {
    std::size_t i = chunks;
    try {
      while ((i = next.fetch_add(1)) < chunks) work(i);
    } catch (...) {
      const std::lock_guard lock{guard};
      if (i < faulty) {
        fault = std::current_exception();
        faulty = i;
      }
      next = chunks;
    }
  };
  std::vector<std::jthread> others;
  for (int t = 1; t < threads && static_cast<std::size_t>(t) < chunks; ++t) others.emplace_back(run);
  run();
  others.clear();
  if (fault) std::rethrow_exception(fault);
}

}  // namespace ssiis::matching
