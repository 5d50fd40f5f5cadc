// A database with the shipped territory and roles, and a directory of invented users.
#pragma once
#include "profiles/api.hpp"
#include "support/database_fixture.hpp"

namespace ssiis::test {

class InventedUsers final : public profiles::UserDirectory {
 public:
  std::vector<profiles::IdentityData> users() override { return list; }
  void add(const std::string& login) {
    profiles::IdentityData user;
    user.user_id = "id-" + login;
    user.login = login;
    user.name_lo = "ຜູ້ໃຊ້ " + login;
    user.name_en = "User " + login;
    list.push_back(user);
  }
  const profiles::IdentityData& user(const std::string& login) const {
    for (const auto& u : list)
      if (u.login == login) return u;
    throw std::out_of_range{login};
  }
  std::vector<profiles::IdentityData> list{};
};

class WithProfiles : public MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      const auto file = profiles::read_territory_file(SSIIS_PROFILES_CONFIG "/territory.xml");
      ASSERT_TRUE(profiles::load_territory(tx, file, clock_.today(), clock_.now(), "test"));
      profiles::load_catalogue(tx, profiles::read_catalogue_file(SSIIS_PROFILES_CONFIG "/roles.xml"), clock_.now());
    });
    ids_ = std::make_unique<db::IdSource>(pool());
    trail_.emplace(pool(), clock_);
    factory_.emplace(pool(), clock_);
    service_ = std::make_unique<profiles::ProfileService>(pool(), *ids_, *trail_, clock_, users_);
  }
  void TearDown() override {
    service_.reset();
    ids_.reset();
    MigratedDatabase::TearDown();
  }
  Actor system() { return factory_->service("test", "c-1"); }
  Actor actor(const std::string& login) { return factory_->actor(users_.user(login), {"c-2", "127.0.0.1"}); }
  // A user with one role, given today.
  std::int64_t given(const std::string& login, const std::string& role, const std::string& territory) {
    if (std::none_of(users_.list.begin(), users_.list.end(), [&](const auto& u) { return u.login == login; }))
      users_.add(login);
    return service_->grant(system(), {login, role, "", territory, clock_.today(), std::nullopt, "test"}).value();
  }
  template <class F>
  auto reading(F&& work) {
    return pool().transact(db::Mode::read, std::forward<F>(work));
  }
  FixedClock clock_{Instant::parse("2026-11-23T03:00:00.000000Z").value()};
  std::optional<audit::Trail> trail_;
  std::optional<profiles::ActorFactory> factory_;
  InventedUsers users_;
  std::unique_ptr<db::IdSource> ids_;
  std::unique_ptr<profiles::ProfileService> service_;
};

}  // namespace ssiis::test
