#include "workflow/incidents.hpp"

#include "database/jobs.hpp"
#include "sql/workflow.hpp"
#include "workflow/engine_step.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

}  // namespace

struct IncidentOffice::Found {
  std::string territory, process, node, taken_by;
  std::int64_t fence, bundle;
};

struct IncidentOffice::Wish {
  Remedy remedy;
  std::string reason;
  const Variables& corrected;
};

std::string_view name_of(Remedy v) noexcept {
  switch (v) {
    case Remedy::retry:
      return "retry";
    case Remedy::skip:
      return "skip";
    case Remedy::terminate:
      return "terminate";
  }
  return "retry";
}

bool IncidentOffice::skippable(db::Transaction& tx, std::int64_t bundle, const std::string& process,
                               const std::string& node) {
  const auto b = engine_.bundle(tx, bundle);
  const auto* d = b->process(process);
  const int at = d ? d->index(node) : nowhere;
  return at != nowhere && calls_out(d->node(at)) && !b->catalogues.never_skipped.contains(d->node(at).topic);
}

// An incident of a file elsewhere is as unknown as one that never was.
Result<IncidentOffice::Found> IncidentOffice::look(db::Transaction& tx, const Actor& who, const IncidentRef& ref,
                                                   Remedy remedy) {
  const auto found = tx.find(q::incident_place, db::Params{ref.case_id, ref.id}, [](const db::Row& r) {
    return std::pair{Found{r.text(0), r.text(4), r.text(6), r.text_or_empty(2), r.integer(1), r.integer(5)},
                     r.text(3) == "open"};
  });
  if (!found || !found->second) return Rejection{"workflow.incident_unknown"};
  const auto point = engine_.parts_.territories(tx)->point(found->first.territory);
  if (!who.may("workflow.incident", point)) return Rejection{"workflow.incident_unknown"};
  if (remedy == Remedy::terminate && !who.may("workflow.terminate", point)) return Rejection{"access.forbidden"};
  if (remedy == Remedy::skip && !skippable(tx, found->first.bundle, found->first.process, found->first.node))
    return Rejection{"workflow.not_skippable", {found->first.node}};
  return found->first;
}

Result<std::int64_t> IncidentOffice::claim(const Actor& who, const IncidentRef& ref, Remedy remedy) {
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto found = look(tx, who, ref, remedy);
    if (!found) return found.rejections();
    const auto now = db::database_now(tx);
    const db::Params row{who.login(), now.plus_seconds(lease.count()), ref.case_id, ref.id, now};
    if (tx.execute(q::incident_claim, row) != 1) return Rejection{"workflow.incident_taken", {found->taken_by}};
    // The row is ours now; what the fence became is read where nobody else can have moved it.
    const auto mine = look(tx, who, ref, remedy);
    if (!mine) return mine.rejections();
    return mine->fence;
  });
}

Result<Settled> IncidentOffice::settle_in(db::Transaction& tx, const Actor& who, const IncidentRef& ref,
                                          std::int64_t fence, const Wish& wish) {
  const auto remedy = wish.remedy;
  const auto& reason = wish.reason;
  const auto step = engine_.open(tx, who, ref.case_id, store::instance_of(ref.id), std::nullopt);
  Incident* incident = nullptr;
  if (step)
    for (auto& i : step->state.incidents)
      if (i.id == ref.id) incident = &i;
  if (!incident) return Rejection{"workflow.incident_unknown"};
  const auto found = look(tx, who, ref, remedy);
  if (!found) return found.rejections();
  if (found->fence != fence) return Rejection{"workflow.incident_taken", {found->taken_by}};
  const int at = incident->node;
  std::vector<std::pair<std::string, std::string>> details;  // the reason stands in the history: people wrote it
  if (!wish.corrected.empty()) {
    const auto& [name, value] = *wish.corrected.begin();
    if (incident->code != "workflow.unknown_variable" || wish.corrected.size() != 1 || name != incident->data)
      return Rejection{"workflow.not_correctable", {found->node}};
    step->machine.set(wish.corrected, step->machine.token(incident->token));
    step->machine.note("corrected", at, first_code_points(name + " = " + shown(value) + ": " + reason, longest_reason));
    details.emplace_back("variable", name);
  }
  if (remedy == Remedy::retry)
    step->machine.retry(*incident);
  else if (remedy == Remedy::skip)
    step->machine.skip(*incident, reason);
  else
    step->machine.terminate(reason);
  bool again = false;
  for (const auto& i : step->state.incidents) again = again || (i.open && i.mark == Mark::added && i.node == at);
  std::string_view event = "workflow.incident_retried";
  if (remedy == Remedy::skip) event = "workflow.incident_skipped";
  if (remedy == Remedy::terminate) event = "workflow.terminated";
  const auto moved = engine_.finish(*step, event, "incident:" + found->node, std::move(details));
  if (!moved) return moved.rejections();
  tx.execute(q::incident_settled, db::Params{std::string{name_of(remedy)}, reason, ref.case_id, ref.id});
  if (engine_.moved_aside_) engine_.moved_aside_(tx, who, ref.case_id, *moved);
  return Settled{*moved, again};
}

