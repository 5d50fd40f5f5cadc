// Whether the database is there and has the tables this code needs. Looked at from start, from requests and from jobs,
// at most every two seconds while it is not.
#pragma once
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>

#include "database/api.hpp"
#include "plugin/host_services.hpp"

namespace ssiis::plugin {

class Readiness {
 public:
  // True when requests may be answered. Never throws; tells the log when the answer changes.
  bool look(db::Pool& pool, const HostServices& host);
  // Asks the database anew, for health.
  bool look_now(db::Pool& pool, const HostServices& host);
  int found() const noexcept { return found_.load(); }
  std::string code() const;  // why not: database.unavailable, schema.behind, schema.ahead; empty when ready

 private:
  mutable std::mutex mutex_;
  std::atomic<bool> ready_{false};
  std::atomic<int> found_{-1};
  std::chrono::steady_clock::time_point asked_{};
  std::string code_{"database.unavailable"};
};

}  // namespace ssiis::plugin
