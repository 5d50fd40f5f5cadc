// bench_orders HOST.XML COUNT: open inspections, made by the workflow engine and the inspections room's own repository
// in transactions of many. Only the labour unit's rule of one open file a workplace is not asked: the demonstration
// registry has fewer units than the benchmark has orders.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "bench/figures.hpp"
#include "bench/office.hpp"
#include "bench/program.hpp"
#include "inspections/repository.hpp"
#include "inspections/team.hpp"

namespace ssiis::bench {
namespace {

constexpr int inspectors = 100;  // 200 orders each as chief, as many as member of another's team
constexpr db::Query all_units{"bench/units",
                              "SELECT lu_id, ss_reg_no, name_lo, province_code, district_code FROM reg_labour_unit "
                              "WHERE province_code IS NOT NULL ORDER BY lu_id"};

struct Unit {
  std::string key, number, name, territory, province;
};

std::string inspector(int i) {
  if (i % inspectors == 0) return "demo.inspector.01a";
  if (i % inspectors == 1) return "demo.inspector.13a";
  return fmt::format("bench.inspector.{:03}", i % inspectors);
}

std::vector<Unit> units_of(Office& office) {
  return office.pool.transact(db::Mode::read, [](db::Transaction& tx) {
    const auto tree = profiles::current_tree(tx);
    return tx.all(all_units, db::Params{}, [&](const db::Row& r) {
      const auto& place = tree.resolve(r.text(3), r.text_or_empty(4));
      const auto* province = tree.above(place.code, "province");
      return Unit{r.text(0), r.text_or_empty(1), r.text_or_empty(2), place.code,
                  province == nullptr ? tree.root().code : province->code};
    });
  });
}

inspections::Case case_for(const Unit& unit, CaseId id, int i, Day today) {
  return {.id = id,
          .order_number = fmt::format("SSO-{}-B{:06}", today.year(), i + 1),
          .plan_number = {},
          .origin = i % 3 == 0 ? inspections::Origin::authority : inspections::Origin::regular_plan,
          .type = i % 4 == 0 ? inspections::InspectionType::desk : inspections::InspectionType::direct,
          .unit_key = unit.key,
          .unit_number = unit.number,
          .unit_name = unit.name,
          .workplace_key = unit.key + "-0",
          .workplace_name = {},
          .territory = unit.territory,
          .office = unit.province,
          .manager = "demo.head.01",
          .outcome = {},
          .subject = "ກວດກາການປະກາດຄ່າແຮງງານ ແລະ ການຂຶ້ນທະບຽນ",
          .opened_on = today,
          .closed_on = std::nullopt};
}

// How far the order has come: of ten, three wait for the background, two for the order, three for the plan, two for
// the approval.
int steps_of(int i) {
  static constexpr int steps[] = {0, 2, 1, 0, 2, 3, 0, 1, 2, 3};
  return steps[i / inspectors % 10];
}

void make(Office& office, workflow::Engine& engine, db::Transaction& tx, const Actor& system, const Unit& unit, int i) {
  auto c = case_for(unit, CaseId{office.ids.next()}, i, office.clock.today());
  const int steps = steps_of(i);
  c.stage = steps + 1;
  inspections::insert(tx, c, office.clock.now(), "demo.head.01");
  const auto started = engine.start(tx, system,
                                    {.case_id = c.id,
                                     .process = "inspection",
                                     .message = "AuthorityOrder",
                                     .territory = c.territory,
                                     .variables = {{"origin", std::string{inspections::name_of(c.origin)}},
                                                   {"inspection_type", std::string{inspections::name_of(c.type)}},
                                                   {"territory", c.territory},
                                                   {"emergency", false}}});
  if (!started) throw std::runtime_error{"start: " + started.rejection().code};
  static constexpr const char* people[] = {"clerk", "head", "chief"};
  for (int s = 0; s < steps; ++s) {
    if (s == 1) {
      inspections::set_team(tx, office.ids, c.id, inspector(i), {inspector(i + 1)}, office.clock.now(), "demo.head.01");
      if (steps > 2)
        inspections::set_team(tx, office.ids, c.id, "bench.chief", {inspector(i + 1)}, office.clock.now(),
                              "demo.head.01");
    }
    const auto tasks = engine.open_tasks(tx, c.id);
    const auto done = engine.complete(tx, office.person(people[s]), {c.id, tasks.at(0).id, tasks.at(0).rev}, {});
    if (!done) throw std::runtime_error{tasks.at(0).node + ": " + done.rejection().code};
  }
  if (steps > 2)
    inspections::set_team(tx, office.ids, c.id, inspector(i), {inspector(i + 1)}, office.clock.now(), "demo.head.01");
}

void run(const std::string& host_xml, int count) {
  Office office{host_xml, 4};
  inspections::TeamRoles team;
  const auto engine = engine_for(office, team);
  const auto units = units_of(office);
  if (units.empty()) throw std::runtime_error{"the registry has no labour units"};
  const auto system = office.actors.service("bench", "bench");
  for (int i = 0; i < count;) {
    const int end = std::min(count, i + 100);
    office.write([&](db::Transaction& tx) {
      for (int n = i; n < end; ++n)
        make(office, *engine, tx, system, units[static_cast<std::size_t>(n) * 7 % units.size()], n);
    });
    i = end;
    if (i % 2000 == 0) progress(fmt::format("{} of {} orders", i, count));
  }
  if (office.pool.engine() != db::Engine::mariadb) (*office.pool.take()).run("ANALYZE");
}

}  // namespace
}  // namespace ssiis::bench

int main(int argc, char** argv) {
  return ssiis::bench::program("orders", 2, argc, argv,
                               [](const auto& a) { ssiis::bench::run(a[0], std::stoi(a[1])); });
}
