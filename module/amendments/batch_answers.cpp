// What the MIS answers to a batch: held against what was sent, shown, and counted when somebody says so.
#include <algorithm>
#include <map>

#include "amendments/batch_store.hpp"
#include "amendments/repository.hpp"

namespace ssiis::amendments {
namespace {

std::string confirmation_object(std::int64_t id) { return "confirmation:" + std::to_string(id); }

// What was known before and cannot be true together with what is said now.
std::optional<Rejection> contradiction(const SentRow& sent, const Amendment& a, const Confirmed& said) {
  const auto row = std::to_string(said.row);
  const auto day = sent.day ? sent.day->iso() : std::string{};
  if (sent.outcome.empty())
    return !said.applied && a.state == State::confirmed
               ? std::optional{Rejection{"confirmation.contradicts_register", {row, said.change}, "file"}}
               : std::nullopt;
  const bool same_reference = said.reference.empty() || said.reference == sent.reference;
  if (sent.outcome == "applied" && !(said.applied && same_reference))
    return Rejection{"confirmation.contradicts_applied", {row, said.change, day}, "file"};
  if (sent.outcome == "refused" && said.applied)
    return Rejection{"confirmation.contradicts_refused", {row, said.change, day}, "file"};
  return std::nullopt;
}

std::map<std::string, SentRow, std::less<>> sent_by_key(db::Transaction& tx, std::int64_t batch) {
  std::map<std::string, SentRow, std::less<>> out;
  for (auto& s : sent_of_batch(tx, batch)) out.emplace(s.key, std::move(s));
  return out;
}

}  // namespace

Result<BatchOffice::Preview> BatchOffice::held_against(db::Transaction& tx, const Actor& who,
                                                       const Confirmation& said) {
  const auto batch = batch_numbered(tx, who.scope(may_export), said.batch);
  if (!batch) return Rejection{"batch.unknown", {std::to_string(said.batch)}, "file"};
  if (said.manifest != batch->manifest_sha256)
    return Rejection{"confirmation.manifest_differs", {std::to_string(said.batch)}, "file"};
  const auto sent = sent_by_key(tx, said.batch);
  Preview out{ConfirmationRow{}, *batch, {}};
  out.confirmation.batch = said.batch;
  Rejections faults;
  const auto refuse_row = [&](Rejection why) {
    if (faults.size() < most_faults) faults.push_back(std::move(why));
  };
  for (const auto& c : said.rows) {
    const auto row = std::to_string(c.row);
    const auto at = sent.find(c.change);
    if (at == sent.end()) {
      refuse_row(Rejection{"confirmation.change_unknown", {row, c.change, std::to_string(said.batch)}, "file"});
      continue;
    }
    auto a = find_again(tx, at->second.case_id, at->second.amendment).value();
    if (c.day < batch->closed_at.day())
      refuse_row(Rejection{"confirmation.day_before_batch", {row, c.day.iso(), batch->closed_at.day().iso()}, "file"});
    if (auto why = contradiction(at->second, a, c)) refuse_row(std::move(*why));
    const bool is_new = at->second.outcome.empty();
    if (is_new) ++(c.applied ? out.confirmation.applied : out.confirmation.refused);
    out.rows.push_back({c, std::move(a), is_new});
  }
  if (!faults.empty()) return faults;
  return out;
}

void BatchOffice::tell_contradictions(const Actor& who, const Confirmation& said) {
  n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto batch = batch_numbered(tx, who.scope(may_export), said.batch);
    if (!batch || said.manifest != batch->manifest_sha256) return;
    const auto sent = sent_by_key(tx, said.batch);
    for (const auto& c : said.rows) {
      const auto at = sent.find(c.change);
      if (at == sent.end()) continue;
      const auto a = find_again(tx, at->second.case_id, at->second.amendment);
      if (a && contradiction(at->second, *a, c))
        n_.office.tell_contradiction(tx, who, *a, c.day.iso() + ": " + (c.applied ? c.reference : c.reason));
    }
  });
}

Result<std::int64_t> BatchOffice::bring_in(const Actor& who, std::int64_t of_batch, const std::string& file_name,
                                           const std::string& bytes) {
  if (const auto why = lacks_right(who, "confirmation")) return *why;
  const auto said = read_confirmation(bytes, n_.clock.today());
  if (!said) return said.rejections();
  if (of_batch != 0 && said->batch != of_batch)
    return Rejection{"confirmation.of_another_batch", {std::to_string(said->batch), std::to_string(of_batch)}, "file"};
  const auto held = n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return held_against(tx, who, *said); });
  if (!held) {
    tell_contradictions(who, *said);
    return held.rejections();
  }
  const auto blob = n_.blobs.put(bytes, "application/octet-stream");
  const auto keep = [&](db::Transaction& tx) -> Result<std::int64_t> {
    if (const auto known = confirmation_by_file(tx, blob.sha256)) {
      if (known->aside_at) take_up_again(tx, who, *known);
      return known->id;
    }
    auto row = held->confirmation;
    row.id = n_.ids.next();
    row.sha256 = blob.sha256;
    row.file_name = first_code_points(lao::stored(file_name), 200);
    row.file = blob.id;
    row.brought_at = n_.clock.now();
    row.brought_by = who.user_id();
    insert_confirmation(tx, row);
    n_.blobs.hold(tx, blob.id, {"amendment_confirmation", 0, row.id});
    n_.trail.record(tx, who,
                    {.chain = audit::ChainName::administration(),
                     .event = "amendment.confirmation_brought",
                     .object = confirmation_object(row.id),
                     .details = {{"batch", std::to_string(row.batch)}, {"sha256", row.sha256}}});
    return row.id;
  };
  try {
    return n_.pool.transact(db::Mode::write, keep);
  } catch (const db::Error& e) {
    if (e.fault != db::Fault::unique) throw;
    return n_.pool.transact(db::Mode::write, keep);  // somebody brought the same file in at the same moment
  }
}

