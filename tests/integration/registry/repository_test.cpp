#include "registry_fixture.hpp"

namespace ssiis::registry {
namespace {

class RegistryRead : public RegistryDatabase {
 protected:
  void SetUp() override {
    RegistryDatabase::SetUp();
    load(small_registry());
  }
};

std::vector<std::string> keys(const std::vector<LabourUnit>& units) {
  std::vector<std::string> out;
  for (const auto& u : units) out.push_back(u.lu_id);
  return out;
}
using Keys = std::vector<std::string>;

TEST_P(RegistryRead, AUnitComesBackAsItWasWrittenWithItsTerritory) {
  const auto unit = read([&](db::Transaction& tx) { return find_unit(tx, scope_at(""), "L1"); });
  ASSERT_TRUE(unit);
  EXPECT_EQ(unit->name_lo, "ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ ຈຳກັດ");
  EXPECT_EQ(unit->sector, "F");
  EXPECT_EQ(unit->status, "ACTIVE");
  EXPECT_EQ(unit->reg_date, (Day{2015, 8, 4}));
  EXPECT_FALSE(unit->close_date);
  EXPECT_EQ(unit->where.territory, "0106");
  EXPECT_EQ(unit->name("en"), "Dok Boua Construction Co., Ltd");
  const auto other = read([&](db::Transaction& tx) { return find_unit(tx, scope_at(""), "L2"); });
  EXPECT_EQ(other->name("en"), "ພູເບ້ຍ ການຄ້າ");  // no English name: the other one
  EXPECT_EQ(other->where.territory, "13");     // no district: its province
  EXPECT_EQ(other->close_date, (Day{2025, 3, 31}));
  const auto nowhere = read([&](db::Transaction& tx) { return find_unit(tx, scope_at(""), "L3"); });
  EXPECT_EQ(nowhere->where.territory, "LA");  // no province: headquarters
}

TEST_P(RegistryRead, AScopeHidesUnitsOutsideItInListsAndCountsAlike) {
  const auto list = [&](const std::string& at, UnitFilter filter = {}) {
    const Scope scope = scope_at(at);
    const auto units = read([&](db::Transaction& tx) { return list_units(tx, scope, filter); });
    EXPECT_EQ(read([&](db::Transaction& tx) { return count_units(tx, scope, filter); }),
              static_cast<std::int64_t>(units.size()));
    return keys(units);
  };
  EXPECT_EQ(list(""), (Keys{"L1", "L2", "L3", "L4"}));
  EXPECT_EQ(list("13"), (Keys{"L2"}));
  EXPECT_EQ(list("01"), (Keys{"L1"}));
  EXPECT_EQ(list("16"), (Keys{"L1", "L4"}));  // L1 has a workplace in Pakse
  EXPECT_EQ(list("02"), Keys{});
  EXPECT_EQ(list("", {.territory = "01"}), (Keys{"L1"}));
  EXPECT_EQ(list("", {.territory = "nowhere"}), Keys{});
  EXPECT_EQ(list("", {.sector = "Q"}), (Keys{"L4"}));
  EXPECT_EQ(list("", {.status = "CLOSED"}), (Keys{"L2"}));
  EXPECT_EQ(list("", {.status = "' OR 1=1 --"}), Keys{});
  const auto page =
      read([&](db::Transaction& tx) { return list_units(tx, scope_at(""), {.after = "L2", .limit = 1}); });
  EXPECT_EQ(keys(page), (Keys{"L3"}));
  EXPECT_FALSE(read([&](db::Transaction& tx) { return find_unit(tx, scope_at("13"), "L1"); }));
  EXPECT_TRUE(read([&](db::Transaction& tx) { return units_by_number(tx, scope_at("13"), "063395582"); }).empty());
  EXPECT_EQ(read([&](db::Transaction& tx) { return units_by_number(tx, scope_at("01"), "063395582"); }).size(), 1u);
}

TEST_P(RegistryRead, AUnitWithoutWorkplacesHasOneDerived) {
  const Scope all = scope_at("");
  const auto of = [&](const Scope& scope, const char* unit) {
    return read([&](db::Transaction& tx) { return workplaces_of(tx, scope, unit); });
  };
  const auto known = of(all, "L1");
  ASSERT_EQ(known.size(), 2u);
  EXPECT_EQ(known[1].where.territory, "1601");
  EXPECT_FALSE(known[1].derived);
  const auto derived = of(all, "L2");
  ASSERT_EQ(derived.size(), 1u);
  EXPECT_EQ(derived[0].workplace_id, "L2-0");
  EXPECT_TRUE(derived[0].derived);
  EXPECT_TRUE(of(scope_at("13"), "L1").empty());
  EXPECT_TRUE(read([&](db::Transaction& tx) { return find_workplace(tx, all, "L2-0"); }));
  EXPECT_FALSE(read([&](db::Transaction& tx) { return find_workplace(tx, scope_at("01"), "L2-0"); }));
}

TEST_P(RegistryRead, WorkersOfAMonthAreThoseEmployedInItWithWhatWasDeclared) {
  const auto of = [&](Month month) {
    return read([&](db::Transaction& tx) { return workers_of(tx, scope_at("01"), "L1", month); });
  };
  const auto january = of(Month{2025, 1});
  ASSERT_EQ(january.size(), 3u);
  EXPECT_EQ(january[0].worker.name("lo"), "ບຸນມີ ວົງສາ");
  EXPECT_EQ(january[1].paid, Money::kip(100'000));
  EXPECT_EQ(january[2].worker.worker_id, "W3");  // employed since nobody knows when, never declared
  EXPECT_FALSE(january[2].due);
  const auto february = of(Month{2025, 2});
  ASSERT_EQ(february.size(), 2u);  // W2 left on 31 January; a doubled line counts once
  EXPECT_EQ(february[0].due, Money::kip(460'000));
  EXPECT_EQ(read([&](db::Transaction& tx) { return count_workers_of(tx, scope_at("01"), "L1", Month{2025, 2}); }), 2);
  const auto rest = read([&](db::Transaction& tx) {
    return workers_of(tx, scope_at("01"), "L1", Month{2025, 1}, "E1", 1);
  });
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].worker.worker_id, "W2");
  EXPECT_TRUE(read([&](db::Transaction& tx) { return workers_of(tx, scope_at("13"), "L1", Month{2025, 1}); }).empty());
}

TEST_P(RegistryRead, ContributionsOfMonthsAreExactAndHaveNoGaps) {
  const auto months = read([&](db::Transaction& tx) {
    return contribution_history(tx, scope_at("01"), "L1", Month{2025, 3}, 3);
  });
  ASSERT_EQ(months.size(), 3u);
  EXPECT_EQ(months[0].people, 2);
  EXPECT_EQ(months[0].due, Money::kip(805'000));
  EXPECT_EQ(months[0].missing(), Money::kip(245'000));
  EXPECT_EQ(months[0].last_paid, (Day{2025, 2, 20}));
  EXPECT_EQ(months[1].people, 1);
  EXPECT_EQ(months[1].lines, 2);
  EXPECT_EQ(months[2].people, 0);
  const auto big = read([&](db::Transaction& tx) {
    return contribution_history(tx, scope_at("13"), "L2", Month{2025, 2}, 1);
  });
  EXPECT_EQ(big.at(0).declared, Money::kip(9'007'199'254'740'993));  // beyond what a double can hold
  EXPECT_EQ(read([](db::Transaction& tx) { return newest_month(tx); }), (Month{2025, 2}));
  EXPECT_TRUE(read([&](db::Transaction& tx) {
                return contribution_history(tx, scope_at("13"), "L1", Month{2025, 3});
              }).empty());
}

TEST_P(RegistryRead, AWorkerIsSeenWhereTheirUnitsAre) {
  const auto seen = [&](const std::string& at, const char* worker) {
    const Scope scope = scope_at(at);
    return read([&](db::Transaction& tx) { return find_worker(tx, scope, worker); }).has_value();
  };
  EXPECT_TRUE(seen("01", "W1"));
  EXPECT_FALSE(seen("13", "W1"));
  EXPECT_TRUE(seen("01", "W2"));  // worked there once
  EXPECT_TRUE(seen("13", "W2"));
  EXPECT_TRUE(seen("16", "W4"));  // never employed: home
  EXPECT_FALSE(seen("01", "W4"));
  EXPECT_FALSE(seen("", "W9"));
  const Scope there = scope_at("13");
  EXPECT_EQ(read([&](db::Transaction& tx) { return employments_of(tx, there, "W2"); }).size(), 1u);
  EXPECT_EQ(read([&](db::Transaction& tx) { return worker_history(tx, there, "W2", Month{2025, 2}); }).size(), 1u);
  EXPECT_EQ(read([&](db::Transaction& tx) {
              return worker_history(tx, scope_at(""), "W2", Month{2025, 2});
            }).size(),
            2u);
  EXPECT_EQ(read([&](db::Transaction& tx) { return find_worker(tx, scope_at(""), "W4"); })->name("lo"), "Juan Pérez");
}

TEST_P(RegistryRead, OtherRegistersAnswerWithTheirDateAndInsideTheScopeOnly) {
  const Scope here = scope_at("01"), there = scope_at("13");
  const auto tax = read([&](db::Transaction& tx) { return tax_employers(tx, here, "101348173700"); });
  ASSERT_EQ(tax.size(), 1u);
  EXPECT_EQ(tax[0].where.territory, "0106");
  EXPECT_EQ(tax[0].snapshot.as_of, (Day{2026, 11, 1}));
  EXPECT_TRUE(read([&](db::Transaction& tx) { return tax_employers(tx, there, "101348173700"); }).empty());
  EXPECT_EQ(read([&](db::Transaction& tx) { return enterprises(tx, here, "101348173700"); }).size(), 1u);
  EXPECT_EQ(read([&](db::Transaction& tx) { return enterprises(tx, here, "01-1003295"); }).at(0).capital,
            Money::kip(500'000'000));
  EXPECT_EQ(read([&](db::Transaction& tx) { return civil_entries(tx, here, "0239377778"); }).size(), 1u);
  const auto payroll = read([&](db::Transaction& tx) { return payroll_of(tx, here, "101348173700"); });
  ASSERT_EQ(payroll.size(), 2u);
  EXPECT_EQ(payroll[0].from, (Month{2025, 1}));
  EXPECT_TRUE(read([&](db::Transaction& tx) { return payroll_of(tx, there, "101348173700"); }).empty());
  const auto past = read([&](db::Transaction& tx) { return past_inspections(tx, here, "L1"); });
  ASSERT_EQ(past.size(), 2u);
  EXPECT_EQ(past[0].insp_id, "I2");
}

SSIIS_ON_ALL_ENGINES(RegistryRead);

}  // namespace
}  // namespace ssiis::registry
