// Trying and doing: file by file, each in a transaction of its own with its line.
#include <fmt/format.h>

#include "sql/workflow.hpp"
#include "workflow/deadlines.hpp"
#include "workflow/migration_rows.hpp"
#include "workflow/store.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

constexpr std::string_view day_changed = "due.changed";  // in the history: key, old and new day

struct Chosen {
  std::string from, until;  // instants; a file is chosen when it began from the first, before the second
};

// Days are Vientiane's.
std::string start_of(Day d) {
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(d.sys().time_since_epoch()).count() -
                 vientiane_offset_us}
      .iso();
}

Chosen chosen_by(const Plan& p) {
  return {p.started_from ? start_of(*p.started_from) : std::string{"0000"},
          p.started_until ? start_of(p.started_until->plus(1)) : std::string{"9999"}};
}

std::int64_t pass_of(const Plan& p) {
  return static_cast<std::int64_t>(p.state == PlanState::trying ? Pass::trial : Pass::doing);
}

// The day each open task was opened, by its id; its own day, which no step needs, is put into the state.
std::map<std::int64_t, Day> opened_tasks(db::Transaction& tx, State& s) {
  std::map<std::int64_t, Day> out;
  for (auto rows = tx.query(q::tasks_opened, db::Params{s.instance.case_id, s.instance.id}); rows.next();) {
    out.emplace(rows.row().integer(0), rows.row().instant(1).day());
    for (auto& t : s.tasks)
      if (t.id == rows.row().integer(0)) t.due = rows.row().maybe_day(2);
  }
  return out;
}

db::Column& added(std::vector<db::Column>& columns, std::size_t i) { return columns[i]; }

void write_changes(db::Transaction& tx, const Plan& plan, CaseId c, std::int64_t instance,
                   const std::vector<Change>& changes) {
  if (changes.empty()) return;
  using Kind = db::Column::Kind;
  std::vector<db::Column> columns;
  for (const auto kind : {Kind::integer, Kind::integer, Kind::integer, Kind::integer, Kind::integer, Kind::text,
                          Kind::text, Kind::text, Kind::text, Kind::text, Kind::text})
    columns.push_back({kind, {}, {}, {}});
  std::int64_t seq = 0;
  const auto day = [](const std::optional<Day>& d) { return d ? std::optional{d->iso()} : std::nullopt; };
  for (const auto& x : changes) {
    const std::int64_t numbers[] = {c.value, plan.id, pass_of(plan), instance, ++seq};
    for (std::size_t i = 0; i < 5; ++i) added(columns, i).integers.emplace_back(numbers[i]);
    const std::optional<std::string> texts[] = {std::string{name_of(x.what)},
                                                first_code_points(x.node, 80),
                                                first_code_points(x.new_node, 80),
                                                first_code_points(x.detail, 200),
                                                day(x.old_day),
                                                day(x.new_day)};
    for (std::size_t i = 0; i < 6; ++i) added(columns, 5 + i).texts.push_back(texts[i]);
  }
  tx.execute_many(
      "insp_wf_plan_change",
      {"case_id", "plan", "pass", "instance", "seq", "what", "node", "new_node", "detail", "old_day", "new_day"},
      columns);
}

// What the day is derived from goes with the task, so that what moves it later counts by the law the file is under.
void write_task(db::Transaction& tx, const Task& t, const Definition& d, CaseId c) {
  const auto& r = t.period;
  tx.execute(q::task_transfer, db::Params{d.node(t.node).id, t.form_key, t.role, t.territory, t.assignee, t.due,
                                          t.due_confirmed, c, t.id});
  if (t.kind == TaskKind::work && (!r.key.empty() || d.node(t.node).deadline_key.empty()))
    tx.execute(q::task_rule,
               db::Params{r.key, r.key.empty() ? std::nullopt : std::optional{r.anchor}, std::int64_t{r.days},
                          r.calendar, r.rule_version, r.legal_basis, r.calendar_rev, c, t.id});
}

// What open deadlines keep on their way.
std::map<std::int64_t, Carried> carried_by(db::Transaction& tx, const Instance& i) {
  std::map<std::int64_t, Carried> out;
  for (auto rows = tx.query(q::deadlines_open, db::Params{i.case_id, i.id, i.case_id, i.id}); rows.next();) {
    const auto& r = rows.row();
    Carried c{r.day(5), static_cast<int>(r.integer(13)), {}};
    if (const auto day = r.maybe_day(14)) c.held = Held{*day, r.maybe_day(16)};
    out.emplace(r.integer(1), c);
  }
  return out;
}

std::string day_or_dash(const std::optional<Day>& d) { return d ? d->iso() : std::string{"-"}; }

