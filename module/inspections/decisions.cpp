#include "inspections/decisions.hpp"

#include <algorithm>

#include "inspections/repository.hpp"
#include "inspections/rules.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

namespace dq = sql::inspections;

constexpr int first_stage_with_decisions = 8;
constexpr std::string_view deemed_key = "service.deemed ";  // as the history of the procedure says that it ended

template <class T>
std::optional<Id<T>> id_of(std::optional<std::int64_t> value) {
  return value ? std::optional{Id<T>{*value}} : std::nullopt;
}
std::optional<DecisionId> decision_id(const db::Row& r, int column) {
  return id_of<DecisionTag>(r.maybe_integer(column));
}

DecisionStanding standing_in(const db::Row& r, int column) {
  return {decoded<DecisionState>(r.text(column)), r.flag(column + 1), r.flag(column + 2)};
}

Decision decision_in(const db::Row& r) {
  return {DecisionId{r.integer(0)},
          r.text_or_empty(1),
          r.text(2),
          r.text(3),
          r.text(4),
          r.text(5),
          r.day(6),
          r.text(7),
          decision_id(r, 8),
          r.integer(9),
          r.maybe_money(10),
          standing_in(r, 11),
          static_cast<int>(r.integer(14))};
}

std::optional<Money> sum_of(const std::vector<Decision>& all, bool (*counts)(const DecisionStanding&) noexcept) {
  std::optional<Money> sum;
  for (const auto& d : all) {
    if (d.rules() || !counts(d.now)) continue;
    if (!d.amount) return std::nullopt;
    sum = sum ? *sum + *d.amount : *d.amount;
  }
  return sum;
}

// The newest answer of a form; nothing when it was never given.
std::optional<StoredAnswer> newest_answer(db::Transaction& tx, CaseId id, std::string_view form_key) {
  std::optional<StoredAnswer> out;
  for (auto& answer : answers_of(tx, id))
    if (answer.form_key == form_key) out = std::move(answer);
  return out;
}

}  // namespace

std::vector<Decision> decisions_of(db::Transaction& tx, CaseId id) {
  return tx.all(dq::decisions_of_case, db::Params{id}, decision_in);
}

std::map<CaseId, std::vector<Decision>> decisions_of_unit(db::Transaction& tx, const std::string& unit_key) {
  std::map<CaseId, std::vector<Decision>> out;
  for (auto rows = tx.query(dq::decisions_of_unit, db::Params{unit_key}); rows.next();)
    out[CaseId{rows.row().integer(15)}].push_back(decision_in(rows.row()));
  return out;
}

std::vector<DecisionChange> decision_changes_of(db::Transaction& tx, CaseId id) {
  return tx.all(dq::decision_states_of_case, db::Params{id}, [](const db::Row& r) {
    return DecisionChange{DecisionId{r.integer(0)},
                          static_cast<int>(r.integer(1)),
                          decoded<DecisionEvent>(r.text(2)),
                          standing_in(r, 3),
                          r.maybe_money(6),
                          r.day(7),
                          r.instant(8),
                          r.text(9),
                          decision_id(r, 10),
                          id_of<DocumentTag>(r.maybe_integer(11)),
                          r.text(12),
                          r.text(13)};
  });
}

std::vector<std::pair<DocumentId, DecisionId>> decision_letters_of(db::Transaction& tx, CaseId id) {
  return tx.all(dq::decision_letters_of_case, db::Params{id}, [](const db::Row& r) {
    return std::pair{DocumentId{r.integer(0)}, DecisionId{r.integer(1)}};
  });
}

void link_letter(db::Transaction& tx, CaseId id, DocumentId letter, DecisionId decision) {
  tx.execute(dq::decision_letter_insert, db::Params{id, letter, decision});
}

const Decision* decision_that_counts(const std::vector<Decision>& all) {
  const auto newest = [&](auto&& is_it) -> const Decision* {
    const auto at = std::find_if(all.rbegin(), all.rend(), [&](const Decision& d) { return !d.rules() && is_it(d); });
    return at == all.rend() ? nullptr : &*at;
  };
  if (const auto* found = newest([](const Decision& d) { return in_force(d.now); })) return found;
  if (const auto* found = newest([](const Decision& d) { return stands(d.now); })) return found;
  return newest([](const Decision&) { return true; });
}

