// The screens of handing over what somebody who leaves holds (pages/handover.tpl, handover_plan.tpl).
#pragma once
#include "inspections/handover.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

void add_handover_screens(web::Router& router, const Desk& desk, HandoverService& handovers);

}  // namespace ssiis::inspections
