// Whether the clock may be trusted to end periods. A host's wall clock is compared with a clock that nobody sets, the
// time since its machine was started; with the database's clock; and with the highest time that any host has seen.
// Being down is no jump. A host whose clock has jumped fires no period and raises no alert until an administrator has
// confirmed the time; other hosts go on. Decision 0115 says what can and what cannot be told.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/api.hpp"
#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::workflow {

// One look at a machine's clocks.
struct ClockReading {
  std::string host, boot_id;  // boot_id empty: the machine does not say when it was started
  std::int64_t boot_us{0};    // since it was started, its sleep included; a person cannot set it
  Instant wall{};
};
// Of this machine (Linux), with the wall clock as `clock` has it.
ClockReading machine_clock(const Clock& clock);

struct HostClockState {
  std::string host;
  bool halted{false};
  std::string cause;             // forward, backward, database, behind
  std::int64_t deviation_us{0};  // by how much the clock was off when it was halted; ahead is positive
  std::optional<Instant> seen_wall, seen_database, last_run, halted_at;
  std::int64_t fired{0}, failed{0};  // of the last run: periods that ended, files that could not be moved
  std::string confirmed_by, confirmed_reason;
  std::optional<Instant> confirmed_at;
  std::int64_t version{1};
};

// [any thread]
class ClockGuard {
 public:
  static constexpr std::string_view permission = "module.manage";
  static constexpr std::int64_t most_us = 15LL * 60 * 1'000'000;  // forward, and between hosts
  static constexpr std::int64_t backward_us = 60LL * 1'000'000;   // of one host
  static constexpr std::size_t longest_reason = 400;

  struct Parts {
    db::Pool& pool;
    audit::Trail& trail;
    const Clock& clock;
    std::function<ClockReading()> read;
    std::function<Instant(db::Transaction&)> database_now{};  // nothing: the database is asked
  };
  explicit ClockGuard(Parts parts);

  // Looks at the clock and writes down what was seen. False: this host is halted. The first time it is found so is
  // audited as clock.halted.
  bool in_order(const Actor& who);
  // Does the work for the legal day if the clock is in order; the day is taken before the look, so that a jump in
  // between cannot slip through. What it did is kept for the operator. False: halted, nothing was done.
  struct Ran {
    std::int64_t fired{0}, failed{0};
  };
  bool guarded(const Actor& who, const std::function<Ran(Day)>& work);

  std::vector<HostClockState> hosts(db::Transaction& tx);
  // The time as the host has it now is right: its periods go on. clock.unknown, clock.not_halted, clock.reason_missing,
  // clock.reason_too_long, access.forbidden; Conflict. The caller has had the person's identity proved.
  Result<Done> confirm(const Actor& who, const std::string& host, std::int64_t version, std::string_view reason);

 private:
  Parts parts_;
};

}  // namespace ssiis::workflow
