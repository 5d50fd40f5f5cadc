// A host that moves files by the plans under way and dies of SIGKILL inside the transaction of the n-th file, nothing
// of it flushed. Usage: law_mover sqlite|postgresql DATABASE NOW N. Exit 0 when it came to the end alive.
#include <signal.h>
#include <unistd.h>

#include "profiles/api.hpp"
#include "support/database_fixture.hpp"
#include "workflow/api.hpp"

namespace {

using namespace ssiis;

class Nobody final : public workflow::CaseRoles {
 public:
  bool holds(db::Transaction&, CaseId, std::string_view, std::string_view) override { return false; }
  std::vector<CaseId> cases_of(db::Transaction&, std::string_view, std::string_view) override { return {}; }
};

int moves(const std::string& engine_name, const std::string& database, const std::string& now, int last) {
  db::Spec spec;
  if (engine_name != "sqlite")
    spec = test::server_of(engine_name == "postgresql" ? db::Engine::postgresql : db::Engine::mariadb);
  spec.database = database;
  db::Pool pool{spec, 4};
  db::IdSource ids{pool};
  const FixedClock clock{Instant::parse(now).value()};
  audit::Trail trail{pool, clock};
  profiles::ActorFactory actors{pool, clock};
  Nobody nobody;
  workflow::Engine engine{{clock, trail, nobody, [](db::Transaction& tx) {
                             return std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
                           }}};
  int moved = 0;
  engine.when_moved_aside([&](db::Transaction&, const Actor&, CaseId, const workflow::Moved&) {
    if (++moved == last) ::kill(::getpid(), SIGKILL);
  });
  workflow::BundleOffice bundles{{pool, ids, trail, clock}};
  workflow::MigrationOffice office{engine, bundles, pool, ids};
  office.run(actors.service("mover", "c-mover"));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) return 2;
  return moves(arguments[1], arguments[2], arguments[3], std::stoi(arguments[4]));
}
