#include "linkage/runs.hpp"

#include <fmt/format.h>

#include "linkage/inputs.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

Run run_of(const db::Row& r) {
  Run out;
  out.id = r.integer(0);
  out.state = r.text(1);
  out.ordered_by = r.text(2);
  out.ordered_at = r.instant(3);
  out.started_at = r.maybe_instant(4);
  out.ended_at = r.maybe_instant(5);
  out.owner = r.text_or_empty(6);
  out.lease_until = r.maybe_instant(7);
  out.fence = r.integer(8);
  out.stop_asked = r.flag(9);
  out.failure = r.text_or_empty(10);
  out.version = r.integer(11);
  out.anew = r.flag(12);
  out.retry_of = r.maybe_instant(13);
  return out;
}

RunPart run_part_of(const db::Row& r) {
  RunPart p{};
  p.part = part_named(r.text(0));
  p.state = r.text(1);
  p.stage = r.text_or_empty(2);
  p.done_work = r.integer(3);
  p.all_work = r.integer(4);
  p.left_rows = r.integer(5);
  p.right_rows = r.integer(6);
  p.compared = r.integer(7);
  p.linked = r.integer(8);
  p.to_review = r.integer(9);
  p.pairs_capped = r.integer(10);
  p.millis = r.integer(11);
  p.as_of = r.maybe_day(12);
  p.report = r.text_or_empty(13);
  p.same_as = r.maybe_instant(14);
  return p;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

Run Runs::with_parts(db::Transaction& tx, Run run) {
  auto found = tx.all(q::run_parts, db::Params{run.id}, run_part_of);
  for (const auto& part : parts())
    for (auto& p : found)
      if (p.part == &part) run.parts.push_back(std::move(p));
  return run;
}

std::vector<Run> Runs::list(db::Transaction& tx, int limit) {
  auto out = tx.all(q::runs, db::Params{limit}, run_of);
  for (auto& run : out) run = with_parts(tx, std::move(run));
  return out;
}

std::optional<Run> Runs::newest_done(db::Transaction& tx) {
  for (auto& run : tx.all(q::runs, db::Params{20}, run_of))
    if (run.state == "done") return with_parts(tx, std::move(run));
  return std::nullopt;
}

RunSettings RunSettings::of(const Settings& settings) {
  const auto number = [&](const char* key, int fallback) {
    return static_cast<int>(settings.number("linkage." + std::string{key}, fallback));
  };
  const RunSettings shipped{};
  return {.threads = number("threads", shipped.threads),
          .successor_percent = number("successor_percent", shipped.successor_percent),
          .successor_days = number("successor_days", shipped.successor_days),
          .settle_minutes = number("settle_minutes", shipped.settle_minutes),
          .retry_minutes = number("retry_minutes", shipped.retry_minutes)};
}

std::int64_t Runs::place_order(db::Transaction& tx, const Actor& who, bool anew, std::optional<std::int64_t> retry_of,
                               audit::Pairs details) {
  const auto id = parts_.ids.next();
  // Which snapshots it is ordered for: one that is stopped before a host takes it is not ordered again for them.
  tx.execute(q::run_order, db::Params{id, who.login(), parts_.clock.now(), anew, snapshots_now(tx), retry_of});
  parts_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "link.run_ordered",
                       .object = "link_run:" + std::to_string(id),
                       .details = std::move(details)});
  return id;
}

