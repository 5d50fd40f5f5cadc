#include "amendments/batch_store.hpp"

#include <limits>

#include "amendments/repository.hpp"
#include "sql/amendments.hpp"

namespace ssiis::amendments {
namespace {

namespace bq = sql::amendments;

BatchRow batch_of(const db::Row& r) {
  return {.number = r.integer(0),
          .closed_at = r.instant(1),
          .closed_by = r.text(2),
          .changes = r.integer(3),
          .manifest_sha256 = r.text(4),
          .archive = BlobId{r.integer(5)},
          .applied = r.integer(6),
          .refused = r.integer(7),
          .unsettled = r.integer(8)};
}

SentRow sent_of(const db::Row& r) {
  return {.case_id = CaseId{r.integer(0)},
          .amendment = r.integer(1),
          .batch = r.integer(2),
          .key = r.text(3),
          .outcome = r.text_or_empty(4),
          .reference = r.text_or_empty(5),
          .day = r.maybe_day(6),
          .reason = r.text_or_empty(7)};
}

ConfirmationRow confirmation_of(const db::Row& r) {
  return {.id = r.integer(0),
          .batch = r.integer(1),
          .sha256 = r.text(2),
          .file_name = r.text_or_empty(3),
          .file = BlobId{r.integer(4)},
          .counted = r.text(5) == "counted",
          .applied = r.integer(6),
          .refused = r.integer(7),
          .brought_at = r.instant(8),
          .brought_by = r.text(9),
          .counted_at = r.maybe_instant(10),
          .counted_by = r.text_or_empty(11),
          .aside_at = r.maybe_instant(12),
          .aside_by = r.text_or_empty(13),
          .aside_reason = r.text_or_empty(14),
          .version = r.integer(15)};
}

}  // namespace

std::vector<Amendment> accepted_in(db::Transaction& tx, const Scope& scope, bool backs,
                                   const std::optional<Amendment>& last, int limit) {
  const db::ScopedQuery scoped{bq::amendments_accepted, scope, "t.low"};
  const auto after = last ? last->accepted_at.value() : Instant{};
  return tx.all(scoped.query(),
                db::Params{std::int64_t{backs ? 1 : 0}, after, after, last ? last->id : std::int64_t{0}, limit},
                amendment_of);
}

AcceptedCount count_accepted(db::Transaction& tx, const Scope& scope, bool backs) {
  const db::ScopedQuery scoped{bq::amendments_accepted_count, scope, "t.low"};
  return tx
      .find(scoped.query(), db::Params{std::int64_t{backs ? 1 : 0}},
            [](const db::Row& r) {
              return AcceptedCount{r.integer(0), r.integer(1)};
            })
      .value();
}

void insert_batch(db::Transaction& tx, const Batch& batch, const std::string& manifest_sha256, BlobId archive,
                  const std::vector<Amendment>& changes) {
  tx.execute(bq::batch_insert, db::Params{batch.number, batch.closed_at, batch.closed_by, exchange_schema,
                                          static_cast<std::int64_t>(batch.changes.size()), manifest_sha256, archive});
  for (std::size_t i = 0; i < changes.size(); ++i)
    tx.execute(bq::sent_insert, db::Params{changes[i].case_id, changes[i].id, batch.number,
                                           static_cast<std::int64_t>(i + 1), batch.changes.at(i).key});
}

std::vector<BatchRow> batches_before(db::Transaction& tx, const Scope& scope, std::int64_t before, int limit) {
  const db::ScopedQuery scoped{bq::batches, scope, "t.low"};
  return tx.all(scoped.query(), db::Params{before, limit}, batch_of);
}

std::optional<BatchRow> batch_numbered(db::Transaction& tx, const Scope& scope, std::int64_t number) {
  if (number < 1 || number == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  const auto found = batches_before(tx, scope, number + 1, 1);
  if (found.empty() || found.front().number != number) return std::nullopt;
  return found.front();
}

std::optional<Instant> last_closed(db::Transaction& tx) {
  return tx.find(bq::batch_last_closed, db::Params{}, [](const db::Row& r) { return r.maybe_instant(0); })
      .value_or(std::nullopt);
}

std::string last_key_of(db::Transaction& tx, CaseId case_id, std::int64_t amendment) {
  return tx.find(bq::sent_last_key, db::Params{case_id, amendment}, [](const db::Row& r) { return r.text(0); })
      .value_or(std::string{});
}

std::vector<SentRow> sent_of_batch(db::Transaction& tx, std::int64_t batch) {
  return tx.all(bq::sent_of_batch, db::Params{batch}, sent_of);
}

void save_answer(db::Transaction& tx, const SentRow& row, std::int64_t confirmation) {
  if (tx.execute(bq::sent_answer, db::Params{row.outcome, row.reference, row.day, row.reason, confirmation, row.case_id,
                                             row.amendment, row.batch}) != 1)
    throw Conflict{"amendment"};
}

void insert_confirmation(db::Transaction& tx, const ConfirmationRow& row) {
  tx.execute(bq::confirmation_insert, db::Params{row.id, row.batch, row.sha256, row.file_name, row.file, row.applied,
                                                 row.refused, row.brought_at, row.brought_by});
}

std::optional<ConfirmationRow> confirmation_by_id(db::Transaction& tx, std::int64_t id) {
  return tx.find(bq::confirmation_by_id, db::Params{id}, confirmation_of);
}

std::optional<ConfirmationRow> confirmation_by_file(db::Transaction& tx, const std::string& sha256) {
  return tx.find(bq::confirmation_by_file, db::Params{sha256}, confirmation_of);
}

std::vector<ConfirmationRow> confirmations_of(db::Transaction& tx, std::int64_t batch) {
  return tx.all(bq::confirmations_of_batch, db::Params{batch}, confirmation_of);
}

void count_confirmation(db::Transaction& tx, std::int64_t id, Instant at, const std::string& by) {
  if (tx.execute(bq::confirmation_count, db::Params{at, by, id}) != 1) throw Conflict{"confirmation"};
}

void put_aside(db::Transaction& tx, const ConfirmationRow& row, Instant at, const std::string& by,
               const std::string& reason) {
  if (tx.execute(bq::confirmation_put_aside, db::Params{at, by, reason, row.id, row.version}) != 1)
    throw Conflict{"confirmation"};
}

void take_up(db::Transaction& tx, const ConfirmationRow& row) {
  if (tx.execute(bq::confirmation_take_up, db::Params{row.id, row.version}) != 1) throw Conflict{"confirmation"};
}

}  // namespace ssiis::amendments
