// The connection fields as plugins ask for them; a new password in its file counts as a new generation.
#pragma once
#include <filesystem>
#include <mutex>

#include "database/api.hpp"
#include "host/facilities.hpp"

namespace lsso::host {

// [any thread]
class FileDatabaseAccess final : public DatabaseAccess {
 public:
  FileDatabaseAccess(const HostConfig& config, ssiis::db::Pool& own_pool);
  void show(const std::function<void(const lsso_database_fields&)>& take) override;
  std::uint64_t generation() const override;

 private:
  const HostConfig& config_;
  ssiis::db::Pool& own_pool_;
  std::filesystem::path password_file_;
  mutable std::mutex mutex_;
  mutable std::int64_t looked_us_{0};
  mutable std::filesystem::file_time_type written_{};
  mutable std::uint64_t generation_{1};
};

}  // namespace lsso::host
