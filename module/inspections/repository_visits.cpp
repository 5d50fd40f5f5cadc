#include "inspections/repository_visits.hpp"

#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

namespace q = ssiis::sql::inspections;

std::optional<std::string> nothing_if_empty(const std::string& s) {
  return s.empty() ? std::nullopt : std::optional{s};
}

Visit read_visit(const db::Row& r) {
  return Visit{.id = VisitId{r.integer(0)},
               .number = static_cast<int>(r.integer(1)),
               .kind = decoded<InspectionType>(r.text(2)),
               .state = decoded<VisitState>(r.text(3)),
               .planned_for = r.maybe_day(4),
               .started_at = r.instant(5),
               .ended_at = r.maybe_instant(6),
               .place = r.text_or_empty(7),
               .met_name = r.text_or_empty(8),
               .met_position = r.text_or_empty(9),
               .remarks = r.text_or_empty(11),
               .employer_signature = decoded<Signature>(r.text(10)),
               .created_by = r.text(12),
               .version = r.integer(13)};
}

RollEntry read_roll(const db::Row& r) {
  return RollEntry{.row = r.integer(0),
                   .visit = VisitId{r.integer(1)},
                   .worker_key = r.text_or_empty(2),
                   .ss_number = r.text_or_empty(3),
                   .name = r.text(4),
                   .identity_number = r.text_or_empty(5),
                   .position = r.text_or_empty(6),
                   .finding = decoded<RollFinding>(r.text(7)),
                   .declared_wage = r.maybe_money(8),
                   .found_wage = r.maybe_money(9),
                   .works_since = r.text_or_empty(10),
                   .source = r.text_or_empty(11),
                   .note = r.text_or_empty(12),
                   .seen_at = r.instant(13),
                   .version = r.integer(14)};
}

}  // namespace

void insert(db::Transaction& tx, CaseId id, const Visit& v) {
  tx.execute(q::visit_insert,
             db::Params{id, v.id, v.number, name_of(v.kind), name_of(v.state), v.planned_for, v.started_at,
                        nothing_if_empty(v.place), name_of(v.employer_signature), v.created_by});
}

std::vector<Visit> visits_of(db::Transaction& tx, CaseId id) {
  return tx.all(q::visits_of_case, db::Params{id}, read_visit);
}

std::optional<Visit> find_visit(db::Transaction& tx, CaseId id, int number) {
  return tx.find(q::visit_by_number, db::Params{id, number}, read_visit);
}

void save(db::Transaction& tx, CaseId id, const Visit& v) {
  if (tx.execute(q::visit_save, db::Params{name_of(v.state), v.ended_at, nothing_if_empty(v.met_name),
                                           nothing_if_empty(v.met_position), name_of(v.employer_signature),
                                           nothing_if_empty(v.remarks), id, v.id, v.version}) != 1)
    throw Conflict{"visit"};
}

std::vector<RollEntry> roll_of(db::Transaction& tx, CaseId id, VisitId visit) {
  return tx.all(q::roll_of_visit, db::Params{id, visit}, read_roll);
}

std::optional<RollEntry> find_roll_entry(db::Transaction& tx, CaseId id, VisitId visit, std::int64_t row) {
  return tx.find(q::roll_entry, db::Params{id, visit, row}, read_roll);
}

void insert(db::Transaction& tx, CaseId id, const RollEntry& e) {
  tx.execute(q::roll_insert,
             db::Params{id, e.row, e.visit, nothing_if_empty(e.worker_key), nothing_if_empty(e.ss_number), e.name,
                        nothing_if_empty(e.identity_number), nothing_if_empty(e.position), name_of(e.finding),
                        e.declared_wage, e.found_wage, nothing_if_empty(e.works_since), nothing_if_empty(e.source),
                        nothing_if_empty(e.note), e.seen_at});
}

