// The canonical registry as values. Texts are as the registers have them: any may be empty,
// misspelt, in either script.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::registry {

// Where something is: what was written, and the place in the territory tree that it falls to.
// `territory` is the code of a node that exists today (a district; its province when the district
// is unknown; the root when both are), `point` its number for Scope::holds.
struct Whereabouts {
  std::string province_code, district_code;  // as the register has them; may be empty
  std::string province, district, village, address;
  std::string territory;
  std::int64_t point{0};
};

struct LabourUnit {
  std::string lu_id;  // the MIS's key; opaque
  std::string ss_reg_no;
  std::string name_lo, name_en;
  std::string sector;  // section of ISIC, or the MIS's own text
  Whereabouts where;
  std::string phone, director_name;
  std::optional<Day> reg_date;
  std::string status;  // ACTIVE, SUSPENDED, CLOSED, or the MIS's own text
  std::optional<Day> close_date;
  // The name in the language asked for, or the other one, or the key: never empty.
  const std::string& name(std::string_view language) const noexcept;
};

struct Workplace {
  std::string workplace_id, lu_id, name_lo, name_en;
  Whereabouts where;
  std::string phone;
  std::optional<Day> open_date, close_date;
  bool derived;  // true: the register knows no workplaces of this unit; this is its own address
  const std::string& name(std::string_view language) const noexcept;
};

struct Worker {
  std::string worker_id, ss_no, given_lo, surname_lo, name_latin, sex;
  std::optional<Day> dob;
  std::string id_no, phone;
  Whereabouts where;  // home
  std::optional<Day> reg_date;
  std::string nationality;
  // Lao name, or the Latin one when there is none (and the reverse for English); the key when both
  // are empty.
  std::string name(std::string_view language) const;
};

struct Employment {
  std::string emp_id, lu_id, worker_id;
  std::optional<Day> start_date, reg_date, end_date;  // no end: still employed
};

// A worker as declared by one unit in one month. No declaration in that month: the amounts are
// empty.
struct DeclaredWorker {
  Worker worker;
  Employment employment;
  std::optional<Money> declared_wage, due, paid;
  std::optional<Day> paid_date;
};

// A unit's contributions of one month over all its workers, doubled lines once each as the register
// has them.
struct ContributionMonth {
  Month month;
  std::int64_t people;  // distinct workers declared
  std::int64_t lines;
  Money declared, due, paid;
  std::optional<Day> last_paid;
  Money missing() const { return due > paid ? due - paid : Money{}; }
};

// One month of one worker at one unit.
struct WorkerMonth {
  std::string lu_id;
  Month month;
  std::optional<Money> declared_wage, due, paid;
  std::optional<Day> paid_date;
};

// Which snapshot of another register something was read in.
struct Snapshot {
  std::string source;  // tax_employer, enterprise_register, …
  Day as_of;
  Instant loaded_at;
  std::int64_t rows{0};
  std::string period_from, period_to;  // months, where the source has a period
};

struct TaxEmployer {
  std::string tin, name, name_alt, phone, isic, status;
  Whereabouts where;
  std::optional<Day> reg_date;
  Snapshot snapshot;
};

struct EnterpriseEntry {
  std::string er_no, tin, name_lo, name_en, legal_form, isic, director_name, phone, status;
  std::optional<Money> capital;
  Whereabouts where;
  std::optional<Day> reg_date, dissolved_date;
  Snapshot snapshot;
};

struct CivilEntry {
  std::string civil_id, id_no, family_book, given_lo, surname_lo, name_latin, sex, status;
  std::optional<Day> dob, death_date;
  Whereabouts where;
  Snapshot snapshot;
};

struct PayrollLine {
  std::string tin, tax_emp_id, employee_name, id_no;
  std::optional<Month> from, to;
  std::optional<Money> monthly_gross;
};

struct PastInspection {  // from before this system
  std::string insp_id;
  std::optional<Month> month;
  std::string selection, found_codes;
};

}  // namespace ssiis::registry
