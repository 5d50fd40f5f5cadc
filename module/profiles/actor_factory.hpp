// The one place where an Actor is made: from what the host says of a caller, and from the profiles as they stand at
// this very request.
#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"
#include "database/api.hpp"
#include "profiles/catalogue.hpp"

namespace ssiis::profiles {

// What the host knows of a user (plugin-api identity, copied).
struct IdentityData {
  std::string user_id, login, name_lo, name_en, office;
  std::vector<std::string> host_roles{};
  Instant authenticated_at{};
};

// The call in which the user acts.
struct CallData {
  std::string correlation_id;
  std::string client_address;
};

// Somebody who holds a role over a place.
struct Holder {
  std::string user_id, login, name_lo, name_en, title, territory;
  const std::string& name(std::string_view language) const noexcept { return language == "lo" ? name_lo : name_en; }
};

// [any thread]
class ActorFactory {
 public:
  ActorFactory(db::Pool& pool, const Clock& clock) : pool_{pool}, clock_{clock} {}

  // Reads the user's profiles now: one statement, and the role table only when it was loaded anew. A user without a
  // profile becomes an Actor with no roles, who may do nothing.
  Actor actor(const IdentityData& user, const CallData& call) const;
  Actor actor(db::Transaction& tx, const IdentityData& user, const CallData& call) const;

  // The module itself, for jobs and automatic steps; `name` ("job:deadlines") stands in the audit trail.
  Actor service(std::string_view name, std::string_view correlation_id) const;

  // A caller without a login (portal, agencies): no roles. `name` as above ("portal").
  Actor nobody(std::string_view name, const CallData& call) const;

  // The newest version of the tree in whose numbers an Actor was made here; 0: none yet. A tree that is kept and older
  // must not be used beside it.
  std::int64_t tree_seen() const noexcept { return tree_seen_.load(); }

  // Who holds the role at a territory that covers this point, the nearest first. Today's profiles.
  std::vector<Holder> holders(db::Transaction& tx, std::string_view role, std::int64_t territory_point) const;

 private:
  static Actor caller(const IdentityData& user, const CallData& call);
  std::int64_t take_roles(Actor& to, db::Cursor rows) const;  // returns the version of the role table
  static void take_permissions(Actor& to, const Catalogue& roles);
  std::shared_ptr<const Catalogue> catalogue(db::Transaction& tx, std::int64_t version) const;
  db::Pool& pool_;
  const Clock& clock_;
  mutable std::atomic<std::int64_t> tree_seen_{0};
  mutable std::shared_ptr<const Catalogue> kept_;  // std::atomic_load/store only
};

}  // namespace ssiis::profiles