std::optional<Money> sum_in_force(const std::vector<Decision>& all) { return sum_of(all, in_force); }
std::optional<Money> sum_standing(const std::vector<Decision>& all) { return sum_of(all, stands); }

bool came_to_finality(db::Transaction& tx, const Rooms& rooms, const workflow::Standing& run) {
  const auto* drawn = rooms.workflow.bundle(tx, run.bundle)->process(run.process);
  const auto message = drawn->messages.find("AnnulmentRequested");
  if (message == drawn->messages.end() || message->second.held_after == workflow::nowhere) return false;
  const auto& after = drawn->node(message->second.held_after).id;
  return std::any_of(run.path.begin(), run.path.end(),
                     [&](const workflow::PathRow& row) { return row.event == "entered" && row.node == after; });
}

namespace {

void note_change(db::Transaction& tx, CaseId id, const Decision& d, int seq, DecisionEvent event,
                 const DecisionStanding& then, const Cause& cause, Instant at, const std::string& by) {
  tx.execute(dq::decision_state_insert,
             db::Params{id, d.id, seq, name_of(event), name_of(then.state), then.stayed, then.in_part, d.amount,
                        cause.since, at, by, cause.decision, cause.paper, cause.legal_basis, cause.reason});
}

// Whose answer proposed a decision of this kind.
const char* proposing_form(const std::string& kind) {
  if (kind == "first") return "report";
  if (kind == "review") return "allegations";
  if (kind == "appeal") return "appeal";
  return "";
}

}  // namespace

void DecisionBook::record(db::Transaction& tx, const Actor& who, CaseId id, const Decision& d, DecisionEvent event,
                          Day since) {
  rooms_.trail.record(tx, who,
                      {.chain = audit::ChainName::of_case(id),
                       .event = "decision.state_changed",
                       .object = "decision:" + d.number,
                       .details = {{"event", std::string{name_of(event)}},
                                   {"state", std::string{name_of(d.now.state)}},
                                   {"since", since.iso()}}});
}

Result<Done> DecisionBook::change(db::Transaction& tx, const Actor& who, CaseId id, const Decision& decision,
                                  DecisionEvent event, const Cause& cause) {
  const auto next = next_state(decision.now, event);
  if (!next) return next.rejections();
  Decision d = decision;
  if (event == DecisionEvent::modify_part || event == DecisionEvent::annul_part) d.amount = cause.remains;
  d.now = *next;
  if (tx.execute(dq::decision_move,
                 db::Params{name_of(d.now.state), d.now.stayed, d.now.in_part, d.amount, id, d.id, d.changes}) != 1)
    throw Conflict{"decision"};
  note_change(tx, id, d, d.changes + 1, event, d.now, cause, rooms_.clock.now(), who.user_id());
  record(tx, who, id, d, event, cause.since);
  if (stands(decision.now) && !stands(d.now)) rooms_.amendments.decision_fell(tx, id);
  return Done{};
}

Result<Done> DecisionBook::change_standing(db::Transaction& tx, const Actor& who, CaseId id, DecisionEvent event,
                                           const Cause& cause) {
  for (const auto& d : decisions_of(tx, id)) {
    if (d.rules() || !stands(d.now) || d.id == cause.decision) continue;
    // Of several some may be stayed already, or not stayed at all.
    if (event == DecisionEvent::lift_stay && !d.now.stayed) continue;
    if (event == DecisionEvent::stay && d.now.stayed) continue;
    if (auto done = change(tx, who, id, d, event, cause); !done) return done;
  }
  return Done{};
}

