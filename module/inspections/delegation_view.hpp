// Giving one task to a colleague, beside the form of the step (pages/delegate.tpl), and what is told of it.
#pragma once
#include "inspections/delegations.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// The form, for who may give the task away; and by whom and why it was given to who holds it.
void put_delegation(const Desk& desk, const web::Request& rq, web::Data& data, const TaskView& view,
                    const Rejections& reasons);
void add_delegation_screens(web::Router& router, const Desk& desk);

}  // namespace ssiis::inspections
