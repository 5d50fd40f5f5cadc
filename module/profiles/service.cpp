#include "profiles/service.hpp"

#include <algorithm>

#include "profiles/rules.hpp"
#include "sql/profiles.hpp"

namespace ssiis::profiles {
namespace {

constexpr std::string_view manage = "profile.manage";
constexpr int most_shown = 500;

std::string object_of(std::int64_t id) { return "profile:" + std::to_string(id); }

Profile profile_row(const db::Row& r) {
  return {r.integer(0), r.text(1), r.text(2),      r.text(3),  r.text(4),     r.text(5),    r.text_or_empty(6),
          r.text(7),    r.day(8),  r.maybe_day(9), r.text(10), r.integer(11), r.integer(12)};
}

std::optional<Profile> profile_by_id(db::Transaction& tx, std::int64_t id) {
  return tx.find(sql::profiles::profile_by_id, db::Params{id}, profile_row);
}

audit::Event told(std::string_view event, std::int64_t id, const Profile& p, std::string_view reason) {
  return {audit::ChainName::administration(),
          audit::Act::wrote,
          std::string{event},
          object_of(id),
          "",
          {{"user", p.user_id},
           {"login", p.login},
           {"role", p.role},
           {"territory", p.territory},
           {"first_day", p.first_day.iso()},
           {"last_day", p.last_day ? p.last_day->iso() : ""},
           {"reason", std::string{reason}}},
          {}};
}

bool overlaps(db::Transaction& tx, const Profile& p) {
  const auto last = p.last_day.value_or(Day{9999, 12, 31});
  return tx
      .find(sql::profiles::profile_overlap, db::Params{p.user_id, p.role, p.territory, p.first_day, last},
            [](const db::Row& r) { return r.integer(0); })
      .has_value();
}

bool is_forbidden(const Rejection& why) { return why.code == "access.forbidden"; }

}  // namespace

TerritoryTree ProfileService::tree() {
  auto lease = pool_.take();
  db::Transaction tx{*lease, db::Mode::read};
  return current_tree(tx);
}

Catalogue ProfileService::catalogue() {
  auto lease = pool_.take();
  db::Transaction tx{*lease, db::Mode::read};
  return current_catalogue(tx);
}

std::vector<Profile> ProfileService::list(const Scope& manages, const ProfileFilter& filter) {
  const auto text = std::string{sql::profiles::profile_list.text} + " " + manages.sql("t.low") +
                    " ORDER BY t.low, p.login, p.first_day LIMIT " + std::to_string(most_shown);
  auto lease = pool_.take();
  db::Transaction tx{*lease, db::Mode::read};
  return tx.all(db::Query{sql::profiles::profile_list.name, text},
                db::Params{filter.role, filter.role, filter.login, filter.login, filter.ended_too, clock_.today()},
                profile_row);
}

Result<Profile> ProfileService::find(const Actor& who, std::int64_t id) {
  std::optional<Profile> found;
  {
    auto lease = pool_.take();
    db::Transaction tx{*lease, db::Mode::read};
    found = profile_by_id(tx, id);
  }
  // Unknown and forbidden look the same from outside.
  if (!found || !who.may(manage, found->point)) return trail_.refused(who, manage, object_of(id));
  return *found;
}

Result<std::int64_t> ProfileService::grant(const Actor& who, const ProfileWish& wish) {
  const auto all = users_.users();
  const auto user = std::find_if(all.begin(), all.end(), [&](const auto& u) { return u.login == wish.login; });
  if (user == all.end()) return Rejection{"profile.user_unknown", {wish.login}, "login"};
  const auto id = ids_.next();  // before the transaction: a new block of ids is one of its own
  auto done = pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    auto result = grant_in(tx, who, id, *user, wish, "profile.granted");
    if (!result) tx.rollback();
    return result;
  });
  if (!done && is_forbidden(done.rejection())) return trail_.refused(who, manage, "territory:" + wish.territory);
  return done;
}

