#include "inspections/rework.hpp"

#include <algorithm>

#include "database/scoped.hpp"
#include "inspections/decisions.hpp"
#include "inspections/rules.hpp"
#include "inspections/steps.hpp"
#include "sql/inspections.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {
namespace {

namespace rwq = sql::inspections;

constexpr std::string_view annulment_message = "AnnulmentRequested";
constexpr std::size_t longest_rework_reason = 2000;

ReworkKind rework_kind(std::string_view code) {
  if (code == "annulment") return ReworkKind::annulment;
  if (code == "reopening") return ReworkKind::reopening;
  throw std::runtime_error{"a stored kind of rework that no version of the program knows"};
}

ReworkState rework_state(std::string_view code) {
  if (code == "asked") return ReworkState::asked;
  if (code == "approved") return ReworkState::approved;
  if (code == "refused") return ReworkState::refused;
  throw std::runtime_error{"a stored state of rework that no version of the program knows"};
}

std::optional<Rejection> fault_of_text(const std::string& text, const char* field, const char* missing) {
  if (trimmed(text).empty()) return Rejection{missing, {}, field};
  return too_long(text, longest_rework_reason, field);
}

}  // namespace

std::vector<Rework> rework_of(db::Transaction& tx, CaseId id) {
  return tx.all(rwq::rework_of_case, db::Params{id}, [](const db::Row& r) {
    return Rework{r.integer(0),       rework_kind(r.text(1)), rework_state(r.text(2)),
                  r.text(3),          r.text_or_empty(4),     r.instant(5),
                  r.text(6),          r.text_or_empty(7),     r.maybe_instant(8),
                  r.text_or_empty(9), r.integer(10)};
  });
}

std::optional<Rework> pending_rework(db::Transaction& tx, CaseId id, ReworkKind kind) {
  for (auto& request : rework_of(tx, id))
    if (request.kind == kind && request.state == ReworkState::asked) return std::move(request);
  return std::nullopt;
}

void decide(db::Transaction& tx, CaseId id, const Rework& asked, ReworkState state, const std::string& refusal,
            Instant now, const std::string& by) {
  const char* code = state == ReworkState::approved ? "approved" : "refused";
  if (tx.execute(rwq::rework_decide, db::Params{code, refusal.empty() ? std::nullopt : std::optional{refusal}, now, by,
                                                id, asked.row, asked.version}) != 1)
    throw Conflict{"rework"};
}

// A decision is final where the drawing lets the request in (`heldAfter` of its message), whichever instance came
// there.
std::optional<Rejection> ReworkService::annulment_obstacle(db::Transaction& tx, const Case& file) {
  if (file.imported) return Rejection{"annulment.not_final"};
  const auto decisions = decisions_of(tx, file.id);
  const auto* counts = decision_that_counts(decisions);
  if (counts == nullptr) return Rejection{"annulment.no_decision"};
  if (counts->now.state == DecisionState::annulled) return Rejection{"annulment.annulled_already"};
  if (!stands(counts->now)) return Rejection{"annulment.no_decision"};
  if (pending_rework(tx, file.id, ReworkKind::annulment)) return Rejection{"annulment.pending"};
  for (const auto& run : rooms_.workflow.runs(tx, file.id)) {
    const auto standing = rooms_.workflow.standing(tx, file.id, run.instance);
    if (came_to_finality(tx, rooms_, *standing)) return std::nullopt;
  }
  return Rejection{"annulment.not_final"};
}

std::optional<Rejection> ReworkService::reopening_obstacle(db::Transaction& tx, const Case& file) {
  if (file.state != CaseState::closed || file.imported) return Rejection{"reopening.not_closed"};
  if (pending_rework(tx, file.id, ReworkKind::reopening)) return Rejection{"reopening.pending"};
  return std::nullopt;
}

