// One step of a procedure through workflow::Engine, audit chain and commit included, beside hand-written SQL that
// writes the same rows into the same tables through the engine's own C client. Repetitions are interleaved, each on
// cases of its own; what both wrote is counted and must be equal.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "bench/figures.hpp"
#include "bench/native.hpp"
#include "bench/office.hpp"
#include "bench/program.hpp"

namespace ssiis::bench {
namespace {

constexpr const char* written_tables[] = {
    "insp_wf_instance", "insp_wf_token",   "insp_wf_task",     "insp_wf_timer",    "insp_wf_subscription",
    "insp_wf_variable", "insp_wf_history", "insp_wf_incident", "insp_audit_chain", "insp_audit_record"};

std::map<std::string, std::int64_t> rows_now(Office& office) {
  std::map<std::string, std::int64_t> out;
  for (const auto* table : written_tables) out[table] = office.count(table);
  return out;
}

void through_engine(Office& office, workflow::Engine& engine, const workflow::TaskRef& ref) {
  static const workflow::Variables answers{{"prior_notice", true}};
  office.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto moved = engine.complete(tx, office.person("chief"), ref, answers);
    if (!moved) throw std::runtime_error{"the step is refused: " + moved.rejection().code};
  });
}

// Rows as the engine makes them: ids from instance, revision and a counter.
void through_floor(const Script& script, const workflow::TaskRef& ref, const std::string& now) {
  const std::int64_t next = (ref.task >> 40 << 40) | ((ref.rev + 1) << 12);
  std::map<std::string, Value, std::less<>> p{
      {"case", ref.case_id.value},   {"seen_rev", ref.rev},  {"seen_task", ref.task},
      {"new_token", next | 1},       {"new_task", next | 2}, {"new_timer", next | 3},
      {"history1", next | 4},        {"history2", next | 5}, {"history3", next | 6},
      {"history4", next | 7},        {"now", now},           {"actor", std::string{"bench.chief"}},
      {"hash", std::string(64, 'a')}};
  script.run(p);
}

// Before anything is timed: the floor leaves the tables exactly as much longer as the engine does.
void compare_writes(Office& office, workflow::Engine& engine, const Script& script) {
  const auto refs = cases_at_plan(office, engine, 2);
  const auto before = rows_now(office);
  through_engine(office, engine, refs[0]);
  const auto between = rows_now(office);
  through_floor(script, refs[1], office.clock.now().iso());
  const auto after = rows_now(office);
  for (const auto* table : written_tables)
    if (after.at(table) - between.at(table) != between.at(table) - before.at(table))
      throw std::runtime_error{
          fmt::format("the floor no longer writes what the engine writes: {} rows of {}, the engine {}",
                      after.at(table) - between.at(table), table, between.at(table) - before.at(table))};
}

void measure(Office& office, workflow::Engine& engine, const std::string& floor_file, const std::string& setting,
             int clients, int steps, int repetitions) {
  std::vector<std::unique_ptr<Native>> natives;
  std::vector<Script> scripts;
  for (int c = 0; c < clients; ++c) {
    natives.push_back(Native::open(office.pool.spec()));
    scripts.emplace_back(*natives.back(), floor_file);
  }
  compare_writes(office, engine, scripts.front());
  Figure f{.name = fmt::format("workflow_step {} {} client{}{}", db::name_of(office.pool.engine()), clients,
                               clients == 1 ? "" : "s", setting.empty() ? "" : ", " + setting),
           .unit = "steps/s",
           .aim = setting.empty() ? Aim::ratio_at_least : Aim::none,
           .wanted = 0.5};
  Figure cpu{.name = f.name + ", processor time of the client", .unit = "us/step"};
  // One repetition more than is reported: the first prepares statements and fills caches. All cases are made before, so
  // that the database can look at its tables as it would have in the months before.
  const auto total = static_cast<std::size_t>(steps) * 2 * static_cast<std::size_t>(repetitions + 1);
  progress(fmt::format("{}: bringing {} cases to the step", f.name, total));
  const auto refs = cases_at_plan(office, engine, static_cast<int>(total));
  natives.front()->run("ANALYZE");
  for (int r = 0; r <= repetitions; ++r) {
    const auto* mine = refs.data() + 2 * static_cast<std::size_t>(r) * static_cast<std::size_t>(steps);
    const auto* theirs = mine + steps;
    const auto ours = [&] {
      in_parallel(clients, steps, [&](int, int first, int last) {
        for (int i = first; i < last; ++i) through_engine(office, engine, mine[i]);
      });
    };
    const auto floor = [&] {
      in_parallel(clients, steps, [&](int c, int first, int last) {
        for (int i = first; i < last; ++i)
          through_floor(scripts[static_cast<std::size_t>(c)], theirs[i], office.clock.now().iso());
      });
    };
    Taken a{}, b{};
    if (r % 2 == 0)
      a = taken(ours), b = taken(floor);
    else
      b = taken(floor), a = taken(ours);
    progress(fmt::format("{}: {:.0f}/s, floor {:.0f}/s", f.name, steps / a.wall, steps / b.wall));
    if (r == 0) continue;
    f.figures.push_back(steps / a.wall);
    f.floors.push_back(steps / b.wall);
    cpu.figures.push_back(a.cpu * 1e6 / steps);
    cpu.floors.push_back(b.cpu * 1e6 / steps);
  }
  report(f);
  report(cpu);
}

void run(const std::string& host_xml, const std::string& floors, const std::string& setting, int steps,
         int repetitions) {
  Office office{host_xml, 10};
  OneTeam team;
  const auto engine = engine_for(office, team);
  const auto file = fmt::format("{}/workflow_step.{}.sql", floors, db::name_of(office.pool.engine()));
  measure(office, *engine, file, setting, 1, steps, repetitions);
  if (office.pool.engine() == db::Engine::sqlite) return;  // one writer at a time
  for (const int clients : {4, 8}) measure(office, *engine, file, setting, clients, 2 * steps, repetitions);
}

}  // namespace
}  // namespace ssiis::bench

// workflow_step HOST.XML FLOORS SETTING STEPS REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("workflow_step", 5, argc, argv, [](const auto& a) {
    ssiis::bench::run(a[0], a[1], a[2], std::stoi(a[3]), std::stoi(a[4]));
  });
}
