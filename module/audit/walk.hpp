// Goes through all chains in order of their number, reading heads, records, personal values and sealed heads in pages
// of four streams that are merged; compares everything with everything. Memory does not grow with the tables.
#pragma once
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/api.hpp"
#include "audit/canonical.hpp"

namespace ssiis::audit {

// Rows of one table in the order (chain, seq), read page by page.
template <class Item>
class Pager {
 public:
  using Read = Item (*)(const db::Row&);
  // `same` takes (chain, seq), `next` takes (chain, last chain). Starts after (chain, seq).
  Pager(db::Transaction& tx, const db::Query* same, const db::Query& next, Read read, std::int64_t chain,
        std::int64_t seq, std::int64_t last)
      : tx_{tx}, same_{same}, next_{next}, read_{read}, chain_{chain}, seq_{seq}, last_{last} {}

  const Item* peek() {
    if (page_.empty() && !done_) fill();
    return page_.empty() ? nullptr : &page_.front();
  }
  Item pop() {
    Item out = std::move(page_.front());
    page_.pop_front();
    return out;
  }

 private:
  void fill() {
    if (same_ != nullptr && within_) load(*same_, db::Params{chain_, seq_});
    if (!page_.empty()) return;
    load(next_, db::Params{chain_, last_});
    if (page_.empty())
      done_ = true;
    else
      within_ = true;
  }
  void load(const db::Query& query, const db::Params& params) {
    for (auto rows = tx_.query(query, params); rows.next();) page_.push_back(read_(rows.row()));
    if (page_.empty()) return;
    chain_ = page_.back().chain;
    seq_ = page_.back().seq;
  }
  db::Transaction& tx_;
  const db::Query* same_;
  const db::Query& next_;
  Read read_;
  std::int64_t chain_, seq_, last_;
  bool within_{true}, done_{false};
  std::deque<Item> page_;
};

struct HeadRow {
  std::int64_t chain, seq;
  std::string hash, kind, key;
  bool unsealed;
};
struct PersonalRow {
  std::int64_t chain, seq;
  std::optional<std::string> content;
  std::int64_t erased_seq;
};
struct SealedRow {
  std::int64_t chain, seq;
  std::string hash;
  std::int64_t number;
};

// Where a walk over one chain may begin, because a signed checkpoint vouches for what stands before.
struct Start {
  std::int64_t seq{0};
  std::string hash{};
};

class Walk {
 public:
  using Report = std::function<void(std::int64_t chain, const Breach&)>;
  // Chains above `after` up to `last`. With `start`, which needs a single chain, records after start->seq only.
  Walk(db::Transaction& tx, std::int64_t after, std::int64_t last, std::optional<Start> start, Report report,
       std::function<void(std::uint64_t)> progress);
  void run();
  std::uint64_t chains() const noexcept { return chains_; }
  std::uint64_t records() const noexcept { return records_; }

 private:
  struct Chain;
  std::optional<std::int64_t> next_chain();
  void walk_chain(std::int64_t id);
  void take_record(Chain& chain);
  void check_personal(Chain& chain, const StoredRecord& record, const Body& body);
  void finish(Chain& chain);

  Pager<HeadRow> heads_;
  Pager<StoredRecord> records_in_;
  Pager<PersonalRow> personal_;
  Pager<SealedRow> sealed_;
  std::optional<Start> start_;
  Report report_;
  std::function<void(std::uint64_t)> progress_;
  std::uint64_t chains_{0}, records_{0};
};

}  // namespace ssiis::audit
