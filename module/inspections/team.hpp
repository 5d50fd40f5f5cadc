// Tells the workflow who is on the team of a case: its roles chief_inspector@case and inspector@case.
#pragma once
#include "workflow/api.hpp"

namespace ssiis::inspections {

// A chief inspector also counts as an inspector of the team. [any thread]
class TeamRoles final : public workflow::CaseRoles {
 public:
  bool holds(db::Transaction& tx, CaseId c, std::string_view role, std::string_view user_id) override;
  std::vector<CaseId> cases_of(db::Transaction& tx, std::string_view role, std::string_view user_id) override;
};

}  // namespace ssiis::inspections
