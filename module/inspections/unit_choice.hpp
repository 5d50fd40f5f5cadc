// Choosing a labour unit on a form: found in the register by number or name, then its workplace.
#pragma once
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// Units that match what was typed, to choose one from; the chosen one when its key is there already.
struct UnitChoice {
  std::optional<registry::LabourUnit> chosen;
  std::vector<registry::Workplace> workplaces;
  std::vector<registry::SearchHit> hits;
};

// By the posted field unit_key, the parameter unit, or what was typed into the parameter find.
UnitChoice unit_choice(const Desk& desk, const web::Request& rq);
// Fills pages/unit_choice.tpl; `here` is the page's own address.
void put_unit(const Desk& desk, const web::Request& rq, web::Data& data, const UnitChoice& choice,
              const std::string& here);

}  // namespace ssiis::inspections
