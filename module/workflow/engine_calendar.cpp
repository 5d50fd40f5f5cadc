// From the book of deadlines to a day: calendar of the bundle, table of holidays, times of standing still.
#include <fmt/format.h>

#include <algorithm>

#include "sql/workflow.hpp"
#include "workflow/deadlines.hpp"
#include "workflow/engine_step.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

bool stands_still(Day d, const std::vector<Standstill>& all) {
  for (const auto& s : all)
    if (s.from <= d && (!s.to || d < *s.to)) return true;
  return false;
}

}  // namespace

std::optional<Day> last_day(const Calendar& calendar, bool working, Day anchor, int days,
                            const std::vector<Standstill>& standstills) {
  if (standstills.empty()) return working ? calendar.after_working_days(anchor, days) : anchor.plus(days);
  if (days < 0 || days > 20'000) throw std::invalid_argument{"a period of so many days is not one"};
  Day never{9999, 1, 1};
  for (const auto& s : standstills)
    if (!s.to && s.from < never) never = s.from;
  Day at = anchor;
  for (int idle = 0; days > 0;) {
    at = at.plus(1);
    if (at >= never) return std::nullopt;
    const bool counts = !stands_still(at, standstills) && (!working || calendar.working(at));
    if (counts) --days;
    idle = counts ? 0 : idle + 1;
    if (idle > 40'000) throw std::invalid_argument{"a period that does not end"};
  }
  return at;
}

std::optional<Day> derived_day(const Calendar& calendar, const Deadline& rule, int extra_days,
                               const std::optional<Held>& held, const std::vector<Standstill>& standstills) {
  const auto by_rule = last_day(calendar, rule.calendar == "working", rule.anchor, rule.days + extra_days, standstills);
  if (!held || !by_rule) return by_rule;
  const Day since = held->since.value_or(held->day);
  if (held->day <= since) return std::max(*by_rule, held->day);
  const auto by_hand = last_day(calendar, false, since, held->day.days_since(since), standstills);
  return by_hand ? std::optional{std::max(*by_rule, *by_hand)} : std::nullopt;
}

std::vector<Standstill> standstills_of(db::Transaction& tx, CaseId c) {
  return tx.all(q::suspensions, db::Params{c}, [](const db::Row& r) { return Standstill{r.day(1), r.maybe_day(2)}; });
}

// The nation's days first, then those of the places below it: the nearer notice wins.
std::shared_ptr<const Calendar> Engine::calendar_made(db::Transaction& tx, const Bundle& b,
                                                      const std::string& territory, std::int64_t revision,
                                                      std::int64_t but_for) {
  const auto tree = parts_.territories(tx);
  const auto place = tree->point(territory);
  std::map<std::int64_t, std::map<Day, bool>> by_size;
  for (auto rows = tx.query(q::declared_days, db::Params{revision, revision, but_for}); rows.next();) {
    const auto* where = tree->find(rows.row().text(2));
    if (!where || !where->interval.holds(place)) continue;
    by_size[where->interval.low - where->interval.high][rows.row().day(0)] = rows.row().text(1) == "working";
  }
  auto calendar = b.calendar->with(fmt::format("{}+{}", b.calendar->version(), revision), {});
  for (const auto& [size, days] : by_size) calendar = calendar.with(calendar.version(), days);
  return std::make_shared<const Calendar>(std::move(calendar));
}

std::shared_ptr<const Calendar> Engine::calendar_at(db::Transaction& tx, const Bundle& b, const std::string& territory,
                                                    std::int64_t revision) {
  if (revision == 0) return b.calendar;
  const std::tuple key{b.id, parts_.territories(tx)->version(), territory};
  {
    const std::lock_guard lock{mutex_};
    if (const auto it = calendars_.find(key); calendars_rev_ == revision && it != calendars_.end()) return it->second;
  }
  auto calendar = calendar_made(tx, b, territory, revision);
  const std::lock_guard lock{mutex_};
  if (revision > calendars_rev_) {
    calendars_.clear();
    calendars_rev_ = revision;
  }
  if (revision == calendars_rev_) calendars_.insert_or_assign(key, calendar);
  return calendar;
}

Result<Deadline> Engine::World::deadline(const std::string& key, const Variables& v, Day anchor) {
  const auto found = bundle_.period(key, v, anchor);
  if (!found) return found.rejections();
  auto out = *found;
  if (instance_.calendar_rev < 0) {
    const auto now = tx_.find(q::calendar_revision, db::Params{instance_.case_id}, [](const db::Row& r) {
      return std::pair{r.integer(0), r.integer(1) != 0};
    });
    instance_.calendar_rev = now.value().first;
    instance_.was_suspended = now->second;
  }
  const auto calendar = engine_.calendar_at(tx_, bundle_, instance_.territory, instance_.calendar_rev);
  auto standstills = instance_.was_suspended ? standstills_of(tx_, instance_.case_id) : std::vector<Standstill>{};
  const bool working = out.calendar == "working";
  auto due = last_day(*calendar, working, anchor, out.days, standstills);
  out.suspended = !due;
  if (!due) due = last_day(*calendar, working, anchor, out.days, {});
  out.due = *due;
  out.rule_version = bundle_.rule_version(out.rule_version, *calendar);
  out.calendar_rev = instance_.calendar_rev;
  return out;
}

std::optional<Day> Engine::newest_day(db::Transaction& tx, Step& step, std::int64_t timer) {
  const auto& i = step.state.instance;
  const auto calendar = calendar_at(tx, *step.bundle, i.territory, i.calendar_rev);
  const auto standstills = i.was_suspended ? standstills_of(tx, i.case_id) : std::vector<Standstill>{};
  const auto day = tx.find(q::timer_state_of, db::Params{i.case_id, timer}, [&](const db::Row& r) {
    Deadline rule;
    rule.anchor = r.day(0);
    rule.days = static_cast<int>(r.integer(1));
    rule.calendar = r.text(2);
    std::optional<Held> held;
    if (const auto at = r.maybe_day(4)) held = Held{*at, r.maybe_day(5)};
    return derived_day(*calendar, rule, static_cast<int>(r.integer(3)), held, standstills);
  });
  return day.value_or(std::nullopt);
}

}  // namespace ssiis::workflow
