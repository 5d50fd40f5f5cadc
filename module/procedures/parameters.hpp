// Figures that laws set, as the procedures in force hold them, and all that LSSO has still to confirm.
//   GET /inspection/parameters                   each figure: today's value, legal reference, history
//   GET /inspection/parameters/unconfirmed       figures, periods and rules that nobody confirmed
//   GET /inspection/parameters/unconfirmed/list  the same as CSV, with columns to fill in
// They are changed like everything in a bundle: in a draft that another person approves.
#pragma once
#include "procedures/drafts.hpp"

namespace ssiis::procedures {

void add_parameter_screens(web::Router& router, const DraftNeeds& needs);

}  // namespace ssiis::procedures