void IncidentOffice::let_go(const IncidentRef& ref, std::int64_t fence) {
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(q::incident_let_go, db::Params{ref.case_id, ref.id, fence});
  });
}

Result<Settled> IncidentOffice::settle(const Actor& who, const IncidentRef& ref, Remedy remedy, std::string_view given,
                                       const Variables& corrected) {
  const std::string reason{trimmed(given)};
  if (const auto bad = too_long(corrected)) return Rejection{bad->code, bad->args, "value"};
  if (!corrected.empty() && remedy != Remedy::retry) return Rejection{"workflow.not_correctable", {""}};
  if (reason.empty() && (remedy != Remedy::retry || !corrected.empty()))
    return Rejection{"workflow.reason_missing", {}, "reason"};
  if (count_code_points(reason) > longest_reason) return Rejection{"workflow.reason_too_long", {}, "reason"};
  const auto fence = claim(who, ref, remedy);
  if (!fence) return fence.rejections();
  const auto done = pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Settled> {
    auto moved = settle_in(tx, who, ref, *fence, {remedy, reason, corrected});
    if (!moved) tx.rollback();
    return moved;
  });
  // A lost lease is no longer ours to give back: the statement asks for the fence.
  if (!done) let_go(ref, *fence);
  return done;
}

// Failures that pass by themselves: a register that did not answer in time. The topic says so, the code says that its
// module failed; anything else is wrong in the file or in the procedure and stays wrong.
std::optional<Instant> IncidentOffice::next_try(db::Transaction& tx, const WaitingIncident& i) {
  if (i.what.code != "workflow.service_failed" || i.what.attempts >= most_attempts) return std::nullopt;
  const auto b = engine_.bundle(tx, i.bundle);
  const auto* d = b->process(i.process);
  const int at = d ? d->index(i.what.node) : nowhere;
  if (at == nowhere || !b->catalogues.tried_again.contains(d->node(at).topic)) return std::nullopt;
  return i.what.opened_at.plus_seconds(pause_seconds(i.what.attempts));
}

std::int64_t IncidentOffice::retry_due(const Actor& who, const std::function<bool()>& given_up) {
  const auto now = engine_.parts_.clock.now();
  std::int64_t tried = 0;
  for (IncidentRef last{CaseId{0}, 0};;) {
    const auto page = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
      auto out = tx.all(
          q::incidents_failed, db::Params{most_attempts, last.case_id, last.case_id, last.id}, [](const db::Row& r) {
            return WaitingIncident{
                {CaseId{r.integer(0)}, r.integer(1), r.text(2), r.text(3), "", r.integer(4), r.instant(5)},
                r.text(6),
                "",
                r.integer(7),
                false,
                "",
                {}};
          });
      for (auto& i : out) i.next_try = next_try(tx, i);
      return out;
    });
    for (const auto& i : page) {
      if (given_up && given_up()) return tried;
      last = {i.what.case_id, i.what.id};
      if (!i.next_try || now < *i.next_try) continue;
      try {
        if (settle(who, last, Remedy::retry, "")) ++tried;
      } catch (const Conflict&) {  // somebody moved the file meanwhile
      } catch (const db::Error&) {
        throw;  // the next round goes on
      } catch (const std::exception&) {
        ++tried;  // its module broke off: the claim has counted the attempt, and the others have their turn
      }
    }
    if (page.empty()) return tried;
  }
}

}  // namespace ssiis::workflow
