// Entries that may already be the unit whose name is being typed, on forms and as a page that a host's screens embed.
#pragma once
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// Fills pages/candidates.tpl. A labour unit is offered to be taken when `take` says to which address its key belongs
// ("/inspection/requests/new?unit="); empty: it leads to the unit's sheet.
void put_candidates(const Desk& desk, const web::Request& rq, web::Data& data, const registry::TypedUnit& typed,
                    const std::string& take);

//   GET /inspection/registry/candidates?unit_name=&number=&territory=   ; form=request offers to take a unit there
void add_candidate_screens(web::Router& router, const Desk& desk);

}  // namespace ssiis::inspections
