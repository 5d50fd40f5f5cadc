// The inside of a Pool. Private.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>

#include "database/session.hpp"

namespace ssiis::db {

struct PoolState {
  mutable std::mutex mutex{};
  std::condition_variable freed{};
  Spec spec{};
  std::size_t most{1};
  std::uint64_t generation{0};
  WriterGate gate{};
  std::vector<std::unique_ptr<Connection>> idle{};
  PoolFigures figures{};

  // Work done with each connection before it is lent out, outside the lock; owners drop their pointer when they die.
  std::mutex preparers_mutex{};
  std::vector<std::weak_ptr<std::function<void(Connection&)>>> preparers{};
  void prepare(Connection& connection);
};

}  // namespace ssiis::db
