#include "workflow/deadline_changes.hpp"

#include <algorithm>

#include "sql/workflow.hpp"
#include "workflow/engine_step.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

const Suspension* still_open(const std::vector<Suspension>& all) {
  for (const auto& s : all)
    if (!s.time.to) return &s;
  return nullptr;
}

// The first day on which a standstill may begin: none before it, and the file was there.
Day earliest(const std::vector<Suspension>& all, Day started) {
  Day out = started;
  for (const auto& s : all)
    if (s.time.to) out = std::max(out, *s.time.to);
  return out;
}

std::string shortened(const std::string& words) { return first_code_points(words, DueDays::longest_reason); }

}  // namespace

struct DeadlineChanges::Running {
  std::int64_t instance;
  Day started;
};

std::optional<DeadlineChanges::Running> DeadlineChanges::running(db::Transaction& tx, CaseId c) {
  return tx.find(q::instance_running_since, db::Params{c}, [](const db::Row& r) {
    return Running{r.integer(0), r.instant(1).day()};
  });
}

std::optional<Day> stands_still_since(db::Transaction& tx, CaseId c) {
  for (const auto& s : standstills_of(tx, c))
    if (!s.to) return s.from;
  return std::nullopt;
}

// ---- extensions
// ------------------------------------------------------------------------------------------------------

std::optional<Rejection> DeadlineChanges::refused(db::Transaction& tx, const DeadlineLine& line,
                                                  const NewExtension& wish, const std::vector<Extension>& earlier) {
  if (wish.days < 1 || wish.days > most_days) return Rejection{"extension.days", {std::to_string(most_days)}, "days"};
  if (line.state == DeadlineLine::State::with_legal_officer || (line.due && *line.due < engine_.parts_.clock.today()))
    return Rejection{"extension.over"};
  const auto allowed = limit(tx, line);
  if (!allowed.known || !allowed.confirmed) return std::nullopt;
  int times = 0, days = wish.days;
  for (const auto& e : earlier)
    if (e.activation == line.activation && e.deadline_key == line.rule.key) {
      ++times;
      days += e.days;
    }
  if (times >= allowed.times) return Rejection{"extension.too_often", {std::to_string(allowed.times)}};
  if (days > allowed.days) return Rejection{"extension.too_long", {std::to_string(allowed.days)}, "days"};
  return std::nullopt;
}

Result<Done> DeadlineChanges::extend(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t rev,
                                     const NewExtension& wish, bool even_own) {
  const auto all = lines(tx, c);
  const auto line =
      std::find_if(all.begin(), all.end(), [&](const auto& l) { return l.open() && l.id == wish.deadline; });
  if (line == all.end()) return Rejection{"extension.not_open"};
  const auto step = engine_.open(tx, who, c, line->instance, rev);
  if (!step) throw Conflict{"workflow"};
  if (auto no = refused(tx, *line, wish, extensions(tx, c))) return *no;
  if (!even_own)
    for (const auto& task : step->state.tasks)
      if (task.token == line->activation && task.kind == TaskKind::work &&
          engine_.right_to(tx, who, Engine::Wanted::of(*step, task)))
        return Rejection{"extension.own_step"};
  const auto id = ids_.next();
  tx.execute(q::extension_insert, db::Params{c, id, line->instance, line->activation, line->rule.key,
                                             std::int64_t{wish.days}, shortened(wish.article), shortened(wish.reason),
                                             wish.document, who.user_id(), engine_.parts_.clock.now()});
  const auto days = std::to_string(wish.days);
  step->machine.note("timer.extended", step->d.index(line->node), line->rule.key + " " + days);
  const auto done = engine_.finish(*step, "workflow.deadline_extended", "timer:" + line->node,
                                   {{"deadline", line->rule.key},
                                    {"days", days},
                                    {"article", wish.article},
                                    {"document", std::to_string(wish.document)}});
  if (!done) return done.rejections();
  const auto moved = DueDays{engine_}.rederive(tx, who, c, {"extension", wish.reason, id}, Derive::by_calendar,
                                               {line->activation, line->rule.key, wish.days});
  if (line->due && moved.moved == 0) return Rejection{"extension.no_effect"};
  return Done{};
}

