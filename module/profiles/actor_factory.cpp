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

Actor ActorFactory::actor(const IdentityData& user, const CallData& call) const {
  auto lease = pool_.take();
  db::Transaction tx{*lease, db::Mode::read};
  return actor(tx, user, call);
}

Actor ActorFactory::actor(db::Transaction& tx, const IdentityData& user, const CallData& call) const {
  Actor out;
  out.user_id_ = user.user_id;
  out.login_ = user.login;
  out.name_lo_ = user.name_lo;
  out.name_en_ = user.name_en;
  out.correlation_id_ = call.correlation_id;
  out.client_address_ = call.client_address;
  out.authenticated_at_ = user.authenticated_at;
  if (user.user_id.empty()) return out;
  const auto today = clock_.today();
  std::int64_t version = 0;
  for (auto rows = tx.query(sql::profiles::roles_of_user, db::Params{user.user_id, today, today}); rows.next();) {
    const auto& r = rows.row();
    out.roles_.push_back({r.text(0), r.text(1), {r.integer(2), r.integer(3)}, {}});
    version = r.integer(4);
  }
  if (out.roles_.empty()) return out;
  const auto roles = catalogue(tx, version);
  for (auto& held : out.roles_)
    if (const auto* role = roles->role(held.role)) held.permissions = role->permissions;
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
