#include "profiles/actor_factory.hpp"

#include "sql/profiles.hpp"

namespace ssiis::profiles {

std::shared_ptr<const Catalogue> ActorFactory::catalogue(db::Transaction& tx, std::int64_t version) const {
  auto kept = std::atomic_load(&kept_);
  if (kept && kept->version == version) return kept;
  auto fresh = std::make_shared<const Catalogue>(current_catalogue(tx));
  std::atomic_store(&kept_, fresh);
  return fresh;
}

Actor ActorFactory::caller(const IdentityData& user, const CallData& call) {
  Actor out;
  out.user_id_ = user.user_id;
  out.login_ = user.login;
  out.name_lo_ = user.name_lo;
  out.name_en_ = user.name_en;
  out.correlation_id_ = call.correlation_id;
  out.client_address_ = call.client_address;
  out.authenticated_at_ = user.authenticated_at;
  return out;
}

std::int64_t ActorFactory::take_roles(Actor& to, db::Cursor rows) const {
  std::int64_t version = 0, tree = 0;
  while (rows.next()) {
    const auto& r = rows.row();
    to.roles_.push_back({r.text(0), r.text(1), {r.integer(2), r.integer(3)}, {}});
    version = r.integer(4);
    tree = r.integer(5);
  }
  for (auto seen = tree_seen_.load(); seen < tree && !tree_seen_.compare_exchange_weak(seen, tree);) {
  }
  return version;
}

void ActorFactory::take_permissions(Actor& to, const Catalogue& roles) {
  for (auto& held : to.roles_)
    if (const auto* role = roles.role(held.role)) held.permissions = role->permissions;
}

// Each request begins here: the one statement is a transaction of its own, without BEGIN and COMMIT round it.
Actor ActorFactory::actor(const IdentityData& user, const CallData& call) const {
  Actor out = caller(user, call);
  if (user.user_id.empty()) return out;
  auto lease = pool_.take();
  const auto today = clock_.today();
  const auto version =
      take_roles(out, lease->query(sql::profiles::roles_of_user, db::Params{user.user_id, today, today}));
  if (out.roles_.empty()) return out;
  auto roles = std::atomic_load(&kept_);
  if (!roles || roles->version != version) {
    db::Transaction tx{*lease, db::Mode::read};
    roles = catalogue(tx, version);
  }
  take_permissions(out, *roles);
  return out;
}

Actor ActorFactory::actor(db::Transaction& tx, const IdentityData& user, const CallData& call) const {
  Actor out = caller(user, call);
  if (user.user_id.empty()) return out;
  const auto today = clock_.today();
  const auto version = take_roles(out, tx.query(sql::profiles::roles_of_user, db::Params{user.user_id, today, today}));
  if (!out.roles_.empty()) take_permissions(out, *catalogue(tx, version));
  return out;
}

Actor ActorFactory::service(std::string_view name, std::string_view correlation_id) const {
  Actor out;
  out.user_id_ = out.login_ = out.name_lo_ = out.name_en_ = name;
  out.correlation_id_ = correlation_id;
  out.service_ = true;
  return out;
}

Actor ActorFactory::nobody(std::string_view name, const CallData& call) const {
  Actor out;
  out.user_id_ = out.login_ = out.name_lo_ = out.name_en_ = name;
  out.correlation_id_ = call.correlation_id;
  out.client_address_ = call.client_address;
  return out;
}

std::vector<Holder> ActorFactory::holders(db::Transaction& tx, std::string_view role,
                                          std::int64_t territory_point) const {
  const auto today = clock_.today();
  return tx.all(sql::profiles::holders, db::Params{role, territory_point, territory_point, today, today},
                [](const db::Row& r) {
                  return Holder{r.text(0), r.text(1), r.text(2), r.text(3), r.text_or_empty(4), r.text(5)};
                });
}

}  // namespace ssiis::profiles
