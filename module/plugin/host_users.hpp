// The host's users as the profiles room asks for them.
#pragma once
#include "plugin/host_services.hpp"
#include "profiles/api.hpp"

namespace ssiis::plugin {

// What the host says of a user, copied.
profiles::IdentityData identity_of(const lsso_identity& who);

class HostUsers final : public profiles::UserDirectory {
 public:
  explicit HostUsers(const HostServices& host) : host_{host} {}
  std::vector<profiles::IdentityData> users() override;

 private:
  const HostServices& host_;
};

}  // namespace ssiis::plugin
