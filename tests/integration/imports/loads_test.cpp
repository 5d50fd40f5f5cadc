#include <fmt/format.h>
#include <sys/wait.h>

#include <csignal>

#include "imports_fixture.hpp"

namespace ssiis::imports {
namespace {

class Loads : public ImportsDatabase {};
SSIIS_ON_ALL_ENGINES(Loads);

TEST_P(Loads, BecomeTheCurrentSnapshotOfTheirSource) {
  const auto load = loaded(tax_file(tax_rows(50)));
  EXPECT_EQ(load.state, LoadState::current);
  EXPECT_EQ(load.good, 50);
  EXPECT_EQ(load.bad, 0);
  EXPECT_EQ(current_rows(), 50);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_tax_employer WHERE province_code = '01' AND name = 'Firm 7'"), 1);
  EXPECT_EQ(count("SELECT row_count FROM insp_reg_snapshot WHERE is_current = 1"), 50);
  EXPECT_EQ(count("SELECT filled FROM insp_imp_figure WHERE field = 'name_alt'"), 0);
  EXPECT_EQ(count("SELECT distinct_values FROM insp_imp_figure WHERE field = 'status'"), 2);
  EXPECT_EQ(events(), (std::vector<std::string>{"import.ordered", "import.loaded"}));
}

// Taken from the rows as they pass, or of a load that was read on from the table: the same.
TEST_P(Loads, HaveTheFiguresOfTheirColumnsAsTheDatabaseWouldTakeThem) {
  std::string rows = "tin,tax_emp_id,employee_name,id_no,from_month,to_month,monthly_gross\n";
  for (int i = 0; i < 11'000; ++i)
    rows += fmt::format("{},{},{},{},2026-0{},2026-1{},{}\n", 1000 + i % 400, i % 3 == 0 ? "" : std::to_string(i),
                        i % 2 == 0 ? "ສົມພອນ ແກ້ວມະນີ" : "Ångström " + std::to_string(i % 5), i % 7, 1 + i % 9, i % 3,
                        i % 11 == 0 ? "" : std::to_string(900'000 + i * 37 % 5000));
  const NewLoad wanted{"tax_payroll", "payroll.csv", file("payroll.csv", rows + "1,2,3,4,5\n"), 0, Day{2026, 11, 1}};
  const auto ordered = office().order(who(), wanted);
  ASSERT_TRUE(ordered);
  const auto load = office().run(who(), ordered->load);
  ASSERT_EQ(load.state, LoadState::current);
  EXPECT_EQ(load.bad, 1);
  const auto in_table = pool().transact(db::Mode::read, [&](db::Transaction& tx) {
    return registry::column_figures(tx, *registry::file_spec("tax_payroll"), load.snapshot);
  });
  ASSERT_EQ(in_table.size(), 7u);
  for (const auto& f : in_table)
    EXPECT_EQ(
        count(fmt::format("SELECT COUNT(*) FROM insp_imp_figure WHERE field = '{}' AND filled = {} AND distinct_values "
                          "= {} AND lowest = '{}' AND highest = '{}'",
                          f.field, f.filled, f.distinct, f.lowest, f.highest)),
        1)
        << f.field << ": " << f.filled << " " << f.distinct << " " << f.lowest << " " << f.highest;
}

TEST_P(Loads, OfTheSameBytesChangeNothing) {
  const auto first = loaded(tax_file(tax_rows(30)));
  const auto events_before = events().size();
  const auto again = office().order(who(), tax_file(tax_rows(30), Day{2026, 11, 20}));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->known);
  EXPECT_EQ(again->load, first.id);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_tax_employer"), 30);
  EXPECT_EQ(events().size(), events_before);
}

// `registry load` brings in whole folders; an agency's file among them is known by its hash.
TEST_P(Loads, OfAFileThatARegistryFolderBroughtInChangeNoRow) {
  const auto wanted = tax_file(tax_rows(5));
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto& spec = *registry::file_spec("tax_employer");
    registry::begin_snapshot(tx, 77, "tax_employer", Day{2026, 10, 1}, clock_.now());
    const registry::Gazetteer places;
    registry::RowBatch batch{spec, 77, places};
    batch.add({2, {"1", "Firm", "", "", "", "", "", "", "ACTIVE", ""}});
    batch.flush(tx);
    registry::finish_snapshot(tx, 77, {hex(sha256(tax_rows(5))), 1});
    registry::make_current(tx, "tax_employer", 77);
  });
  const auto ordered = office().order(who(), wanted);
  ASSERT_TRUE(ordered);
  EXPECT_TRUE(ordered->known);
  EXPECT_EQ(office().run(who(), ordered->load).state, LoadState::current);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_snapshot"), 1);
  EXPECT_EQ(current_rows(), 1);
  EXPECT_EQ(count("SELECT filled FROM insp_imp_figure WHERE field = 'status'"), 1);
  EXPECT_EQ(office().order(who(), wanted)->load, ordered->load);
}

TEST_P(Loads, ThatARegistryFolderReplacesAreFormerAndItsColumnsAreFigured) {
  const auto load = loaded(tax_file(tax_rows(30)));
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto& spec = *registry::file_spec("tax_employer");
    registry::begin_snapshot(tx, 77, "tax_employer", Day{2026, 11, 20}, clock_.now());
    const registry::Gazetteer places;
    registry::RowBatch batch{spec, 77, places};
    batch.add({2, {"1", "Firm", "", "", "", "", "", "", "ACTIVE", ""}});
    batch.add({3, {"2", "Farm", "", "", "", "", "", "", "ACTIVE", ""}});
    batch.flush(tx);
    registry::finish_snapshot(tx, 77, {"x", 2});
    registry::make_current(tx, "tax_employer", 77);
  });
  for (int i = 0; i < 2; ++i) office().work(who(), {});
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load WHERE state = 'former' AND id = " + std::to_string(load.id)), 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_figure WHERE load_id = 77"), 10) << "one a field, once";
  EXPECT_EQ(count("SELECT distinct_values FROM insp_imp_figure WHERE load_id = 77 AND field = 'status'"), 1);
  EXPECT_EQ(count("SELECT filled FROM insp_imp_figure WHERE load_id = 77 AND field = 'name'"), 2);
  ASSERT_TRUE(office().order(who(), tax_file(tax_rows(30)))->known);
  EXPECT_EQ(current_rows(), 30) << "and comes back when its file does";
}

