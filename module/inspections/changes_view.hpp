// The changes of the register that a file asks for: the panel of the file, and the screen on which they are prepared.
#pragma once
#include "inspections/register_changes.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// The panel of the file: AMENDMENT rows with what the MIS says of each, as many as a panel holds, HAS_AMENDMENTS, and
// MORE_AMENDMENTS with how many there are beside them. Nothing is read from the register.
void put_changes_panel(const Desk& desk, const web::Request& rq, web::Data& data, CaseId id);
//   GET, POST /inspection/cases/{order}/changes             ?kind=… the form of that kind
//   POST      /inspection/cases/{order}/changes/{id}/answer, …/{id}/withdrawal
void add_change_screens(web::Router& router, const Desk& desk, RegisterChanges& changes);

}  // namespace ssiis::inspections
