// Absences: one's own and, for who manages them, those of the unit.
//   GET  /inspection/absences             lists and the form; POST names a substitute
//   POST /inspection/absences/{id}/end    ends a substitution at once
#pragma once
#include "profiles/substitution.hpp"
#include "web/api.hpp"

namespace ssiis::profiles {

// All must outlive the router.
struct AbsenceNeeds {
  Substitutions& substitutions;
  const web::Renderer& renderer;
  const Clock& clock;
};
void add_absence_screens(web::Router& router, const AbsenceNeeds& needs);

}  // namespace ssiis::profiles
