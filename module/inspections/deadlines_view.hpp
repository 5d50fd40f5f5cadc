// The periods of a file on its screens.
#pragma once
#include "inspections/deadlines.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

void add_deadline_screens(web::Router& router, const Desk& desk, DeadlineService& deadlines);

// "stands still since 5 Dec 2026".
std::string still_words(const Desk& desk, const web::Request& rq, Day since);

}  // namespace ssiis::inspections
