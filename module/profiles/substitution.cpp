#include "profiles/substitution.hpp"

#include <algorithm>

#include "profiles/rules.hpp"
#include "sql/profiles.hpp"

namespace ssiis::profiles {
namespace {

namespace sq = sql::profiles;

constexpr std::string_view manages_absence = "absence.manage";

Substitution substitution_row(const db::Row& r) {
  return {r.integer(0), r.text(1), r.text(2), r.day(3),           r.day(4),
          r.day(5),     r.text(6), r.text(7), r.text_or_empty(8), r.integer(9)};
}

std::vector<Absent> with_roles(db::Cursor rows) {
  std::vector<Absent> out;
  while (rows.next()) {
    const auto& r = rows.row();
    const auto user = r.text(0);
    auto at = std::find_if(out.begin(), out.end(), [&](const Absent& a) { return a.user_id == user; });
    if (at == out.end()) at = out.insert(out.end(), Absent{user, {}});
    at->roles.push_back({r.text(1), {r.integer(2), r.integer(3)}});
  }
  return out;
}

// Territories hold each other or have nothing in common.
bool meet(const TerritoryInterval& a, const TerritoryInterval& b) { return a.holds(b.low) || b.holds(a.low); }

bool share_work(const Absent& a, const Absent& b) {
  for (const auto& x : a.roles)
    for (const auto& y : b.roles)
      if (same_work(x.role, y.role) && meet(x.interval, y.interval)) return true;
  return false;
}

audit::Event substitution_told(std::int64_t id, const std::string& absent, const std::string& substitute, Day first,
                               Day last) {
  return {audit::ChainName::administration(),
          audit::Act::wrote,
          {},
          "substitution:" + std::to_string(id),
          "",
          {{"absent", absent}, {"substitute", substitute}, {"first_day", first.iso()}, {"last_day", last.iso()}},
          {}};
}

}  // namespace

std::vector<Absent> stands_in_for(db::Transaction& tx, const std::string& substitute, Day today) {
  return with_roles(tx.query(sq::substituted_now, db::Params{today, today, substitute, today, today}));
}

bool same_work(std::string_view one, std::string_view other) noexcept {
  const auto inspects = [](std::string_view role) { return role == "inspector" || role == "chief_inspector"; };
  return one == other || (inspects(one) && inspects(other));
}

// Whoever manages somebody's absence manages all places where that person works; without a place there is nothing.
bool Substitutions::may_manage(db::Transaction& tx, const Actor& who, const std::string& absent) {
  if (!who.is_service() && who.user_id() == absent && !who.roles().empty()) return true;
  const auto today = clock_.today();
  const auto found = with_roles(tx.query(sq::roles_of_two, db::Params{absent, absent, today, today}));
  if (found.empty()) return false;
  return std::all_of(found[0].roles.begin(), found[0].roles.end(),
                     [&](const Absent::Held& h) { return who.may(manages_absence, h.interval.low); });
}

Rejections Substitutions::faults(db::Transaction& tx, const SubstitutionWish& wish, std::int64_t replacing) {
  Rejections out;
  const auto today = clock_.today();
  if (wish.substitute.empty()) out.push_back(Rejection{"substitution.person_missing", {}, "substitute"});
  if (wish.substitute == wish.absent) out.push_back(Rejection{"substitution.self", {}, "substitute"});
  if (wish.first_day < today) out.push_back(Rejection{"substitution.starts_in_past", {}, "first_day"});
  if (wish.last_day < wish.first_day) out.push_back(Rejection{"substitution.days_reversed", {}, "last_day"});
  if (auto why = fault_of_reason(wish.reason)) out.push_back(*std::move(why));
  if (!out.empty()) return out;
  // By the profiles as they are when it begins; what they are later decides later, task by task.
  const auto two =
      with_roles(tx.query(sq::roles_of_two, db::Params{wish.absent, wish.substitute, wish.first_day, wish.first_day}));
  if (two.size() != 2 || !share_work(two[0], two[1]))
    return {Rejection{"substitution.no_common_role", {}, "substitute"}};
  const db::Params touched{wish.last_day, wish.first_day, wish.absent, wish.substitute, wish.absent};
  for (const auto& other : tx.all(sq::substitutions_touching, touched, substitution_row)) {
    if (other.id == replacing) continue;
    return {other.absent == wish.absent
                ? Rejection{"substitution.overlap", {other.first_day.iso(), other.last_day.iso()}, "first_day"}
                : Rejection{"substitution.chain", {}, "substitute"}};
  }
  return {};
}

Result<Done> Substitutions::name(const Actor& who, const SubstitutionWish& wish) {
  const auto id = ids_.next();
  auto done = pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    auto result = name_in(tx, who, wish, id);
    if (!result) tx.rollback();
    return result;
  });
  if (!done && done.rejection().code == "access.forbidden")
    return trail_.refused(who, manages_absence, "user:" + wish.absent);
  return done;
}

