#include "database/pool_state.hpp"

#include <algorithm>
#include <thread>

namespace ssiis::db {

Pool::Pool(Spec spec, std::size_t max_connections) : state_{std::make_unique<PoolState>()} {
  state_->spec = std::move(spec);
  state_->most = std::max<std::size_t>(max_connections, 1);
}
Pool::~Pool() = default;

Engine Pool::engine() const noexcept { return state_->spec.engine; }

Spec Pool::spec() const {
  const std::scoped_lock lock{state_->mutex};
  return state_->spec;
}

PoolFigures Pool::figures() const {
  const std::scoped_lock lock{state_->mutex};
  auto out = state_->figures;
  out.idle = state_->idle.size();
  return out;
}

void Pool::replace_spec(Spec spec) {
  std::vector<std::unique_ptr<Connection>> closing;  // closed after the lock: a close talks to the server
  const std::scoped_lock lock{state_->mutex};
  state_->spec = std::move(spec);
  ++state_->generation;
  state_->figures.open -= state_->idle.size();
  closing.swap(state_->idle);
}

Lease Pool::take(std::chrono::milliseconds patience) {
  auto connection = idle_or_new(patience);
  Lease lease{this, std::move(connection)};
  state_->prepare(*lease);
  return lease;
}

std::unique_ptr<Connection> Pool::idle_or_new(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  auto& s = *state_;
  std::unique_lock lock{s.mutex};
  for (;;) {
    while (!s.idle.empty()) {
      auto connection = std::move(s.idle.back());
      s.idle.pop_back();
      if (connection->alive()) {
        ++s.figures.taken;
        return connection;
      }
      --s.figures.open;
      ++s.figures.broken;
    }
    if (s.figures.open < s.most) break;
    ++s.figures.waiting;
    const bool freed = s.freed.wait_until(lock, deadline, [&] { return !s.idle.empty() || s.figures.open < s.most; });
    --s.figures.waiting;
    if (!freed) {
      ++s.figures.timed_out;
      throw Error{Fault::pool_exhausted, "take", "", 0, "all connections are in use"};
    }
  }
  ++s.figures.open;  // the place is ours while the connection is made outside the lock
  const Spec spec = s.spec;
  const auto generation = s.generation;
  lock.unlock();
  try {
    auto connection = std::make_unique<Connection>(spec);
    connection->state_->generation = generation;
    if (spec.engine == Engine::sqlite) connection->state_->gate = &s.gate;
    lock.lock();
    ++s.figures.opened;
    ++s.figures.taken;
    return connection;
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    --s.figures.open;
    s.freed.notify_one();
    throw;
  }
}

// Nothing of a borrower may reach the next one: an open transaction is rolled back, limits are forgotten, and a
// connection in doubt is closed. After a loss the idle ones are closed too: the server has most likely gone.
void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
  auto& inner = *connection->state_;
  if (inner.in_transaction && !inner.broken) {
    try {
      inner.direct("ROLLBACK", "rollback");
    } catch (const std::exception&) {
      inner.broken = true;
    }
    inner.end_transaction();
  }
  try {
    if (!inner.broken) inner.set_limit(std::chrono::milliseconds{0});
  } catch (const std::exception&) {
    inner.broken = true;
  }
  const bool lost = inner.dead();
  std::vector<std::unique_ptr<Connection>> closing;
  {
    auto& s = *state_;
    const std::scoped_lock lock{s.mutex};
    if (lost) {
      ++s.figures.broken;
      s.figures.open -= s.idle.size();
      closing.swap(s.idle);
    }
    if (lost || inner.generation != s.generation) {
      --s.figures.open;
    } else {
      s.idle.push_back(std::move(connection));
    }
    s.freed.notify_one();
  }
}

void Pool::pause_before_retry(int attempt) {
  const auto random = std::to_integer<int>(random_bytes(1)[0]);
  std::this_thread::sleep_for(std::chrono::milliseconds{(1 << std::min(attempt, 6)) * (5 + random % 20)});
}

Lease::Lease(Pool* pool, std::unique_ptr<Connection> connection) : pool_{pool}, connection_{std::move(connection)} {}
Lease::Lease(Lease&& other) noexcept : pool_{other.pool_}, connection_{std::move(other.connection_)} {}
Lease::~Lease() {
  if (connection_) pool_->give_back(std::move(connection_));
}

}  // namespace ssiis::db