ExtensionLimit DeadlineChanges::limit(db::Transaction& tx, const DeadlineLine& line) {
  const auto bundle = engine_.bundle(tx, line.bundle);
  ExtensionLimit out;
  if (!bundle->tables.contains("extension_limit")) return out;
  Variables asked{{"key", line.rule.key}, {"anchor_date", line.rule.anchor}};
  for (auto& [name, value] : bundle->parameters.on(line.rule.anchor)) asked.try_emplace(name, value);
  const auto found = bundle->decide("extension_limit", asked);
  if (!found || !*found) return out;
  const auto number = [&](const char* name) {
    const auto it = found->outputs.find(name);
    const auto* n = it == found->outputs.end() ? nullptr : std::get_if<std::int64_t>(&it->second);
    return n ? static_cast<int>(std::clamp<std::int64_t>(*n, 0, most_days)) : 0;
  };
  out.known = true;
  out.times = number("times");
  out.days = number("days");
  if (const auto it = found->outputs.find("confirmed"); it != found->outputs.end())
    out.confirmed = it->second == Value{true};
  if (const auto it = found->outputs.find("legal_basis"); it != found->outputs.end())
    if (const auto* basis = std::get_if<std::string>(&it->second)) out.legal_basis = *basis;
  return out;
}

// ---- standing still
// --------------------------------------------------------------------------------------------------

MoveReason DeadlineChanges::write_begin(db::Transaction& tx, const Actor& who, CaseId c, const NewStandstill& wish) {
  const auto id = ids_.next();
  tx.execute(q::suspension_insert, db::Params{c, id, wish.from, shortened(wish.reason), wish.document, who.user_id(),
                                              engine_.parts_.clock.now()});
  return {"suspended", wish.reason, id};
}

MoveReason DeadlineChanges::write_end(db::Transaction& tx, const Actor& who, CaseId c, const Suspension& open,
                                      const NewStandstill& until) {
  if (tx.execute(q::suspension_end, db::Params{until.from, who.user_id(), engine_.parts_.clock.now(),
                                               shortened(until.reason), until.document, c, open.id}) != 1)
    throw Conflict{"standstill"};
  return {"resumed", until.reason, open.id};
}

MoveReason DeadlineChanges::begin_standstill(db::Transaction& tx, const Actor& who, CaseId c, NewStandstill wish) {
  const auto all = suspensions(tx, c);
  const auto today = engine_.parts_.clock.today();
  const auto file = running(tx, c);
  wish.from = std::min(std::max(wish.from, earliest(all, file ? file->started : today)), today);
  return write_begin(tx, who, c, wish);
}

std::optional<MoveReason> DeadlineChanges::end_standstill(db::Transaction& tx, const Actor& who, CaseId c,
                                                          NewStandstill until) {
  const auto all = suspensions(tx, c);
  const auto* open = still_open(all);
  if (!open) return std::nullopt;
  until.from = std::max(std::min(until.from, engine_.parts_.clock.today()), open->time.from);
  return write_end(tx, who, c, *open, until);
}

// A standstill that somebody records by hand is a step of the file.
Result<Done> DeadlineChanges::by_hand(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t rev,
                                      const NewStandstill& wish, bool ends) {
  const auto file = running(tx, c);
  if (!file) return Rejection{"workflow.no_procedure"};
  const auto step = engine_.open(tx, who, c, file->instance, rev);
  if (!step) throw Conflict{"workflow"};
  const auto all = suspensions(tx, c);
  const auto* open = still_open(all);
  if (ends && !open) return Rejection{"standstill.runs"};
  if (!ends && open) return Rejection{"standstill.stands_already"};
  if (wish.from > engine_.parts_.clock.today()) return Rejection{"standstill.later", {}, "from"};
  if (wish.from < (ends ? open->time.from : earliest(all, file->started)))
    return Rejection{"standstill.before", {}, "from"};
  step->world.days_move(ends ? write_end(tx, who, c, *open, wish) : write_begin(tx, who, c, wish));
  step->machine.note(ends ? "periods.resumed" : "periods.suspended", nowhere, wish.from.iso());
  const auto done =
      engine_.finish(*step, ends ? "workflow.periods_resumed" : "workflow.periods_suspended",
                     "instance:" + std::to_string(file->instance),
                     {{ends ? "until" : "from", wish.from.iso()}, {"document", std::to_string(wish.document)}});
  return done ? Result<Done>{Done{}} : done.rejections();
}

