// profiles load: territory tree, roles, titles and permissions from config/profiles.
// profiles grant: for the first administrator, before anybody can use the screens.
#include <fmt/format.h>

#include <iostream>

#include "admin/command.hpp"
#include "profiles/api.hpp"

namespace ssiis::admin {

int cmd_profiles_load(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--territory", "--roles"}, {});
  if (!args.plain.empty()) throw Usage{"profiles load takes options only"};
  const auto folder = [&] { return context.resources() + "/config/profiles/"; };
  const auto territory =
      profiles::read_territory_file(args.has("--territory") ? args.option("--territory") : folder() + "territory.xml");
  const auto roles =
      profiles::read_catalogue_file(args.has("--roles") ? args.option("--roles") : folder() + "roles.xml");
  const SystemClock clock;
  audit::Trail trail{context.pool(), clock};
  const auto who = context.who("profiles load");
  bool roles_changed = false;
  const auto loaded = context.pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    auto result = profiles::load_territory(tx, territory, clock.today(), clock.now(), "ssiis-admin profiles load");
    if (!result) {
      tx.rollback();
      return result;
    }
    roles_changed = profiles::load_catalogue(tx, roles, clock.now());
    if (result->changed || roles_changed)
      trail.record(tx, who,
                   {.chain = audit::ChainName::administration(),
                    .event = "profile.catalogue_loaded",
                    .object = "territory:" + std::to_string(result->version),
                    .details = {{"territory_sha256", territory.content_hash}, {"roles_sha256", roles.content_hash}}});
    return result;
  });
  if (!loaded) {
    const auto& why = loaded.rejection();
    throw Failed{fmt::format("the territory is refused: {} ({})", why.code, fmt::join(why.args, ", "))};
  }
  if (context.json()) {
    std::cout
        << fmt::format(
               R"({{"territory_version":{},"territory_changed":{},"nodes":{},"retired":{},"roles":{},"roles_changed":{}}})",
               loaded->version, loaded->changed, loaded->nodes, loaded->retired, roles.roles.size(), roles_changed)
        << '\n';
    return 0;
  }
  std::cout << fmt::format("territory version {}: {} places, {} retired{}\n", loaded->version, loaded->nodes,
                           loaded->retired, loaded->changed ? "" : " (unchanged)")
            << fmt::format("{} roles, {} permissions{}\n", roles.roles.size(), roles.permissions.size(),
                           roles_changed ? "" : " (unchanged)");
  return 0;
}

namespace {

// The one user that the command line names: the administrator vouches for the host's key of that user.
class NamedUser final : public profiles::UserDirectory {
 public:
  explicit NamedUser(profiles::IdentityData user) : user_{std::move(user)} {}
  std::vector<profiles::IdentityData> users() override { return {user_}; }

 private:
  profiles::IdentityData user_;
};

}  // namespace

int cmd_profiles_grant(Context& context, const std::vector<std::string>& arguments) {
  const auto args =
      parse(arguments, {"--user-id", "--login", "--name-lo", "--name-en", "--role", "--territory", "--reason"}, {});
  for (const auto* needed : {"--user-id", "--login", "--role", "--territory", "--reason"})
    if (args.option(needed).empty()) throw Usage{fmt::format("{} is needed", needed)};
  profiles::IdentityData user;
  user.user_id = args.option("--user-id");
  user.login = args.option("--login");
  user.name_lo = args.option("--name-lo", user.login);
  user.name_en = args.option("--name-en", user.login);
  NamedUser users{user};
  const SystemClock clock;
  db::IdSource ids{context.pool()};
  audit::Trail trail{context.pool(), clock};
  profiles::ProfileService service{context.pool(), ids, trail, clock, users};
  const auto who = context.who("profiles grant");
  const auto done = service.grant(who, {user.login, args.option("--role"), "", args.option("--territory"),
                                        clock.today(), std::nullopt, args.option("--reason")});
  if (!done) throw Failed{"refused: " + done.rejection().code};
  std::cout << fmt::format("{} is {} at {}\n", user.login, args.option("--role"), args.option("--territory"));
  return 0;
}

}  // namespace ssiis::admin
