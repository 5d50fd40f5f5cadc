// Files, figures, tasks and rights while districts merge, split and move.
#include "code_lists_fixture.hpp"

namespace ssiis {
namespace {

using code_lists::Act;
using code_lists::ActKind;
using test::new_place;

class PlacesThatChange : public test::WithCodeLists {
 protected:
  void SetUp() override {
    WithCodeLists::SetUp();
    const Day long_ago{2024, 1, 1};
    for (const auto* place : {"0101", "0102", "0103"})
      given_person(std::string{"head."} + place, "head_inspection", place, long_ago);
  }
  Day today() { return clock_.today(); }
};

// A and B become C; who held A or B holds C, sees the files of both from before, counts them and gets new ones.
TEST_P(PlacesThatChange, AMergerKeepsOldFilesFoundCountedAndPermitted) {
  const auto of_a = given_file("0101"), of_b = given_file("0102"), elsewhere = given_file("0103");
  ASSERT_TRUE(sees("head.0101", of_a));
  ASSERT_FALSE(sees("head.0101", of_b));
  const auto nation_before = counted("director"), province_before = counted("head.01");
  done({ActKind::merge, today(), "Decree 1", {"0101", "0102"}, {new_place("0120")}});
  given_person("head.0120", "head_inspection", "0120", today());
  const auto of_c = given_file("0120");
  for (const auto* login : {"head.0101", "head.0102", "head.0120", "head.01", "director"}) {
    for (const auto& file : {of_a, of_b, of_c}) {
      EXPECT_TRUE(sees(login, file)) << login << ' ' << file;
      EXPECT_TRUE(lists(login, file)) << login << ' ' << file;
    }
  }
  EXPECT_EQ(counted("head.0120"), 3);
  EXPECT_EQ(counted("head.0101"), 3);
  EXPECT_FALSE(sees("head.0120", elsewhere));
  EXPECT_FALSE(sees("head.0103", of_c));
  EXPECT_EQ(counted("director"), nation_before + 1) << "no file is counted twice";
  EXPECT_EQ(counted("head.01"), province_before + 1);
  EXPECT_EQ(count("SELECT count(*) FROM insp_case WHERE territory = '0101'"), 1) << "old files keep their code";
}

TEST_P(PlacesThatChange, ASplitGivesEachPartTheOldFilesAndWhoHeldTheWholeAllParts) {
  {  // A split gives each part the old files and who held the whole all parts.
    const auto old = given_file("0101");
    done({ActKind::split, today(), "Decree 2", {"0101"}, {new_place("0121"), new_place("0122")}});
    given_person("head.0121", "head_inspection", "0121", today());
    given_person("head.0122", "head_inspection", "0122", today());
    const auto of_d = given_file("0121"), of_e = given_file("0122");
    for (const auto* login : {"head.0101", "head.01", "director"})
      for (const auto& file : {old, of_d, of_e}) EXPECT_TRUE(sees(login, file)) << login << ' ' << file;
    EXPECT_TRUE(sees("head.0121", old));
    EXPECT_TRUE(lists("head.0122", old));
    EXPECT_FALSE(sees("head.0121", of_e));
    EXPECT_FALSE(lists("head.0122", of_d));
    EXPECT_EQ(counted("head.01"), 3) << "once each";
  }
  {  // A merger followed by a split keeps the first files.
    given_person("head.0104", "head_inspection", "0104", Day{2024, 1, 1});
    const auto of_a = given_file("0104");
    done({ActKind::merge, today().plus(-20), "Decree 1", {"0104", "0105"}, {new_place("0123")}});
    const auto of_c = given_file("0123");
    done({ActKind::split, today(), "Decree 2", {"0123"}, {new_place("0124"), new_place("0125")}});
    given_person("head.0124", "head_inspection", "0124", today());
    const auto of_d = given_file("0124"), of_e = given_file("0125");
    for (const auto& file : {of_a, of_c, of_d, of_e}) EXPECT_TRUE(sees("head.0104", file)) << file;
    for (const auto& file : {of_a, of_c, of_d}) EXPECT_TRUE(sees("head.0124", file)) << file;
    EXPECT_FALSE(sees("head.0124", of_e));
    const auto all = book();
    EXPECT_EQ(all.stands_for("0104", today().plus(-21)), std::vector<std::string>{"0104"});
    EXPECT_EQ(all.stands_for("0104", today().plus(-1)), std::vector<std::string>{"0123"});
    EXPECT_EQ(all.stands_for("0104", today()), (std::vector<std::string>{"0124", "0125"}));
  }
}

TEST_P(PlacesThatChange, WhatStandsAtAPlaceGoesWithIt) {
  {  // The desk of who got the successor: the tasks of old files wait there.
    const auto file = given_file("0101");
    const auto id = count("SELECT case_id FROM insp_case WHERE order_number = '" + file + "'");
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      static constexpr db::Query there{
          "test/task_there", "UPDATE insp_wf_task SET territory = '0101', role = 'head_inspection' WHERE case_id = ?"};
      tx.execute(there, db::Params{id});
    });
    ASSERT_TRUE(has(get("head.0101", "/inspection"), file));
    ASSERT_FALSE(has(get("head.0102", "/inspection"), file));
    done({ActKind::merge, today(), "Decree", {"0101", "0102"}, {new_place("0120")}});
    EXPECT_TRUE(has(get("head.0102", "/inspection"), file));
    EXPECT_TRUE(has(get("head.0101", "/inspection"), file));
    EXPECT_FALSE(has(get("head.0103", "/inspection"), file));
  }
  {  // A register goes on writing the old code for years: its units are found under what became of the place.
    given_person("head.0106", "head_inspection", "0106", Day{2024, 1, 1});
    const auto units = [&](const std::string& login, const std::string& place) {
      registry::UnitFilter filter;
      filter.territory = place;
      const auto scope = actor(login).scope("registry.read");
      return reading([&](db::Transaction& tx) { return registry::count_units(tx, scope, filter); });
    };
    const auto before = units("director", "0106");
    ASSERT_GT(before, 20);
    done({ActKind::merge, today(), "Decree", {"0106", "0107"}, {new_place("0126")}});
    EXPECT_EQ(units("director", "0126"), before);
    EXPECT_EQ(units("head.0106", "0126"), before);
    EXPECT_EQ(get("head.0106", "/inspection/units/U7").status, 200);
    EXPECT_EQ(get("head.13", "/inspection/units/U7").status, 403);
  }
  {  // A district moves to another province with its files.
    const auto file = given_file("0103");
    ASSERT_TRUE(sees("head.01", file));
    ASSERT_FALSE(sees("head.13", file));
    done({ActKind::move, today(), "Law 3", {"0103"}, {{"0103", "", "13", "", ""}}});
    EXPECT_FALSE(sees("head.01", file));
    EXPECT_TRUE(sees("head.13", file));
    EXPECT_TRUE(lists("head.13", file));
    EXPECT_TRUE(sees("head.0103", file));
    EXPECT_EQ(counted("head.13"), 1);
  }
}