// Rows that were there before and differ now; what is new, over or gone is the store's.
void write_transferred(db::Transaction& tx, const State& s, const Definition& d, const Transferred& moved) {
  const auto c = s.instance.case_id;
  for (const auto id : moved.tasks)
    for (const auto& t : s.tasks)
      if (t.id == id && t.state == TaskState::open) write_task(tx, t, d, c);
  for (const auto id : moved.timers)
    for (const auto& t : s.timers)
      if (t.id == id && t.node != nowhere && t.state != TimerState::cancelled)
        tx.execute(q::timer_transfer,
                   db::Params{d.node(t.node).id, t.deadline_key, t.rule_version, t.calendar, t.legal_basis,
                              std::int64_t{t.days}, t.due, t.confirmed, t.calendar_rev,
                              t.state == TimerState::armed       ? "armed"
                              : t.state == TimerState::suspended ? "suspended"
                                                                 : "referred",
                              c, id});
  for (const auto id : moved.incidents)
    for (const auto& i : s.incidents)
      if (i.id == id) tx.execute(q::incident_transfer, db::Params{d.node(i.node).id, c, id});
}

}  // namespace

struct MigrationOffice::Target {
  std::shared_ptr<const Bundle> bundle;
  NodeMap map;
};
struct MigrationOffice::Place {
  CaseId case_id{0};
  std::int64_t instance{0};
  std::string process;
  std::int64_t bundle{0};
};

