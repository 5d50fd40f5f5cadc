#include <set>
#include <stdexcept>

#include "audit/api.hpp"
#include "audit/checkpoint.hpp"
#include "audit/keys.hpp"
#include "audit/merkle.hpp"
#include "audit/walk.hpp"
#include "sql/audit.hpp"

namespace ssiis::audit {
namespace {

constexpr auto first_chain = std::numeric_limits<std::int64_t>::min();
constexpr auto last_chain = std::numeric_limits<std::int64_t>::max();

class CheckpointCheck {
 public:
  CheckpointCheck(db::Transaction& tx, const Custody& custody, Verification& result)
      : tx_{tx}, custody_{custody}, result_{result} {}

  // Every checkpoint from number `from` on: linked, signed, its root over its leaves, its line in the anchor file.
  void run(std::int64_t from) {
    anchored_ = read_anchor(custody_.anchor_file);
    std::erase_if(anchored_, [&](const auto& line) { return line.first < from; });
    std::int64_t after = from - 1;
    for (;;) {
      const auto page = tx_.all(sql::audit::checkpoints_after, db::Params{after}, checkpoint_row);
      if (page.empty()) break;
      for (const auto& c : page) {
        if (const auto fault = fault_of(c, after + 1)) return breach("checkpoint", after + 1, *fault);
        after = c.number;
        before_ = c.hash;
        ++result_.checkpoints;
      }
    }
    // Lines that the database no longer knows: checkpoints were cut off.
    if (!anchored_.empty()) return breach("checkpoint", anchored_.begin()->first, "checkpoint_missing");
    const auto orphan =
        tx_.find(sql::audit::sealed_orphan, db::Params{}, [](const db::Row& r) { return r.integer(0); });
    if (orphan) breach("checkpoint", *orphan, "checkpoint_missing");
  }

 private:
  void breach(std::string chain, std::int64_t seq, std::string what) {
    result_.breaches.push_back({std::move(chain), seq, std::move(what)});
  }

  std::optional<std::string> fault_of(const Checkpoint& c, std::int64_t expected) {
    if (c.number != expected) return "checkpoint_missing";
    if (expected == 1 && before_.empty()) before_ = before_first_checkpoint;
    if (!before_.empty() && c.prev_hash != before_) return "checkpoint_differs";
    if (checkpoint_hash(c) != c.hash) return "checkpoint_differs";
    if (!key_) key_ = Key::from_public_file(custody_.key_file + ".pub");
    if (c.key_id != key_->id() || !key_->signed_by_us(signed_text(c), c.signature)) return "signature_differs";
    const auto leaves = tx_.all(sql::audit::sealed_of_checkpoint, db::Params{c.number}, [](const db::Row& r) {
      return Leaf{r.integer(0), r.integer(1), r.text(2)};
    });
    if (static_cast<std::int64_t>(leaves.size()) != c.heads || merkle_root(leaves) != c.root) return "root_differs";
    // Not yet in the file: closed just now, or the host died before it wrote the line; the signature vouches for it.
    const auto line = anchored_.find(c.number);
    if (line == anchored_.end()) return anchored_.empty() ? std::nullopt : std::optional{"anchor_differs"};
    if (line->second != anchor_line(c)) return "anchor_differs";
    anchored_.erase(line);
    return std::nullopt;
  }

