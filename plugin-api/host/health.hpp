// /health/live, /health/ready, /metrics: for those who keep the host running.
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "database/api.hpp"
#include "host/crew.hpp"
#include "host/exchange.hpp"
#include "host/metrics.hpp"
#include "host/plugins.hpp"
#include "host/users.hpp"

namespace lsso::host {

// Asks plugins for their health, two seconds at most, and remembers the answer for as long. [any thread]
class HealthDesk {
 public:
  explicit HealthDesk(Log& log) : log_{log} {}
  Health of(const std::shared_ptr<PluginInstance>& plugin);

 private:
  struct Known {
    const PluginInstance* of;
    std::int64_t at_us;
    Health health;
  };
  Log& log_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;
  Crew crew_{8};
};

// [any thread]
class HealthScreens {
 public:
  HealthScreens(Plugins& plugins, Users& users, Metrics& metrics, ssiis::db::Pool& pool, HealthDesk& desk,
                std::function<bool()> draining)
      : plugins_{plugins}, users_{users}, metrics_{metrics}, pool_{pool}, desk_{desk}, draining_{std::move(draining)} {}
  bool serves(std::string_view path) const {
    return path == "/health/live" || path == "/health/ready" || path == "/metrics";
  }
  Answer answer(const Exchange& exchange, std::string_view path);

 private:
  Answer ready();
  Answer figures();
  Plugins& plugins_;
  Users& users_;
  Metrics& metrics_;
  ssiis::db::Pool& pool_;
  HealthDesk& desk_;
  const std::function<bool()> draining_;
};

}  // namespace lsso::host
