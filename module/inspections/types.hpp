// The values of the inspectorate: requests, cases, people of a case, visits and what is found in them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::inspections {

using RequestId = Id<struct RequestTag>;
using VisitId = Id<struct VisitTag>;
using DecisionId = Id<struct DecisionTag>;
using EvidenceId = Id<struct EvidenceTag>;

// Where an inspection comes from. The stored code is the name.
enum class Origin { national_plan, regular_plan, ad_hoc, authority, worker_request, employer_request };
enum class InspectionType { direct, desk };
// A file's status as people see it: the inspection runs; its report is under review or decided upon; all that was
// decided is carried out or there was nothing to decide; the file is closed.
enum class CaseState { in_course, under_review, completed, closed };
enum class RequestState { received, accepted, rejected };
enum class RequestKind { worker, employer, authority };
enum class MemberRole { chief_inspector, inspector };

std::string_view name_of(Origin v) noexcept;
std::string_view name_of(InspectionType v) noexcept;
std::string_view name_of(CaseState v) noexcept;
std::string_view name_of(RequestState v) noexcept;
std::string_view name_of(RequestKind v) noexcept;
std::string_view name_of(MemberRole v) noexcept;

// The value of a stored or posted name; nothing when it is none of them.
template <class E>
std::optional<E> named(std::string_view name) noexcept;
template <>
std::optional<Origin> named<Origin>(std::string_view name) noexcept;
template <>
std::optional<InspectionType> named<InspectionType>(std::string_view name) noexcept;
template <>
std::optional<CaseState> named<CaseState>(std::string_view name) noexcept;
template <>
std::optional<RequestState> named<RequestState>(std::string_view name) noexcept;
template <>
std::optional<RequestKind> named<RequestKind>(std::string_view name) noexcept;
template <>
std::optional<MemberRole> named<MemberRole>(std::string_view name) noexcept;

// The same for rows: an unknown name in the database is a fault, never a default.
template <class E>
E decoded(std::string_view name) {
  const auto value = named<E>(name);
  if (!value) throw std::runtime_error{"a stored code that no version of the program knows: " + std::string{name}};
  return *value;
}

// One complaint or demand. Who sent it is not in it: see Informant.
struct Request {
  RequestId id;
  std::string number;
  RequestKind kind;
  Day received_on;
  std::string channel;              // counter, phone, letter, portal, authority
  std::string authority;            // name of the demanding authority, else empty
  std::string authority_reference;  // its letter's number
  std::optional<std::string> unit_key;
  std::string unit_name;
  std::string place;
  std::string territory;  // code
  std::string subject;    // code: unregistered, unpaid, wages, benefits, other
  std::string account;    // what was told, free text
  bool urgent{false};
  RequestState state{RequestState::received};
  std::string outcome_reason{};
  std::optional<CaseId> case_id{};
  Instant created_at;
  std::string created_by;
  std::int64_t version{1};
};

// Sealed: leaves its table only through a permission of its own, and every look is audited with its purpose.
struct Informant {
  std::string name{}, phone{}, address{}, identity_number{};
  bool anonymous{false};
};

// One inspection: one order, one labour unit, one workplace.
struct Case {
  CaseId id;
  std::string order_number;
  std::string plan_number;  // empty until the Inspection Plan is drafted
  Origin origin;
  InspectionType type;
  bool emergency{false};
  bool imported{false};
  std::string unit_key;     // the registry's key of the labour unit
  std::string unit_number;  // its social security registration number, as shown
  std::string unit_name;
  std::string workplace_key;
  std::string workplace_name;
  std::string territory;  // code of the workplace's territory
  std::string office;     // code of the territory whose section owns the file
  std::string manager;    // user id of the head who is in charge
  CaseState state{CaseState::in_course};
  int stage{1};         // 1–13 of the procedure; 14 when closing
  std::string outcome;  // compliant, measure, warning, no_measure, annulled, refused, withdrawn; empty before
  std::string subject;
  Day opened_on;
  std::optional<Day> closed_on;
  std::int64_t version{1};
  std::int64_t territory_point{0};  // nested-set number in the current tree; not stored
};

// What a line of a work list says of a case.
struct CaseLine {
  std::string order_number;
  Origin origin;
  InspectionType type;
  bool emergency;
  std::string unit_name;
  std::string territory;
};

struct Member {
  std::string user_id;
  MemberRole role;
  Instant since;
};

}  // namespace ssiis::inspections
