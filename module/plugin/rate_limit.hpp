// How often one client address may ask a public page: a bucket of tokens that refills steadily.
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace ssiis::plugin {

// [any thread] Keeps at most `most_clients` addresses; the fullest buckets are forgotten first.
class RateLimit {
 public:
  RateLimit(double burst, double per_second, std::size_t most_clients = 20'000)
      : burst_{burst}, per_second_{per_second}, most_clients_{most_clients} {}
  bool take(const std::string& client, std::chrono::steady_clock::time_point now = std::chrono::steady_clock::now());

 private:
  struct Bucket {
    double tokens;
    std::chrono::steady_clock::time_point at;
  };
  void forget_full(std::chrono::steady_clock::time_point now);
  const double burst_, per_second_;
  const std::size_t most_clients_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace ssiis::plugin
