// The current territory tree, kept between requests. What a person holds is read with each request, in the numbers of
// the version that is current; so a tree of another version must not be used beside it. Whether the kept tree is the
// current one is asked every second, and at once when a caller's roles were read in the numbers of a newer version; who
// makes a new version here forgets the kept one.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

#include "profiles/api.hpp"

namespace ssiis::plugin {

// [any thread]
class TerritoryCache {
 public:
  // `seen`: the newest version that a caller's roles were read in.
  TerritoryCache(db::Pool& pool, std::function<std::int64_t()> seen) : pool_{pool}, seen_{std::move(seen)} {}
  std::shared_ptr<const profiles::TerritoryTree> tree(db::Transaction& tx);
  std::shared_ptr<const profiles::TerritoryTree> tree();
  void forget();

 private:
  std::shared_ptr<const profiles::TerritoryTree> fresh() const;
  void keep(std::shared_ptr<const profiles::TerritoryTree> tree);
  std::shared_ptr<const profiles::TerritoryTree> kept() const;
  db::Pool& pool_;
  std::function<std::int64_t()> seen_;
  mutable std::mutex mutex_;
  std::shared_ptr<const profiles::TerritoryTree> kept_;
  std::chrono::steady_clock::time_point until_{};
};

}  // namespace ssiis::plugin
