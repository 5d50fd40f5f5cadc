#include "plugin/rate_limit.hpp"

#include <algorithm>

namespace ssiis::plugin {

bool RateLimit::take(const std::string& client, std::chrono::steady_clock::time_point now) {
  const std::lock_guard lock{mutex_};
  if (buckets_.size() >= most_clients_ && !buckets_.contains(client)) forget_full(now);
  auto& bucket = buckets_.try_emplace(client, Bucket{burst_, now}).first->second;
  const double passed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.tokens = std::min(burst_, bucket.tokens + std::max(0.0, passed) * per_second_);
  bucket.at = now;
  if (bucket.tokens < 1.0) return false;
  bucket.tokens -= 1.0;
  return true;
}

// Addresses whose bucket would be full by now need no memory; if all are busy, everybody begins anew.
void RateLimit::forget_full(std::chrono::steady_clock::time_point now) {
  std::erase_if(buckets_, [&](const auto& entry) {
    const double passed = std::chrono::duration<double>(now - entry.second.at).count();
    return entry.second.tokens + passed * per_second_ >= burst_;
  });
  if (buckets_.size() >= most_clients_) buckets_.clear();
}

}  // namespace ssiis::plugin
