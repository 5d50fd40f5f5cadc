// Standing in for somebody who is away. A substitution gives no new rights: it opens to somebody who holds the same
// role at the same place the work that is another's by name or by being on a team (decision 0090). It ends by itself
// after its last day, is never deleted, and what is done under it is told as "X for Y".
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/api.hpp"
#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::profiles {

// One person for whom another stands in today, with the roles that the absent one holds today.
struct Absent {
  struct Held {
    std::string role;
    TerritoryInterval interval;
  };
  std::string user_id;
  std::vector<Held> roles;
};

// For whom this person stands in on the day; nobody whose own profiles have ended. One statement.
std::vector<Absent> stands_in_for(db::Transaction& tx, const std::string& substitute, Day today);

// Whether one role does for another: any inspector may lead a team and any chief inspect (the order says who leads).
bool same_work(std::string_view one, std::string_view other) noexcept;

struct Substitution {
  std::int64_t id;
  std::string absent, substitute;  // user ids
  Day first_day, last_day, planned_last_day;
  std::string reason, named_by, ended_by;
  std::int64_t version;
  // Ended before it began is never in force.
  bool in_force(Day today) const noexcept { return first_day <= today && today <= last_day; }
  bool over(Day today) const noexcept { return last_day < today || last_day < first_day; }
};

struct SubstitutionWish {
  std::string absent, substitute;  // user ids
  Day first_day, last_day;
  std::string reason;
  std::string request_key;
};

struct PersonName {
  std::string user_id, login, name_lo, name_en;
  const std::string& name(std::string_view language) const noexcept { return language == "lo" ? name_lo : name_en; }
};

// [any thread]
class Substitutions {
 public:
  Substitutions(db::Pool& pool, db::IdSource& ids, audit::Trail& trail, const Clock& clock)
      : pool_{pool}, ids_{ids}, trail_{trail}, clock_{clock} {}

  // Named by the person or by who holds absence.manage at every place of the person. Sent twice under one key it is
  // done once. Codes, at their fields: substitution.self, .person_missing, .days_reversed, .starts_in_past,
  // .no_common_role, .overlap, .chain, profile.reason_missing, form.too_long; access.forbidden.
  Result<Done> name(const Actor& who, const SubstitutionWish& wish);
  // At once: yesterday was its last day. By who might name it. substitution.over, access.forbidden (also for one that
  // never was); throws Conflict when it was changed meanwhile.
  Result<Done> end(const Actor& who, std::int64_t id, std::int64_t version);

  // Running and coming ones in which this person stands in and that the caller may end.
  std::vector<Substitution> stood_in_by(db::Transaction& tx, const Actor& who, const std::string& user_id);
  // Ends it and names another for what is left of it, in the caller's transaction; by who might name it. As for name().
  Result<Done> pass_on_in(db::Transaction& tx, const Actor& who, std::int64_t id, const std::string& to);

  // Where the person is absent or stands in; the newest first.
  std::vector<Substitution> of_person(const std::string& user_id);
  // Running and coming ones of people in the places of the scope (absence.manage).
  std::vector<Substitution> in_places(const Scope& manages);
  // Who does the work of files (case.work) in these places today.
  std::vector<PersonName> people(const Scope& places);
  PersonName person(const std::string& user_id);  // the id alone when there never was a profile

 private:
  Result<Done> name_in(db::Transaction& tx, const Actor& who, const SubstitutionWish& wish, std::int64_t id);
  // `replacing`: the substitution that this one takes the place of.
  Rejections faults(db::Transaction& tx, const SubstitutionWish& wish, std::int64_t replacing = 0);
  void begin(db::Transaction& tx, const Actor& who, const SubstitutionWish& wish, std::int64_t id);
  Result<Done> end_in(db::Transaction& tx, const Actor& who, const Substitution& found, std::int64_t version);
  bool may_manage(db::Transaction& tx, const Actor& who, const std::string& absent);
  db::Pool& pool_;
  db::IdSource& ids_;
  audit::Trail& trail_;
  const Clock& clock_;
};

}  // namespace ssiis::profiles
