#include "mapping/copying.hpp"

#include "database/config.hpp"
#include "mapping/carrying.hpp"
#include "sql/mapping.hpp"

namespace ssiis::mapping {
namespace {

namespace q = sql::mapping;

constexpr std::int64_t kept_days = 400;

CopyRun copy_run_of(const db::Row& r) {
  CopyRun out;
  out.id = r.integer(0);
  out.state = r.text(1);
  out.full = r.flag(2);
  out.ordered_by = r.text(3);
  out.ordered_at = r.instant(4);
  out.started_at = r.maybe_instant(5);
  out.seen_at = r.maybe_instant(6);
  out.ended_at = r.maybe_instant(7);
  out.progress = r.text_or_empty(8);
  out.failure = r.text_or_empty(9);
  out.read = r.integer(10);
  out.added = r.integer(11);
  out.changed = r.integer(12);
  out.removed = r.integer(13);
  out.fence = r.integer(14);
  return out;
}

// What is due: nothing, what changed (false), all months (true).
std::optional<bool> due(db::Transaction& tx, const CopyPlan& plan, Instant now) {
  if (plan.every_minutes <= 0) return std::nullopt;
  std::optional<Instant> last, last_full;
  tx.find(q::copy_last, db::Params{}, [&](const db::Row& r) {
    last = r.maybe_instant(0);
    last_full = r.maybe_instant(1);
    return true;
  });
  if (last && now < last->plus_seconds(60 * plan.every_minutes)) return std::nullopt;
  return plan.full_days > 0 && (!last_full || !(now < last_full->plus_seconds(86'400 * plan.full_days)));
}

}  // namespace

std::optional<CopyPlan> CopyPlan::from(const Settings& module, const std::filesystem::path& registries) {
  if (!module.find("copy.source.engine")) return std::nullopt;
  const auto mapping = module.find("copy.mapping");
  if (!mapping || mapping->find('/') != std::string::npos || mapping->starts_with('.'))
    throw SettingsError{"copy.mapping names no folder of sql/registry"};
  return CopyPlan{*mapping, registries / *mapping, db::spec_from(module, "copy.source"),
                  module.number("copy.every_minutes", 60), module.number("copy.full_days", 7)};
}

bool CopyOffice::has_source() const { return parts_.plan().has_value(); }

std::vector<CopyRun> CopyOffice::list(db::Transaction& tx, int limit) const {
  return tx.all(q::copies, db::Params{limit}, copy_run_of);
}

Result<std::int64_t> CopyOffice::order(const Actor& who, bool full, std::string_view key) {
  if (!who.may(permission)) return parts_.trail.refused(who, permission, "registry_copy");
  if (!has_source()) return Rejection{"copy.no_source"};
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    if (!key.empty()) {
      const auto print = hex(sha256("copy.order\n" + who.user_id() + (full ? "\nfull" : "")));
      const auto before = db::claim_request(tx, key, print, parts_.clock.now());
      if (!before || *before) tx.rollback();
      if (!before) return before.rejections();
      if (*before) return whole_number(**before).value();
    }
    if (tx.find(q::copy_open, db::Params{}, copy_run_of)) {
      tx.rollback();
      return Rejection{"copy.open"};
    }
    const auto id = parts_.ids.next();
    place_order(tx, who, full, id);
    if (!key.empty()) db::store_result(tx, key, std::to_string(id));
    return id;
  });
}

void CopyOffice::place_order(db::Transaction& tx, const Actor& who, bool full, std::int64_t id) {
  tx.execute(q::copy_order, db::Params{id, full, who.login(), db::database_now(tx)});
  parts_.trail.record(tx, who, copy_ordered(id, full));
}

// The copy that waits, that is due or wanted at once, or whose host died; marked as ours together with the lease.
std::optional<CopyRun> CopyOffice::take(const Actor& who, const CopyPlan& plan, const std::string& owner,
                                        std::optional<bool> at_once) {
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> std::optional<CopyRun> {
    const auto now = db::database_now(tx);
    auto run = tx.find(q::copy_open, db::Params{}, copy_run_of);
    const auto full = run       ? std::optional{run->full || at_once.value_or(false)}
                      : at_once ? at_once
                                : due(tx, plan, now);
    if (!full) return std::nullopt;
    if (!CopyTurn::take(tx, owner)) {
      tx.rollback();
      return std::nullopt;
    }
    if (!run) {
      place_order(tx, who, *full, parts_.ids.next());
      tx.execute(q::copies_forget, db::Params{now.plus_seconds(-86'400 * kept_days)});
      run = tx.find(q::copy_open, db::Params{}, copy_run_of);
    } else if (*full && !run->full) {  // all months are read now, and that is more than was ordered
      parts_.trail.record(tx, who, copy_ordered(run->id, true));
      run->full = true;
    }
    if (tx.execute(q::copy_take, db::Params{*full, owner, now, now, run->id, run->fence}) != 1) {
      tx.rollback();
      return std::nullopt;
    }
    ++run->fence;
    return run;
  });
}

std::optional<CopyRun> CopyOffice::work(const Actor& who, const std::function<bool()>& cancelled) {
  const auto plan = parts_.plan();
  if (!plan) return std::nullopt;
  const auto owner = hex(random_bytes(16));
  const auto run = take(who, *plan, owner, std::nullopt);
  if (!run) return std::nullopt;
  try {
    const auto stay_or_leave = [&](std::string_view) {
      if (cancelled && cancelled()) throw CopyStopped{};
    };
    Carrying{parts_, who, *plan, *run, owner, stay_or_leave}.run(false);
  } catch (const CopyStopped&) {     // stands as ordered
  } catch (const std::exception&) {  // kept with its reason, or another host's by now
  }
  return parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<CopyRun> {
    for (auto& r : list(tx, 20))
      if (r.id == run->id) return std::move(r);
    return std::nullopt;
  });
}

std::vector<CopiedView> CopyOffice::now(const Actor& who, bool full,
                                        const std::function<void(std::string_view)>& progress) {
  const auto plan = parts_.plan();
  if (!plan) throw CopyRefused{"module.xml names no source: <copy mapping=\"FOLDER\"><source engine=\"…\" …/></copy>"};
  const auto owner = hex(random_bytes(16));
  const auto run = take(who, *plan, owner, full);
  if (!run) throw CopyRefused{"another copy of the registry is under way"};
  return Carrying{parts_, who, *plan, *run, owner, progress}.run(true);
}

}  // namespace ssiis::mapping
