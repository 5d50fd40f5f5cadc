// The migrations engine over any list of migrations; api.hpp has the same for the project's own. See README.md.
#pragma once
#include "database/api.hpp"

namespace ssiis::db {

int schema_version(Connection& connection, std::span<const Migration> list);
std::vector<MigrationStep> migration_plan(Connection& connection, std::span<const Migration> list,
                                          std::optional<int> target);
void migrate(Connection& connection, std::span<const Migration> list, std::optional<int> target,
             const std::function<void(const MigrationStep&)>& progress);

}  // namespace ssiis::db
