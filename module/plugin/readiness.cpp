#include "plugin/readiness.hpp"

#include "web/api.hpp"

namespace ssiis::plugin {

using web::E_;

bool Readiness::look(db::Pool& pool, const HostServices& host) {
  if (ready_.load(std::memory_order_acquire)) return true;
  {
    const std::lock_guard lock{mutex_};
    const auto now = std::chrono::steady_clock::now();
    if (asked_ != std::chrono::steady_clock::time_point{} && now - asked_ < std::chrono::seconds{2}) return false;
    asked_ = now;
  }
  return look_now(pool, host);
}

bool Readiness::look_now(db::Pool& pool, const HostServices& host) {
  std::string code;
  int version = -1;
  try {
    auto lease = pool.take(std::chrono::milliseconds{1500});
    version = db::schema_version(*lease);
    if (version < db::newest_schema_version()) code = E_("schema.behind");
    if (version > db::newest_schema_version()) code = E_("schema.ahead");
  } catch (const std::exception& e) {
    code = E_("database.unavailable");
    host.log(LSSO_LOG_WARNING, "readiness", e.what());
  }
  const std::lock_guard lock{mutex_};
  if (code != code_)
    host.log(code.empty() ? LSSO_LOG_INFO : LSSO_LOG_WARNING, "readiness", code.empty() ? "ready" : code);
  found_ = version;
  code_ = code;
  ready_.store(code.empty(), std::memory_order_release);
  return code.empty();
}

std::string Readiness::code() const {
  const std::lock_guard lock{mutex_};
  return code_;
}

}  // namespace ssiis::plugin
