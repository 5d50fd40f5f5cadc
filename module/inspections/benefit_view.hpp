// Benefits on the sheets of a worker and of a labour unit: pages/benefits.tpl, pages/unit_benefits.tpl.
#pragma once
#include "inspections/screens.hpp"
#include "registry/api.hpp"

namespace ssiis::inspections {

// Rows BENEFIT; without HAS_BENEFIT_INPUT the page says that there is no input.
void put_benefits(const Desk& desk, const web::Request& rq, web::Data& data,
                  const std::optional<std::vector<registry::Benefit>>& benefits);
// Rows DRAWN_THEN of a month: the kinds of benefit drawn on any of its days, as the MIS says, whatever the kind. It
// judges nothing.
void put_drawn_in(const Desk& desk, const web::Request& rq, web::Data& row,
                  const std::optional<std::vector<registry::Benefit>>& benefits, Month month);
// Rows BENEFIT_COUNT, likewise.
void put_benefit_counts(const Desk& desk, const web::Request& rq, web::Data& data,
                        const std::optional<std::vector<registry::BenefitCount>>& counts);

}  // namespace ssiis::inspections
