// Periods that are over.
#include "workflow/engine_step.hpp"

#include "sql/workflow.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

}  // namespace

struct Engine::DueTimer {
  CaseId case_id{0};
  std::int64_t instance{0}, id{0};
  std::string day;
  std::int64_t calendar_rev{0};
};

// The instance's row is locked and its state read afresh: of two engines at the same timer one finds it gone.
void Engine::fire_one(db::Transaction& tx, const Actor& who, const DueTimer& due, Day today, TimersFired& out) {
  const auto step = open(tx, who, due.case_id, due.instance, std::nullopt);
  if (!step) return;
  Timer* timer = nullptr;
  for (auto& t : step->state.timers)
    if (t.id == due.id) timer = &t;
  if (!timer || timer->state != TimerState::armed || timer->due >= today) return tx.rollback();
  // Derived before the holidays changed: it must be over by the calendar of today too. Who derives all anew moves it.
  if (due.calendar_rev < step->state.instance.calendar_rev) {
    const auto now = newest_day(tx, *step, due.id);
    if (!now || *now >= today) return tx.rollback();
  }
  const auto node = step->d.node(timer->node).id;
  const std::vector<std::pair<std::string, std::string>> details{{"deadline", timer->deadline_key},
                                                                 {"due", timer->due.iso()}};
  const bool confirmed = timer->confirmed;
  if (confirmed) {
    step->machine.fire(*timer);
    ++out.fired;
  } else {
    step->machine.refer(*timer);
    ++out.referred;
  }
  const auto moved =
      finish(*step, confirmed ? "workflow.timer_fired" : "workflow.timer_referred", "timer:" + node, details);
  if (moved && moved_aside_) moved_aside_(tx, who, due.case_id, *moved);
}

TimersFired Engine::fire_due(db::Pool& pool, const Actor& who, Day today) {
  TimersFired total;
  DueTimer last;
  for (;;) {
    const auto page = pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      return tx.all(q::timers_due, db::Params{today, last.day, last.day, last.case_id, last.case_id, last.id},
                    [](const db::Row& r) {
                      return DueTimer{CaseId{r.integer(0)}, r.integer(1), r.integer(2), r.text(3), r.integer(4)};
                    });
    });
    if (page.empty()) return total;
    for (const auto& t : page) {
      last = t;
      try {
        const auto one = pool.transact(db::Mode::write, [&](db::Transaction& tx) {
          TimersFired counted;
          fire_one(tx, who, t, today, counted);
          return counted;
        });
        total.fired += one.fired;
        total.referred += one.referred;
      } catch (const std::exception&) {
        total.failed.push_back(t.case_id);
      }
    }
  }
}

}  // namespace ssiis::workflow