std::int64_t MigrationOffice::count(db::Transaction& tx, const Plan& p) {
  const auto chosen = chosen_by(p);
  return tx
      .find(q::plan_places_count,
            db::Params{p.bundle, p.process, p.process, chosen.from, chosen.until, p.chosen_node, p.chosen_node},
            [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

bool MigrationOffice::treat_in(db::Transaction& tx, const Actor& who, const Plan& plan, const Target& target,
                               const Place& at) {
  const auto state_now = tx.find(q::plan_state, db::Params{plan.id}, [](const db::Row& r) { return r.text(0); });
  if (state_now != name_of(plan.state)) return tx.rollback(), false;  // stopped or withdrawn meanwhile
  const bool doing = plan.state == PlanState::moving;
  if (doing && !store::begin(tx, at.case_id, at.instance, std::nullopt)) return true;  // ended meanwhile
  if (tx.find(q::plan_line_there, db::Params{at.case_id, plan.id, pass_of(plan), at.instance},
              [](const db::Row&) { return true; }))
    return tx.rollback(), true;  // another host was faster
  std::shared_ptr<const Bundle> from;
  auto state =
      store::load(tx, at.case_id, at.instance, [&](std::int64_t id, std::string_view process) -> const Definition& {
        from = engine_.bundle(tx, id);
        return *from->process(process);
      });
  if (state.instance.bundle == plan.bundle || state.instance.state == InstanceState::ended) return tx.rollback(), true;
  store::RowIds ids{state.instance.id, state.instance.rev};
  const auto opened = opened_tasks(tx, state);
  const auto carried = carried_by(tx, state.instance);
  const auto& to = *target.bundle;
  const auto& place = state.instance.territory;
  const auto revision = state.instance.calendar_rev;
  // A bundle that is only proposed has no number yet to keep its calendar by.
  const auto calendar = to.id == 0 && revision > 0 ? engine_.calendar_made(tx, to, place, revision)
                                                   : engine_.calendar_at(tx, to, place, revision);
  const auto standstills = state.instance.was_suspended ? standstills_of(tx, at.case_id) : std::vector<Standstill>{};
  const auto period = [&](const std::string& key, const Variables& v, Day anchor) -> Result<Deadline> {
    auto found = to.deadline(key, v, anchor);
    if (!found) return found;
    auto rule = *found;
    const auto end = rule.rule_version.rfind('/');
    if (end != std::string::npos) rule.rule_version = rule.rule_version.substr(0, end + 1) + calendar->version();
    rule.calendar_rev = revision;
    return rule;
  };
  const auto day = [&](const Deadline& rule, const Carried& c) {
    return derived_day(*calendar, rule, c.extra_days, c.held, standstills);
  };
  const auto moved = transfer(state, {*from, to, target.map, opened, carried, engine_.parts_.clock.today(), period, day,
                                      [&] { return ids.next(); }});
  const auto now = engine_.parts_.clock.now();
  const auto* obstacle = moved.obstacle();
  tx.execute(q::plan_line_insert, db::Params{at.case_id, plan.id, pass_of(plan), at.instance, state.instance.bundle,
                                             obstacle ? "refused"
                                             : doing  ? "moved"
                                                      : "would_move",
                                             obstacle ? name_of(obstacle->what) : std::string_view{},
                                             obstacle ? obstacle->node : std::string{}, now});
  write_changes(tx, plan, at.case_id, at.instance, moved.changes);
  if (!doing || obstacle) return true;
  const auto& d = *target.bundle->process(at.process);
  tx.execute(q::instance_transfer, db::Params{plan.bundle, at.case_id, at.instance});
  state.history.push_back(
      {"transferred", {}, fmt::format("{} > {} plan {}", state.instance.bundle, plan.bundle, plan.id)});
  for (const auto& x : moved.changes)
    if (x.what == Change::What::due_differs)
      state.history.push_back({std::string{day_changed}, x.new_node,
                               fmt::format("{} {} {}", x.detail, day_or_dash(x.old_day), day_or_dash(x.new_day))});
  write_transferred(tx, state, d, moved);
  store::save(tx, d, state, ids, who.user_id(), now);
  const std::string event = "workflow.transferred";
  engine_.parts_.trail.record(tx, who,
                              {.chain = audit::ChainName::of_case(at.case_id),
                               .event = event,
                               .object = "instance:" + std::to_string(at.instance),
                               .details = {{"from_bundle", std::to_string(state.instance.bundle)},
                                           {"to_bundle", std::to_string(plan.bundle)},
                                           {"plan", std::to_string(plan.id)}}});
  if (engine_.moved_aside_) engine_.moved_aside_(tx, who, at.case_id, Moved{at.instance, state.instance.rev, false});
  return true;
}

void MigrationOffice::fail(const Actor&, const Plan& plan, const Place& at, std::string_view why) {
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(q::plan_line_insert, db::Params{at.case_id, plan.id, pass_of(plan), at.instance, at.bundle, "failed",
                                               first_code_points(why, 60), "", engine_.parts_.clock.now()});
  });
}

// A fault of one file is written down and keeps none of the others back; the database's absence ends the round.
bool MigrationOffice::treat(const Actor& who, const Plan& plan, const Target& target, const Place& at) {
  try {
    return pool_.transact(db::Mode::write, [&](db::Transaction& tx) { return treat_in(tx, who, plan, target, at); });
  } catch (const db::Error& e) {
    if (e.retryable() || e.fault == db::Fault::connection_lost || e.fault == db::Fault::commit_unknown ||
        e.fault == db::Fault::pool_exhausted)
      throw;  // the next round goes on
    fail(who, plan, at, e.what());
  } catch (const std::exception& e) {
    fail(who, plan, at, e.what());
  }
  return true;
}

std::int64_t MigrationOffice::run_plan(const Actor& who, const Plan& plan, const std::function<bool()>& given_up,
                                       bool& whole) {
  Target target;
  pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    if (plan.proposal == 0) {
      target.bundle = engine_.bundle(tx, plan.bundle);
      target.map = read_node_map(plan.node_map).value();
      return;
    }
    Findings findings;
    target.bundle = read_bundle(bundles_.contents(tx, plan.proposal), {}, findings);
    if (!target.bundle)
      throw std::runtime_error{"workflow: a proposal that was fit is not: " + text_of(findings.front())};
  });
  const auto chosen = chosen_by(plan);
  std::int64_t treated = 0;
  Place last;
  for (;;) {
    const auto page = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
      return tx.all(q::plan_places,
                    db::Params{plan.bundle, plan.process, plan.process, chosen.from, chosen.until, plan.chosen_node,
                               plan.chosen_node, last.case_id, last.case_id, last.instance, plan.id, pass_of(plan)},
                    [](const db::Row& r) {
                      return Place{CaseId{r.integer(0)}, r.integer(1), r.text(2), r.integer(3)};
                    });
    });
    if (page.empty()) break;
    for (const auto& at : page) {
      if (given_up && given_up()) return treated;
      if (!treat(who, plan, target, at)) return treated;
      last = at;
      ++treated;
    }
  }
  whole = true;
  return treated;
}

std::int64_t MigrationOffice::run(const Actor& who, const std::function<bool()>& given_up) {
  std::int64_t treated = 0;
  const auto under_way = pool_.transact(
      db::Mode::read, [&](db::Transaction& tx) { return tx.all(q::plans_under_way, db::Params{}, plan_of); });
  for (const auto& plan : under_way) {
    if (plan.total == 0)
      pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
        tx.execute(q::plan_total, db::Params{count(tx, plan), plan.id, name_of(plan.state)});
      });
    bool whole = false;
    treated += run_plan(who, plan, given_up, whole);
    if (!whole) continue;
    const auto after = plan.state == PlanState::trying ? PlanState::tried : PlanState::done;
    pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute(q::plan_over, db::Params{name_of(after), engine_.parts_.clock.now(), plan.id, name_of(plan.state)});
    });
  }
  return treated;
}

}  // namespace ssiis::workflow
