// Ids in blocks. A block is long (a restart of a host may waste one: there are 9·10^12 of them), and it is renewed
// while a connection is being handed out, when its borrower surely holds no lock and no other connection for it.
#include <algorithm>
#include <atomic>
#include <deque>

#include "core/failpoint.hpp"
#include "database/pool_state.hpp"
#include "sql/database.hpp"

namespace ssiis::db {
namespace {

constexpr std::int64_t block_length = 1'000'000;
constexpr std::int64_t renew_below = block_length / 2;
constexpr std::string_view block_series = "all";

// Reserves a block in a transaction of its own; its end (exclusive).
std::int64_t reserved_once(Connection& connection) {
  const FailpointScope beside{"ids"};
  Transaction tx{connection, Mode::write};
  namespace q = sql::database;
  if (tx.execute(q::id_block_advance, Params{block_length, block_series}) == 0) {
    const auto insert = tx.dialect().insert_ignore("insp_id_block", {"series", "next_value"});
    tx.execute({"database/id_block_insert", insert}, Params{block_series, 1});
    tx.execute(q::id_block_advance, Params{block_length, block_series});
  }
  const auto end = tx.find(q::id_block_read, Params{block_series}, [](const Row& r) { return r.integer(0); });
  tx.commit();
  return end.value();
}

// Hosts and threads that meet at the very first block wait for each other's gap on MariaDB: all but one are told that
// they are deadlocked, and find the row when they ask again.
std::int64_t reserved_end(Connection& connection) {
  constexpr int attempts = 20;
  for (int attempt = 1;; ++attempt) try {
      return reserved_once(connection);
    } catch (const Error& e) {
      if (!e.retryable() || attempt == attempts) throw;
    }
}

}  // namespace

void PoolState::prepare(Connection& connection) {
  std::vector<std::shared_ptr<std::function<void(Connection&)>>> alive;
  {
    const std::scoped_lock lock{preparers_mutex};
    std::erase_if(preparers, [](const auto& weak) { return weak.expired(); });
    for (const auto& weak : preparers)
      if (auto work = weak.lock()) alive.push_back(std::move(work));
  }
  for (const auto& work : alive) (*work)(connection);
}

struct IdSource::State {
  struct Block {
    std::int64_t next, end;
    std::int64_t left() const noexcept { return end - next; }
  };
  Pool* pool{nullptr};
  std::mutex mutex{};
  std::deque<Block> blocks{};
  std::atomic<std::int64_t> left{0};
  std::atomic<bool> renewing{false};
  std::shared_ptr<std::function<void(Connection&)>> preparer{};

  void reserve(Connection& connection) {
    const auto end = reserved_end(connection);
    const Block block{end - block_length, end};
    const std::scoped_lock lock{mutex};
    blocks.push_back(block);
    left += block.left();
  }
  // A failure here is nobody's: the borrower may be the migrator that makes the table. next() will report it.
  void renew(Connection& connection) noexcept {
    if (left.load() >= renew_below || renewing.exchange(true)) return;
    try {
      reserve(connection);
    } catch (const std::exception&) {
    }
    renewing = false;
  }
  std::optional<std::int64_t> taken() {
    const std::scoped_lock lock{mutex};
    while (!blocks.empty() && blocks.front().left() == 0) blocks.pop_front();
    if (blocks.empty()) return std::nullopt;
    --left;
    return blocks.front().next++;
  }
};

IdSource::IdSource(Pool& pool) : state_{std::make_shared<State>()} {
  state_->pool = &pool;
  state_->preparer = std::make_shared<std::function<void(Connection&)>>([state = std::weak_ptr{state_}](Connection& c) {
    if (const auto s = state.lock()) s->renew(c);
  });
  auto& inner = *pool.state_;
  const std::scoped_lock lock{inner.preparers_mutex};
  inner.preparers.push_back(state_->preparer);
}

IdSource::~IdSource() = default;

std::int64_t IdSource::next() {
  for (;;) {
    if (const auto id = state_->taken()) return *id;
    auto lease = state_->pool->take();  // handing out renews
    if (const auto id = state_->taken()) return *id;
    state_->reserve(*lease);  // it did not: this tells why
  }
}

}  // namespace ssiis::db