TEST_P(Loads, OfAFormerFileMakeItCurrentAgain) {
  const auto first = loaded(tax_file(tax_rows(30)));
  const auto second = loaded(tax_file(tax_rows(32)));
  EXPECT_EQ(current_rows(), 32);
  ASSERT_TRUE(office().order(who(), tax_file(tax_rows(30)))->known);
  EXPECT_EQ(current_rows(), 30);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load WHERE state = 'current' AND id = " + std::to_string(first.id)),
            1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load WHERE state = 'former' AND id = " + std::to_string(second.id)),
            1);
}

TEST_P(Loads, KeepEveryRowThatCannotBeReadWithColumnAndReason) {
  const auto load =
      loaded(tax_file(tax_rows(40) + "200001,Firm,,,,,,,,18/05/2014\n,Firm,,,,,,,,\n200003,\"a\"b,,,,,,,,\n"
                                     "200004,àºšàº¥,,,,,,,,\n200005,x,,,,,,,,,extra\n"));
  EXPECT_EQ(load.good, 40);
  EXPECT_EQ(load.bad, 5);
  EXPECT_EQ(load.state, LoadState::held) << "one row in nine is more than the threshold";
  EXPECT_EQ(codes(rejects_of(load.id)),
            "42 reg_date value.not_a_day; 43 tin value.key_empty; 44  row.quotes; 45 name value.damaged_text; "
            "46 #11 row.too_many_cells; ");
  EXPECT_EQ(rejects_of(load.id)[0].cells[9], "18/05/2014");
}

