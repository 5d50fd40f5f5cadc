// The data sheet of a labour unit: what its own register, other registers and our files say of it, inside the caller's
// places.
#pragma once
#include "inspections/cases.hpp"
#include "inspections/decisions.hpp"
#include "registry/api.hpp"

namespace ssiis::inspections {

struct UnitSheet {
  registry::LabourUnit unit;
  std::vector<registry::Workplace> workplaces;
  std::optional<Month> newest;                       // nothing: the register has no contribution at all
  std::vector<registry::ContributionMonth> history;  // 24 months, oldest first
  std::int64_t workers{0};                           // in the newest month
  std::vector<registry::Snapshot> snapshots;
  std::vector<registry::SearchHit> elsewhere;  // entries of other registers under a like name; linked to nothing
  std::vector<Case> files;                     // those the caller may see, the newest first
  std::vector<registry::PastInspection> past;
  bool may_order{false};
  std::map<CaseId, std::vector<Decision>> decisions{};            // of its files
  std::vector<registry::EntityNumber> numbers{};                  // of all registers
  bool workplaces_known{false};                                   // the MIS keeps workplaces at all
  bool may_benefits{false};                                       // worker.read where the unit lies
  std::optional<std::vector<registry::BenefitCount>> benefits{};  // in those months; nothing: the MIS does not say
};

// An open order as the panel shows it.
struct OpenOrder {
  Case file;
  std::string chief;  // user id; empty before the team is named
  std::vector<workflow::OpenTask> tasks;
  std::optional<Day> due;
  bool due_confirmed{true};
  std::optional<Day> still_since{};  // of one whose periods stand still
};
struct UnitFacts {
  std::vector<OpenOrder> open;
  std::vector<Case> earlier;
};

struct WorkersPage {
  registry::LabourUnit unit;
  Month month;
  std::int64_t total;
  std::vector<registry::DeclaredWorker> workers;
  std::string next;  // where the next page begins; empty on the last
};

// Why somebody looks at the personal data of a unit's workers. The codes are the purposes in the audit trail.
inline constexpr std::string_view worker_purposes[] = {"inspection", "request", "register_check"};

// [any thread]
class UnitService {
 public:
  UnitService(const Rooms& rooms, registry::SearchBox& search) : rooms_{rooms}, search_{search} {}

  // Permission registry.read, with the unit inside the caller's places; the reading is audited. access.forbidden, in
  // the same words whether the unit exists or not; the refusal is audited.
  Result<UnitSheet> sheet(const Actor& who, const std::string& unit_key);

  // Permission worker.read where the unit lies. unit.purpose_missing for a purpose that is none of worker_purposes;
  // each page that is shown is audited with it. `after` as WorkersPage::next.
  Result<WorkersPage> workers(const Actor& who, const std::string& unit_key, const std::string& purpose,
                              const std::string& after);

  // For the panel: orders and files only, no personal data, hence no audit record. Nothing outside the caller's places.
  UnitFacts facts(const Actor& who, const std::string& unit_key);

 private:
  Rooms rooms_;
  registry::SearchBox& search_;
};

}  // namespace ssiis::inspections
