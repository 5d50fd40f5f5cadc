// One host's view of the database that the walks are on: the engine with people and modules that answer by chance.
#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "audit/api.hpp"
#include "faults/walks/dice.hpp"
#include "profiles/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::walks {

// The procedure with other periods: their lengths, calendars, and which of them LSSO has confirmed are drawn.
workflow::Files redrawn(workflow::Files files, Dice& dice);

// Into a migrated database with territory and roles: people for every role and several bundles of `files` with periods
// by chance, each from a later day on.
void prepare(db::Pool& pool, const Clock& clock, const workflow::Files& files, std::uint64_t seed);

inline constexpr const char* process_walked = "inspection";
inline constexpr Day first_day{2026, 11, 2};

class Office final : private workflow::CaseRoles {
 public:
  Office(const db::Spec& spec, std::uint64_t seed);

  void come_to(Day day);  // at ten in the morning
  const std::vector<Actor>& people(const std::string& role) const { return people_.at(role); }
  const std::vector<std::string>& user_ids() const { return user_ids_; }
  Actor system() const { return actors.service("walks", "walks"); }
  // A transaction of its own; a refusal rolls back.
  template <class F>
  auto write(F&& work) {
    return pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      auto result = work(tx);
      if (!result) tx.rollback();
      return result;
    });
  }
  template <class F>
  auto read(F&& work) {
    return pool.transact(db::Mode::read, std::forward<F>(work));
  }

  db::Pool pool;
  FixedClock clock;
  audit::Trail trail;
  profiles::ActorFactory actors;
  workflow::Engine engine;
  workflow::IncidentOffice incidents;
  bool calm{false};  // modules answer at once and well, so that the walks come to their ends

 private:
  bool holds(db::Transaction&, CaseId, std::string_view role, std::string_view user) override;
  std::vector<CaseId> cases_of(db::Transaction&, std::string_view, std::string_view) override { return {}; }
  workflow::ServiceAnswer answer(const workflow::ServiceCall& call, const std::vector<std::string>& errors);
  workflow::ServiceAnswer answer_well(const workflow::ServiceCall& call) const;

  std::uint64_t seed_;
  std::shared_ptr<const profiles::TerritoryTree> tree_;
  std::map<std::string, std::vector<Actor>> people_;
  std::vector<std::string> user_ids_;
};

}  // namespace ssiis::walks