TEST_P(Loads, OfTheContractTakeAmountsThatCanBeReadInOneWay) {
  auto wanted = tax_file(
      "tin,tax_emp_id,employee_name,id_no,from_month,to_month,monthly_gross\n1,1,A,,2026-01,2026-02,\"1.234.567,00\"\n"
      "1,2,B,,2026-01,2026-02,\"2,500,000\"\n1,3,C,,2026-01,2026-02,3000000\n1,4,D,,2026-01,2026-02,\"2.500.000,50\"\n"
      "1,5,E,,2026-01,2026-02,-5\n1,6,F,,2026-01,2026-02,1.234\n");
  wanted.source = "tax_payroll";
  const auto load = loaded(wanted);
  EXPECT_EQ(load.good, 3);
  EXPECT_EQ(count("SELECT SUM(monthly_gross) FROM insp_reg_tax_payroll"), 1'234'567 + 2'500'000 + 3'000'000);
  EXPECT_EQ(codes(rejects_of(load.id)),
            "5 monthly_gross value.parts_of_a_kip; 6 monthly_gross value.negative_amount; "
            "7 monthly_gross value.number_ambiguous; ");
}

TEST_P(Loads, ThatDropSuddenlyWaitForAPersonWithAReason) {
  loaded(tax_file(tax_rows(100)));
  const auto held = loaded(tax_file(tax_rows(60)));
  EXPECT_EQ(held.state, LoadState::held);
  EXPECT_EQ(codes(held.findings), "import.rows_dropped import.keys_gone");
  EXPECT_EQ(held.findings[0].args, (std::vector<std::string>{"100", "60", "40"}));
  EXPECT_EQ(current_rows(), 100) << "what is held counts for nobody";
  EXPECT_EQ(office().release(nobody(), held.id, held.version, "x").rejection().code, "access.forbidden");
  EXPECT_EQ(office().release(who(), held.id, held.version, "").rejection().code, "import.reason_missing");
  EXPECT_EQ(office().release(who(), held.id, held.version - 1, "x").rejection().code, "import.conflict");
  ASSERT_TRUE(office().release(who(), held.id, held.version, "The tax office closed a district"));
  EXPECT_EQ(current_rows(), 60);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load WHERE state = 'current'"), 1);
  EXPECT_EQ(office().release(who(), held.id, held.version + 1, "again").rejection().code, "import.not_held");
}

TEST_P(Loads, WhoseColumnsEmptyOrMoveAreHeld) {
  loaded(tax_file(tax_rows(100)));
  auto emptied = tax_rows(100);
  std::string moved = emptied;
  for (std::size_t at; (at = emptied.find("2014-05-18")) != std::string::npos;) emptied.erase(at, 10);
  for (std::size_t at; (at = moved.find("ACTIVE")) != std::string::npos;) moved.replace(at, 6, "CLOSED");
  const auto first = loaded(tax_file(emptied));
  EXPECT_EQ(codes(first.findings), "import.filled_dropped");
  const auto second = loaded(tax_file(moved));
  EXPECT_EQ(codes(second.findings), "import.values_moved");
  EXPECT_EQ(second.findings[0].args[0], "status");
}

TEST_P(Loads, AreWithdrawnAndWhatWasCurrentBeforeIsAgain) {
  const auto first = loaded(tax_file(tax_rows(30)));
  const auto second = loaded(tax_file(tax_rows(31)));
  ASSERT_TRUE(office().withdraw(who(), second.id, second.version, "Another agency's file"));
  EXPECT_EQ(current_rows(), 30);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_tax_employer"), 30) << "its rows are gone";
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load WHERE state = 'current' AND id = " + std::to_string(first.id)),
            1);
  const auto again = loaded(tax_file(tax_rows(31)));
  EXPECT_NE(again.id, second.id);
  EXPECT_EQ(current_rows(), 31);
}

