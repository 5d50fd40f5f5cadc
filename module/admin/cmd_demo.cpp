// demo accounts: the people of a demonstration, in the reference MIS and in the profiles. Only on loopback, only in
// demonstration mode. The one place of the module that writes tables of the MIS, besides loading a demonstration
// registry.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "admin/command.hpp"
#include "admin/demo_accounts.hpp"
#include "audit/api.hpp"
#include "profiles/api.hpp"

namespace ssiis::admin {
namespace {

constexpr db::Query user_by_login{
    "admin/user_by_login", "SELECT USR_CODE, USR_PASS, USR_NAME_LO, USR_NAME_EN FROM TB_USER WHERE USR_LOGIN = ?"};
constexpr db::Query user_insert{
    "admin/user_insert",
    "INSERT INTO TB_USER (USR_CODE, USR_LOGIN, USR_PASS, USR_NAME_LO, USR_NAME_EN, OFF_CODE, USR_ACTIVE, USR_FAILS) "
    "VALUES (?, ?, ?, ?, ?, ?, 1, 0)"};
constexpr db::Query user_restore{
    "admin/user_restore",
    "UPDATE TB_USER SET USR_PASS = ?, USR_NAME_LO = ?, USR_NAME_EN = ?, OFF_CODE = ?, USR_ACTIVE = 1, USR_FAILS = 0, "
    "USR_LOCKED_UNTIL = NULL WHERE USR_CODE = ?"};

std::string code_of(const DemoAccount& account) { return "demo." + std::string{account.login}; }

void refuse_outside_demonstration(const Settings& config) {
  const auto address = config.text("listen.address", "127.0.0.1");
  if (!config.flag("demonstration", false)) throw Failed{"refused: <demonstration> is not true in the configuration"};
  if (!address.starts_with("127.") && address != "::1" && address != "localhost")
    throw Failed{"refused: the host listens on " + address + ", not on loopback"};
}

void put_offices(db::Transaction& tx) {
  const auto insert = tx.dialect().insert_ignore("TB_OFFICE", {"OFF_CODE", "OFF_NAME_LO", "OFF_NAME_EN", "PRV_CODE"});
  const db::Query query{"admin/office_insert", insert};
  tx.execute(query, db::Params{"HQ", "ສຳນັກງານໃຫຍ່ ອົງການປະກັນສັງຄົມ", "LSSO headquarters", std::monostate{}});
  tx.execute(query, db::Params{"01", "ສາຂາປະກັນສັງຄົມ ນະຄອນຫຼວງວຽງຈັນ", "LSSO Vientiane Capital", "01"});
  tx.execute(query, db::Params{"13", "ສາຂາປະກັນສັງຄົມ ແຂວງສະຫວັນນະເຂດ", "LSSO Savannakhet", "13"});
}

// Makes the user, or sets one that we made back to how it was. Refuses to touch a user of the MIS's own.
void put_user(db::Transaction& tx, const DemoAccount& a) {
  struct Found {
    std::string code, password;
  };
  const auto found = tx.find(user_by_login, db::Params{a.login}, [](const db::Row& r) {
    return Found{r.text(0), r.text(1)};
  });
  if (found && found->code != code_of(a))
    throw Failed{fmt::format("refused: the MIS has a user '{}' of its own", a.login)};
  if (!found) {
    tx.execute(user_insert,
               db::Params{code_of(a), a.login, hash_password(demo_password), a.name_lo, a.name_en, a.office});
  } else {
    const auto password =
        password_matches(demo_password, found->password) ? found->password : hash_password(demo_password);
    tx.execute(user_restore, db::Params{password, a.name_lo, a.name_en, a.office, found->code});
  }
  const auto role = tx.dialect().insert_ignore("TB_USER_ROLE", {"USR_CODE", "ROLE_CODE"});
  const db::Query insert{"admin/user_role_insert", role};
  tx.execute(insert, db::Params{code_of(a), "MIS_USER"});
  if (a.sees_inspection) tx.execute(insert, db::Params{code_of(a), "SSI"});
  if (a.mis_admin) tx.execute(insert, db::Params{code_of(a), "MIS_ADMIN"});
}

class DemoUsers final : public profiles::UserDirectory {
 public:
  std::vector<profiles::IdentityData> users() override {
    std::vector<profiles::IdentityData> out;
    for (const auto& a : demo_accounts) {
      profiles::IdentityData user;
      user.user_id = code_of(a);
      user.login = a.login;
      user.name_lo = a.name_lo;
      user.name_en = a.name_en;
      user.office = a.office;
      out.push_back(std::move(user));
    }
    return out;
  }
};

// How many profiles were given; those who hold theirs keep it.
int put_profiles(Context& context) {
  const SystemClock clock;
  db::IdSource ids{context.pool()};
  audit::Trail trail{context.pool(), clock};
  const profiles::ActorFactory factory{context.pool(), clock};
  DemoUsers users;
  profiles::ProfileService service{context.pool(), ids, trail, clock, users};
  const auto who = factory.service("ssiis-admin demo accounts", "ssiis-admin");
  int given = 0;
  for (const auto& a : demo_accounts) {
    const auto done = service.grant(who, {std::string{a.login}, std::string{a.role}, std::string{a.title},
                                          std::string{a.territory}, clock.today(), std::nullopt, "demonstration"});
    if (done)
      ++given;
    else if (done.rejection().code != "profile.doubled")
      throw Failed{fmt::format("{}: {}", a.login, done.rejection().code)};
  }
  return given;
}

}  // namespace

int cmd_demo_accounts(Context& context, const std::vector<std::string>& arguments) {
  if (!arguments.empty()) throw Usage{"demo accounts takes no arguments"};
  refuse_outside_demonstration(context.host_config());
  try {
    context.pool().transact(db::Mode::write, [](db::Transaction& tx) {
      put_offices(tx);
      for (const auto& account : demo_accounts) put_user(tx, account);
    });
  } catch (const db::Error& e) {
    if (e.fault != db::Fault::syntax) throw;
    throw Failed{"the reference MIS has no user tables yet: run ssiis-admin registry load first"};
  }
  const int given = put_profiles(context);
  // So that the trail's checkpoints work in a demonstration too; in earnest an administrator runs "audit key".
  const auto custody = audit::custody_from(context.host_config());
  if (!std::filesystem::exists(custody.key_file)) static_cast<void>(audit::create_key(custody));
  std::cout << fmt::format("{} demonstration accounts, {} profiles given now; password: {}\n", demo_accounts.size(),
                           given, demo_password);
  return 0;
}

}  // namespace ssiis::admin
