// A folder of sql/registry: the tables of a reference MIS, if it brings them, and the views that
// make a registry of an MIS's tables.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"

namespace ssiis::registry {

// Statements of such a file for one engine: this room's macros for a column (day8, day8_buddhist, iso_day, dmy,
// dmy_buddhist, month6, month_my, kip, whole; concat of several between semicolons; mapping.cpp says what each reads),
// then those of migrations. Throws db::Error{configuration} on a macro nobody knows.
std::vector<std::string> mapping_statements(db::Engine engine, std::string_view sql);

// Runs schema.sql (where the folder has one: it only makes what is missing) and views.sql (which
// replaces the views). Throws std::runtime_error when the folder has no views.sql. Not one
// transaction: on MariaDB no DDL is.
void install_mapping(db::Connection& connection, const std::filesystem::path& folder);

}  // namespace ssiis::registry
