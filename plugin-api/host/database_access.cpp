#include "host/database_access.hpp"

#include "database/config.hpp"
#include "host/wire.hpp"

namespace lsso::host {

FileDatabaseAccess::FileDatabaseAccess(const HostConfig& config, ssiis::db::Pool& own_pool)
    : config_{config}, own_pool_{own_pool}, password_file_{config.settings.text("database.password_file", "")} {
  std::error_code ignored;
  if (!password_file_.empty()) written_ = std::filesystem::last_write_time(password_file_, ignored);
}

void FileDatabaseAccess::show(const std::function<void(const lsso_database_fields&)>& take) {
  const auto spec = ssiis::db::spec_from(config_.settings);  // its password is wiped when it dies
  lsso_database_fields f{};
  f.struct_size = sizeof f;
  f.port = spec.port;
  const auto engine = ssiis::db::name_of(spec.engine);
  f.engine = borrowed(engine);
  f.host = borrowed(spec.host);
  f.database = borrowed(spec.database);
  f.user = borrowed(spec.user);
  f.password = borrowed(spec.password.reveal());
  f.tls = borrowed(spec.tls);
  f.pooler = spec.pooler ? 1 : 0;
  f.max_connections = static_cast<std::uint32_t>(config_.max_connections);
  take(f);
}

std::uint64_t FileDatabaseAccess::generation() const {
  const std::lock_guard lock{mutex_};
  const auto now = monotonic_us();
  if (password_file_.empty() || now - looked_us_ < 1'000'000) return generation_;
  looked_us_ = now;
  std::error_code error;
  const auto written = std::filesystem::last_write_time(password_file_, error);
  if (!error && written != written_) {
    written_ = written;
    ++generation_;
    own_pool_.replace_spec(ssiis::db::spec_from(config_.settings));
  }
  return generation_;
}

}  // namespace lsso::host
