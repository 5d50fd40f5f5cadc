#include "plugin/host_users.hpp"

namespace ssiis::plugin {

profiles::IdentityData identity_of(const lsso_identity& who) {
  profiles::IdentityData out{.user_id = text(who.user_id),
                             .login = text(who.login),
                             .name_lo = text(who.name_lo),
                             .name_en = text(who.name_en),
                             .office = text(who.office),
                             .authenticated_at = Instant{who.authenticated_at_us}};
  for (std::uint64_t i = 0; i < who.role_count; ++i) out.host_roles.push_back(text(who.roles[i]));
  return out;
}

std::vector<profiles::IdentityData> HostUsers::users() {
  std::vector<profiles::IdentityData> out;
  host_.each_user([&](const lsso_identity& user) { out.push_back(identity_of(user)); });
  return out;
}

}  // namespace ssiis::plugin