  db::Transaction& tx_;
  const Custody& custody_;
  Verification& result_;
  std::map<std::int64_t, std::string> anchored_;
  std::optional<Key> key_;
  std::string before_;
};

// Text that stands behind a NUL is in the file and not in what the driver reads.
void check_hidden_text(db::Transaction& tx, Verification& result) {
  if (tx.engine() != db::Engine::sqlite) return;
  const auto rows = tx.find(sql::audit::hidden_sqlite, db::Params{}, [](const db::Row& r) { return r.integer(0); });
  if (rows.value_or(0) != 0) result.breaches.push_back({"table", 0, "hidden_text"});
}

using Suspects = std::map<std::int64_t, Breach>;

void walk_all(db::Transaction& tx, Verification& result, Suspects& suspects,
              const std::function<void(std::uint64_t)>& progress) {
  Walk walk{tx,
            first_chain,
            last_chain,
            std::nullopt,
            [&](std::int64_t chain, const Breach& b) { suspects.emplace(chain, b); },
            progress};
  walk.run();
  result.chains = walk.chains();
  result.records = walk.records();
}

// Chains that grew since the checkpoint, each from its sealed head on; the others by their head alone.
void walk_from(db::Transaction& tx, std::int64_t checkpoint, Verification& result, Suspects& suspects,
               std::map<std::int64_t, Start>& starts, const std::function<void(std::uint64_t)>& progress) {
  for (auto rows = tx.query(sql::audit::sealed_until, db::Params{checkpoint}); rows.next();)
    starts.emplace(rows.row().integer(0), Start{rows.row().integer(1), rows.row().text(2)});
  std::set<std::int64_t> all;
  Pager<HeadRow> heads{
      tx,
      nullptr,
      sql::audit::walk_heads_next,
      [](const db::Row& r) { return HeadRow{r.integer(0), r.integer(1), r.text(2), r.text(3), r.text(4), r.flag(5)}; },
      first_chain,
      0,
      last_chain};
  std::vector<HeadRow> grown;
  while (heads.peek() != nullptr) {
    auto head = heads.pop();
    all.insert(head.chain);
    const auto start = starts.find(head.chain);
    if (start != starts.end() && start->second.seq == head.seq && start->second.hash == head.hash && !head.unsealed)
      continue;
    grown.push_back(std::move(head));
  }
  for (const auto& [chain, start] : starts)
    if (!all.contains(chain)) suspects.emplace(chain, Breach{"chain " + std::to_string(chain), 0, "chain_missing"});
  for (const auto& head : grown) {
    const auto start = starts.find(head.chain);
    Walk walk{tx,
              head.chain - 1,
              head.chain,
              start == starts.end() ? std::nullopt : std::optional{start->second},
              [&](std::int64_t chain, const Breach& b) { suspects.emplace(chain, b); },
              [](std::uint64_t) {}};
    walk.run();
    result.chains += 1;
    result.records += walk.records();
    progress(result.records);
  }
}

// A chain that grew while it was read looks broken. Read again with its head locked: what is wrong then is wrong.
void check_again(db::Pool& pool, const Suspects& suspects, const std::map<std::int64_t, Start>& starts,
                 Verification& result) {
  static const std::string locking = std::string{sql::audit::chain_head.text} + " FOR UPDATE";
  for (const auto& [chain, first] : suspects) {
    auto lease = pool.take();
    db::Transaction tx{*lease, db::Mode::write};
    const auto query =
        tx.dialect().for_update().empty() ? sql::audit::chain_head : db::Query{"audit/chain_head_locked", locking};
    {
      auto locked = tx.query(query, db::Params{chain});
      while (locked.next()) {
      }
    }
    const auto start = starts.find(chain);
    Walk walk{tx,
              chain - 1,
              chain,
              start == starts.end() ? std::nullopt : std::optional{start->second},
              [&](std::int64_t, const Breach& b) { result.breaches.push_back(b); },
              [](std::uint64_t) {}};
    walk.run();
    if (walk.chains() == 0) result.breaches.push_back(first);  // gone altogether
    tx.rollback();
  }
}

}  // namespace

Verification verify(db::Pool& pool, const Custody& custody, std::optional<std::int64_t> from_checkpoint,
                    const std::function<void(std::uint64_t)>& progress) {
  Verification result;
  Suspects suspects;
  std::map<std::int64_t, Start> starts;
  try {
    auto lease = pool.take();
    db::Transaction tx{*lease, db::Mode::read};
    CheckpointCheck checkpoints{tx, custody, result};
    checkpoints.run(from_checkpoint.value_or(1));
    if (from_checkpoint && result.checkpoints == 0 && result.breaches.empty())
      throw std::runtime_error{"there is no checkpoint " + std::to_string(*from_checkpoint)};
    if (!from_checkpoint) check_hidden_text(tx, result);
    if (from_checkpoint)
      walk_from(tx, *from_checkpoint, result, suspects, starts, progress);
    else
      walk_all(tx, result, suspects, progress);
    tx.rollback();
    check_again(pool, suspects, starts, result);
  } catch (const db::Error& e) {
    // A value of another type than was written cannot be read: that too is an edit.
    if (e.fault != db::Fault::bad_type && e.fault != db::Fault::bad_text) throw;
    result.breaches.push_back({"table", 0, "unreadable"});
  }
  return result;
}

}  // namespace ssiis::audit
