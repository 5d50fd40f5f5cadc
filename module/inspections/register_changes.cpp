#include "inspections/register_changes.hpp"

#include <algorithm>

#include "inspections/repository_visits.hpp"
#include "inspections/returns.hpp"
#include "inspections/rules.hpp"

namespace ssiis::inspections {
namespace {

amendments::SourceFile source_of(const Case& c) { return {c.id, c.order_number, c.unit_key, c.unit_name, c.territory}; }

// Decisions of the file that order something and stand: what was found is held to be so.
std::vector<Decision> decided_against_the_unit(db::Transaction& tx, CaseId id) {
  auto all = decisions_of(tx, id);
  std::erase_if(all, [](const Decision& d) { return d.rules() || !stands(d.now) || d.outcome == "no_measure"; });
  return all;
}

bool step_was_done(db::Transaction& tx, CaseId id, const std::string& form_key) {
  if (form_key == "decision") return !decided_against_the_unit(tx, id).empty();
  const auto anew = returned_tasks(tx, id);
  const auto answers = answers_of(tx, id);
  return std::any_of(answers.begin(), answers.end(),
                     [&](const StoredAnswer& a) { return a.form_key == form_key && !anew.contains(a.task.value); });
}

// The fields of a form of changes that the roll call can fill.
forms::Typed typed_of_worker(const RollEntry& entry) {
  forms::Typed out{{"name", entry.name}, {"id_no", entry.identity_number}, {"start_month", entry.works_since}};
  if (entry.found_wage) out.emplace("first_wage", std::to_string(entry.found_wage->units()));
  return out;
}

std::string grounds_of(const RollEntry& entry) {
  std::string out = entry.position;
  if (!entry.note.empty()) out += (out.empty() ? "" : "\n") + entry.note;
  return out.empty() ? std::string{"–"} : out;
}

// The month whose declared wage the roll call was compared with; nothing when the register has moved on since.
std::optional<Month> month_compared(db::Transaction& tx, const Actor& who, const Case& file, const RollEntry& entry) {
  const auto month = registry::newest_month(tx);
  if (!month) return std::nullopt;
  for (const auto& m : registry::worker_history(tx, who.scope("worker.read"), entry.worker_key, *month, 1))
    if (m.lu_id == file.unit_key && m.declared_wage == entry.declared_wage) return month;
  return std::nullopt;
}

std::optional<amendments::NewAmendment> change_from(db::Transaction& tx, const Actor& who, const Case& file,
                                                    const Visit& visit, const RollEntry& entry) {
  amendments::NewAmendment out;
  out.evidence = "visit:" + std::to_string(visit.number);
  out.origin = "roll:" + std::to_string(entry.row);
  if (entry.finding == RollFinding::unregistered) {
    out.kind = "worker";
    out.typed = typed_of_worker(entry);
  } else if (entry.finding == RollFinding::wage_differs && entry.found_wage && !entry.worker_key.empty()) {
    const auto month = month_compared(tx, who, file, entry);
    if (!month) return std::nullopt;
    out.kind = "wage";
    out.typed = {{"worker_no", entry.worker_key},
                 {"month_from", month->iso()},
                 {"month_to", month->iso()},
                 {"wage", std::to_string(entry.found_wage->units())}};
  } else {
    return std::nullopt;
  }
  out.typed.emplace(std::string{amendments::grounds_field}, grounds_of(entry));
  return out;
}

// What the roll call found becomes changes, each once. What cannot be one as it was written down (a worker whose number
// the register has twice) is left to be prepared by hand.
void prepare_from_rolls(db::Transaction& tx, const Rooms& rooms, const Actor& who, const Case& file) {
  std::set<std::string> known;
  for (const auto& a : rooms.amendments.brief(tx, file.id))
    if (a.state != amendments::State::withdrawn) known.insert(a.origin);
  for (const auto& visit : visits_of(tx, file.id))
    for (const auto& entry : roll_of(tx, file.id, visit.id)) {
      if (known.contains("roll:" + std::to_string(entry.row))) continue;
      if (const auto wish = change_from(tx, who, file, visit, entry))
        static_cast<void>(rooms.amendments.prepare(tx, who, source_of(file), *wish));
    }
}

}  // namespace

std::vector<EvidenceChoice> evidence_choices(db::Transaction& tx, const Actor& who, const OpenCase& open,
                                             documents::DocumentRegister& documents) {
  std::vector<EvidenceChoice> out;
  for (const auto& e : evidence_of(tx, open.file.id))
    out.push_back({"evidence:" + std::to_string(e.id.value), e.title.empty() ? e.file_name : e.title});
  for (const auto& d : documents.of_case(tx, open.file.id)) {
    if (d.copy_of || sealed_for(who, open, d)) continue;
    const bool paper = !d.is_letter();
    if (paper && !d.source_blob) continue;
    out.push_back({(paper ? "paper:" : "document:") + d.verify_code, d.register_number + " " + d.title});
  }
  return out;
}

void register_follows(db::Transaction& tx, const Rooms& rooms, const Actor& who, const Case& file,
                      const std::string& form_key, const forms::Answer& answer) {
  if (form_key == "findings") prepare_from_rolls(tx, rooms, who, file);
  if (form_key == "decision") {
    const auto decided = answer.find("decision");
    if (decided == answer.end() || decided->second == "returned" || decided->second == "no_measure") return;
  }
  rooms.amendments.hand_over(tx, who, file.id, form_key);
}

std::optional<Rejection> registration_open(db::Transaction& tx, const Rooms& rooms, CaseId id) {
  const int open = rooms.amendments.undecided(tx, id, "worker");
  if (open == 0) return std::nullopt;
  return Rejection{"amendment.undecided", {std::to_string(open)}, "registration"};
}

std::optional<Rejection> objection_of_file(db::Transaction& tx, const amendments::Kind& kind,
                                           const amendments::Amendment& change) {
  if (!kind.needs_final_decision) return std::nullopt;
  const auto decided = decided_against_the_unit(tx, change.case_id);
  if (decided.empty()) return Rejection{"amendment.decision_gone"};
  const bool final = std::any_of(decided.begin(), decided.end(), [](const Decision& d) {
    return d.now.state == DecisionState::final && !d.now.stayed;
  });
  return final ? std::nullopt : std::optional{Rejection{"amendment.not_final"}};
}

bool RegisterChanges::may_propose(const Actor& who, const OpenCase& open) {
  return !open.by_grant && !open.file.imported && open.member() && who.may(amendments::may_propose);
}

Result<OpenCase> RegisterChanges::opened_to_propose(db::Transaction& tx, const Actor& who, const std::string& order) {
  auto opened = cases_.open_in(tx, who, order);
  if (!opened || may_propose(who, *opened)) return opened;
  tx.rollback();
  return rooms_.trail.refused(who, amendments::may_propose, "case:" + order, opened->file.id);
}

Result<Done> RegisterChanges::prepare(const Actor& who, const std::string& order, const ChangeWish& wish) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = prepare_in(tx, who, order, wish);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> RegisterChanges::prepare_in(db::Transaction& tx, const Actor& who, const std::string& order,
                                         const ChangeWish& wish) {
  std::string typed;
  for (const auto& [field, value] : wish.typed) typed += fingerprint_of({field, value});
  const auto before = db::claim_request(
      tx, wish.request_key, fingerprint_of({"change", who.user_id(), order, wish.kind, wish.evidence, typed}),
      rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return Done{};
  const auto opened = opened_to_propose(tx, who, order);
  if (!opened) return opened.rejections();
  if (opened->file.outcome == "withdrawn") return Rejection{"amendment.inspection_cancelled"};
  amendments::NewAmendment made{wish.kind, wish.typed, {}, {}, {}};
  for (const auto& choice : evidence_choices(tx, who, *opened, documents_))
    if (choice.code == wish.evidence) {
      made.evidence = choice.code;
      made.evidence_title = choice.title;
    }
  const auto id = rooms_.amendments.prepare(tx, who, source_of(opened->file), made);
  if (!id) return id.rejections();
  const auto* kind = rooms_.amendments.kinds().find(wish.kind);
  if (step_was_done(tx, opened->file.id, kind->after))
    rooms_.amendments.hand_over(tx, who, opened->file.id, kind->after);
  db::store_result(tx, wish.request_key, "done");
  return Done{};
}

Result<Done> RegisterChanges::settle(const Actor& who, const std::string& order, std::int64_t amendment,
                                     std::int64_t version, bool answers, const std::string& text,
                                     const std::string& request_key) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto print = fingerprint_of({answers ? "answer" : "withdraw", who.user_id(), order, std::to_string(amendment),
                                       std::to_string(version), text});
    const auto before = db::claim_request(tx, request_key, print, rooms_.clock.now());
    if (!before) return before.rejections();
    if (*before) return Done{};
    const auto opened = opened_to_propose(tx, who, order);
    if (!opened) return opened.rejections();
    auto& office = rooms_.amendments;
    auto done = answers ? office.answer(tx, who, opened->file.id, amendment, version, text)
                        : office.withdraw(tx, who, opened->file.id, amendment, version, text);
    if (!done)
      tx.rollback();
    else
      db::store_result(tx, request_key, "done");
    return done;
  });
}

}  // namespace ssiis::inspections
