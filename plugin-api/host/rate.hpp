// Failures per address: after too many, an address waits. In memory, bounded, forgets by itself.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace lsso::host {

// [any thread]
class FailureRate {
 public:
  FailureRate(int most, std::int64_t window_us) : most_{most}, window_us_{window_us} {}
  bool too_many(const std::string& address, std::int64_t now_us);
  void failed(const std::string& address, std::int64_t now_us);

 private:
  struct Count {
    std::int64_t since;
    int failures;
  };
  const int most_;
  const std::int64_t window_us_;
  std::mutex mutex_;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace lsso::host
