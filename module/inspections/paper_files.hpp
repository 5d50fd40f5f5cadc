// Old paper files, brought in by hand: a case row marked imported, closed, without a procedure, and its scans.
#pragma once
#include "documents/api.hpp"
#include "inspections/cases.hpp"

namespace ssiis::inspections {

struct PaperFile {
  std::string number;  // as on paper
  std::string unit_key, workplace_key;
  Origin origin{Origin::ad_hoc};
  InspectionType type{InspectionType::direct};
  std::optional<Day> opened_on, closed_on;
  std::string subject;
  std::string outcome;  // one of paper_outcomes
  std::string kept_at;  // where the paper stands
  std::string note;
  std::vector<documents::ReceivedFile> scans{};
  std::string request_key;
};

inline constexpr std::string_view paper_outcomes[] = {"compliant", "measure", "warning", "no_measure", "annulled"};

// What is kept beside the case row.
struct PaperRecord {
  std::string number_key, kept_at, note;
  Instant imported_at;
  std::string imported_by;
};

// [any thread]
class PaperFileService {
 public:
  PaperFileService(const Rooms& rooms, documents::DocumentRegister& documents) : rooms_{rooms}, documents_{documents} {}

  // Permission case.import at the workplace's territory. Its number as it was typed. Codes, each at its field: form.…,
  // import.days_reversed, import.later, import.number_without_digit, import.number_sign, import.number_of_series (it
  // reads as one of our own), import.number_known (also when only capitals or digits differ), unit.unknown,
  // workplace.unknown, access.forbidden, refusals of DocumentRegister::receive.
  Result<std::string> bring_in(const Actor& who, const PaperFile& file);

  // The right at the unit's place alone, before uploads are read; a refusal is audited.
  Result<Done> may_bring_in(const Actor& who, const std::string& unit_key, const std::string& workplace_key);

 private:
  Result<std::string> bring_in_tx(db::Transaction& tx, const Actor& who, const PaperFile& file);
  struct Place;
  Result<Place> place_of(db::Transaction& tx, const Actor& who, const std::string& unit_key,
                         const std::string& workplace_key);
  Result<Case> drafted(db::Transaction& tx, const Actor& who, const PaperFile& file);
  Result<Done> enter_scans(db::Transaction& tx, const Actor& who, const Case& c, const PaperFile& file);
  Rooms rooms_;
  documents::DocumentRegister& documents_;
};

// Nothing for a file that was not brought in. The caller has opened the case.
std::optional<PaperRecord> paper_record_of(db::Transaction& tx, CaseId id);

// PREFIX-YYYY-N…: the shape of numbers that our own series give.
bool reads_as_series_number(std::string_view folded, std::string_view prefix);

}  // namespace ssiis::inspections
