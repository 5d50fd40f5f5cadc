// Who acts, and how far: an Actor is made by the profiles room alone, and only an Actor makes a Scope. Repository
// functions take a Scope, so none compiles for a caller who has not been through the profiles.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/day.hpp"

namespace ssiis {

namespace profiles {
class ActorFactory;
}

// A closed interval of the territory tree in nested-set numbers: a node holds exactly the nodes inside it.
struct TerritoryInterval {
  std::int64_t low;
  std::int64_t high;
  bool holds(std::int64_t point) const noexcept { return low <= point && point <= high; }
  auto operator<=>(const TerritoryInterval&) const = default;
};

// The territories in which a caller may do one thing. Immutable; copied into repository calls.
class Scope {
 public:
  const std::string& user_id() const noexcept { return user_id_; }
  const std::string& permission() const noexcept { return permission_; }
  bool holds(std::int64_t point) const noexcept;
  bool empty() const noexcept { return intervals_.empty(); }
  // SQL that is true inside the scope, e.g. for "t.low": "(t.low BETWEEN 3 AND 8 OR t.low BETWEEN 21 AND 21)";
  // "(1 = 0)" for an empty scope. Only numbers of our own making are in it, never text from outside.
  std::string sql(std::string_view column) const;

 private:
  friend class Actor;
  Scope(std::string user_id, std::string permission, std::vector<TerritoryInterval> intervals);
  std::string user_id_;
  std::string permission_;
  std::vector<TerritoryInterval> intervals_;  // sorted, merged
};

// One role held at one territory, with the permissions the role gives (both are data).
struct RoleAtTerritory {
  std::string role;
  std::string territory;  // code
  TerritoryInterval interval;
  std::set<std::string, std::less<>> permissions;
};

class Actor {
 public:
  const std::string& user_id() const noexcept { return user_id_; }
  const std::string& login() const noexcept { return login_; }
  const std::string& name(std::string_view language) const noexcept { return language == "lo" ? name_lo_ : name_en_; }
  bool is_service() const noexcept { return service_; }
  const std::vector<RoleAtTerritory>& roles() const noexcept { return roles_; }
  bool has_role(std::string_view role) const noexcept;
  bool has_role_at(std::string_view role, std::int64_t territory_point) const noexcept;
  // May do it somewhere; may do it at this point of the tree. The service principal may do everything.
  bool may(std::string_view permission) const noexcept;
  bool may(std::string_view permission, std::int64_t territory_point) const noexcept;
  Scope scope(std::string_view permission) const;
  const std::string& correlation_id() const noexcept { return correlation_id_; }
  const std::string& client_address() const noexcept { return client_address_; }
  Instant authenticated_at() const noexcept { return authenticated_at_; }

 private:
  friend class profiles::ActorFactory;
  Actor() = default;
  std::string user_id_, login_, name_lo_, name_en_, correlation_id_, client_address_;
  bool service_{false};
  Instant authenticated_at_{};
  std::vector<RoleAtTerritory> roles_;
};

}  // namespace ssiis