// Also when another act of today was entered after it.
TEST_P(PlacesThatChange, AnActOfALaterDayCountsOnThatDay) {
  const auto of_a = given_file("0101");
  done({ActKind::merge, today().plus(10), "Decree 4", {"0101", "0102"}, {new_place("0120")}});
  done({ActKind::rename, today(), "Decree 5", {"0103"}, {new_place("0103")}});
  given_person("later.0102", "head_inspection", "0102", Day{2024, 1, 1});
  EXPECT_FALSE(sees("later.0102", of_a));
  EXPECT_EQ(tree_->find("0120"), nullptr);
  EXPECT_EQ(tree_->find("0103")->name_en, "New 0103");
  clock_.advance_seconds(10 * 86'400);
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { profiles::activate_due(tx, clock_.today()); });
  tree_again();
  EXPECT_TRUE(sees("later.0102", of_a));
  EXPECT_EQ(tree_->find("0103")->name_en, "New 0103");
}

// What registers write is read as of their day: former names and codes, new ones, districts that moved.
TEST_P(PlacesThatChange, RegistersAreReadByDay) {
  const auto day = today();
  done({ActKind::merge, day, "Decree", {"0101", "0102"}, {{"0120", "", "", "ຈັນທະບູລີ", "Chanthabuly"}}});
  done({ActKind::rename, day, "Decree", {"0104"}, {{"0104", "", "", "ສີສະຫວ່າງ", "Sisavang"}}});
  done({ActKind::move, day, "Law", {"0105"}, {{"0105", "", "10", "", ""}}});
  const auto read = [&](Day as_of, const char* province, const char* district) {
    return reading([&](db::Transaction& tx) { return registry::Gazetteer::on(tx, as_of); })
        .resolve(province, district)
        .district;
  };
  EXPECT_EQ(read(day, "Vientiane Capital", "Chanthabuly"), "0120");
  EXPECT_EQ(read(day.plus(-1), "Vientiane Capital", "Chanthabuly"), "0101");
  EXPECT_EQ(read(day, "ນະຄອນຫຼວງວຽງຈັນ", "ສີໂຄດຕະບອງ"), "0102") << "the old name, of a place that is no more";
  EXPECT_EQ(read(day, "01", "0102"), "0102");
  EXPECT_EQ(read(day, "01", "Sisavang"), "0104");
  EXPECT_EQ(read(day, "01", "ສີສັດຕະນາກ"), "0104");
  EXPECT_EQ(read(day, "Vientiane Province", "Naxaythong"), "0105");
  EXPECT_EQ(read(day, "Vientiane Capital", "0105"), "0105");
}

SSIIS_ON_ALL_ENGINES(PlacesThatChange);

}  // namespace
}  // namespace ssiis
