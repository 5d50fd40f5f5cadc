// Figures of the host in Prometheus' text format. [any thread]
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace lsso::host {

class Metrics {
 public:
  void began() noexcept { ++in_flight_; }
  void ended(std::string_view route, int status, std::int64_t duration_us);
  void panel_late() noexcept { ++late_panels_; }
  void login(bool good) noexcept { ++(good ? logins_ : failed_logins_); }
  std::string text() const;  // without the figures of pool and plugins, which the caller adds

 private:
  static constexpr std::array<std::int64_t, 10> bounds_us{1000,    5000,    10'000,    25'000,    50'000,
                                                          100'000, 250'000, 1'000'000, 5'000'000, 30'000'000};
  struct Route {
    std::map<int, std::uint64_t> by_status;
    std::array<std::uint64_t, bounds_us.size() + 1> buckets{};
    std::int64_t total_us{0};
  };
  std::atomic<std::int64_t> in_flight_{0};
  std::atomic<std::uint64_t> late_panels_{0}, logins_{0}, failed_logins_{0};
  mutable std::mutex mutex_;
  std::map<std::string, Route, std::less<>> routes_;
};

}  // namespace lsso::host
