// Members who are insured without an employer, on the sheets of people.
#pragma once
#include "inspections/screens.hpp"
#include "registry/api.hpp"

namespace ssiis::inspections {

// The fields of pages/person_card.tpl, and the person's name.
void put_person(const Desk& desk, const web::Request& rq, web::Data& data, const registry::Worker& person);
// Rows INSURANCE of pages/own_insurances.tpl.
void put_insurances(const Desk& desk, const web::Request& rq, web::Data& data,
                    const std::vector<registry::SelfEmployed>& insurances);

}  // namespace ssiis::inspections
