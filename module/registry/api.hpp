// The registry: labour units, workplaces, workers, contributions as the mapped MIS has them, what
// other registers say in their snapshots, and the search box. Reads only; every function takes a
// Scope.
#pragma once
#include "database/api.hpp"
#include "registry/admin.hpp"
#include "registry/benefits.hpp"
#include "registry/candidates.hpp"
#include "registry/canonical.hpp"
#include "registry/entities.hpp"
#include "registry/gazetteer.hpp"
#include "registry/inputs.hpp"
#include "registry/mis_codes.hpp"
#include "registry/scoped.hpp"
#include "registry/search.hpp"
#include "registry/self_employed.hpp"
#include "registry/types.hpp"

namespace ssiis::registry {

// What a Scope lets one see: a labour unit when it or one of its workplaces lies inside; a worker
// when a unit that employs or employed them does, or, for one who was never employed, their home;
// an entry of another register when its address does. What is outside is not found: the caller
// cannot tell it from what does not exist. All are [any thread], one transaction each; none writes.

std::optional<LabourUnit> find_unit(db::Transaction& tx, const Scope& scope, std::string_view lu_id);
// By LSSO's own number as the register writes it, or by any number of another register that is linked to a unit.
std::vector<LabourUnit> units_by_number(db::Transaction& tx, const Scope& scope, std::string_view number);

struct UnitFilter {
  std::string territory{};  // code of any level; empty = the whole scope
  std::string sector{}, status{};
  std::string after{};  // lu_id of the last one of the page before
  int limit{50};
};
std::vector<LabourUnit> list_units(db::Transaction& tx, const Scope& scope, const UnitFilter& filter);
std::int64_t count_units(db::Transaction& tx, const Scope& scope, const UnitFilter& filter);
// For who keeps the list of places: how many units' register names the very code, of a district or a province.
std::int64_t units_written_at(db::Transaction& tx, const std::string& code);

std::vector<Workplace> workplaces_of(db::Transaction& tx, const Scope& scope, std::string_view lu_id);
std::optional<Workplace> find_workplace(db::Transaction& tx, const Scope& scope, std::string_view workplace_id);

std::optional<Worker> find_worker(db::Transaction& tx, const Scope& scope, std::string_view worker_id);
// Workers employed by the unit in that month, in the order of their keys, with what was declared
// for them.
std::vector<DeclaredWorker> workers_of(db::Transaction& tx, const Scope& scope, std::string_view lu_id, Month month,
                                       std::string_view after = "", int limit = 100);
std::int64_t count_workers_of(db::Transaction& tx, const Scope& scope, std::string_view lu_id, Month month);
// Employments of a worker at units inside the scope.
std::vector<Employment> employments_of(db::Transaction& tx, const Scope& scope, std::string_view worker_id);

// The `months` months up to and with `last`, oldest first, also those without any contribution
// (people = 0).
std::vector<ContributionMonth> contribution_history(db::Transaction& tx, const Scope& scope, std::string_view lu_id,
                                                    Month last, int months = 24);
// A worker's months at units inside the scope, oldest first.
std::vector<WorkerMonth> worker_history(db::Transaction& tx, const Scope& scope, std::string_view worker_id, Month last,
                                        int months = 24);
// The newest month that has a contribution; nothing in an empty registry.
std::optional<Month> newest_month(db::Transaction& tx);

// ---- other registers: entries of their current snapshots, linked to nothing
// ----------------------------------------

std::vector<Snapshot> current_snapshots(db::Transaction& tx);
std::vector<TaxEmployer> tax_employers(db::Transaction& tx, const Scope& scope, std::string_view tin);
std::vector<EnterpriseEntry> enterprises(db::Transaction& tx, const Scope& scope, std::string_view er_no_or_tin);
std::vector<CivilEntry> civil_entries(db::Transaction& tx, const Scope& scope, std::string_view id_no);
// Payroll lines that a tax number declared, newest first; the tax employer must lie inside the
// scope.
std::vector<PayrollLine> payroll_of(db::Transaction& tx, const Scope& scope, std::string_view tin, int limit = 200);
// Inspections of the unit in the years before this system, newest first.
std::vector<PastInspection> past_inspections(db::Transaction& tx, const Scope& scope, std::string_view lu_id);

}  // namespace ssiis::registry