Result<std::int64_t> ProfileService::grant_in(db::Transaction& tx, const Actor& who, std::int64_t id,
                                              const IdentityData& user, const ProfileWish& wish,
                                              std::string_view event) {
  const auto tree = current_tree(tx);
  const auto catalogue = current_catalogue(tx);
  if (auto why = faults_of(wish, tree, catalogue, clock_.today()); !why.empty()) return why;
  const auto point = tree.find(wish.territory)->interval.low;
  if (!who.may(manage, point)) return Rejection{"access.forbidden"};
  if (who.user_id() == user.user_id) return Rejection{"profile.own", {}, "login"};
  Profile p{id,         user.user_id,   user.login,     user.name_lo,  user.name_en, wish.role,
            wish.title, wish.territory, wish.first_day, wish.last_day, wish.reason,  1,
            point};
  if (overlaps(tx, p)) return Rejection{"profile.doubled", {}, "role"};
  const auto title = wish.title.empty() ? std::nullopt : std::optional{wish.title};
  tx.execute(sql::profiles::profile_insert, db::Params{p.id, p.user_id, p.login, p.name_lo, p.name_en, p.role, title,
                                                       p.territory, p.first_day, p.last_day, p.reason});
  trail_.record(tx, who, told(event, p.id, p, wish.reason));
  return p.id;
}

// The profile, when this caller may end it on that day; nothing is written yet.
Result<Profile> ProfileService::ending(db::Transaction& tx, const Actor& who, std::int64_t id, Day last_day,
                                       std::string_view reason) {
  const auto found = profile_by_id(tx, id);
  if (!found || !who.may(manage, found->point)) return Rejection{"access.forbidden"};
  if (found->user_id == who.user_id()) return Rejection{"profile.own"};
  if (auto why = fault_of_reason(reason)) return *why;
  if (auto why = fault_of_end(*found, last_day, clock_.today())) return *why;
  return *found;
}

Result<Done> ProfileService::end(const Actor& who, std::int64_t id, std::int64_t version, Day last_day,
                                 std::string_view reason) {
  auto done = pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto found = ending(tx, who, id, last_day, reason);
    if (!found) {
      tx.rollback();
      return found.rejections();
    }
    auto ended = found.value();
    ended.last_day = last_day;
    if (tx.execute(sql::profiles::profile_end, db::Params{last_day, reason, id, version}) != 1)
      throw Conflict{"profile"};
    trail_.record(tx, who, told("profile.ended", id, ended, reason));
    return Done{};
  });
  if (!done && is_forbidden(done.rejection())) return trail_.refused(who, manage, object_of(id));
  return done;
}

Result<std::int64_t> ProfileService::transfer(const Actor& who, std::int64_t id, std::int64_t version,
                                              std::string_view territory, Day from, std::string_view reason) {
  const auto new_id = ids_.next();
  auto done = pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto refuse = [&](Rejections why) -> Result<std::int64_t> {
      tx.rollback();
      return why;
    };
    auto found = ending(tx, who, id, from.plus(-1), reason);
    if (!found) return refuse(found.rejections());
    if (found->territory == territory) return refuse({Rejection{"profile.same_territory", {}, "territory"}});
    const auto& old = found.value();
    if (tx.execute(sql::profiles::profile_end, db::Params{from.plus(-1), reason, id, version}) != 1)
      throw Conflict{"profile"};
    const IdentityData user{old.user_id, old.login, old.name_lo, old.name_en, "", {}, {}};
    const ProfileWish wish{old.login, old.role,     old.title,          std::string{territory},
                           from,      old.last_day, std::string{reason}};
    auto granted = grant_in(tx, who, new_id, user, wish, "profile.transferred");
    if (!granted) return refuse(granted.rejections());
    auto ended = old;
    ended.last_day = from.plus(-1);
    trail_.record(tx, who, told("profile.ended", id, ended, reason));
    return granted.value();
  });
  if (!done && is_forbidden(done.rejection())) return trail_.refused(who, manage, object_of(id));
  return done;
}

}  // namespace ssiis::profiles