TEST_P(Loads, HaveTheirRowsCorrectedOneByOne) {
  const auto load =
      loaded(tax_file(tax_rows(60) + "200001,Firm,,,,,,,,18/05/2014\n200002,B,,,,,,,,x\n200003,C,,,,,,,,y\n"));
  ASSERT_EQ(load.state, LoadState::current);
  auto cells = rejects_of(load.id)[0].cells;
  EXPECT_EQ(codes(office().correct(who(), load.id, 62, cells).rejections()), "import.row_still_wrong value.not_a_day");
  cells[9] = "2014-05-18";
  EXPECT_EQ(office().correct(nobody(), load.id, 62, cells).rejection().code, "access.forbidden");
  ASSERT_TRUE(office().correct(who(), load.id, 62, cells));
  EXPECT_EQ(office().correct(who(), load.id, 62, cells).rejection().code, "import.row_settled") << "sent twice";
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_tax_employer WHERE line = 62 AND tin = '200001'"), 1);
  EXPECT_EQ(count("SELECT row_count FROM insp_reg_snapshot WHERE is_current = 1"), 61);
  ASSERT_TRUE(office().leave_out(who(), load.id, 63, "No such firm"));
  EXPECT_EQ(count("SELECT rows_bad FROM insp_imp_load"), 2);
  EXPECT_EQ(rejects_of(load.id)[1].state, "left");
}

TEST_P(Loads, HaveTheirRowsCorrectedInTheFileOfRejects) {
  const auto load =
      loaded(tax_file(tax_rows(60) + "200001,Firm,,,,,,,,18/05/2014\n200002,B,,,,,,,,x\n200003,C,,,,,,,,y\n"));
  const auto done =
      office().correct_from(who(), load.id,
                            file("fixed.csv", "row,reasons," + tax_header +
                                                  "62,why,200001,Firm,,,,,,,,2014-05-18\n63,why,200002,B,,,,,,,,x\n"
                                                  "12,why,1,B,,,,,,,,\n"));
  ASSERT_TRUE(done) << done.rejection().code;
  EXPECT_EQ(done->taken, 1);
  EXPECT_EQ(done->wrong, 1);
  EXPECT_EQ(done->unknown, 1);
  EXPECT_EQ(current_rows(), 61);
  EXPECT_EQ(office().correct_from(who(), load.id, file("other.csv", tax_rows(2))).rejection().code,
            "import.not_the_rejects");
}

TEST_P(Loads, ThatCannotBeReadToTheirEndLeaveNoRow) {
  const auto load = loaded(tax_file(tax_rows(6000) + "1,\"open"));
  EXPECT_EQ(load.state, LoadState::failed);
  EXPECT_EQ(codes(load.findings), "import.quote_open");
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_tax_employer"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_snapshot"), 0);
  EXPECT_EQ(events().back(), "import.failed");
}

