#include "audit/checkpoint.hpp"

#include <filesystem>

#include "audit/canonical.hpp"
#include "audit/keys.hpp"
#include "audit/merkle.hpp"
#include "sql/audit.hpp"

namespace ssiis::audit {
namespace {

void insert_leaves(db::Transaction& tx, std::int64_t number, const std::vector<Leaf>& leaves) {
  std::vector<std::optional<std::int64_t>> numbers(leaves.size(), number), chains, seqs;
  std::vector<std::optional<std::string>> hashes;
  for (const auto& leaf : leaves) {
    chains.emplace_back(leaf.chain);
    seqs.emplace_back(leaf.seq);
    hashes.emplace_back(leaf.hash);
  }
  using db::Column;
  tx.execute_many(
      "insp_audit_sealed", {"number", "chain_id", "seq", "hash"},
      {Column::of_integers(numbers), Column::of_integers(chains), Column::of_integers(seqs), Column::of_texts(hashes)});
}

Checkpoint made(const std::optional<Checkpoint>& last, const std::vector<Leaf>& leaves, const Key& key, Instant now) {
  Checkpoint c;
  c.number = last ? last->number + 1 : 1;
  c.at = now.iso();
  c.heads = static_cast<std::int64_t>(leaves.size());
  c.root = merkle_root(leaves);
  c.prev_hash = last ? last->hash : std::string{before_first_checkpoint};
  c.key_id = key.id();
  c.hash = checkpoint_hash(c);
  c.signature = key.sign(signed_text(c));
  return c;
}

std::uint64_t seal(db::Transaction& tx, const Clock& clock, const Key& key) {
  const auto last = tx.find(sql::audit::checkpoint_last, db::Params{}, [](const db::Row& r) {
    Checkpoint c;
    c.number = r.integer(0);
    c.hash = r.text(1);
    return c;
  });
  const auto leaves = tx.all(sql::audit::unsealed_heads, db::Params{}, [](const db::Row& r) {
    return Leaf{r.integer(0), r.integer(1), r.text(2)};
  });
  if (leaves.empty()) return 0;
  const auto c = made(last, leaves, key, clock.now());
  tx.execute(sql::audit::checkpoint_insert,
             db::Params{c.number, c.at, c.heads, c.root, c.prev_hash, c.hash, c.key_id, c.signature});
  insert_leaves(tx, c.number, leaves);
  // A chain that grew meanwhile keeps its mark and is sealed again next time.
  for (const auto& leaf : leaves) tx.execute(sql::audit::chain_seal, db::Params{leaf.chain, leaf.seq});
  return leaves.size();
}

// What the anchor file lacks, also after a crash between commit and writing: each row carries its signature.
void catch_up(db::Pool& pool, const std::string& anchor_file) {
  auto after = last_anchored(anchor_file);
  auto lease = pool.take();
  db::Transaction tx{*lease, db::Mode::read};
  for (;;) {
    const auto page = tx.all(sql::audit::checkpoints_after, db::Params{after}, checkpoint_row);
    if (page.empty()) return;
    append_anchor(anchor_file, page);
    after = page.back().number;
  }
}

}  // namespace

Custody custody_from(const Settings& host_config) {
  const auto folder = host_config.text("data_dir", ".") + "/audit";
  return {host_config.text("audit.key_file", folder + "/checkpoint.key"),
          host_config.text("audit.anchor_file", folder + "/anchor.log")};
}

Result<Done> create_key(const Custody& custody) {
  if (std::filesystem::exists(custody.key_file)) return Rejection{"audit.key_exists", {custody.key_file}};
  Key::generate().write(custody.key_file);
  return Done{};
}

std::uint64_t write_checkpoint(db::Pool& pool, const Clock& clock, const Custody& custody) {
  const auto key = Key::from_private_file(custody.key_file);
  std::uint64_t heads = 0;
  try {
    heads = pool.transact(db::Mode::write, [&](db::Transaction& tx) { return seal(tx, clock, key); });
  } catch (const db::Error& e) {
    // Another host closed the same checkpoint first: its heads are sealed, ours would be the same.
    if (e.fault != db::Fault::unique) throw;
  }
  catch_up(pool, custody.anchor_file);
  return heads;
}

}  // namespace ssiis::audit
