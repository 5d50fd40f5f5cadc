// The pages of plans that move files to another bundle. Private to the room; bundles.hpp has the addresses.
#pragma once
#include "procedures/report.hpp"

namespace ssiis::procedures {

void fill_moves(web::Data& into, const ReportOf& of, int limit);  // PLAN rows of the overview
void add_move_screens(web::Router& router, const std::shared_ptr<const BundleNeeds>& needs);

}  // namespace ssiis::procedures