Result<Done> DeadlineChanges::suspend(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t rev,
                                      const NewStandstill& wish) {
  return by_hand(tx, who, c, rev, wish, false);
}

Result<Done> DeadlineChanges::resume(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t rev,
                                     const NewStandstill& until) {
  return by_hand(tx, who, c, rev, until, true);
}

// ---- reading
// ---------------------------------------------------------------------------------------------------------

std::vector<Extension> DeadlineChanges::extensions(db::Transaction& tx, CaseId c) {
  return tx.all(q::extensions, db::Params{c}, [](const db::Row& r) {
    return Extension{r.integer(0), r.integer(1), r.text(2),   static_cast<int>(r.integer(3)), r.text(4), r.text(5),
                     r.integer(6), r.text(7),    r.instant(8)};
  });
}

std::vector<Suspension> DeadlineChanges::suspensions(db::Transaction& tx, CaseId c) {
  return tx.all(q::suspensions, db::Params{c}, [](const db::Row& r) {
    return Suspension{r.integer(0), {r.day(1), r.maybe_day(2)}, r.text_or_empty(3), r.integer(4),       r.text(5),
                      r.instant(6), r.text_or_empty(7),         r.maybe_instant(8), r.text_or_empty(9), r.integer(10)};
  });
}

namespace {

DeadlineLine::State state_of_line(const std::string& code) {
  using State = DeadlineLine::State;
  if (code == "armed" || code == "open") return State::running;
  if (code == "suspended") return State::stands_still;
  if (code == "referred") return State::with_legal_officer;
  if (code == "fired") return State::fired;
  if (code == "done") return State::done;
  if (code == "cancelled" || code == "returned") return State::cancelled;  // it begins anew with the step
  throw std::runtime_error{"workflow: a stored state of a period is not known"};
}

DeadlineLine line_of(const db::Row& r) {
  DeadlineLine l;
  l.timer = r.text(0) == "M";
  l.id = r.integer(1);
  l.instance = r.integer(2);
  l.bundle = r.integer(3);
  l.process = r.text(4);
  l.node = r.text(5);
  l.activation = r.integer(6);
  l.rule.key = r.text(7);
  l.rule.anchor = r.day(8);
  l.rule.days = static_cast<int>(r.integer(9));
  l.rule.calendar = r.text(10);
  l.rule.rule_version = r.text(11);
  l.rule.legal_basis = r.text_or_empty(12);
  l.rule.confirmed = r.flag(13);
  l.state = state_of_line(r.text(14));
  if (l.state != DeadlineLine::State::stands_still) l.due = r.maybe_day(15);
  if (!l.timer && !l.due && l.open()) l.state = DeadlineLine::State::stands_still;
  l.extra_days = static_cast<int>(r.integer(16));
  if (const auto day = r.maybe_day(17)) l.held = Held{*day, r.maybe_day(18)};
  l.ended = r.maybe_instant(19);
  return l;
}

}  // namespace

std::vector<DeadlineLine> DeadlineChanges::lines(db::Transaction& tx, CaseId c) {
  auto out = tx.all(q::deadlines_of_case, db::Params{c, c}, line_of);
  for (auto& l : out) {
    const auto bundle = engine_.bundle(tx, l.bundle);
    const auto* d = bundle->process(l.process);
    const int at = d ? d->index(l.node) : nowhere;
    if (at != nowhere && l.timer) l.anchor_name = d->node(at).anchor;
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    if (a.open() != b.open()) return a.open();
    return a.open() ? a.due.value_or(Day{9999, 1, 1}) < b.due.value_or(Day{9999, 1, 1}) : a.id > b.id;
  });
  return out;
}

}  // namespace ssiis::workflow