Result<std::optional<OpenCase>> ReworkService::begin(db::Transaction& tx, const Actor& who, const Asked& asked) {
  const auto before = db::claim_request(tx, asked.request_key, asked.print, rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return std::optional<OpenCase>{};
  // Of two who ask at once the second waits here, and then sees the first's request.
  tx.execute(rwq::case_lock, db::Params{asked.order});
  auto opened = cases_.open_in(tx, who, asked.order);
  if (!opened) return opened.rejections();
  if (opened->by_grant || !who.may(asked.permission, opened->file.territory_point)) {
    tx.rollback();
    return rooms_.trail.refused(who, asked.permission, "case:" + asked.order, opened->file.id);
  }
  return std::optional{*std::move(opened)};
}

void ReworkService::insert(db::Transaction& tx, const Actor& who, const Case& file, ReworkKind kind,
                           const std::string& reason, const std::string& entry) {
  tx.execute(rwq::rework_insert,
             db::Params{file.id, rooms_.ids.next(), kind == ReworkKind::annulment ? "annulment" : "reopening", reason,
                        entry, rooms_.clock.now(), who.user_id()});
}

// The team of the file works on it again and reads the unit's earlier files again; stage and state follow the
// procedure.
void ReworkService::open_again(db::Transaction& tx, const Actor& who, Case& file) {
  file.closed_on.reset();
  file.stage = 0;
  follow_procedure(tx, rooms_, file);
  save(tx, file);
  ++file.version;
  std::vector<std::string> team;
  for (const auto& member : members_of(tx, file.id)) team.push_back(member.user_id);
  rooms_.grants.open(tx, who, file.id, file.unit_key, team);
}

Result<Done> ReworkService::ask_annulment(const Actor& who, const std::string& order, const std::string& reason,
                                          const std::string& request_key) {
  const Asked asked{order, request_key, fingerprint_of({"annulment", who.user_id(), order, reason}), "annulment.ask"};
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = ask_annulment_in(tx, who, asked, reason);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> ReworkService::ask_annulment_in(db::Transaction& tx, const Actor& who, const Asked& asked,
                                             const std::string& reason) {
  auto opened = begin(tx, who, asked);
  if (!opened) return opened.rejections();
  if (!*opened) return Done{};
  Case file = (*opened)->file;
  if (auto why = fault_of_text(reason, "reason", web::E_("rework.reason_missing"))) return *why;
  if (auto why = annulment_obstacle(tx, file)) return *why;
  insert(tx, who, file, ReworkKind::annulment, reason, {});
  rooms_.trail.record(
      tx, who,
      {.chain = audit::ChainName::of_case(file.id), .event = "annulment.asked", .object = "case:" + file.order_number});
  const std::string message{annulment_message};
  if (file.state == CaseState::closed) {
    const auto moved = rooms_.workflow.reopen(tx, who, file.id, {{}, message});
    if (!moved) return moved.rejections();
    open_again(tx, who, file);
  } else {
    const auto told = rooms_.workflow.deliver(tx, who, file.id, message, {});
    if (!told) return told.rejections();
  }
  db::store_result(tx, asked.request_key, "done");
  return Done{};
}

Result<Done> ReworkService::ask_reopening(const Actor& who, const std::string& order, const std::string& entry,
                                          const std::string& reason, const std::string& request_key) {
  const Asked asked{order, request_key, fingerprint_of({"reopening", who.user_id(), order, entry, reason}),
                    "case.reopen"};
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = ask_reopening_in(tx, who, asked, entry, reason);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> ReworkService::ask_reopening_in(db::Transaction& tx, const Actor& who, const Asked& asked,
                                             const std::string& entry, const std::string& reason) {
  auto opened = begin(tx, who, asked);
  if (!opened) return opened.rejections();
  if (!*opened) return Done{};
  const Case& file = (*opened)->file;
  if (auto why = reopening_obstacle(tx, file)) return *why;
  Rejections faults;
  const auto entries = rooms_.workflow.reentries(tx, file.id);
  if (std::find(entries.begin(), entries.end(), entry) == entries.end())
    faults.push_back({"reopening.entry_unknown", {}, "entry"});
  if (auto why = fault_of_text(reason, "reason", web::E_("rework.reason_missing"))) faults.push_back(*why);
  if (!faults.empty()) return faults;
  insert(tx, who, file, ReworkKind::reopening, reason, entry);
  rooms_.trail.record(
      tx, who,
      {.chain = audit::ChainName::of_case(file.id), .event = "reopening.asked", .object = "case:" + file.order_number});
  db::store_result(tx, asked.request_key, "done");
  return Done{};
}

Result<Done> ReworkService::decide_reopening(const Actor& who, const std::string& order, bool approve,
                                             const std::string& refusal, const std::string& request_key) {
  const Asked asked{order, request_key,
                    fingerprint_of({"reopening.decision", who.user_id(), order, approve ? "yes" : "no", refusal}),
                    "case.reopen"};
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = decide_reopening_in(tx, who, asked, approve, refusal);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> ReworkService::decide_reopening_in(db::Transaction& tx, const Actor& who, const Asked& asked, bool approve,
                                                const std::string& refusal) {
  auto opened = begin(tx, who, asked);
  if (!opened) return opened.rejections();
  if (!*opened) return Done{};
  Case file = (*opened)->file;
  const auto pending = pending_rework(tx, file.id, ReworkKind::reopening);
  if (!pending) return Rejection{"reopening.none"};
  if (pending->asked_by == who.user_id()) {
    tx.rollback();
    rooms_.trail.refused(who, "case.reopen", "case:" + asked.order, file.id);
    return Rejection{"reopening.same_person"};
  }
  if (!approve)
    if (auto why = fault_of_text(refusal, "refusal", web::E_("reopening.refusal_missing"))) return *why;
  decide(tx, file.id, *pending, approve ? ReworkState::approved : ReworkState::refused,
         approve ? std::string{} : refusal, rooms_.clock.now(), who.user_id());
  rooms_.trail.record(tx, who,
                      {.chain = audit::ChainName::of_case(file.id),
                       .event = approve ? "reopening.approved" : "reopening.refused",
                       .object = "case:" + file.order_number});
  if (approve) {
    const auto open = tx.find(rwq::case_open_of_workplace, db::Params{file.unit_key, file.workplace_key},
                              [](const db::Row& r) { return r.text(0); });
    if (open) return Rejection{"reopening.other_open", {*open}};
    const auto moved = rooms_.workflow.reopen(tx, who, file.id, {pending->entry, {}});
    if (!moved) return moved.rejections();
    open_again(tx, who, file);
  }
  db::store_result(tx, asked.request_key, "done");
  return Done{};
}

std::vector<WaitingReopening> ReworkService::waiting(const Actor& who) {
  const auto scope = who.scope("case.reopen");
  if (scope.empty()) return {};
  const db::ScopedQuery query{rwq::rework_waiting, scope, "t.low"};
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(query.query(), db::Params{who.user_id()}, [](const db::Row& r) {
      return WaitingReopening{r.text(0), r.text(1), r.instant(2)};
    });
  });
}

}  // namespace ssiis::inspections
