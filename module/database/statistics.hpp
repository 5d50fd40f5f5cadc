// What the planners know of a table, taken anew after a load: until then an engine takes a table for as empty as it
// was.
#pragma once
#include <span>
#include <string_view>

#include "database/api.hpp"

namespace ssiis::db {

// Outside transactions only (MariaDB would end one). `tables` are our own; where the connection's user does not own
// them, PostgreSQL says so and changes nothing.
void take_statistics(Connection& connection, std::span<const std::string_view> tables);

}  // namespace ssiis::db
