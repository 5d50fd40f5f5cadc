// Who did or read what, when and why: one hash chain per case, one per person for reads outside cases, one for
// administration. A record stands in the transaction of the write that it describes.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::audit {

// Which chain a record belongs to.
struct ChainName {
  static ChainName of_case(CaseId id) { return {"case", std::to_string(id.value)}; }
  static ChainName of_person(std::string_view user_id) { return {"person", std::string{user_id}}; }
  static ChainName administration() { return {"administration", "0"}; }
  std::string kind;
  std::string key;
};

enum class Act { wrote, read, refused };

// What happened. `event` is a stable code ("order.created"); `object` names the thing ("order:417"); `purpose` is a
// code, required for reads of personal data; details are shown to auditors and hold no personal data in clear:
// personal values go through `personal`, which enters the chain as a salted commitment and can be erased alone.
struct Event {
  ChainName chain;
  Act act{Act::wrote};
  std::string event;
  std::string object;
  std::string purpose{};
  std::vector<std::pair<std::string, std::string>> details{};
  std::vector<std::pair<std::string, std::string>> personal{};
};

struct Record {
  std::int64_t seq;           // place in its chain, from 1
  Instant at;
  std::string user_id, user_name, event, object, purpose, correlation_id;
  Act act;
  std::vector<std::pair<std::string, std::string>> details;
};

// [any thread]
class Trail {
 public:
  Trail(db::Pool& pool, db::IdSource& ids, const Clock& clock);

  // Appends to the chain inside the caller's transaction; locks the chain's head row first.
  void record(db::Transaction& tx, const Actor& who, const Event& event);

  // A refusal, in a transaction of its own: the caller has rolled its own back. Returns the rejection for the caller
  // to pass on: code "access.forbidden", the same sentence whether the object exists or not.
  Rejection refused(const Actor& who, std::string_view permission, std::string_view object,
                    std::optional<CaseId> in_case = std::nullopt);

  // A read of personal data or of a file, in a transaction of its own, before the data is shown.
  void read(const Actor& who, const Event& event);

  std::vector<Record> of_case(db::Transaction& tx, CaseId id, std::int64_t from_seq, int limit);
  std::vector<Record> of_person(db::Transaction& tx, std::string_view user_id, std::int64_t from_seq, int limit);

 private:
  db::Pool& pool_;
  db::IdSource& ids_;
  const Clock& clock_;
};

// One chain or checkpoint that does not fit, the first found in each chain.
struct Breach {
  std::string chain;
  std::int64_t seq;
  std::string what;    // code: hash_differs, seq_missing, head_differs, checkpoint_differs, chain_missing, …
};

struct Verification {
  std::uint64_t chains{0}, records{0}, checkpoints{0};
  std::vector<Breach> breaches;
};

// Recomputes every chain and every signed checkpoint from `from_seq` of the global order on.
Verification verify(db::Pool& pool, std::optional<std::int64_t> from_seq,
                    const std::function<void(std::uint64_t records_done)>& progress);

// Closes a checkpoint: a Merkle root over the heads that changed since the last, signed with the host's Ed25519 key,
// linked to the one before; also appended to the file outside the database that `anchor_file` names. The number of
// heads in it; 0 when nothing changed.
std::uint64_t write_checkpoint(db::Pool& pool, const Clock& clock, const std::string& key_file,
                               const std::string& anchor_file);

}  // namespace ssiis::audit
