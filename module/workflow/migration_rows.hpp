// What the parts of the migration office share. Private to the room.
#pragma once
#include "workflow/migration.hpp"

namespace ssiis::workflow {

PlanState plan_state(std::string_view name);
Plan plan_of(const db::Row& r);

}  // namespace ssiis::workflow