void insert_many(db::Transaction& tx, CaseId id, const std::vector<RollEntry>& entries) {
  using Numbers = std::vector<std::optional<std::int64_t>>;
  using Texts = std::vector<std::optional<std::string>>;
  Numbers cases, rows, visits, wages, versions;
  Texts keys, numbers, names, identities, findings, seen;
  for (const auto& e : entries) {
    cases.push_back(id.value);
    rows.push_back(e.row);
    visits.push_back(e.visit.value);
    keys.push_back(nothing_if_empty(e.worker_key));
    numbers.push_back(nothing_if_empty(e.ss_number));
    names.push_back(e.name);
    identities.push_back(nothing_if_empty(e.identity_number));
    findings.push_back(std::string{name_of(e.finding)});
    wages.push_back(e.declared_wage ? std::optional{e.declared_wage->units()} : std::nullopt);
    seen.push_back(e.seen_at.iso());
    versions.push_back(1);
  }
  using db::Column;
  tx.execute_many(
      "insp_roll_entry",
      {"case_id", "id", "visit_id", "worker_key", "ss_number", "name", "identity_number", "finding", "declared_wage",
       "seen_at", "version"},
      {Column::of_integers(cases), Column::of_integers(rows), Column::of_integers(visits), Column::of_texts(keys),
       Column::of_texts(numbers), Column::of_texts(names), Column::of_texts(identities), Column::of_texts(findings),
       Column::of_integers(wages), Column::of_texts(seen), Column::of_integers(versions)});
}

void save(db::Transaction& tx, CaseId id, const RollEntry& e) {
  if (tx.execute(q::roll_save, db::Params{name_of(e.finding), e.found_wage, nothing_if_empty(e.works_since),
                                          nothing_if_empty(e.source), nothing_if_empty(e.note),
                                          nothing_if_empty(e.position), e.seen_at, id, e.row, e.version}) != 1)
    throw Conflict{"roll entry"};
}

RollTally tally_of(db::Transaction& tx, CaseId id, VisitId visit) {
  RollTally out;
  for (auto rows = tx.query(q::roll_tally, db::Params{id, visit}); rows.next();) {
    const auto n = rows.row().integer(1);
    switch (decoded<RollFinding>(rows.row().text(0))) {
      case RollFinding::open:
        out.open = n;
        break;
      case RollFinding::registered:
        out.registered = n;
        break;
      case RollFinding::unregistered:
        out.unregistered = n;
        break;
      case RollFinding::wage_differs:
        out.wage_differs = n;
        break;
      case RollFinding::absent:
        out.absent = n;
        break;
    }
  }
  return out;
}

std::vector<ChecklistAnswer> checklist_of(db::Transaction& tx, CaseId id, VisitId visit) {
  return tx.all(q::checklist_of_visit, db::Params{id, visit}, [](const db::Row& r) {
    return ChecklistAnswer{r.text(0), decoded<CheckAnswer>(r.text(1)), r.text_or_empty(2)};
  });
}

void answer(db::Transaction& tx, db::IdSource& ids, CaseId id, VisitId visit, const ChecklistAnswer& given) {
  const auto note = nothing_if_empty(given.note);
  if (tx.execute(q::checklist_save, db::Params{name_of(given.answer), note, id, visit, given.item}) == 0)
    tx.execute(q::checklist_insert, db::Params{id, ids.next(), visit, given.item, name_of(given.answer), note});
}

void insert(db::Transaction& tx, CaseId id, VisitId visit, const Statement& s) {
  tx.execute(q::statement_insert,
             db::Params{id, s.row, visit, s.person, nothing_if_empty(s.position), s.content, s.given_at, s.taken_by});
}

std::vector<Statement> statements_of(db::Transaction& tx, CaseId id, VisitId visit) {
  return tx.all(q::statements_of_visit, db::Params{id, visit}, [](const db::Row& r) {
    return Statement{r.integer(0), r.text(1), r.text_or_empty(2), r.text(3), r.instant(4), r.text(5)};
  });
}

void insert(db::Transaction& tx, CaseId id, const Evidence& e) {
  tx.execute(q::evidence_insert, db::Params{id, e.id, e.visit, e.kind, e.title, e.file_name, e.content_type, e.blob,
                                            e.size, e.sha256, e.received_at, e.received_by});
}

std::vector<Evidence> evidence_of(db::Transaction& tx, CaseId id) {
  return tx.all(q::evidence_of_case, db::Params{id}, [](const db::Row& r) {
    Evidence out{.id = EvidenceId{r.integer(0)},
                 .visit = std::nullopt,
                 .kind = r.text(2),
                 .title = r.text(3),
                 .file_name = r.text(4),
                 .content_type = r.text(5),
                 .blob = BlobId{r.integer(6)},
                 .size = r.integer(7),
                 .sha256 = r.text(8),
                 .received_at = r.instant(9),
                 .received_by = r.text(10)};
    if (const auto v = r.maybe_integer(1)) out.visit = VisitId{*v};
    return out;
  });
}

}  // namespace ssiis::inspections
