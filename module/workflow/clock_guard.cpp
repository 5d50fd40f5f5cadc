#include "workflow/clock_guard.hpp"

#include <unistd.h>
#include <ctime>
#include <fstream>

#include <array>
#include <cstdlib>

#include "sql/workflow.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

struct KeptClock {
  std::string boot_id;
  std::optional<Instant> base_wall;
  std::int64_t base_boot{0};
  std::optional<Instant> seen_wall;
  std::int64_t accepted_offset{0};
  std::string state;
};

struct Verdict {
  std::string cause;  // empty: in order
  std::int64_t deviation{0};
};

// `high`: the highest time that any host in order has seen, without what its clock was confirmed to differ by.
Verdict judged(const KeptClock& kept, const ClockReading& now, Instant database, std::optional<Instant> high) {
  constexpr auto most = ClockGuard::most_us, back = ClockGuard::backward_us;
  if (!now.boot_id.empty() && kept.boot_id == now.boot_id && kept.base_wall) {
    const auto off = (now.wall.us() - kept.base_wall->us()) - (now.boot_us - kept.base_boot);
    if (off > most) return {"forward", off};
    if (off < -back) return {"backward", off};
  }
  if (kept.seen_wall && now.wall.us() - kept.seen_wall->us() < -back)
    return {"backward", now.wall.us() - kept.seen_wall->us()};
  const auto beside = now.wall.us() - database.us() - kept.accepted_offset;
  if (beside > most || beside < -most) return {"database", beside};
  const auto behind = high ? now.wall.us() - kept.accepted_offset - high->us() : 0;
  if (behind < -most) return {"behind", behind};
  return {};
}

}  // namespace

ClockReading machine_clock(const Clock& clock) {
  ClockReading out;
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) == 0) out.host = first_code_points(name.data(), 100);
  if (out.host.empty()) out.host = "host";
  std::ifstream boot{"/proc/sys/kernel/random/boot_id"};
  std::getline(boot, out.boot_id);
  timespec since{};
  if (out.boot_id.size() > 64 || ::clock_gettime(CLOCK_BOOTTIME, &since) != 0) out.boot_id.clear();
  out.boot_us = std::int64_t{since.tv_sec} * 1'000'000 + since.tv_nsec / 1'000;
  out.wall = clock.now();
  return out;
}

ClockGuard::ClockGuard(Parts parts) : parts_{std::move(parts)} {
  if (parts_.database_now) return;
  parts_.database_now = [](db::Transaction& tx) {
    const auto text = "SELECT " + std::string{tx.dialect().now_text()};
    const auto found =
        tx.find(db::Query{"workflow/database_now", text}, db::Params{}, [](const db::Row& r) { return r.instant(0); });
    return found.value();
  };
}

bool ClockGuard::in_order(const Actor& who) {
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto now = parts_.read();
    tx.execute({"workflow/clock_host_insert", tx.dialect().insert_ignore("insp_wf_clock_host", {"host", "state"})},
               db::Params{now.host, "ok"});
    // Locks the row: two hosts of one machine stand in line.
    tx.execute(q::clock_host_lock, db::Params{now.host});
    const auto kept = tx.find(q::clock_host_kept, db::Params{now.host}, [](const db::Row& r) {
      return KeptClock{r.text_or_empty(0), r.maybe_instant(1), r.integer(2),
                       r.maybe_instant(3), r.integer(4),       r.text(5)};
    });
    const auto high = tx.find(q::clock_high, db::Params{}, [](const db::Row& r) {
                          return r.maybe_instant(0);
                        }).value_or(std::nullopt);
    const auto database = parts_.database_now(tx);
    if (kept.value().state != "ok") {
      tx.execute(q::clock_host_looked, db::Params{now.wall, database, now.host});
      return false;
    }
    const auto verdict = judged(*kept, now, database, high);
    if (verdict.cause.empty()) {
      const bool same = kept->boot_id == now.boot_id && kept->base_wall.has_value();
      tx.execute(q::clock_host_seen, db::Params{now.boot_id, same ? *kept->base_wall : now.wall,
                                                same ? kept->base_boot : now.boot_us, now.wall, database, now.host});
      const Instant plain{now.wall.us() - kept->accepted_offset};
      tx.execute(q::clock_raise, db::Params{plain, plain});
      return true;
    }
    tx.execute(q::clock_host_halt,
               db::Params{verdict.cause, verdict.deviation, now.wall, now.wall, database, now.host});
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "clock.halted",
                         .object = "host:" + now.host,
                         .details = {{"cause", verdict.cause},
                                     {"seconds", std::to_string(verdict.deviation / 1'000'000)},
                                     {"clock", now.wall.iso()},
                                     {"database", database.iso()}}});
    return false;
  });
}

bool ClockGuard::guarded(const Actor& who, const std::function<Ran(Day)>& work) {
  const auto day = parts_.clock.today();
  if (!in_order(who)) return false;
  const auto done = work(day);
  const auto now = parts_.read();
  parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(q::clock_host_ran, db::Params{now.wall, done.fired, done.failed, now.host});
  });
  return true;
}

std::vector<HostClockState> ClockGuard::hosts(db::Transaction& tx) {
  return tx.all(q::clock_hosts, db::Params{}, [](const db::Row& r) {
    return HostClockState{r.text(0),           r.text(1) != "ok",  r.text_or_empty(2),  r.integer(3),
                          r.maybe_instant(4),  r.maybe_instant(5), r.maybe_instant(6),  r.maybe_instant(7),
                          r.integer(8),        r.integer(9),       r.text_or_empty(10), r.text_or_empty(11),
                          r.maybe_instant(12), r.integer(13)};
  });
}

Result<Done> ClockGuard::confirm(const Actor& who, const std::string& host, std::int64_t version,
                                 std::string_view given) {
  const auto object = "host:" + first_code_points(host, 100);
  if (!who.may(permission)) return parts_.trail.refused(who, permission, object);
  const std::string reason{trimmed(given)};
  if (reason.empty()) return Rejection{"clock.reason_missing", {}, "reason"};
  if (count_code_points(reason) > longest_reason) return Rejection{"clock.reason_too_long", {}, "reason"};
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    tx.execute(q::clock_host_lock, db::Params{host});
    const auto all = hosts(tx);
    const HostClockState* found = nullptr;
    for (const auto& h : all)
      if (h.host == host) found = &h;
    if (!found) return refuse({"clock.unknown"});
    if (!found->halted) return refuse({"clock.not_halted"});
    // What it differs by from the database's clock is accepted too: a halt that nobody can lift would be worse.
    const auto offset =
        found->seen_wall && found->seen_database ? found->seen_wall->us() - found->seen_database->us() : 0;
    const bool real = offset > most_us || offset < -most_us;
    if (tx.execute(q::clock_confirm, db::Params{real ? offset : std::int64_t{0}, who.user_id(), parts_.clock.now(),
                                                reason, host, version}) != 1)
      throw Conflict{"clock"};
    tx.execute(q::clock_forget_high, db::Params{});
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "clock.confirmed",
                         .object = object,
                         .details = {{"cause", found->cause},
                                     {"seconds", std::to_string(found->deviation_us / 1'000'000)},
                                     {"clock", found->seen_wall ? found->seen_wall->iso() : std::string{}},
                                     {"reason", reason}}});
    return Done{};
  });
}

}  // namespace ssiis::workflow
