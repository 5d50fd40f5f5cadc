// One register of another agency over time.
//   GET /inspection/control/{source}    rows of each snapshot as a picture and as a table
#pragma once
#include "control_centre/screens.hpp"

namespace ssiis::control_centre {

void add_feed_screen(web::Router& router, const ScreenNeeds& needs);

}  // namespace ssiis::control_centre
