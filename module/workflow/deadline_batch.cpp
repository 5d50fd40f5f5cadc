// All files: orders that are worked off in pages, and what a change would move.
#include "sql/workflow.hpp"
#include "workflow/deadlines.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

// A step that had read the old calendar has been stored by then.
constexpr std::int64_t stragglers_after_seconds = 60;

}  // namespace

struct DeadlineOffice::Order {
  std::int64_t id{0};
  Derive how{Derive::by_calendar};
  std::int64_t bundle{0};
  std::optional<Day> day;
  std::int64_t revision{0};
  MoveReason why;
  std::string state;
  std::int64_t at_case{0};
  Instant ordered_at;
};

std::int64_t DeadlineOffice::order(db::Transaction& tx, const Actor& who, const MoveReason& why, Derive how,
                                   std::int64_t bundle) {
  const auto id = ids_.next();
  tx.execute(
      q::rederivation_insert,
      db::Params{id, how == Derive::by_rule, bundle, std::optional<Day>{}, std::int64_t{0}, why.cause,
                 first_code_points(why.words, longest_reason), why.source, who.user_id(), engine_.parts_.clock.now()});
  return id;
}

std::int64_t DeadlineOffice::order_day(db::Transaction& tx, const Actor& who, const MoveReason& why, Day day,
                                       std::int64_t revision) {
  const auto id = ids_.next();
  tx.execute(q::rederivation_insert, db::Params{id, false, std::int64_t{0}, day, revision, why.cause,
                                                first_code_points(why.words, longest_reason), why.source, who.user_id(),
                                                engine_.parts_.clock.now()});
  return id;
}

// One page of an order; false when it has come to its end for now.
bool DeadlineOffice::work_on(const Actor& who, Order& o, std::int64_t& files) {
  const auto number = [](const db::Row& r) { return CaseId{r.integer(0)}; };
  const auto page = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    if (!o.day) return tx.all(q::cases_running, db::Params{o.at_case, o.bundle, o.bundle}, number);
    return tx.all(q::cases_with_day,
                  db::Params{o.at_case, o.revision, *o.day, *o.day, o.at_case, o.revision, *o.day, *o.day}, number);
  });
  if (page.empty()) {
    const bool over = !o.day || o.state == "again";
    pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute(q::rederivation_pass,
                 db::Params{over ? "done" : "again",
                            over ? std::optional{engine_.parts_.clock.now()} : std::optional<Instant>{}, o.id, o.state,
                            o.at_case});
    });
    return false;
  }
  std::int64_t moved = 0, failed = 0;
  for (const auto c : page) {
    try {
      moved += pool_.transact(db::Mode::write, [&](db::Transaction& tx) { return rederive(tx, who, c, o.why, o.how); })
                   .moved;
    } catch (const std::exception&) {
      ++failed;
    }
  }
  const auto count = static_cast<std::int64_t>(page.size());
  files += count;
  // Another host at the same order has gone on meanwhile: it counts, this one does not.
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(q::rederivation_went_on, db::Params{page.back(), count, moved, failed, o.id, o.state, o.at_case});
  });
  o.at_case = page.back().value;
  return true;
}

std::int64_t DeadlineOffice::work(const Actor& who, const std::function<bool()>& cancelled) {
  auto orders = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(q::rederivations_open, db::Params{}, [](const db::Row& r) {
      return Order{r.integer(0), r.flag(1) ? Derive::by_rule : Derive::by_calendar, r.integer(2), r.maybe_day(3),
                   r.integer(4), {r.text(5), r.text_or_empty(6), r.integer(7)},     r.text(8),    r.integer(9),
                   r.instant(10)};
    });
  });
  std::int64_t files = 0;
  for (auto& o : orders) {
    if (o.state == "again" && engine_.parts_.clock.now() < o.ordered_at.plus_seconds(stragglers_after_seconds))
      continue;
    while (!cancelled() && work_on(who, o, files)) {
    }
  }
  return files;
}

std::vector<Rederivation> DeadlineOffice::orders(db::Transaction& tx, int limit) {
  return tx.all(q::rederivations, db::Params{limit}, [](const db::Row& r) {
    return Rederivation{r.integer(0), r.text(1),    r.text_or_empty(2), r.text(3),    r.integer(4),
                        r.integer(5), r.integer(6), r.integer(7),       r.instant(8), r.maybe_instant(9)};
  });
}

void DeadlineOffice::imagine(db::Transaction& tx, const Imagined& change,
                             const std::function<void(const DeadlineMove&)>& told) {
  const auto revision =
      tx.find(q::calendar_revision, db::Params{std::int64_t{0}}, [](const db::Row& r) { return r.integer(0); }).value();
  const auto tree = engine_.parts_.territories(tx);
  const auto& where = tree->resolve(change.territory).interval;
  struct Found {
    CaseId case_id;
    std::int64_t id, activation;
    std::string node, key;
    Day anchor;
    int days;
    Day due;
    std::int64_t bundle;
    std::string territory, process;
  };
  const auto found =
      tx.all(q::deadlines_with_day, db::Params{change.day, change.day, change.day, change.day}, [](const db::Row& r) {
        return Found{CaseId{r.integer(0)},           r.integer(1), r.integer(2), r.text(3), r.text(4), r.day(5),
                     static_cast<int>(r.integer(6)), r.day(7),     r.integer(8), r.text(9), r.text(10)};
      });
  std::map<std::pair<std::int64_t, std::string>, std::shared_ptr<const Calendar>> changed;
  for (const auto& f : found) {
    if (!where.holds(tree->point(f.territory))) continue;
    auto& calendar = changed[{f.bundle, f.territory}];
    if (!calendar) {
      const auto bundle = engine_.bundle(tx, f.bundle);
      auto now = engine_.calendar_made(tx, *bundle, f.territory, revision, change.but_for);
      if (change.worked) now = std::make_shared<const Calendar>(now->with("imagined", {{change.day, *change.worked}}));
      calendar = std::move(now);
    }
    const auto after = last_day(*calendar, true, f.anchor, f.days, standstills_of(tx, f.case_id));
    if (after == f.due) continue;
    DeadlineMove move;
    move.case_id = f.case_id;
    move.deadline = f.id;
    move.activation = f.activation;
    move.node = f.node;
    move.deadline_key = f.key;
    move.before = f.due;
    move.after = after;
    move.bundle = f.bundle;
    move.process = f.process;
    told(move);
  }
}

}  // namespace ssiis::workflow
