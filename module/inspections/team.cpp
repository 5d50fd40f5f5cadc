#include "inspections/team.hpp"

#include "inspections/repository.hpp"

namespace ssiis::inspections {
namespace {

bool counts_as(MemberRole held, std::string_view wanted) {
  return wanted == name_of(held) || (wanted == "inspector" && held == MemberRole::chief_inspector);
}

}  // namespace

bool TeamRoles::holds(db::Transaction& tx, CaseId c, std::string_view role, std::string_view user_id) {
  for (const auto held : roles_in_case(tx, c, std::string{user_id}))
    if (counts_as(held, role)) return true;
  return false;
}

std::vector<CaseId> TeamRoles::cases_of(db::Transaction& tx, std::string_view role, std::string_view user_id) {
  std::vector<CaseId> out;
  for (const auto& [id, held] : memberships_of(tx, std::string{user_id}))
    if (counts_as(held, role)) out.push_back(id);
  return out;
}

}  // namespace ssiis::inspections
