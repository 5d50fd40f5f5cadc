#include "plugin/territory_cache.hpp"

namespace ssiis::plugin {

std::shared_ptr<const profiles::TerritoryTree> TerritoryCache::fresh() const {
  const std::lock_guard lock{mutex_};
  const bool newest = kept_ && kept_->version() >= seen_();
  return newest && std::chrono::steady_clock::now() < until_ ? kept_ : nullptr;
}

void TerritoryCache::keep(std::shared_ptr<const profiles::TerritoryTree> tree) {
  const std::lock_guard lock{mutex_};
  kept_ = std::move(tree);
  until_ = std::chrono::steady_clock::now() + std::chrono::seconds{1};
}

std::shared_ptr<const profiles::TerritoryTree> TerritoryCache::kept() const {
  const std::lock_guard lock{mutex_};
  return kept_;
}

void TerritoryCache::forget() {
  const std::lock_guard lock{mutex_};
  kept_.reset();
  until_ = {};
}

std::shared_ptr<const profiles::TerritoryTree> TerritoryCache::tree(db::Transaction& tx) {
  if (auto now = fresh()) return now;
  auto read = kept();
  if (!read || profiles::current_version(tx) != read->version())
    read = std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
  keep(read);
  return read;
}

std::shared_ptr<const profiles::TerritoryTree> TerritoryCache::tree() {
  if (auto now = fresh()) return now;
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) { return tree(tx); });
}

}  // namespace ssiis::plugin
