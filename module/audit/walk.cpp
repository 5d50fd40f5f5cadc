#include "audit/walk.hpp"

#include <algorithm>

#include "sql/audit.hpp"

namespace ssiis::audit {
namespace {

HeadRow head_row(const db::Row& r) { return {r.integer(0), r.integer(1), r.text(2), r.text(3), r.text(4), r.flag(5)}; }
StoredRecord stored_row(const db::Row& r) {
  return {r.integer(0), r.integer(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6), r.text(7), r.text(8)};
}
PersonalRow personal_row(const db::Row& r) { return {r.integer(0), r.integer(1), r.maybe_text(2), r.integer(3)}; }
SealedRow sealed_row(const db::Row& r) { return {r.integer(0), r.integer(1), r.text(2), r.integer(3)}; }

}  // namespace

// What is known of the chain under way. After its first breach nothing more is said of it.
struct Walk::Chain {
  std::int64_t id;
  std::string name;
  std::optional<HeadRow> head;
  std::int64_t seq{0};
  std::string hash;  // of record `seq`
  std::int64_t sealed_until{0};
  std::map<std::int64_t, std::int64_t> erased{};   // record -> the record that should tell of it
  std::map<std::int64_t, std::string> erasures{};  // record that tells -> its object
  bool broken{false};
  const Report& report;
  void breach(std::int64_t at, std::string what) {
    if (!broken) report(id, {name, at, std::move(what)});
    broken = true;
  }
};

Walk::Walk(db::Transaction& tx, std::int64_t after, std::int64_t last, std::optional<Start> start, Report report,
           std::function<void(std::uint64_t)> progress)
    : heads_{tx, nullptr, sql::audit::walk_heads_next, head_row, after, 0, last},
      records_in_{
          tx,         &sql::audit::walk_records_same, sql::audit::walk_records_next,
          stored_row, start ? last : after,           start ? start->seq : std::numeric_limits<std::int64_t>::max(),
          last},
      personal_{tx,
                &sql::audit::walk_personal_same,
                sql::audit::walk_personal_next,
                personal_row,
                start ? last : after,
                start ? start->seq : std::numeric_limits<std::int64_t>::max(),
                last},
      sealed_{tx,         &sql::audit::walk_sealed_same, sql::audit::walk_sealed_next,
              sealed_row, start ? last : after,          start ? start->seq : std::numeric_limits<std::int64_t>::max(),
              last},
      start_{std::move(start)},
      report_{std::move(report)},
      progress_{std::move(progress)} {}

std::optional<std::int64_t> Walk::next_chain() {
  std::optional<std::int64_t> least;
  const auto see = [&](const auto* item) {
    if (item != nullptr && (!least || item->chain < *least)) least = item->chain;
  };
  see(heads_.peek());
  see(records_in_.peek());
  see(personal_.peek());
  see(sealed_.peek());
  return least;
}

void Walk::run() {
  while (const auto id = next_chain()) walk_chain(*id);
  progress_(records_);
}

void Walk::walk_chain(std::int64_t id) {
  ++chains_;
  Chain chain{id, "chain " + std::to_string(id), std::nullopt, 0, "", 0, {}, {}, false, report_};
  const auto mine = [&](const auto* item) { return item != nullptr && item->chain == id; };
  if (mine(heads_.peek())) {
    chain.head = heads_.pop();
    const ChainName name{chain.head->kind, chain.head->key};
    chain.name = shown(name);
    bool named = false;
    try {
      named = chain_id(name) == id;
    } catch (const std::logic_error&) {
    }
    if (!named) chain.breach(0, "chain_renamed");
    chain.hash = genesis(name);
  } else {
    chain.breach(0, mine(records_in_.peek()) ? "head_missing" : "chain_missing");
  }
  if (start_) {
    chain.seq = chain.sealed_until = start_->seq;
    chain.hash = start_->hash;
  }
  while (mine(records_in_.peek())) take_record(chain);
  finish(chain);
}

void Walk::take_record(Chain& chain) {
  const auto record = records_in_.pop();
  if (++records_ % 50'000 == 0) progress_(records_);
  if (!chain.broken) {
    if (record.seq != chain.seq + 1)
      chain.breach(chain.seq + 1, "seq_missing");
    else if (record_hash(record, chain.hash) != record.hash)
      chain.breach(record.seq, "hash_differs");
  }
  chain.seq = record.seq;
  chain.hash = record.hash;
  if (const auto* sealed = sealed_.peek();
      sealed != nullptr && sealed->chain == chain.id && sealed->seq <= record.seq) {
    if (sealed->seq < record.seq)
      chain.breach(sealed->seq, "sealed_unknown");
    else if (sealed->hash != record.hash)
      chain.breach(record.seq, "sealed_differs");
    chain.sealed_until = sealed->seq;
    sealed_.pop();
  }
  if (chain.broken) return;
  const auto body = parse_body(record.body);  // its hash was right, so it is what we wrote
  check_personal(chain, record, body);
  if (record.event == erased_event) chain.erasures.emplace(record.seq, record.object);
}

void Walk::check_personal(Chain& chain, const StoredRecord& record, const Body& body) {
  const auto* row = personal_.peek();
  if (row == nullptr || row->chain != chain.id || row->seq != record.seq) {
    if (!body.commitments.empty()) chain.breach(record.seq, "personal_missing");
    return;
  }
  const auto personal = personal_.pop();
  if (body.commitments.empty()) return chain.breach(record.seq, "personal_unknown");
  if (!personal.content) {
    chain.erased.emplace(record.seq, personal.erased_seq);
    return;
  }
  if (personal.erased_seq != 0) return chain.breach(record.seq, "personal_differs");
  Pairs shown_values;
  try {
    for (const auto& v : parse_personal(*personal.content))
      shown_values.emplace_back(v.name, commitment(v.salt, v.name, v.value));
  } catch (const std::runtime_error&) {
    return chain.breach(record.seq, "personal_differs");
  }
  if (shown_values != body.commitments) chain.breach(record.seq, "personal_differs");
}

void Walk::finish(Chain& chain) {
  const auto of_chain = [&](const auto* item) { return item != nullptr && item->chain == chain.id; };
  while (of_chain(personal_.peek())) chain.breach(personal_.pop().seq, "personal_unknown");
  while (of_chain(sealed_.peek())) {
    // A checkpoint saw more of this chain than there is: its end was cut off.
    chain.breach(chain.seq + 1, "truncated");
    sealed_.pop();
  }
  if (chain.broken) return;
  // Who was erased must be told of, and who is told of must be erased (in a whole walk; a partial one may begin later).
  for (const auto& [seq, told] : chain.erased) {
    const auto record = chain.erasures.find(told);
    if (record == chain.erasures.end() || record->second != "record:" + std::to_string(seq))
      return chain.breach(seq, "personal_erased_untold");
    chain.erasures.erase(record);
  }
  if (!chain.erasures.empty() && !start_) return chain.breach(chain.erasures.begin()->first, "personal_not_erased");
  if (chain.head->seq != chain.seq || chain.head->hash != chain.hash || chain.seq == 0)
    return chain.breach(std::min(chain.head->seq, chain.seq) + (chain.head->seq == chain.seq ? 0 : 1),
                        chain.head->seq > chain.seq ? "truncated" : "head_differs");
  if (chain.head->unsealed != (chain.seq > chain.sealed_until)) chain.breach(chain.seq, "seal_mark_differs");
}

}  // namespace ssiis::audit
