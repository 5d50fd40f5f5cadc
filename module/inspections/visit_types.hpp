// What is recorded at a visit or desk check.
#pragma once
#include "inspections/types.hpp"

namespace ssiis::inspections {

enum class VisitState { running, ended };
// What the roll call found of one worker. `open`: not seen yet, which is never "not there".
enum class RollFinding { open, registered, unregistered, wage_differs, absent };
// A question of the checklist. `blank`: not answered, which is never "no".
enum class CheckAnswer { blank, yes, no, not_applicable };
enum class Signature { open, signed_, refused, absent };

std::string_view name_of(VisitState v) noexcept;
std::string_view name_of(RollFinding v) noexcept;
std::string_view name_of(CheckAnswer v) noexcept;
std::string_view name_of(Signature v) noexcept;
template <>
std::optional<VisitState> named<VisitState>(std::string_view name) noexcept;
template <>
std::optional<RollFinding> named<RollFinding>(std::string_view name) noexcept;
template <>
std::optional<CheckAnswer> named<CheckAnswer>(std::string_view name) noexcept;
template <>
std::optional<Signature> named<Signature>(std::string_view name) noexcept;

struct Visit {
  VisitId id;
  int number;  // 1, 2, … within the case
  InspectionType kind;
  VisitState state;
  std::optional<Day> planned_for;
  Instant started_at;  // set by the server when the visit starts; nobody changes it
  std::optional<Instant> ended_at;
  std::string place, met_name, met_position, remarks;
  Signature employer_signature{Signature::open};
  std::string created_by;
  std::int64_t version{1};
};

struct RollEntry {
  std::int64_t row;
  VisitId visit;
  std::string worker_key{};  // empty: somebody the register does not know
  std::string ss_number{}, name{}, identity_number{}, position{};
  RollFinding finding{RollFinding::open};
  std::optional<Money> declared_wage{}, found_wage{};  // kip a month
  std::string works_since{};                           // YYYY-MM as told, may be empty
  std::string source{};                                // where the found wage comes from: payroll, statement, contract
  std::string note{};
  Instant seen_at{};
  std::int64_t version{1};
};

struct ChecklistItem {
  std::string code;
  std::string text_lo, text_en;
};
struct ChecklistAnswer {
  std::string item;
  CheckAnswer answer{CheckAnswer::blank};
  std::string note;
};

struct Statement {
  std::int64_t row;
  std::string person, position, content;
  Instant given_at;
  std::string taken_by;
};

struct Evidence {
  EvidenceId id;
  std::optional<VisitId> visit;
  std::string kind;  // photo, file
  std::string title, file_name, content_type;
  BlobId blob;
  std::int64_t size;
  std::string sha256;  // of the bytes as they arrived
  Instant received_at;
  std::string received_by;
};

struct RollTally {
  std::int64_t open{0}, registered{0}, unregistered{0}, wage_differs{0}, absent{0};
  std::int64_t all() const { return open + registered + unregistered + wage_differs + absent; }
};

}  // namespace ssiis::inspections
