#include "host/health.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <iterator>

#include "host/wire.hpp"

namespace lsso::host {
namespace {

constexpr std::int64_t patience_us = 2'000'000;

Health late() {
  Health h;
  h.reasons.push_back({LSSO_HEALTH_FAILED, "host.health_late", "ບໍ່ຕອບເລື່ອງສຸຂະພາບພາຍໃນສອງວິນາທີ",
                       "It did not say how it is within two seconds"});
  return h;
}

Answer plain(int status, std::string body) {
  Answer a;
  a.status = status;
  a.content_type = "text/plain; charset=utf-8";
  a.body = std::move(body);
  return a;
}

}  // namespace

Health HealthDesk::of(const std::shared_ptr<PluginInstance>& plugin) {
  {
    const std::lock_guard lock{mutex_};
    const auto it = known_.find(plugin->slot());
    if (it != known_.end() && it->second.of == plugin.get() && monotonic_us() - it->second.at_us < patience_us)
      return it->second.health;
  }
  struct Asking {
    std::mutex mutex;
    std::condition_variable bell;
    bool done{false};
    Health health;
  };
  auto asking = std::make_shared<Asking>();
  const bool taken = crew_.try_run([asking, plugin] {
    Health h = late();
    if (auto ticket = plugin->enter()) h = plugin->health();
    const std::lock_guard lock{asking->mutex};
    asking->health = std::move(h);
    asking->done = true;
    asking->bell.notify_all();
  });
  Health found = late();
  if (taken) {
    std::unique_lock lock{asking->mutex};
    if (asking->bell.wait_for(lock, std::chrono::microseconds{patience_us}, [&] { return asking->done; }))
      found = asking->health;
  }
  if (found.state == LSSO_HEALTH_FAILED)
    log_.warning("a plugin says that it has failed",
                 {{"plugin", plugin->slot()}, {"code", found.reasons.empty() ? "" : found.reasons.front().code}});
  const std::lock_guard lock{mutex_};
  known_[plugin->slot()] = {plugin.get(), monotonic_us(), found};
  return found;
}

Answer HealthScreens::answer(const Exchange& e, std::string_view path) {
  if (path == "/health/live") return plain(200, "live\n");
  if (path == "/health/ready") return ready();
  const auto& client = const_cast<Exchange&>(e).access().client;
  const bool loopback = client.starts_with("127.") || client == "::1";
  return loopback ? figures() : plain(403, "loopback only\n");
}

// Ready: takes new work, reaches its database, and no plugin that should serve has failed.
Answer HealthScreens::ready() {
  if (draining_()) return plain(503, "draining\n");
  if (!users_.reachable()) return plain(503, "database\n");
  for (const auto& slot : plugins_.slots()) {
    if (!slot.enabled) continue;
    if (!slot.plugin) return plain(503, "plugin " + slot.name + " not started: " + slot.failure_code + "\n");
    const auto health = desk_.of(slot.plugin);
    if (health.state == LSSO_HEALTH_FAILED)
      return plain(503, "plugin " + slot.name + " failed: " +
                            (health.reasons.empty() ? std::string{"no reason"} : health.reasons.front().code) + "\n");
  }
  return plain(200, "ready\n");
}

Answer HealthScreens::figures() {
  auto text = metrics_.text();
  const auto to = std::back_inserter(text);
  const auto pool = pool_.figures();
  fmt::format_to(to, "# TYPE lsso_pool_connections gauge\nlsso_pool_connections{{state=\"open\"}} {}\n", pool.open);
  fmt::format_to(to, "lsso_pool_connections{{state=\"idle\"}} {}\n", pool.idle);
  fmt::format_to(to, "# TYPE lsso_pool_waiting gauge\nlsso_pool_waiting {}\n", pool.waiting);
  fmt::format_to(to, "# TYPE lsso_pool_taken_total counter\nlsso_pool_taken_total {}\n", pool.taken);
  fmt::format_to(to, "# TYPE lsso_pool_broken_total counter\nlsso_pool_broken_total {}\n", pool.broken);
  try {
    const auto sessions = users_.sessions();
    fmt::format_to(to, "# TYPE lsso_sessions gauge\nlsso_sessions {}\n", sessions);
  } catch (const ssiis::db::Error&) {
    fmt::format_to(to, "# lsso_sessions: the database is out of reach\n");
  }
  fmt::format_to(to, "# TYPE lsso_plugin_health gauge\n");
  for (const auto& slot : plugins_.slots()) {
    const auto state = slot.plugin ? desk_.of(slot.plugin).state : LSSO_HEALTH_FAILED;
    fmt::format_to(to, "lsso_plugin_health{{plugin=\"{}\",enabled=\"{}\"}} {}\n", slot.name, slot.enabled ? 1 : 0,
                   state);
    if (slot.plugin) fmt::format_to(to, "lsso_plugin_calls{{plugin=\"{}\"}} {}\n", slot.name, slot.plugin->inside());
  }
  Answer a;
  a.content_type = "text/plain; version=0.0.4; charset=utf-8";
  a.body = std::move(text);
  return a;
}

}  // namespace lsso::host
