// All numbers of a labour unit or a worker as rows of a table: pages/entity_numbers.tpl.
#pragma once
#include "inspections/screens.hpp"
#include "registry/api.hpp"

namespace ssiis::inspections {

// Rows NUMBER; HAS_NUMBERS when another register's number is among them. A number that no longer holds says until when.
void put_numbers(const Desk& desk, const web::Request& rq, web::Data& data,
                 const std::vector<registry::EntityNumber>& numbers);
// What a register is called, by the name of its snapshot; "lsso" is LSSO's own.
std::string register_name(const web::Translator& t, std::string_view language, std::string_view source);

}  // namespace ssiis::inspections
