// profiles load: territory tree, roles, titles and permissions from config/profiles.
// profiles grant: for the first administrator, before anybody can use the screens.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "admin/command.hpp"
#include "code_lists/api.hpp"
#include "profiles/api.hpp"

namespace ssiis::admin {
namespace {

// The places of the file, until somebody keeps the list of places itself; then the file is left alone, and one that was
// named is refused.
bool places_follow(Context& context, code_lists::CodeOffice& lists, const profiles::TerritoryFile& file, bool named) {
  const auto done = lists.follow(context.who("profiles load"), file);
  if (done) return *done;
  const auto& why = done.rejection();
  // Neither keeps roles and permissions from being loaded: an update brings its own territory.xml.
  if (!named && (why.code == "codes.kept_here" || why.code == "codes.changed_later")) {
    std::cerr << (why.code == "codes.kept_here" ? "the list of places is kept in the system"
                                                : "the list of places is newer than the file")
              << ": territory.xml is left alone\n";
    return false;
  }
  throw Failed{fmt::format("the territory is refused: {} ({})", why.code, fmt::join(why.args, ", "))};
}

void begin_lists(Context& context, code_lists::CodeOffice& lists) {
  std::vector<code_lists::CodeOffice::Row> shipped;
  for (const auto* file : {"offices.csv", "sectors.csv"}) {
    auto rows = code_lists::read_rows_of(context.resources() + "/config/code_lists/" + file);
    if (!rows)
      throw Failed{fmt::format("{}: {} ({})", file, rows.rejection().code, fmt::join(rows.rejection().args, ", "))};
    shipped.insert(shipped.end(), rows->begin(), rows->end());
  }
  for (const auto& list : lists.begin(context.who("profiles load"), shipped))
    context.progress("begun: the list " + list);
  context.end_progress();
}

}  // namespace

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
  db::IdSource ids{context.pool()};
  const auto who = context.who("profiles load");
  code_lists::CodeOffice lists{{context.pool(), ids, trail, clock}};
  const bool places_changed = places_follow(context, lists, territory, args.has("--territory"));
  begin_lists(context, lists);
  const auto tree =
      context.pool().transact(db::Mode::read, [](db::Transaction& tx) { return profiles::current_tree(tx); });
  const auto retired = std::count_if(tree.all().begin(), tree.all().end(), [](const auto& t) { return t.valid_to; });
  const bool roles_changed = context.pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    const bool changed = profiles::load_catalogue(tx, roles, clock.now());
    if (changed)
      trail.record(tx, who,
                   {.chain = audit::ChainName::administration(),
                    .event = "profile.catalogue_loaded",
                    .object = "territory:" + std::to_string(tree.version()),
                    .details = {{"territory_sha256", territory.content_hash}, {"roles_sha256", roles.content_hash}}});
    return changed;
  });
  if (context.json()) {
    std::cout
        << fmt::format(
               R"({{"territory_version":{},"territory_changed":{},"nodes":{},"retired":{},"roles":{},"roles_changed":{}}})",
               tree.version(), places_changed, tree.all().size(), retired, roles.roles.size(), roles_changed)
        << '\n';
    return 0;
  }
  std::cout << fmt::format("territory version {}: {} places, {} retired{}\n", tree.version(), tree.all().size(),
                           retired, places_changed ? "" : " (unchanged)")
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
