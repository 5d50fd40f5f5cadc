#include "database/jobs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sql/database.hpp"

namespace ssiis::db {
namespace {

namespace q = sql::database;

std::string now_column(const Transaction& tx) { return std::string{tx.dialect().now_text()}; }

Instant after(Instant at, std::chrono::seconds s) { return at.plus_seconds(s.count()); }

std::string cut(std::string_view text, std::size_t letters) { return first_code_points(text, letters); }

// " AND kind IN (?, ?)"
std::string kinds_filter(const std::vector<std::string>& kinds, Params& params) {
  std::string out;
  for (const auto& k : kinds) {
    out += out.empty() ? " AND kind IN (?" : ", ?";
    params.add(k);
  }
  return out.empty() ? out : out + ')';
}

ClaimedJob claimed_from(const Row& r) {
  return {r.integer(0),
          r.text(1),
          r.maybe_text(2),
          r.text(3),
          r.instant(4),
          static_cast<int>(r.integer(5)),
          static_cast<int>(r.integer(6)),
          r.integer(7)};
}

constexpr std::string_view job_columns = "id, kind, job_key, payload, due_at, attempts, max_attempts, fence";

// Rows whose column (due_at or lease_until) has come, locked where the engine can skip what others have locked.
std::vector<ClaimedJob> due_rows(Transaction& tx, std::string_view state, std::string_view column, Instant now,
                                 const std::vector<std::string>& kinds, int limit) {
  Params params;
  params.add(state);
  params.add(now);
  const auto filter = kinds_filter(kinds, params);
  params.add(limit);
  const auto sql = fmt::format("SELECT {} FROM insp_job WHERE state = ? AND {} <= ?{} ORDER BY {}, id LIMIT ?{}",
                               job_columns, column, filter, column, tx.dialect().skip_locked());
  return tx.all({"database/job_due", sql}, params, claimed_from);
}

}  // namespace

Instant database_now(Transaction& tx) {
  const auto sql = "SELECT " + now_column(tx);
  return tx.find({"database/now", sql}, Params{}, [](const Row& r) { return r.instant(0); }).value();
}

std::chrono::seconds pause_after(int attempt) noexcept {
  return std::min(std::chrono::seconds{15} * (1 << std::clamp(attempt - 1, 0, 12)), std::chrono::seconds{3600});
}

std::optional<std::int64_t> Jobs::enqueue(Transaction& tx, const NewJob& job) {
  if (job.kind.empty() || job.max_attempts < 1) throw std::logic_error{"a job needs a kind and an attempt"};
  const auto id = ids_.next();
  const auto insert = tx.dialect().insert_ignore("insp_job", {"id", "kind", "job_key", "state", "due_at", "payload",
                                                              "attempts", "max_attempts", "fence", "created_at"});
  const Params row{id, job.kind, job.key, "ready", job.due, job.payload, 0, job.max_attempts, 0, database_now(tx)};
  if (tx.execute({"database/job_insert", insert}, row) == 0) return std::nullopt;
  return id;
}

std::vector<ClaimedJob> Jobs::claim(Transaction& tx, const std::vector<std::string>& kinds, Instant now,
                                    std::string_view owner, int limit, std::chrono::seconds lease) {
  const auto clock = database_now(tx);
  auto found = due_rows(tx, "running", "lease_until", clock, kinds, limit);
  if (static_cast<int>(found.size()) < limit)
    for (auto& job : due_rows(tx, "ready", "due_at", now, kinds, limit - static_cast<int>(found.size())))
      found.push_back(std::move(job));
  std::vector<ClaimedJob> mine;
  for (auto& job : found) {
    if (job.attempt >= job.max_attempts) {
      tx.execute(q::job_die, Params{clock, "the lease of the last attempt ran out", job.id, job.fence});
    } else if (tx.execute(q::job_claim, Params{owner, after(clock, lease), job.id, job.fence}) == 1) {
      ++job.attempt;
      ++job.fence;
      mine.push_back(std::move(job));
    }
  }
  return mine;
}

bool Jobs::prolong(Transaction& tx, const ClaimedJob& job, std::chrono::seconds lease) {
  return tx.execute(q::job_prolong, Params{after(database_now(tx), lease), job.id, job.fence}) == 1;
}

bool Jobs::complete(Transaction& tx, const ClaimedJob& job) {
  return tx.execute(q::job_complete, Params{database_now(tx), job.id, job.fence}) == 1;
}

bool Jobs::fail(Transaction& tx, const ClaimedJob& job, std::string_view error, Instant now) {
  const auto text = cut(error, 1000);
  if (job.attempt >= job.max_attempts)
    return tx.execute(q::job_die, Params{database_now(tx), text, job.id, job.fence}) == 1;
  return tx.execute(q::job_retry, Params{after(now, pause_after(job.attempt)), text, job.id, job.fence}) == 1;
}

JobCounts Jobs::counts(Transaction& tx) const {
  JobCounts out;
  for (auto rows = tx.query(q::job_counts); rows.next();) {
    const auto state = rows.row().text(0);
    auto& place = state == "ready"     ? out.ready
                  : state == "running" ? out.running
                  : state == "done"    ? out.done
                                       : out.dead;
    place = rows.row().integer(1);
  }
  return out;
}

std::vector<DeadJob> Jobs::dead(Transaction& tx, int limit) const {
  return tx.all(q::job_dead, Params{limit}, [](const Row& r) {
    return DeadJob{r.integer(0), r.text(1), r.text(2), r.text_or_empty(3), static_cast<int>(r.integer(4)),
                   r.instant(5)};
  });
}

bool Jobs::revive(Transaction& tx, std::int64_t id, Instant now) {
  return tx.execute(q::job_revive, Params{now, id}) == 1;
}

std::int64_t Jobs::purge_done(Transaction& tx, Instant before) { return tx.execute(q::job_purge, Params{before}); }

std::optional<Instant> Jobs::next_due(Transaction& tx) const {
  auto rows = tx.query(q::job_next_due);
  return rows.next() ? rows.row().maybe_instant(0) : std::nullopt;
}

}  // namespace ssiis::db
