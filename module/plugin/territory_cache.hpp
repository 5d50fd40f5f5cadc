// The current territory tree, kept between requests; read anew every half minute at most, so that a new version comes
// into force everywhere without a restart.
#pragma once
#include <chrono>
#include <memory>
#include <mutex>

#include "profiles/api.hpp"

namespace ssiis::plugin {

// [any thread]
class TerritoryCache {
 public:
  explicit TerritoryCache(db::Pool& pool) : pool_{pool} {}
  std::shared_ptr<const profiles::TerritoryTree> tree(db::Transaction& tx);
  std::shared_ptr<const profiles::TerritoryTree> tree();

 private:
  std::shared_ptr<const profiles::TerritoryTree> fresh() const;
  void keep(std::shared_ptr<const profiles::TerritoryTree> tree);
  db::Pool& pool_;
  mutable std::mutex mutex_;
  std::shared_ptr<const profiles::TerritoryTree> kept_;
  std::chrono::steady_clock::time_point until_{};
};

}  // namespace ssiis::plugin
