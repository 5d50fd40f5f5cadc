#include "linkage/run_lease.hpp"

#include "sql/linkage.hpp"

namespace ssiis::linkage {

namespace q = sql::linkage;

bool RunLease::take() {
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto open = tx.find(q::run_open, db::Params{}, [](const db::Row& r) {
      return std::tuple{r.integer(0), r.integer(8), r.flag(9), r.flag(12)};
    });
    if (!open) return false;
    const auto now = db::database_now(tx);
    one_writer_ = tx.dialect().engine() == db::Engine::sqlite;
    std::tie(run_, fence_, stop_, anew_) = *open;
    const auto until = now.plus_seconds(Runs::lease_seconds);
    const auto taken = tx.execute(q::run_take, db::Params{owner_, until, parts_.clock.now(), run_, fence_, now}) == 1;
    ++fence_;
    return taken;
  });
}

void RunLease::hold(db::Transaction& tx) const {
  const auto until = db::database_now(tx).plus_seconds(Runs::lease_seconds);
  if (tx.execute(q::run_hold, db::Params{until, run_, owner_, fence_}) != 1)
    throw LeaseLost{"linkage: another host has the run"};
}

void RunLease::renew() const {
  parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) { hold(tx); });
}

void RunLease::keep() {
  stay_or_leave();
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < held_every) return;
  told_ = now;
  renew();
}

void RunLease::tell(const PartSpec& part, std::string_view stage, std::uint64_t done, std::uint64_t all, bool at_once) {
  if (progress_) progress_(part, stage, done, all);
  const auto now = std::chrono::steady_clock::now();
  if (!at_once && now - told_ < told_every) return;
  told_ = now;
  parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    hold(tx);
    tx.execute(q::run_part_progress, db::Params{first_code_points(stage, 40), static_cast<std::int64_t>(done),
                                                static_cast<std::int64_t>(all), run_, part.part});
    const auto asked = tx.find(q::run_open, db::Params{}, [](const db::Row& r) { return r.flag(9); });
    stop_ = stop_ || asked.value_or(false);
  });
}

void RunLease::stay_or_leave() const {
  if (stop_) throw AskedToStop{};
  if (cancelled_ && cancelled_()) throw HostGoesDown{};
}

void RunLease::end(const char* state, const std::string& why) const {
  parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto failure = why.empty() ? std::optional<std::string>{} : std::optional{why};
    if (tx.execute(q::run_end, db::Params{state, failure, parts_.clock.now(), run_, owner_, fence_}) != 1)
      throw LeaseLost{"linkage: another host has the run"};
    parts_.trail.record(tx, who_,
                        {.chain = audit::ChainName::administration(),
                         .event = "link.run_ended",
                         .object = "link_run:" + std::to_string(run_),
                         .details = {{"state", state}}});
  });
}

void RunLease::let_go() const {
  parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(q::run_let_go, db::Params{run_, owner_, fence_});
  });
}

}  // namespace ssiis::linkage