Decision DecisionBook::take(db::Transaction& tx, const Actor& who, CaseId id, const NewDecision& wish) {
  const auto today = rooms_.clock.today();
  const auto number = shown_number(rooms_.settings.text("numbers.decision_prefix", "DEC"), today.year(),
                                   db::next_number(tx, "decision", "HQ", today.year()));
  const auto earlier = decisions_of(tx, id);
  const auto runs = rooms_.workflow.runs(tx, id);
  const auto run = runs.empty() ? std::int64_t{1} : runs.back().instance;
  const auto proposal = newest_answer(tx, id, proposing_form(wish.kind));
  const DecisionStanding taken = *next_state(std::nullopt, DecisionEvent::take);
  Decision d{DecisionId{rooms_.ids.next()},
             number,
             wish.kind,
             wish.outcome,
             wish.content,
             wish.legal_basis,
             today,
             who.user_id(),
             wish.concerns,
             run,
             wish.amount,
             taken,
             proposal ? 2 : 1};
  tx.execute(dq::decision_insert, db::Params{id, d.id, static_cast<std::int64_t>(earlier.size()) + 1, d.number, d.kind,
                                             d.outcome, d.content, d.legal_basis, d.taken_on, d.taken_by, d.concerns,
                                             d.run, d.amount, name_of(d.now.state), d.changes});
  if (proposal)
    note_change(tx, id, d, 1, DecisionEvent::propose, *next_state(std::nullopt, DecisionEvent::propose),
                {.since = proposal->at.day()}, proposal->at, proposal->by);
  note_change(tx, id, d, d.changes, DecisionEvent::take, d.now, {.since = today, .legal_basis = d.legal_basis},
              rooms_.clock.now(), who.user_id());
  record(tx, who, id, d, DecisionEvent::take, today);
  // What replaces a decision that a court has stayed is not carried out before that stay ends either.
  const bool stayed = std::any_of(earlier.begin(), earlier.end(), [](const Decision& e) { return e.now.stayed; });
  if (stayed && !d.rules()) {
    static_cast<void>(change(tx, who, id, d, DecisionEvent::stay, {.since = today}).value());
    d.now.stayed = true;
    ++d.changes;
  }
  return d;
}

void DecisionBook::served(db::Transaction& tx, const Actor& who, CaseId id, const Cause& service,
                          std::optional<DocumentId> letter) {
  std::optional<DecisionId> only;
  if (letter)
    for (const auto& [document, decision] : decision_letters_of(tx, id))
      if (document == *letter) only = decision;
  for (const auto& d : decisions_of(tx, id)) {
    if (d.now.state != DecisionState::taken || service.since < d.taken_on) continue;
    if (only && d.id != *only) continue;
    static_cast<void>(change(tx, who, id, d, DecisionEvent::notify, service).value());
  }
}

void DecisionBook::follow(db::Transaction& tx, const Actor& who, const Case& file) {
  if (file.stage < first_stage_with_decisions) return;
  const auto id = file.id;
  const auto unsettled = [](const Decision& d) {
    return d.now.state == DecisionState::taken || d.now.state == DecisionState::notified;
  };
  const auto before = decisions_of(tx, id);
  if (std::none_of(before.begin(), before.end(), unsettled)) return;
  const auto run = rooms_.workflow.standing(tx, id);
  if (!run) return;
  const auto told = decision_changes_of(tx, id);
  for (const auto& row : run->path) {
    if (row.event != "timer.fired" || !row.data.starts_with(deemed_key)) continue;
    const auto day = Day::parse(row.data.substr(deemed_key.size()));
    // A period that has served one decision does not serve the next one too.
    const bool used = std::any_of(told.begin(), told.end(), [&](const DecisionChange& c) {
      return c.event == DecisionEvent::notify && !c.paper && c.since == day;
    });
    if (day && !used) served(tx, who, id, {.since = *day});
  }
  if (!came_to_finality(tx, rooms_, *run)) return;
  for (const auto& d : decisions_of(tx, id))
    if (d.run == run->instance && d.now.state == DecisionState::notified && !d.now.stayed)
      static_cast<void>(change(tx, who, id, d, DecisionEvent::finalise, {.since = rooms_.clock.today()}).value());
}

}  // namespace ssiis::inspections
