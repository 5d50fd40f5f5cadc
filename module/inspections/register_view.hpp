// The screens of the register over all files.
#pragma once
#include "inspections/people.hpp"
#include "inspections/register_book.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

void add_register_screens(web::Router& router, const Desk& desk, RegisterBook& book);

}  // namespace ssiis::inspections
