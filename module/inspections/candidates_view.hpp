// Entries that may already be the unit whose name is being typed, on forms and as a page that a host's screens embed.
#pragma once
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// Fills pages/candidates.tpl. A labour unit is offered to be taken when `take` says to which address its key belongs
// ("/inspection/requests/new?unit="); empty: it leads to the unit's sheet.
void put_candidates(const Desk& desk, const web::Request& rq, web::Data& data, const registry::TypedUnit& typed,
                    const std::string& take);

// Workers who may be the person that is typed into the roll call: fields new_name, new_identity, new_born, the choice
// new_worker; the number warns as one of its kind. Fills pages/worker_candidates.tpl; nothing when too little is typed.
void put_worker_candidates(const Desk& desk, const web::Request& rq, web::Data& data,
                           const std::function<std::string(const std::string&)>& typed, const std::string& object,
                           std::string_view number_kind = "id_no");
// A number that may be mistyped, told beside it: sections DOUBTED with DOUBT and DOUBT_CODE.
void put_doubt(const Desk& desk, const web::Request& rq, web::Data& data, std::string_view kind,
               const std::string& number);

//   GET /inspection/cases/{order}/visits/{visit}/candidates?new_name=&new_identity=&new_born=   for who records the
//   visit GET /inspection/registry/candidates?unit_name=&number=&territory=   ; form=request, order or
//   import offers to take a unit there; find= stands for a name or a number
void add_candidate_screens(web::Router& router, const Desk& desk);

}  // namespace ssiis::inspections
