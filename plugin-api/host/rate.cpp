#include "host/rate.hpp"

namespace lsso::host {

bool FailureRate::too_many(const std::string& address, std::int64_t now_us) {
  const std::lock_guard lock{mutex_};
  const auto it = counts_.find(address);
  return it != counts_.end() && now_us - it->second.since < window_us_ && it->second.failures >= most_;
}

void FailureRate::failed(const std::string& address, std::int64_t now_us) {
  const std::lock_guard lock{mutex_};
  if (counts_.size() > 50'000)
    std::erase_if(counts_, [&](const auto& c) { return now_us - c.second.since >= window_us_; });
  if (counts_.size() > 100'000) counts_.clear();  // a flood of addresses: memory stays bounded
  auto& c = counts_[address];
  if (now_us - c.since >= window_us_) c = {now_us, 0};
  ++c.failures;
}

}  // namespace lsso::host
