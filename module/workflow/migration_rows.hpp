// What the parts of the migration office share. Private to the room.
#pragma once
#include "workflow/migration.hpp"

namespace ssiis::workflow {

PlanState plan_state(std::string_view name);
Plan plan_of(const db::Row& r);

// Why a plan is closed or stopped, without spaces around it. bundle.reason_missing, bundle.reason_too_long.
Result<std::string> checked_reason(std::string_view given);

// An entry of the administration's chain about the plan.
audit::Event administered(std::int64_t plan, std::string event);

// One transaction that keeps nothing when `work` answers with a refusal.
template <class Work>
auto kept_unless_refused(db::Pool& pool, Work work) {
  return pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    auto answer = work(tx);
    if (!answer) tx.rollback();
    return answer;
  });
}

}  // namespace ssiis::workflow
