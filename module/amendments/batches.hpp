// The way to the MIS by a file, where no host writes for us or an administrator chose it (amendments.way): accepted
// changes go out in numbered batches, and the MIS confirms by a file. Decision 0222.
#pragma once
#include "amendments/confirmation.hpp"
#include "amendments/exchange.hpp"
#include "amendments/office.hpp"
#include "documents/api.hpp"

namespace ssiis::amendments {

inline constexpr std::string_view may_export = "amendment.export";

// How what was accepted comes to the MIS. By the service: what it cannot be told (to take back what it did not write
// for us) leaves in batches still.
enum class Way { service, file };
// The setting amendments.way: "service", "file", or "auto" (also when nothing is set), which is the service where there
// is one. Throws SettingsError.
Way way_of(const Settings& settings, bool host_writes);

struct BatchRow {
  std::int64_t number;
  Instant closed_at;
  std::string closed_by;
  std::int64_t changes;
  std::string manifest_sha256;
  BlobId archive;
  std::int64_t applied, refused;  // as confirmed so far
  std::int64_t unsettled;         // confirmations that were neither counted nor put aside
};

// One change of a batch, and what the MIS answered.
struct SentRow {
  CaseId case_id;
  std::int64_t amendment, batch;
  std::string key;
  std::string outcome;  // empty, applied or refused
  std::string reference;
  std::optional<Day> day;
  std::string reason;
};

struct ConfirmationRow {
  std::int64_t id{0}, batch{0};
  std::string sha256, file_name;
  BlobId file{0};
  bool counted{false};
  std::int64_t applied{0}, refused{0};  // answers that are new
  Instant brought_at{};
  std::string brought_by;
  std::optional<Instant> counted_at{};
  std::string counted_by{};
  std::optional<Instant> aside_at{};  // put aside: it does not count, and nobody waits for it
  std::string aside_by{}, aside_reason{};
  std::int64_t version{1};

  bool waits() const noexcept { return !counted && !aside_at; }
};

struct BatchNeeds {
  db::Pool& pool;
  db::IdSource& ids;
  audit::Trail& trail;
  const Clock& clock;
  AmendmentOffice& office;
  documents::BlobStore& blobs;
  Way way;
  bool service_takes_back{false};  // whether the MIS's service can be told to take back what it wrote
  std::size_t most_changes{1000};  // the rest goes with the next batch
};

// Every function asks for permission amendment.export; a batch with a change outside the caller's places is unknown to
// him. [any thread]
class BatchOffice {
 public:
  explicit BatchOffice(const BatchNeeds& needs) : n_{needs} {}
  Way way() const noexcept { return n_.way; }

  // What the next batch would hold, its file's objections not looked at.
  std::int64_t waiting(const Actor& who);
  // Closes a batch of what was accepted and whose file has no objection; each change is then sent. Where the service
  // writes: of what it cannot be told alone. Its number.
  // amendment.way_is_service, amendment.nothing_to_send, access.forbidden; sent twice under one key it is done once.
  Result<std::int64_t> close(const Actor& who, const std::string& request_key);
  std::vector<BatchRow> list(const Actor& who, std::int64_t before, int limit);
  // batch.unknown.
  Result<BatchRow> find(const Actor& who, std::int64_t number);
  // The archive as it went out; the reading is audited. batch.unknown.
  Result<std::string> archive(const Actor& who, std::int64_t number);

  // One change with its answer, for those who may see the batch.
  struct Line {
    Amendment amendment;
    SentRow sent;
  };
  Result<std::vector<Line>> lines(const Actor& who, std::int64_t number);

  // ---- what the MIS answers ----
  // Reads a file, holds it against what was sent and keeps it; nothing counts yet. Codes of read_confirmation,
  // batch.unknown, confirmation.of_another_batch, .manifest_differs, .change_unknown, .day_before_batch, .contradicts:
  // each names its row, and one is enough to refuse the whole. `of_batch` 0: whichever the file names. The same file
  // again is the same confirmation; its id.
  Result<std::int64_t> bring_in(const Actor& who, std::int64_t of_batch, const std::string& file_name,
                                const std::string& bytes);
  struct Preview {
    ConfirmationRow confirmation;
    BatchRow batch;
    struct Row {
      Confirmed said;
      Amendment amendment;
      bool is_new;
    };
    std::vector<Row> rows;
  };
  // One by its id, whatever it says. confirmation.unknown.
  Result<ConfirmationRow> find_confirmation(const Actor& who, std::int64_t id);
  // confirmation.unknown; and whatever bring_in says, when something has changed meanwhile.
  Result<Preview> preview(const Actor& who, std::int64_t id);
  // It counts from now on: sent changes become applied or refused. How many answers were new; again: none. Codes of
  // preview, confirmation.put_aside; Conflict.
  Result<std::int64_t> count(const Actor& who, std::int64_t id);
  // It never counts, says somebody, and why; nobody waits for it any more. Who brings the same file in again takes it
  // up again. confirmation.unknown, .counted, amendment.reason_missing, form.too_long, access.forbidden; sent twice
  // under one key it is done once; Conflict when it was changed meanwhile.
  Result<Done> put_aside(const Actor& who, std::int64_t id, std::int64_t version, const std::string& reason,
                         const std::string& request_key);
  std::vector<ConfirmationRow> confirmations(const Actor& who, std::int64_t batch);

  // ---- the job ----
  // Closes a batch when the last one is that many civil days old and something waits; 0 days: never.
  void close_when_due(const Actor& service, std::int64_t every_days);

 private:
  Result<std::int64_t> close_in(db::Transaction& tx, const Actor& who);
  bool leaves_by_file(db::Transaction& tx, const Amendment& a);
  Result<Done> put_aside_in(db::Transaction& tx, const Actor& who, const ConfirmationRow& row,
                            const std::string& reason);
  void take_up_again(db::Transaction& tx, const Actor& who, const ConfirmationRow& row);
  std::optional<Rejection> lacks_right(const Actor& who, const std::string& object);
  Result<Preview> held_against(db::Transaction& tx, const Actor& who, const Confirmation& said);
  void tell_contradictions(const Actor& who, const Confirmation& said);
  std::string bytes_of(BlobId blob, std::uint64_t most);
  BatchNeeds n_;
};

}  // namespace ssiis::amendments
