#include "plugin/territory_cache.hpp"

namespace ssiis::plugin {

std::shared_ptr<const profiles::TerritoryTree> TerritoryCache::fresh() const {
  const std::lock_guard lock{mutex_};
  return std::chrono::steady_clock::now() < until_ ? kept_ : nullptr;
}

void TerritoryCache::keep(std::shared_ptr<const profiles::TerritoryTree> tree) {
  const std::lock_guard lock{mutex_};
  kept_ = std::move(tree);
  until_ = std::chrono::steady_clock::now() + std::chrono::seconds{30};
}

std::shared_ptr<const profiles::TerritoryTree> TerritoryCache::tree(db::Transaction& tx) {
  if (auto kept = fresh()) return kept;
  auto read = std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
  keep(read);
  return read;
}

std::shared_ptr<const profiles::TerritoryTree> TerritoryCache::tree() {
  if (auto kept = fresh()) return kept;
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) { return tree(tx); });
}

}  // namespace ssiis::plugin
