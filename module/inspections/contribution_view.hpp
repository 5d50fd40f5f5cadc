// Contributions by month on the sheets of a labour unit and of a member without an employer.
#pragma once
#include "inspections/member_sheets.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// The picture of pages/contribution_chart.tpl.
void put_contribution_chart(const Desk& desk, const web::Request& rq, web::Data& data,
                            const std::vector<registry::ContributionMonth>& history);
// Rows OWN_MONTH of pages/own_contributions.tpl, the newest first, with the picture and the sums; without HAS_OWN_INPUT
// the page says that there is no input.
void put_own_contributions(const Desk& desk, const web::Request& rq, web::Data& data,
                           const std::optional<std::vector<OwnMonth>>& months);

}  // namespace ssiis::inspections
