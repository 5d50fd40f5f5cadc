#include "database/api.hpp"
#include "sql/database.hpp"

namespace ssiis::db {

Result<std::optional<std::string>> claim_request(Transaction& tx, std::string_view key, std::string_view request_hash,
                                                 Instant now) {
  // A second sender of the same key waits here until the first has committed or rolled back.
  const auto insert = tx.dialect().insert_ignore("insp_idempotency", {"request_key", "request_hash", "created_at"});
  if (tx.execute({"database/request_claim", insert}, Params{key, request_hash, now}) == 1)
    return std::optional<std::string>{};
  struct Stored {
    std::string hash;
    std::optional<std::string> result;
  };
  const auto stored = tx.find(sql::database::request_read, Params{key}, [](const Row& r) {
    return Stored{r.text(0), r.maybe_text(1)};
  });
  if (!stored || stored->hash != request_hash) return Rejection{"request.key_reused"};
  return stored->result;  // none: whoever claimed it did nothing, so it is the caller's to do
}

void store_result(Transaction& tx, std::string_view key, std::string_view result) {
  if (tx.execute(sql::database::request_store, Params{result, key}) != 1)
    throw std::logic_error{"store_result without claim_request"};
}

std::int64_t purge_requests(Transaction& tx, Instant before) {
  return tx.execute(sql::database::request_purge, Params{before});
}

}  // namespace ssiis::db