Result<BatchOffice::Preview> BatchOffice::preview(const Actor& who, std::int64_t id) {
  const auto row = n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return confirmation_by_id(tx, id); });
  if (!row || !find(who, row->batch)) return Rejection{"confirmation.unknown"};
  const auto said = read_confirmation(bytes_of(row->file, largest_confirmation), n_.clock.today());
  if (!said) return said.rejections();
  auto held = n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return held_against(tx, who, *said); });
  if (!held) return held.rejections();
  auto out = std::move(held).value();
  out.confirmation = *row;
  return out;
}

Result<std::int64_t> BatchOffice::count(const Actor& who, std::int64_t id) {
  if (const auto why = lacks_right(who, confirmation_object(id))) return *why;
  const auto row = n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return confirmation_by_id(tx, id); });
  if (!row || !find(who, row->batch)) return Rejection{"confirmation.unknown"};
  if (row->counted) return std::int64_t{0};
  if (row->aside_at) return Rejection{"confirmation.put_aside"};
  const auto said = read_confirmation(bytes_of(row->file, largest_confirmation), n_.clock.today());
  if (!said) return said.rejections();
  auto done = n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    if (confirmation_by_id(tx, id)->counted) return std::int64_t{0};
    auto held = held_against(tx, who, *said);
    if (!held) {
      tx.rollback();
      return held.rejections();
    }
    const auto sent = sent_by_key(tx, said->batch);
    std::int64_t counted = 0;
    auto rows = std::move(held).value().rows;
    for (auto& r : rows) {
      if (!r.is_new) continue;
      auto answered = sent.find(r.said.change)->second;
      answered.outcome = r.said.applied ? "applied" : "refused";
      answered.reference = r.said.reference;
      answered.day = r.said.day;
      answered.reason = r.said.reason;
      save_answer(tx, answered, id);
      // What the register was seen to show is past an answer; the answer is kept beside it.
      if (r.amendment.state == State::sent)
        if (const auto taken =
                n_.office.take_answer(tx, who, r.amendment, {r.said.applied, r.said.reference, r.said.reason, {}});
            !taken)
          throw std::logic_error{"a change that was sent takes no answer: " + taken.rejection().code};
      ++counted;
    }
    count_confirmation(tx, id, n_.clock.now(), who.user_id());
    n_.trail.record(tx, who,
                    {.chain = audit::ChainName::administration(),
                     .event = "amendment.confirmation_counted",
                     .object = confirmation_object(id),
                     .details = {{"batch", std::to_string(row->batch)}, {"answers", std::to_string(counted)}}});
    return counted;
  });
  if (!done) tell_contradictions(who, *said);
  return done;
}

std::vector<ConfirmationRow> BatchOffice::confirmations(const Actor& who, std::int64_t batch) {
  const auto scope = who.scope(may_export);
  return n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return batch_numbered(tx, scope, batch) ? confirmations_of(tx, batch) : std::vector<ConfirmationRow>{};
  });
}

Result<ConfirmationRow> BatchOffice::find_confirmation(const Actor& who, std::int64_t id) {
  auto row = n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return confirmation_by_id(tx, id); });
  if (!row || !find(who, row->batch)) return Rejection{"confirmation.unknown"};
  return std::move(*row);
}

void BatchOffice::take_up_again(db::Transaction& tx, const Actor& who, const ConfirmationRow& row) {
  take_up(tx, row);
  n_.trail.record(tx, who,
                  {.chain = audit::ChainName::administration(),
                   .event = "amendment.confirmation_taken_up",
                   .object = confirmation_object(row.id),
                   .details = {{"batch", std::to_string(row.batch)}}});
}

Result<Done> BatchOffice::put_aside_in(db::Transaction& tx, const Actor& who, const ConfirmationRow& row,
                                       const std::string& reason) {
  if (row.counted) return Rejection{"confirmation.counted"};
  if (reason.empty()) return Rejection{"amendment.reason_missing", {}, "reason"};
  if (count_code_points(reason) > longest_reason)
    return Rejection{"form.too_long", {std::to_string(longest_reason)}, "reason"};
  amendments::put_aside(tx, row, n_.clock.now(), who.user_id(), reason);
  n_.trail.record(tx, who,
                  {.chain = audit::ChainName::administration(),
                   .event = "amendment.confirmation_put_aside",
                   .object = confirmation_object(row.id),
                   .details = {{"batch", std::to_string(row.batch)}, {"reason", reason}}});
  return Done{};
}

Result<Done> BatchOffice::put_aside(const Actor& who, std::int64_t id, std::int64_t version, const std::string& reason,
                                    const std::string& request_key) {
  if (const auto why = lacks_right(who, confirmation_object(id))) return *why;
  if (const auto seen = find_confirmation(who, id); !seen) return seen.rejections();
  const std::string text{trimmed(reason)};
  return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto print = hex(
        sha256("put aside " + who.user_id() + ' ' + std::to_string(id) + ' ' + std::to_string(version) + ' ' + text));
    const auto before = db::claim_request(tx, request_key, print, n_.clock.now());
    if (!before) return before.rejections();
    if (*before) return Done{};
    const auto row = confirmation_by_id(tx, id).value();
    if (row.version != version) throw Conflict{"confirmation"};
    auto done = put_aside_in(tx, who, row, text);
    if (!done)
      tx.rollback();
    else
      db::store_result(tx, request_key, "done");
    return done;
  });
}

}  // namespace ssiis::amendments
