#include "workflow/deadlines.hpp"

#include <algorithm>

#include "sql/workflow.hpp"
#include "workflow/engine_step.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

}  // namespace

// An open deadline as it is stored, and what becomes of it.
struct DueDays::Open {
  bool timer{false};  // else a task's day
  std::int64_t id{0}, activation{0};
  std::string node, state;
  Deadline rule;
  int extra_days{0};
  std::optional<Held> held;
  std::optional<Day> due, last_due;  // due: nothing while it stands still
  std::string old_rule;
  std::optional<Day> new_due;
  std::string new_state;
  bool moved() const { return due != new_due; }
};

struct DueDays::File {
  CaseId case_id{0};
  std::int64_t instance{0}, bundle{0};
  std::string process, territory;
  std::int64_t calendar_rev{0};
};

std::vector<DueDays::Open> DueDays::open_of(db::Transaction& tx, const File& f) {
  return tx.all(q::deadlines_open, db::Params{f.case_id, f.instance, f.case_id, f.instance}, [](const db::Row& r) {
    Open d;
    d.timer = r.text(0) == "M";
    d.id = r.integer(1);
    d.node = r.text(2);
    d.activation = r.integer(3);
    d.rule.key = r.text(4);
    d.rule.anchor = r.day(5);
    d.rule.days = static_cast<int>(r.integer(6));
    d.rule.calendar = r.text(7);
    d.rule.rule_version = d.old_rule = r.text(8);
    d.rule.legal_basis = r.text_or_empty(9);
    d.rule.confirmed = r.flag(10);
    d.state = d.new_state = r.text(11);
    d.last_due = r.maybe_day(12);
    if (d.state != "suspended") d.due = d.last_due;
    d.extra_days = static_cast<int>(r.integer(13));
    if (const auto day = r.maybe_day(14)) d.held = Held{*day, r.maybe_day(16)};
    d.rule.calendar_rev = r.integer(15);
    return d;
  });
}

// The rule of the bundle that the file has now; false when it knows the key no more.
bool DueDays::ask_rule(Open& d, Engine::Step& probe) {
  const int at = probe.d.index(d.node);
  if (at == nowhere) return false;
  const auto& key = probe.d.node(at).deadline_key.empty() ? d.rule.key : probe.d.node(at).deadline_key;
  const auto found = probe.bundle->period(key, probe.machine.seen_at(at, d.activation), d.rule.anchor);
  if (!found) return false;
  d.rule = *found;
  d.rule.rule_version = probe.bundle->hash.substr(0, 12) + "/" + found->rule_version + "/";
  return true;
}

// What the day is by now. A period that is over and waits for a legal officer stays with him unless its new day has
// not passed; while the file stands still nothing is taken from him.
void DueDays::derive(Open& d, const File& file, const Calendar& calendar, const std::vector<Standstill>& standstills,
                     Day today) {
  d.new_due = derived_day(calendar, d.rule, d.extra_days, d.held, standstills);
  const auto end = d.rule.rule_version.rfind('/');
  if (end != std::string::npos) d.rule.rule_version = d.rule.rule_version.substr(0, end + 1) + calendar.version();
  d.rule.calendar_rev = file.calendar_rev;
  if (!d.timer) return;
  if (d.state == "referred") {
    if (!d.new_due) d.new_due = d.due;
    if (*d.new_due >= today) d.new_state = "armed";
  } else {
    d.new_state = d.new_due ? "armed" : "suspended";
  }
}

void DueDays::write(db::Transaction& tx, const File& file, const Open& d) {
  const auto& r = d.rule;
  if (d.timer)
    tx.execute(q::timer_derive,
               db::Params{d.new_state, d.new_due ? d.new_due : d.last_due, r.days, r.calendar, r.rule_version,
                          r.legal_basis, r.confirmed, r.calendar_rev, d.extra_days, file.case_id, d.id});
  else
    tx.execute(q::task_derive, db::Params{d.new_due, r.days, r.calendar, r.rule_version, r.legal_basis, r.confirmed,
                                          r.calendar_rev, d.extra_days, file.case_id, d.id});
}

