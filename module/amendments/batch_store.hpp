// Rows of batches and of what the MIS answered to them. Private to the room; callers have looked at the right.
#pragma once
#include "amendments/batches.hpp"

namespace ssiis::amendments {

// The page after `last` (nothing: the first); `backs`: those alone that take another change back.
std::vector<Amendment> accepted_in(db::Transaction& tx, const Scope& scope, bool backs,
                                   const std::optional<Amendment>& last, int limit);
struct AcceptedCount {
  std::int64_t all, first_unasked;  // of these, those whose first change the service was never asked for
};
AcceptedCount count_accepted(db::Transaction& tx, const Scope& scope, bool backs);

void insert_batch(db::Transaction& tx, const Batch& batch, const std::string& manifest_sha256, BlobId archive,
                  const std::vector<Amendment>& changes);
// Those before a number that lie wholly inside the scope, the newest first.
std::vector<BatchRow> batches_before(db::Transaction& tx, const Scope& scope, std::int64_t before, int limit);
std::optional<BatchRow> batch_numbered(db::Transaction& tx, const Scope& scope, std::int64_t number);
std::optional<Instant> last_closed(db::Transaction& tx);

// What a change was called when it went out last; empty when it never did.
std::string last_key_of(db::Transaction& tx, CaseId case_id, std::int64_t amendment);
std::vector<SentRow> sent_of_batch(db::Transaction& tx, std::int64_t batch);
// Throws Conflict when it was answered meanwhile.
void save_answer(db::Transaction& tx, const SentRow& row, std::int64_t confirmation);

void insert_confirmation(db::Transaction& tx, const ConfirmationRow& row);
std::optional<ConfirmationRow> confirmation_by_id(db::Transaction& tx, std::int64_t id);
std::optional<ConfirmationRow> confirmation_by_file(db::Transaction& tx, const std::string& sha256);
std::vector<ConfirmationRow> confirmations_of(db::Transaction& tx, std::int64_t batch);
// Throws Conflict when it counted already, or was put aside.
void count_confirmation(db::Transaction& tx, std::int64_t id, Instant at, const std::string& by);
// Both throw Conflict when it is no longer as it was read.
void put_aside(db::Transaction& tx, const ConfirmationRow& row, Instant at, const std::string& by,
               const std::string& reason);
void take_up(db::Transaction& tx, const ConfirmationRow& row);

}  // namespace ssiis::amendments
