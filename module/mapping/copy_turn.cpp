#include "mapping/copy_turn.hpp"

#include "sql/mapping.hpp"

namespace ssiis::mapping {
namespace {

constexpr std::int64_t lease_seconds = 600;

}  // namespace

bool CopyTurn::take(db::Transaction& tx, const std::string& holder) {
  const auto now = db::database_now(tx);
  return tx.execute(sql::mapping::lease_take, db::Params{holder, now.plus_seconds(lease_seconds), now}) == 1;
}

CopyTurn::CopyTurn(db::Pool& pool, std::string holder, std::chrono::milliseconds beat)
    : pool_{pool}, holder_{std::move(holder)}, beat_{beat} {
  thread_ = std::thread{[this] { keep(); }};
}

CopyTurn::~CopyTurn() {
  {
    const std::scoped_lock lock{mutex_};
    over_ = true;
  }
  ended_.notify_all();
  thread_.join();
  try {
    pool_.transact(db::Mode::write,
                   [&](db::Transaction& tx) { tx.execute(sql::mapping::lease_give, db::Params{holder_}); });
  } catch (const std::exception&) {  // it runs out by itself
  }
}

void CopyTurn::hold(db::Transaction& tx) const {
  const auto until = db::database_now(tx).plus_seconds(lease_seconds);
  if (tx.execute(sql::mapping::lease_prolong, db::Params{until, holder_}) != 1) throw CopyLost{};
}

void CopyTurn::owe_index(db::Transaction& tx) const { tx.execute(sql::mapping::index_owe); }

bool CopyTurn::index_owed() const {
  return pool_.transact(db::Mode::read, [](db::Transaction& tx) {
    return tx.find(sql::mapping::index_owed, db::Params{}, [](const db::Row& r) { return r.flag(0); }).value_or(true);
  });
}

void CopyTurn::index_built() const {
  const bool paid = pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    if (tx.execute(sql::mapping::index_paid, db::Params{holder_}) == 1) return true;
    owe_index(tx);
    return false;
  });
  if (!paid) throw CopyLost{};
}

void CopyTurn::keep() {
  std::unique_lock lock{mutex_};
  while (!ended_.wait_for(lock, beat_, [this] { return over_; })) {
    lock.unlock();
    try {
      pool_.transact(db::Mode::write, [this](db::Transaction& tx) { hold(tx); });
    } catch (const std::exception&) {
      // Busy or away: the next beat tries again. Lost: the copy learns it when it writes.
    }
    lock.lock();
  }
}

}  // namespace ssiis::mapping