Result<Done> Substitutions::name_in(db::Transaction& tx, const Actor& who, const SubstitutionWish& wish,
                                    std::int64_t id) {
  const auto print = hex(sha256(who.user_id() + '\n' + wish.absent + '\n' + wish.substitute + '\n' +
                                wish.first_day.iso() + '\n' + wish.last_day.iso() + '\n' + wish.reason));
  const auto before = db::claim_request(tx, wish.request_key, print, clock_.now());
  if (!before) return before.rejections();
  if (*before) return Done{};
  if (!may_manage(tx, who, wish.absent)) return Rejection{"access.forbidden"};
  // Of two who name at once the second waits here and then sees the first's.
  tx.execute(sq::people_lock, db::Params{wish.absent, wish.substitute});
  if (auto why = faults(tx, wish); !why.empty()) return why;
  begin(tx, who, wish, id);
  db::store_result(tx, wish.request_key, "done");
  return Done{};
}

void Substitutions::begin(db::Transaction& tx, const Actor& who, const SubstitutionWish& wish, std::int64_t id) {
  tx.execute(sq::substitution_insert, db::Params{id, wish.absent, wish.substitute, wish.first_day, wish.last_day,
                                                 wish.last_day, wish.reason, who.user_id(), clock_.now()});
  auto told = substitution_told(id, wish.absent, wish.substitute, wish.first_day, wish.last_day);
  told.event = "substitution.named";
  trail_.record(tx, who, told);
}

Result<Done> Substitutions::end_in(db::Transaction& tx, const Actor& who, const Substitution& found,
                                   std::int64_t version) {
  const auto today = clock_.today();
  if (found.over(today)) return Rejection{"substitution.over"};
  const auto last = today.plus(-1);
  if (tx.execute(sq::substitution_end, db::Params{last, who.user_id(), clock_.now(), found.id, version}) != 1)
    throw Conflict{"substitution"};
  auto told = substitution_told(found.id, found.absent, found.substitute, found.first_day, last);
  told.event = "substitution.ended";
  trail_.record(tx, who, told);
  return Done{};
}

std::vector<Substitution> Substitutions::stood_in_by(db::Transaction& tx, const Actor& who,
                                                     const std::string& user_id) {
  auto out = tx.all(sq::substitutions_of_person, db::Params{user_id, user_id}, substitution_row);
  std::erase_if(out, [&](const Substitution& s) {
    return s.substitute != user_id || s.over(clock_.today()) || !may_manage(tx, who, s.absent);
  });
  return out;
}

Result<Done> Substitutions::pass_on_in(db::Transaction& tx, const Actor& who, std::int64_t id, const std::string& to) {
  const auto found = tx.find(sq::substitution_by_id, db::Params{id}, substitution_row);
  if (!found || !may_manage(tx, who, found->absent)) return Rejection{"access.forbidden"};
  tx.execute(sq::people_lock, db::Params{found->absent, to});
  if (found->over(clock_.today())) return Rejection{"substitution.over"};
  const SubstitutionWish wish{found->absent, to, std::max(found->first_day, clock_.today()), found->last_day,
                              found->reason, {}};
  if (auto why = faults(tx, wish, id); !why.empty()) return why;
  if (auto ended = end_in(tx, who, *found, found->version); !ended) return ended;
  begin(tx, who, wish, ids_.next());
  return Done{};
}

Result<Done> Substitutions::end(const Actor& who, std::int64_t id, std::int64_t version) {
  auto done = pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto refuse = [&](Rejection why) -> Result<Done> {
      tx.rollback();
      return why;
    };
    const auto found = tx.find(sq::substitution_by_id, db::Params{id}, substitution_row);
    if (!found || !may_manage(tx, who, found->absent)) return refuse({"access.forbidden"});
    auto ended = end_in(tx, who, *found, version);
    if (!ended) tx.rollback();
    return ended;
  });
  if (!done && done.rejection().code == "access.forbidden")
    return trail_.refused(who, manages_absence, "substitution:" + std::to_string(id));
  return done;
}

std::vector<Substitution> Substitutions::of_person(const std::string& user_id) {
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(sq::substitutions_of_person, db::Params{user_id, user_id}, substitution_row);
  });
}

std::vector<Substitution> Substitutions::in_places(const Scope& manages) {
  const auto text = std::string{sq::substitutions_in_place.text} + " " + manages.sql("t.low") +
                    " ORDER BY s.first_day, s.id LIMIT 500";
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(db::Query{sq::substitutions_in_place.name, text}, db::Params{clock_.today()}, substitution_row);
  });
}

std::vector<PersonName> Substitutions::people(const Scope& places) {
  const auto text = std::string{sq::people_in_place.text} + " " + places.sql("t.low") + " ORDER BY p.login LIMIT 500";
  const auto today = clock_.today();
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(db::Query{sq::people_in_place.name, text}, db::Params{today, today}, [](const db::Row& r) {
      return PersonName{r.text(0), r.text(1), r.text(2), r.text(3)};
    });
  });
}

PersonName Substitutions::person(const std::string& user_id) {
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx
        .find(sq::user_name, db::Params{user_id},
              [&](const db::Row& r) {
                return PersonName{user_id, r.text(0), r.text(1), r.text(2)};
              })
        .value_or(PersonName{user_id, user_id, user_id, user_id});
  });
}

}  // namespace ssiis::profiles
