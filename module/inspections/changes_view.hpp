// The changes of the register that a file asks for: the panel of the file, and the screen on which they are prepared.
#pragma once
#include "inspections/register_changes.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// The panel of the file: AMENDMENT rows with what the MIS says of each, as many as a panel holds, HAS_AMENDMENTS, and
// MORE_AMENDMENTS with how many there are beside them. Nothing is read from the register.
void put_changes_panel(const Desk& desk, const web::Request& rq, web::Data& data, CaseId id);
// What the registers know of what is typed into the form of a kind: pages/change_candidates.tpl. LOOKS where the form
// names a person, a unit or a number of one.
void put_change_candidates(const Desk& desk, const web::Request& rq, web::Data& data, std::string_view kind,
                           const std::string& order);
// Whoever was chosen there is proposed as the register has him, by the number that finds him. roll.worker_unknown: not
// among those whom the caller may see; amendment.known_without_number.
Result<Done> take_known_worker(const Desk& desk, const web::Request& rq, ChangeWish& wish);
//   GET /inspection/cases/{order}/changes/candidates?kind=…&the form's fields   for who may propose
void add_change_candidates(web::Router& router, const Desk& desk);
//   GET, POST /inspection/cases/{order}/changes             ?kind=… the form of that kind
//   POST      /inspection/cases/{order}/changes/{id}/answer, …/{id}/withdrawal
void add_change_screens(web::Router& router, const Desk& desk, RegisterChanges& changes);

}  // namespace ssiis::inspections