TEST_P(Loads, ThatAKillCutOffGoOnWhereTheyStopped) {
  const auto ordered = office().order(who(), tax_file(tax_rows(12'000) + "200001,Firm,,,,,,,,x\n"));
  ASSERT_TRUE(ordered);
  const auto child = fork();
  if (child == 0) {  // a process of its own, with connections of its own, that dies between two pieces
    db::Pool own{spec(), 2};
    Made host{own, clock_, folder_};
    const auto actor = profiles::ActorFactory{own, clock_}.service("os:tester", "test");
    host.office.run(actor, ordered->load, {}, [](std::int64_t rows) {
      if (rows >= 5000) ::kill(::getpid(), SIGKILL);
    });
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "it was to die on its way";
  EXPECT_EQ(count("SELECT rows_good FROM insp_imp_load"), 5000);
  EXPECT_EQ(current_rows(), 0) << "half a register is none";
  std::vector<std::int64_t> told;
  const auto load = office().run(who(), ordered->load, {}, [&](std::int64_t rows) { told.push_back(rows); });
  EXPECT_EQ(told, (std::vector<std::int64_t>{10'000, 12'001}));
  EXPECT_EQ(load.state, LoadState::current);
  EXPECT_EQ(load.good, 12'000);
  EXPECT_EQ(load.bad, 1);
  EXPECT_EQ(current_rows(), 12'000);
  EXPECT_EQ(count("SELECT distinct_values FROM insp_imp_figure WHERE field = 'tin'"), 12'000);
}

TEST_P(Loads, AreReadByOneReaderAtATime) {
  const auto ordered = office().order(who(), tax_file(tax_rows(12'000)));
  std::optional<Load> other;
  EXPECT_THROW(office().run(who(), ordered->load, {},
                            [&](std::int64_t rows) {
                              if (rows == 5000 && !other) other = office().run(who(), ordered->load);
                            }),
               Conflict);
  EXPECT_EQ(other->state, LoadState::current);
  EXPECT_EQ(current_rows(), 12'000);
}

TEST_P(Loads, AreDoneByTheJob) {
  ASSERT_TRUE(office().order(who(), tax_file(tax_rows(20))));
  office().work(who(), {});
  EXPECT_EQ(current_rows(), 20);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_job WHERE kind = 'import.load' AND state = 'done'"), 1);
}

TEST_P(Loads, ByAProfileAreChosenByTheirHeadings) {
  const std::string bytes = "ເລກ;ຊື່;ວັນທີ;ສະຖານະ\n700001;ບໍລິສັດ ດອກບົວ;18/05/2557;ເຄື່ອນໄຫວ\n700002;ພູເບ້ຍ;31/02/2557;ປິດ\n";
  auto wanted = tax_file(bytes);
  const auto refused = office().order(who(), wanted);
  EXPECT_EQ(refused.rejection().code, "import.no_profile");
  EXPECT_EQ(refused.rejection().args[0], "ເລກ, ຊື່, ວັນທີ, ສະຖານະ");
  Profile p;
  p.source = "tax_employer";
  p.name = "Tax office";
  p.buddhist = true;
  p.fields = {{.field = "tin", .columns = {"ເລກ"}},
              {.field = "name", .columns = {"ຊື່"}},
              {.field = "reg_date", .columns = {"ວັນທີ"}},
              {.field = "status", .columns = {"ສະຖານະ"}, .map = {{"ເຄື່ອນໄຫວ", "ACTIVE"}, {"ປິດ", "CLOSED"}}}};
  const auto header = office().look(wanted.file, p, 1)->rows[0];
  EXPECT_EQ(codes(office().save_profile(who(), p, 0, 0, header).rejections()), "import.day_form_missing");
  p.fields[2].days = DayForm::day_first;
  EXPECT_EQ(office().save_profile(nobody(), p, 0, 0, header).rejection().code, "access.forbidden");
  const auto id = office().save_profile(who(), p, 0, 0, header);
  ASSERT_TRUE(id);
  EXPECT_EQ(office().save_profile(who(), p, 0, 0, header).rejection().code, "import.profile_name_taken");
  const auto load = loaded(wanted);
  EXPECT_EQ(load.profile, *id);
  EXPECT_EQ(load.good, 1);
  EXPECT_EQ(codes(rejects_of(load.id)), "3 ວັນທີ value.not_a_day; ");
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_tax_employer WHERE tin = '700001' AND reg_date = '2014-05-18' AND "
                  "status = 'ACTIVE'"),
            1);
  ASSERT_TRUE(office().correct(who(), load.id, 3, {"700002", "ພູເບ້ຍ", "28/02/2557", "ປິດ"})) << "by the same profile";
  ASSERT_TRUE(office().save_profile(who(), p, *id, 1, header));
  EXPECT_EQ(office().save_profile(who(), p, *id, 1, header).rejection().code, "import.conflict");
}

TEST_P(Loads, AreRefusedBeforeAnythingIsStored) {
  EXPECT_EQ(office().order(nobody(), tax_file(tax_rows(1))).rejection().code, "access.forbidden");
  EXPECT_EQ(office().order(who(), tax_file(tax_rows(1), Day{2027, 1, 1})).rejection().code, "import.as_of_in_future");
  auto wrong = tax_file(tax_rows(1));
  wrong.source = "labour_unit";
  EXPECT_EQ(office().order(who(), wrong).rejection().code, "import.source_unknown");
  EXPECT_EQ(office().order(who(), tax_file("tin,name\n\xBA\xD1\xC3\xC5\xD4\xCA\n")).rejection().code,
            "import.legacy_lao");
  EXPECT_EQ(office().order(who(), tax_file("%PDF-1.7")).rejection().code, "import.not_a_table");
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_blob"), 0);
}

}  // namespace
}  // namespace ssiis::imports
