// Periods that end: Engine::fire_due over files whose period has just begun, each in a transaction of its own with
// audit chain and commit, beside the steps through the same engine that began these periods.
#include <fmt/format.h>

#include <stdexcept>

#include "bench/figures.hpp"
#include "bench/office.hpp"
#include "bench/program.hpp"

namespace ssiis::bench {
namespace {

constexpr int years_ahead = 10;  // by then every period of the procedure has ended

void complete_plan(Office& office, workflow::Engine& engine, const workflow::TaskRef& ref) {
  static const workflow::Variables answers{{"prior_notice", true}};
  office.write([&](db::Transaction& tx) {
    const auto moved = engine.complete(tx, office.person("chief"), ref, answers);
    if (!moved) throw std::runtime_error{"the step is refused: " + moved.rejection().code};
  });
}

void run(const std::string& host_xml, int steps, int repetitions) {
  Office office{host_xml, 4};
  OneTeam team;
  const auto engine = engine_for(office, team);
  const auto system = office.actors.service("bench", "bench");
  const auto later = office.clock.today().plus(365 * years_ahead);
  Figure f{.name = fmt::format("workflow_timers {}", db::name_of(office.pool.engine())), .unit = "periods/s"};
  const auto refs = cases_at_plan(office, *engine, steps * (repetitions + 1));
  engine->fire_due(office.pool, system, later);  // what began on the way here
  for (int r = 0; r <= repetitions; ++r) {
    const auto* mine = refs.data() + static_cast<std::ptrdiff_t>(r) * steps;
    const auto begun = taken([&] {
      for (int i = 0; i < steps; ++i) complete_plan(office, *engine, mine[i]);
    });
    workflow::TimersFired fired;
    const auto ended = taken([&] { fired = engine->fire_due(office.pool, system, later); });
    const auto all = fired.fired + fired.referred;
    if (all < steps) throw std::runtime_error{fmt::format("{} steps began only {} periods", steps, all)};
    progress(fmt::format("{}: {:.0f}/s, steps {:.0f}/s", f.name, all / ended.wall, steps / begun.wall));
    if (r == 0) continue;  // prepares statements and fills caches
    f.figures.push_back(all / ended.wall);
    f.floors.push_back(steps / begun.wall);
  }
  f.note = "beside it: steps/s of one client";
  report(f);
}

}  // namespace
}  // namespace ssiis::bench

// workflow_timers HOST.XML STEPS REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("workflow_timers", 3, argc, argv,
                               [](const auto& a) { ssiis::bench::run(a[0], std::stoi(a[1]), std::stoi(a[2])); });
}
