// Rows of visits. Callers have opened the case through its service, which holds the right to it.
#pragma once
#include "database/api.hpp"
#include "inspections/visit_types.hpp"

namespace ssiis::inspections {

void insert(db::Transaction& tx, CaseId id, const Visit& visit);
std::vector<Visit> visits_of(db::Transaction& tx, CaseId id);
std::optional<Visit> find_visit(db::Transaction& tx, CaseId id, int number);
void save(db::Transaction& tx, CaseId id, const Visit& visit);  // throws Conflict

std::vector<RollEntry> roll_of(db::Transaction& tx, CaseId id, VisitId visit);
std::optional<RollEntry> find_roll_entry(db::Transaction& tx, CaseId id, VisitId visit, std::int64_t row);
void insert(db::Transaction& tx, CaseId id, const RollEntry& entry);
void insert_many(db::Transaction& tx, CaseId id, const std::vector<RollEntry>& entries);
void save(db::Transaction& tx, CaseId id, const RollEntry& entry);  // throws Conflict
RollTally tally_of(db::Transaction& tx, CaseId id, VisitId visit);

std::vector<ChecklistAnswer> checklist_of(db::Transaction& tx, CaseId id, VisitId visit);
// Replaces the answer of one item.
void answer(db::Transaction& tx, db::IdSource& ids, CaseId id, VisitId visit, const ChecklistAnswer& given);

void insert(db::Transaction& tx, CaseId id, VisitId visit, const Statement& statement);
std::vector<Statement> statements_of(db::Transaction& tx, CaseId id, VisitId visit);

void insert(db::Transaction& tx, CaseId id, const Evidence& evidence);
std::vector<Evidence> evidence_of(db::Transaction& tx, CaseId id);

}  // namespace ssiis::inspections
