// A database as packaging/bench has prepared it, with invented people who hold the roles of a procedure, and the
// workflow engine on it.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "audit/api.hpp"
#include "database/api.hpp"
#include "profiles/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::bench {

class Office {
 public:
  // Migrated, profiles loaded, procedure deployed.
  Office(const std::string& host_xml, std::size_t connections);
  const Actor& person(const std::string& login) const { return people_.at(login); }
  // A transaction of its own; a refusal throws.
  template <class F>
  void write(F&& work) {
    pool.transact(db::Mode::write, [&](db::Transaction& tx) { work(tx); });
  }
  std::int64_t count(const std::string& table);

  Settings settings;
  db::Pool pool;
  SystemClock clock;
  db::IdSource ids;
  audit::Trail trail;
  profiles::ActorFactory actors;

 private:
  std::map<std::string, Actor> people_;
};

// The team of every case, as the inspections room would tell from its tables.
class OneTeam final : public workflow::CaseRoles {
 public:
  bool holds(db::Transaction&, CaseId, std::string_view role, std::string_view user) override;
  std::vector<CaseId> cases_of(db::Transaction&, std::string_view, std::string_view) override { return {}; }
};

std::unique_ptr<workflow::Engine> engine_for(Office& office, workflow::CaseRoles& team);

// Brings new cases to the chief inspector's plan (T04_Plan); the tasks to be completed.
std::vector<workflow::TaskRef> cases_at_plan(Office& office, workflow::Engine& engine, int count);

}  // namespace ssiis::bench