// Moves are a step of the file: its revision is counted, and history and audit tell of them.
void DueDays::record(Engine::Step& step, const File& file, const std::vector<Open>& all, const MoveReason& why) {
  std::vector<std::pair<std::string, std::string>> details{{"cause", why.cause},
                                                           {"source", std::to_string(why.source)}};
  const auto name = [](const std::optional<Day>& d) { return d ? d->iso() : std::string{"-"}; };
  const auto now = engine_.parts_.clock.now();
  for (const auto& d : all) {
    if (!d.moved()) continue;
    const auto days = name(d.due) + " " + name(d.new_due);
    step.tx.execute(q::move_insert,
                    db::Params{file.case_id, step.ids.next(), file.instance, d.id, d.activation, d.node, d.rule.key,
                               d.due, d.new_due, d.old_rule, d.rule.rule_version, why.cause,
                               first_code_points(why.words, longest_reason), why.source, step.who.user_id(), now});
    step.machine.note("timer.moved", step.d.index(d.node), d.rule.key + " " + days);
    details.emplace_back(d.node, days);
    if (d.state != "referred" || d.new_state != "armed") continue;
    for (auto& task : step.state.tasks)
      if (task.timer == d.id && task.state == TaskState::open) {
        task.state = TaskState::cancelled;
        task.mark = Mark::changed;
      }
  }
  const auto moved =
      engine_.finish(step, "workflow.deadlines_moved", "instance:" + std::to_string(file.instance), std::move(details));
  if (!moved) throw std::logic_error{"workflow: moved days cannot be refused"};
}

void DueDays::rederive_instance(db::Transaction& tx, const Actor& who, File file, const MoveReason& why, Derive how,
                                const ExtraDays& extra, Rederived& out) {
  if (tx.execute(q::instance_lock, db::Params{file.case_id, file.instance}) != 1) return;
  const auto revision =
      tx.find(q::calendar_revision, db::Params{file.case_id}, [](const db::Row& r) { return r.integer(0); });
  file.calendar_rev = revision.value();
  const auto bundle = engine_.bundle(tx, file.bundle);
  const auto* definition = bundle->process(file.process);
  if (!definition) throw std::runtime_error{"workflow: an instance of a process that its bundle does not hold"};
  const auto calendar = engine_.calendar_at(tx, *bundle, file.territory, file.calendar_rev);
  const auto standstills = standstills_of(tx, file.case_id);
  auto all = open_of(tx, file);
  std::unique_ptr<Engine::Step> probe;
  if (how == Derive::by_rule)
    probe = std::make_unique<Engine::Step>(
        engine_, tx, who, bundle, *definition,
        store::load(tx, file.case_id, file.instance,
                    [&](std::int64_t, std::string_view) -> const Definition& { return *definition; }));
  std::int64_t moved = 0;
  for (auto& d : all) {
    if (probe && !ask_rule(d, *probe)) out.without_rule.push_back(d.rule.key);
    if (extra.key == d.rule.key && extra.activation == d.activation) d.extra_days += extra.days;
    derive(d, file, *calendar, standstills, engine_.parts_.clock.today());
    moved += d.moved() ? 1 : 0;
  }
  if (moved > 0) {
    const auto step = engine_.open(tx, who, file.case_id, file.instance, std::nullopt);
    if (!step) throw Conflict{"workflow"};
    record(*step, file, all, why);
  }
  for (const auto& d : all) write(tx, file, d);
  out.looked_at += static_cast<std::int64_t>(all.size());
  out.moved += moved;
}

Rederived DueDays::rederive(db::Transaction& tx, const Actor& who, CaseId c, const MoveReason& why, Derive how,
                            const ExtraDays& extra) {
  Rederived out;
  const auto files = tx.all(q::instances_running, db::Params{c}, [&](const db::Row& r) {
    return File{c, r.integer(0), r.integer(1), r.text(2), r.text(3), 0};
  });
  for (const auto& file : files) rederive_instance(tx, who, file, why, how, extra, out);
  return out;
}

std::vector<DeadlineMove> DeadlineOffice::moves(db::Transaction& tx, CaseId c) {
  return tx.all(q::moves_of_case, db::Params{c}, [](const db::Row& r) {
    return DeadlineMove{
        CaseId{r.integer(0)}, r.integer(1),   r.integer(2), r.integer(3),       r.text(4),  r.text(5),
        r.maybe_day(6),       r.maybe_day(7), r.text(8),    r.text_or_empty(9), r.text(10), r.instant(11)};
  });
}

}  // namespace ssiis::workflow
