// Work that is due at some time, kept in the database so that any host can do it and none does it twice.
//
// Due times are on the business clock that the caller hands in; leases are on the database's clock. A claim counts as
// an attempt even if its host dies. The fence grows with each claim: whoever lost his lease finds his completion
// refused.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"

namespace ssiis::db {

// Leases are counted on this clock, which all hosts share.
Instant database_now(Transaction& tx);

struct NewJob {
  std::string kind;                  // what is to be done: "document.pdf"
  std::optional<std::string> key{};  // at most one job per (kind, key), ever: a timer is not doubled
  Instant due{};
  std::string payload{};  // for the one who does it; no personal data
  int max_attempts{8};
};

struct ClaimedJob {
  std::int64_t id;
  std::string kind;
  std::optional<std::string> key;
  std::string payload;
  Instant due;
  int attempt;  // 1 at the first
  int max_attempts;
  std::int64_t fence;
};

struct JobCounts {
  std::int64_t ready{0}, running{0}, done{0}, dead{0};
};

struct DeadJob {
  std::int64_t id;
  std::string kind, payload, last_error;
  int attempts;
  Instant ended;
};

class Jobs {
 public:
  explicit Jobs(IdSource& ids) : ids_{ids} {}

  // In the caller's transaction: work comes to be with what causes it. The job's id; nothing when a job of this kind
  // and key exists already, in whatever state.
  std::optional<std::int64_t> enqueue(Transaction& tx, const NewJob& job);

  // Up to `limit` due jobs of these kinds (none named: of all), leased to `owner` (a random UUID of the process). In a
  // transaction of its own, committed before the work starts. Jobs whose last lease ran out without attempts left die
  // here.
  std::vector<ClaimedJob> claim(Transaction& tx, const std::vector<std::string>& kinds, Instant now,
                                std::string_view owner, int limit, std::chrono::seconds lease);
  // Lengthens the lease of a long job. False when it was lost: stop working.
  bool prolong(Transaction& tx, const ClaimedJob& job, std::chrono::seconds lease);
  // In the transaction of the work itself. False when the lease was lost meanwhile: roll back, somebody else does it.
  [[nodiscard]] bool complete(Transaction& tx, const ClaimedJob& job);
  // After the work was rolled back: due again after a pause that doubles from 15 s to 1 h, or dead after the last
  // attempt. False when the lease was lost. `error` is for administrators.
  bool fail(Transaction& tx, const ClaimedJob& job, std::string_view error, Instant now);

  // For administrators.
  JobCounts counts(Transaction& tx) const;
  std::vector<DeadJob> dead(Transaction& tx, int limit) const;
  bool revive(Transaction& tx, std::int64_t id, Instant now);  // false when it is not dead
  // Forgets jobs that were done before. Those with a key stay, for their key's sake, and dead ones until somebody has
  // looked at them. How many.
  std::int64_t purge_done(Transaction& tx, Instant before);
  // The earliest due time among ready jobs, to know when to look again.
  std::optional<Instant> next_due(Transaction& tx) const;

 private:
  IdSource& ids_;
};

std::chrono::seconds pause_after(int attempt) noexcept;

}  // namespace ssiis::db
