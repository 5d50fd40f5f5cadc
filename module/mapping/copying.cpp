#include "mapping/copying.hpp"

#include <algorithm>

#include "database/config.hpp"
#include "mapping/selects.hpp"
#include "registry/api.hpp"
#include "sql/mapping.hpp"

namespace ssiis::mapping {
namespace {

namespace q = sql::mapping;

constexpr std::int64_t dead_after_seconds = 600;  // as long as the lease of a copy
constexpr std::int64_t kept_days = 400;
constexpr std::size_t failure_bytes = 900;

struct CopyStopped {};  // the host is going down; the copy waits for the next

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

std::string shortened(std::string_view text) {
  std::string out{text.substr(0, failure_bytes)};
  while (!out.empty() && !valid_utf8(out)) out.pop_back();
  return out;
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
    tx.execute(q::copy_order, db::Params{id, full, who.login(), db::database_now(tx)});
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "registry.copy_ordered",
                         .object = "registry_copy:" + std::to_string(id)});
    if (!key.empty()) db::store_result(tx, key, std::to_string(id));
    return id;
  });
}

// The copy that waits, the one that is due, or the one whose host died; marked as ours.
std::optional<CopyRun> CopyOffice::take(const Actor& who, const CopyPlan& plan) {
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> std::optional<CopyRun> {
    const auto now = db::database_now(tx);
    auto run = tx.find(q::copy_open, db::Params{}, copy_run_of);
    if (!run) {
      const auto full = due(tx, plan, now);
      if (!full) return std::nullopt;
      tx.execute(q::copy_order, db::Params{parts_.ids.next(), *full, who.login(), now});
      tx.execute(q::copies_forget, db::Params{now.plus_seconds(-86'400 * kept_days)});
      run = tx.find(q::copy_open, db::Params{}, copy_run_of);
    }
    if (tx.execute(q::copy_take, db::Params{now, now, run->id, now.plus_seconds(-dead_after_seconds)}) != 1)
      return std::nullopt;
    return run;
  });
}

void CopyOffice::end(std::int64_t run, std::string_view state, std::string_view failure,
                     const std::vector<CopiedView>& views) {
  CopyRun sum;
  for (const auto& v : views) {
    sum.read += v.read;
    sum.added += v.added;
    sum.changed += v.changed;
    sum.removed += v.removed;
  }
  parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto why = shortened(failure);
    tx.execute(q::copy_end, db::Params{state, why.empty() ? db::Param{} : db::Param{why}, db::database_now(tx),
                                       sum.read, sum.added, sum.changed, sum.removed, run});
  });
}

std::vector<CopiedView> CopyOffice::carry_out(const Actor& who, const CopyPlan& plan, const CopyRun& run,
                                              const std::function<void(std::string_view)>& progress) {
  auto told = std::chrono::steady_clock::now() - std::chrono::hours{1};
  const auto tell = [&](std::string_view line) {
    progress(line);
    const auto now = std::chrono::steady_clock::now();
    if (now - told < std::chrono::seconds{2}) return;
    told = now;
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute(q::copy_progress, db::Params{shortened(line.substr(0, 200)), db::database_now(tx), run.id});
    });
  };
  try {
    db::Pool source{plan.source, 2};
    const auto selects = read_selects(source.engine(), plan.folder / "views.sql");
    const auto decodings = read_decodings(plan.folder / "copy.xml");
    auto views = copy_registry(source, parts_.pool, parts_.trail, who, selects, decodings,
                               {.source = plan.mapping, .full = run.full}, tell);
    const bool changed =
        std::any_of(views.begin(), views.end(), [](const auto& v) { return v.added + v.changed + v.removed > 0; });
    if (changed) registry::build_search_index(parts_.pool, parts_.ids, parts_.clock, parts_.trail, who, true, tell);
    end(run.id, "done", "", views);
    return views;
  } catch (const CopyStopped&) {
    parts_.pool.transact(db::Mode::write,
                         [&](db::Transaction& tx) { tx.execute(q::copy_give_back, db::Params{run.id}); });
    throw;
  } catch (const std::exception& e) {
    end(run.id, "failed", e.what(), {});
    throw;
  }
}

std::optional<CopyRun> CopyOffice::work(const Actor& who, const std::function<bool()>& cancelled) {
  const auto plan = parts_.plan();
  if (!plan) return std::nullopt;
  const auto run = take(who, *plan);
  if (!run) return std::nullopt;
  try {
    carry_out(who, *plan, *run, [&](std::string_view) {
      if (cancelled && cancelled()) throw CopyStopped{};
    });
  } catch (const CopyStopped&) {     // stands as ordered
  } catch (const std::exception&) {  // kept with its reason
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
  const auto run = parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> CopyRun {
    const auto at = db::database_now(tx);
    auto open = tx.find(q::copy_open, db::Params{}, copy_run_of);
    if (!open) {
      tx.execute(q::copy_order, db::Params{parts_.ids.next(), full, who.login(), at});
      open = tx.find(q::copy_open, db::Params{}, copy_run_of);
    }
    if (tx.execute(q::copy_take, db::Params{at, at, open->id, at.plus_seconds(-dead_after_seconds)}) != 1)
      throw CopyRefused{"another copy of the registry is under way"};
    open->full = open->full || full;
    return *std::move(open);
  });
  return carry_out(who, *plan, run, progress);
}

}  // namespace ssiis::mapping
