// Cases: opening one with the right to do so, lists and counts inside the caller's places, the unit's earlier files.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "inspections/repository.hpp"
#include "inspections/rooms.hpp"

namespace ssiis::inspections {

// A case that the caller may see, with what the caller is in it.
struct OpenCase {
  Case file;
  std::set<MemberRole> my_roles;
  // Set when only an open order elsewhere lets the caller read this earlier file: nothing can be done in it, and who
  // complained stays sealed.
  std::optional<profiles::UnitGrant> by_grant;
  bool member() const noexcept { return !my_roles.empty(); }
};

// An open order opens the files that were there before it, not those that come after.
bool falls_under(const profiles::UnitGrant& grant, const Case& file) noexcept;
// Files of a labour unit that the caller may see: by territory, and the earlier ones everywhere under an open order of
// the unit. Newest first.
std::vector<Case> visible_cases_of_unit(db::Transaction& tx, const Actor& who, const std::string& unit_key);

// A paper that may name who complained: letters from outside that answer nothing of ours, and the scans of an old file
// that began with a request. Who reads the file under an open order elsewhere does not see it. A letter to a requester
// is read by who may read the requests of the place, of the team or not (decision 0160).
bool sealed_for(const Actor& who, const OpenCase& open, const documents::Document& paper) noexcept;
// Whether the letters to requesters of files at this place are read by this person.
bool may_read_requesters_letters(const Actor& who, std::int64_t point) noexcept;

// What start needs. The unit and workplace are the registry's; the rest was chosen by a head or a clerk.
struct NewCase {
  Origin origin;
  InspectionType type{InspectionType::direct};
  bool emergency{false};
  std::string unit_key, workplace_key;
  std::string subject;                        // why, in words
  std::optional<std::string> request_number;  // the request that led to it
  std::string request_key;                    // of the form
  // What belongs into the same transaction once the case stands: the entry of a list.
  std::function<void(db::Transaction&, const Case&)> together{};
};

class CaseService {
 public:
  explicit CaseService(const Rooms& rooms) : rooms_{rooms} {}

  // Opens a file for reading and writes the reading into its chain with the purpose. access.forbidden, in the same
  // words whether the file exists or not; the refusal is audited.
  Result<OpenCase> open(const Actor& who, const std::string& order_number, const std::string& purpose = "work");
  // The same inside a transaction that goes on to write; the write is audited by the caller.
  Result<OpenCase> open_in(db::Transaction& tx, const Actor& who, const std::string& order_number);

  // Makes the case with its order number, its background from the registers and its procedure, in one transaction.
  // Permission order.create at the workplace's territory. Codes: unit.unknown, workplace.unknown, case.open_already
  // (an open file of this workplace exists), request.already_screened, access.forbidden. Its order number.
  Result<std::string> start(const Actor& who, const NewCase& wish);

  std::vector<Case> list(const Actor& who, CaseState state, std::optional<PageKey> after, int limit);
  std::map<CaseState, std::int64_t> counts(const Actor& who);
  // As visible_cases_of_unit.
  std::vector<Case> previous(const Actor& who, const std::string& unit_key);

  // Rights on an opened case.
  static bool may_record_visit(const Actor& who, const OpenCase& c) {
    return !c.by_grant && c.member() && who.may("visit.record") && c.file.state == CaseState::in_course;
  }

 private:
  Result<std::string> start_in(db::Transaction& tx, const Actor& who, const NewCase& wish);
  Result<Done> take_screening(db::Transaction& tx, const Actor& who, const NewCase& wish, const Case& c);
  Result<Done> join_request(db::Transaction& tx, const Actor& who, const NewCase& wish, const Case& c);
  Rooms rooms_;
};

}  // namespace ssiis::inspections
