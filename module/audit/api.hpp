// Who did or read what, when and why: one hash chain per case, one per person for reads outside
// cases, one for administration. A record stands in the transaction of the write that it describes.
#pragma once
#include <cstdint>
#include <functional>
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

using Pairs = std::vector<std::pair<std::string, std::string>>;

// What happened. `event` is a stable code ("order.created"); `object` names the thing
// ("order:417"); `purpose` is a code, required for reads of personal data; details are shown to
// auditors and hold no personal data in clear: personal values go through `personal`, which enters
// the chain as a salted commitment and can be erased alone.
struct Event {
  ChainName chain;
  Act act{Act::wrote};
  std::string event;
  std::string object;
  std::string purpose{};
  Pairs details{};
  Pairs personal{};
};

struct Record {
  std::int64_t seq;  // place in its chain, from 1
  Instant at;
  std::string user_id, user_name, event, object, purpose, correlation_id;
  Act act;
  Pairs details;
};

// Three statements a record (the first of a chain: five), one more when it holds personal values.
// [any thread]
class Trail {
 public:
  Trail(db::Pool& pool, const Clock& clock) : pool_{pool}, clock_{clock} {}

  // Appends to the chain inside the caller's transaction, which must be a write one; locks the
  // chain's head row first. Call it last before the commit: the lock is held from here on. The
  // record's place in the chain.
  std::int64_t record(db::Transaction& tx, const Actor& who, const Event& event);

  // A refusal, in a transaction of its own: the caller has rolled its own back. Returns the
  // rejection for the caller to pass on: code "access.forbidden", the same sentence whether the
  // object exists or not. `object` may be as somebody typed it: what does not fit is cut off.
  Rejection refused(const Actor& who, std::string_view permission, std::string_view object,
                    std::optional<CaseId> in_case = std::nullopt);

  // A read of personal data or of a file, in a transaction of its own, before the data is shown.
  // Throws std::logic_error when no purpose is given.
  void read(const Actor& who, const Event& event);

  std::vector<Record> of_case(db::Transaction& tx, CaseId id, std::int64_t from_seq, int limit);
  std::vector<Record> of_person(db::Transaction& tx, std::string_view user_id, std::int64_t from_seq, int limit);
  // Who read the case and who was refused, the newest first, before the record `before_seq` (nothing: from the end).
  std::vector<Record> readings_of_case(db::Transaction& tx, CaseId id, std::optional<std::int64_t> before_seq,
                                       int limit);
  // What was written in the case, the newest first.
  std::vector<Record> writings_of_case(db::Transaction& tx, CaseId id, int limit);
  std::vector<Record> of_chain(db::Transaction& tx, const ChainName& chain, std::int64_t from_seq, int limit);

  // The personal values of a record; empty when it has none or when they were erased.
  Pairs personal_of(db::Transaction& tx, const ChainName& chain, std::int64_t seq);
  // Erases them for ever, and says so in the same chain; the chain still verifies. False when there
  // was nothing.
  bool erase_personal(db::Transaction& tx, const Actor& who, const ChainName& chain, std::int64_t seq,
                      std::string_view reason);

 private:
  db::Pool& pool_;
  const Clock& clock_;
};

// ---- proof
// -------------------------------------------------------------------------------------------------------

// What stands outside the database: the Ed25519 key that signs checkpoints (0400, its public half
// beside it as <key_file>.pub) and the file that holds a line for each of them.
struct Custody {
  std::string key_file;
  std::string anchor_file;
};
// audit.key_file and audit.anchor_file of the host's configuration; by default in <data_dir>/audit.
Custody custody_from(const Settings& host_config);

// Makes the key pair. Refuses ("audit.key_exists") to replace one.
Result<Done> create_key(const Custody& custody);

// Closes a checkpoint: a Merkle root over the heads that changed since the last, signed, linked to
// the one before; then appends what the anchor file lacks. The number of heads in it; 0 when
// nothing changed.
std::uint64_t write_checkpoint(db::Pool& pool, const Clock& clock, const Custody& custody);

// One place that does not fit; of each chain the first found.
struct Breach {
  std::string chain;  // "case 417", "checkpoint", "anchor"
  std::int64_t seq;   // of the record, or the checkpoint's number
  std::string what;   // code: hash_differs, seq_missing, head_differs, sealed_differs, checkpoint_missing, …
};

struct Verification {
  std::uint64_t chains{0}, records{0}, checkpoints{0};
  std::vector<Breach> breaches;
};

// Recomputes every chain, every checkpoint and compares with the anchor file. With
// `from_checkpoint` what that signed checkpoint sealed is taken as true, and only what follows is
// read. May run beside writers.
Verification verify(db::Pool& pool, const Custody& custody, std::optional<std::int64_t> from_checkpoint,
                    const std::function<void(std::uint64_t records_done)>& progress);

}  // namespace ssiis::audit
