// One copy of the registry at a time; private to copy.cpp.
#pragma once
#include <chrono>
#include <string>

#include "mapping/copy.hpp"
#include "sql/mapping.hpp"

namespace ssiis::mapping {

inline constexpr std::chrono::seconds lease_time{600};

// The lease of the copy under way.
class CopyTurn {
 public:
  CopyTurn(db::Pool& pool, std::string holder) : pool_{pool}, holder_{std::move(holder)} {
    if (!take()) throw CopyRefused{"another copy of the registry is under way"};
  }
  ~CopyTurn() {
    try {
      pool_.transact(db::Mode::write,
                     [&](db::Transaction& tx) { tx.execute(sql::mapping::lease_give, db::Params{holder_}); });
    } catch (const std::exception&) {  // it runs out by itself
    }
  }
  CopyTurn(const CopyTurn&) = delete;
  CopyTurn& operator=(const CopyTurn&) = delete;
  // At the head of each transaction that writes: whoever lost his lease writes nothing more.
  void prolong(db::Transaction& tx) {
    if (tx.execute(sql::mapping::lease_prolong,
                   db::Params{db::database_now(tx).plus_seconds(lease_time.count()), holder_}) == 0)
      throw CopyRefused{"the lease of this copy ran out and another one began"};
  }

 private:
  bool take() {
    return pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
      const auto now = db::database_now(tx);
      return tx.execute(sql::mapping::lease_take, db::Params{holder_, now.plus_seconds(lease_time.count()), now}) == 1;
    });
  }
  db::Pool& pool_;
  std::string holder_;
};

}  // namespace ssiis::mapping
