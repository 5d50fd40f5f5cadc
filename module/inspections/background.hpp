// What the registers know of a labour unit when its file is opened, so that a clerk confirms only exceptions.
#pragma once
#include "inspections/repository.hpp"
#include "inspections/rooms.hpp"

namespace ssiis::inspections {

// Facts with their register and the day it speaks of. Topics: unit.status, unit.sector, unit.phone, unit.director,
// workers.declared, contributions.months_short, contributions.missing, contributions.last_paid, inspections.earlier.
// What a register does not have is not among them.
std::vector<BackgroundFact> background_from_registers(db::Transaction& tx, db::IdSource& ids, const Scope& scope,
                                                      const registry::LabourUnit& unit, Day today);

}  // namespace ssiis::inspections
