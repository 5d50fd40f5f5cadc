#include "host/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace lsso::host {

void Metrics::ended(std::string_view route, int status, std::int64_t duration_us) {
  --in_flight_;
  const std::lock_guard lock{mutex_};
  auto& r = routes_[std::string{route}];
  ++r.by_status[status];
  const auto at = std::lower_bound(bounds_us.begin(), bounds_us.end(), duration_us) - bounds_us.begin();
  ++r.buckets[static_cast<std::size_t>(at)];
  r.total_us += duration_us;
}

std::string Metrics::text() const {
  std::string out;
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "# TYPE lsso_http_in_flight gauge\nlsso_http_in_flight {}\n", in_flight_.load());
  fmt::format_to(to, "# TYPE lsso_panels_late_total counter\nlsso_panels_late_total {}\n", late_panels_.load());
  fmt::format_to(to, "# TYPE lsso_logins_total counter\nlsso_logins_total{{result=\"good\"}} {}\n", logins_.load());
  fmt::format_to(to, "lsso_logins_total{{result=\"refused\"}} {}\n", failed_logins_.load());
  const std::lock_guard lock{mutex_};
  fmt::format_to(to, "# TYPE lsso_http_requests_total counter\n");
  for (const auto& [name, r] : routes_)
    for (const auto& [status, n] : r.by_status)
      fmt::format_to(to, "lsso_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", name, status, n);
  fmt::format_to(to, "# TYPE lsso_http_request_seconds histogram\n");
  for (const auto& [name, r] : routes_) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i <= bounds_us.size(); ++i) {
      sum += r.buckets[i];
      const auto le = i < bounds_us.size() ? fmt::format("{}", static_cast<double>(bounds_us[i]) / 1e6) : "+Inf";
      fmt::format_to(to, "lsso_http_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", name, le, sum);
    }
    fmt::format_to(to, "lsso_http_request_seconds_sum{{route=\"{}\"}} {}\n", name,
                   static_cast<double>(r.total_us) / 1e6);
    fmt::format_to(to, "lsso_http_request_seconds_count{{route=\"{}\"}} {}\n", name, sum);
  }
  return out;
}

}  // namespace lsso::host