std::optional<std::int64_t> Runs::order_by_itself(const Actor& service) {
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> std::optional<std::int64_t> {
    const auto newest = tx.find(q::run_newest, db::Params{}, [](const db::Row& r) {
      return Newest{r.text_or_empty(0), r.integer(1) > 0, r.integer(2), r.text(3),
                    r.maybe_instant(4), r.flag(5),        r.flag(6)};
    });
    if (!newest) return std::nullopt;
    if (const auto id = order_after_failure(tx, service, *newest)) return id;
    const auto there = snapshots_now(tx);
    if (parts_.settings.settle_minutes < 0 || !newest->any_done || newest->snapshots == there) return std::nullopt;
    const auto watched = tx.find(q::watch, db::Params{}, [](const db::Row& r) {
      return std::pair{r.text_or_empty(0), r.instant(1)};
    });
    const auto now = parts_.clock.now();
    if (!watched || watched->first != there) {  // the waiting begins anew with each
      tx.execute(q::watch_move, db::Params{there, now});
      if (parts_.settings.settle_minutes > 0) return std::nullopt;
    } else if (now < watched->second.plus_seconds(std::int64_t{60} * parts_.settings.settle_minutes)) {
      return std::nullopt;
    }
    if (tx.find(q::run_open, db::Params{}, run_of)) return std::nullopt;
    return place_order(tx, service, false, std::nullopt, {{"why", "new_snapshot"}});
  });
}

// Once: what fails twice needs a person.
std::optional<std::int64_t> Runs::order_after_failure(db::Transaction& tx, const Actor& service, const Newest& newest) {
  if (parts_.settings.retry_minutes < 0 || newest.state != "failed" || newest.was_retry || !newest.ended_at)
    return std::nullopt;
  if (parts_.clock.now() < newest.ended_at->plus_seconds(std::int64_t{60} * parts_.settings.retry_minutes))
    return std::nullopt;
  if (tx.find(q::run_open, db::Params{}, run_of)) return std::nullopt;
  return place_order(tx, service, newest.anew, newest.run,
                     {{"why", "failed_run"}, {"failed", "link_run:" + std::to_string(newest.run)}});
}

Result<std::int64_t> Runs::order(const Actor& who, std::string_view key, bool anew) {
  if (!who.may(permission)) return parts_.trail.refused(who, permission, "link_run");
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    if (!key.empty()) {
      const auto before = db::claim_request(
          tx, key, hex(sha256("link.order\n" + who.user_id() + (anew ? "\nanew" : ""))), parts_.clock.now());
      if (!before || *before) tx.rollback();
      if (!before) return before.rejections();
      if (*before) return whole_number(**before).value();
    }
    if (tx.find(q::run_open, db::Params{}, run_of)) {
      tx.rollback();
      return Rejection{"link.run_open"};
    }
    const auto id = place_order(tx, who, anew, std::nullopt, {});
    if (!key.empty()) db::store_result(tx, key, std::to_string(id));
    return id;
  });
}

Result<Done> Runs::stop(const Actor& who, std::int64_t id, std::int64_t version, std::string_view key) {
  const auto object = "link_run:" + std::to_string(id);
  if (!who.may(permission)) return parts_.trail.refused(who, permission, object);
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    if (!key.empty()) {
      const auto print = hex(sha256("link.stop\n" + who.user_id() + '\n' + object));
      const auto before = db::claim_request(tx, key, print, parts_.clock.now());
      if (!before || *before) tx.rollback();
      if (!before) return before.rejections();
      if (*before) return Done{};
    }
    const auto run = tx.find(q::run_find, db::Params{id}, run_of);
    if (!run || run->state == "done" || run->state == "stopped" || run->state == "failed") {
      tx.rollback();
      return Rejection{"link.run_over"};
    }
    if (tx.execute(q::run_ask_stop, db::Params{id, version}) != 1) throw Conflict{"link_run"};
    // Nobody is at it: it is over at once.
    tx.execute(q::run_end_waiting, db::Params{parts_.clock.now(), id, db::database_now(tx)});
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(), .event = "link.run_stopped", .object = object});
    if (!key.empty()) db::store_result(tx, key, "done");
    return Done{};
  });
}

std::string Runs::results_csv(db::Transaction& tx) {
  std::string out = "kind,lsso_id,register,register_id,score\n";
  for (auto rows = tx.query(q::results); rows.next();) {
    const auto& r = rows.row();
    const auto ppm = r.integer(4);
    out += fmt::format("{},{},{},{},{}.{:06}\n", r.text(0), csv_cell(r.text(1)), r.text(2), csv_cell(r.text(3)),
                       ppm / 1'000'000, ppm % 1'000'000);
  }
  return out;
}

}  // namespace ssiis::linkage
