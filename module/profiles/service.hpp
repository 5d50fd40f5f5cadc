// Giving, ending and moving profiles. Who does it needs profile.manage over the territory; each act is audited in the
// chain of administration, each refusal too. Nobody changes what they themselves may do.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/api.hpp"
#include "core/api.hpp"
#include "database/api.hpp"
#include "profiles/actor_factory.hpp"
#include "profiles/territory.hpp"

namespace ssiis::profiles {

// The host's users. The plugin asks the host's identity service, the administrator's program the MIS tables.
class UserDirectory {
 public:
  UserDirectory() = default;
  UserDirectory(const UserDirectory&) = delete;
  UserDirectory& operator=(const UserDirectory&) = delete;
  virtual ~UserDirectory() = default;
  virtual std::vector<IdentityData> users() = 0;  // active ones; [any thread]
};

struct Profile {
  std::int64_t id;
  std::string user_id, login, name_lo, name_en, role, title, territory;
  Day first_day;
  std::optional<Day> last_day;
  std::string reason;
  std::int64_t version;
  std::int64_t point;  // of the territory
  const std::string& name(std::string_view language) const noexcept { return language == "lo" ? name_lo : name_en; }
  bool in_force(Day today) const noexcept { return first_day <= today && (!last_day || today <= *last_day); }
};

struct ProfileFilter {
  std::string role{};
  std::string login{};
  bool ended_too{false};
};

struct ProfileWish {
  std::string login;
  std::string role;
  std::string title;  // may be empty
  std::string territory;
  Day first_day;
  std::optional<Day> last_day{};
  std::string reason;
};

// [any thread]
class ProfileService {
 public:
  ProfileService(db::Pool& pool, db::IdSource& ids, audit::Trail& trail, const Clock& clock, UserDirectory& users)
      : pool_{pool}, ids_{ids}, trail_{trail}, clock_{clock}, users_{users} {}

  // What the caller manages; at most 500, in the order of territory and login.
  std::vector<Profile> list(const Scope& manages, const ProfileFilter& filter);
  Result<Profile> find(const Actor& who, std::int64_t id);
  // Rejects profile.user_unknown, .role_unknown, .title_unknown, .territory_unknown, .not_held_there, .days_reversed,
  // .starts_in_past, .reason_missing, .doubled, .own, form.too_long, access.forbidden; each at its field.
  Result<std::int64_t> grant(const Actor& who, const ProfileWish& wish);
  // `last_day` may be yesterday, which ends it at once, and no day before. Rejects profile.unknown, .own,
  // .end_in_past, .end_later, .reason_missing, form.too_long; throws Conflict when it was changed meanwhile.
  Result<Done> end(const Actor& who, std::int64_t id, std::int64_t version, Day last_day, std::string_view reason);
  // Ends the profile the day before `from` and gives the same role at the new territory from then on.
  Result<std::int64_t> transfer(const Actor& who, std::int64_t id, std::int64_t version, std::string_view territory,
                                Day from, std::string_view reason);

  TerritoryTree tree();
  Catalogue catalogue();
  std::vector<IdentityData> users() { return users_.users(); }

 private:
  Result<std::int64_t> grant_in(db::Transaction& tx, const Actor& who, std::int64_t id, const IdentityData& user,
                                const ProfileWish& wish, std::string_view event);
  Result<Profile> ending(db::Transaction& tx, const Actor& who, std::int64_t id, Day last_day, std::string_view reason);
  db::Pool& pool_;
  db::IdSource& ids_;
  audit::Trail& trail_;
  const Clock& clock_;
  UserDirectory& users_;
};

}  // namespace ssiis::profiles
