#include <fmt/format.h>

#include "registry_fixture.hpp"

namespace ssiis::registry {
namespace {

class RegistryLoad : public RegistryDatabase {
 protected:
  std::string refusal(const Files& files) {
    try {
      load(files);
    } catch (const FolderError& e) {
      return e.what();
    }
    return {};
  }
};

TEST_P(RegistryLoad, FillsTheMisAndTheSnapshotsAndPassesOverWhatIsNotItsOwn) {
  const auto report = load(small_registry());
  EXPECT_EQ(report.ignored, std::vector<std::string>{"truth_links.csv"});
  EXPECT_EQ(count("SELECT count(*) FROM TB_UNIT"), 4);
  EXPECT_EQ(count("SELECT count(*) FROM TB_CONTRIB"), 5);
  EXPECT_EQ(count("SELECT count(*) FROM TB_UNIT WHERE UNT_REGDT = '20150804' AND UNT_STAT = '1' AND UNT_SECT = '050' "
                  "AND PRV_CODE = '01' AND DST_CODE = '0106'"),
            1);
  EXPECT_EQ(count("SELECT count(*) FROM TB_UNIT WHERE UNT_STAT = '(odd)'"),
            1);  // what no code table knows stays as it was
  EXPECT_EQ(count("SELECT count(*) FROM TB_PROVINCE"), 18);
  EXPECT_EQ(count("SELECT count(*) FROM TB_DISTRICT"), 148);
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_tax_employer WHERE province_code = '01' AND district_code = '0106'"),
            1);
  const auto snapshots = read([](db::Transaction& tx) { return current_snapshots(tx); });
  ASSERT_EQ(snapshots.size(), 10u);
  const auto payroll =
      std::find_if(snapshots.begin(), snapshots.end(), [](const Snapshot& s) { return s.source == "tax_payroll"; });
  ASSERT_NE(payroll, snapshots.end());
  EXPECT_EQ(payroll->as_of, (Day{2026, 11, 1}));
  EXPECT_EQ(payroll->rows, 2);
  EXPECT_EQ(payroll->period_from, "2024-01");
  EXPECT_EQ(payroll->period_to, "2025-06");
}

TEST_P(RegistryLoad, ASecondLoadOfTheSameFilesChangesNothing) {
  load(small_registry());
  const auto snapshots = count("SELECT max(snapshot_id) FROM insp_reg_snapshot");
  for (const auto& file : load(small_registry()).files) EXPECT_FALSE(file.changed) << file.name;
  EXPECT_EQ(count("SELECT max(snapshot_id) FROM insp_reg_snapshot"), snapshots);
  EXPECT_EQ(count("SELECT count(*) FROM TB_CONTRIB"), 5);
}

TEST_P(RegistryLoad, StandsInTheAuditTrailWithSnapshotRowsAndHash) {
  load(small_registry());
  load(small_registry());
  auto records = records_of("registry.loaded");
  ASSERT_EQ(records.size(), 1u) << "the second load changed nothing";
  EXPECT_EQ(records[0].user_id, "os:tester");
  EXPECT_EQ(records[0].object, "registry:2026-11-01");
  EXPECT_EQ(records[0].details.size(), 10u);
  const auto said = [](const audit::Record& r, const std::string& file) {
    for (const auto& [name, text] : r.details)
      if (name == file) return text;
    return std::string{};
  };
  for (const auto& s : read([](db::Transaction& tx) { return current_snapshots(tx); }))
    EXPECT_NE(said(records[0], s.source).find(fmt::format(", {} rows, sha256 ", s.rows)), std::string::npos)
        << s.source;
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_snapshot WHERE source = 'worker' AND sha256 = '" +
                  said(records[0], "worker").substr(said(records[0], "worker").size() - 64) + "'"),
            1);
  auto files = small_registry();
  files.erase("workplace");
  load(files);
  records = records_of("registry.loaded");
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[1].details, (audit::Pairs{{"workplace", "emptied"}}));
}

TEST_P(RegistryLoad, WithoutItsRecordChangesNothing) {
  load(small_registry());
  auto files = small_registry();
  files["employment"] = "emp_id,lu_id,worker_id,start_date,reg_date,end_date\nE9,L4,W4,2024-01-01,2024-01-05,\n";
  pool().transact(db::Mode::write, [](db::Transaction& tx) {
    tx.execute({"test/break", "UPDATE insp_audit_chain SET kind = 'broken' WHERE kind = 'administration'"});
  });
  EXPECT_THROW(load(files), std::runtime_error);
  EXPECT_EQ(count("SELECT count(*) FROM TB_EMPLOY"), 4) << "the load went with its record";
  EXPECT_THROW(index(true), std::runtime_error);
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_index"), 0);
}

TEST_P(RegistryLoad, AnIndexStandsInTheAuditTrailOnceForEachSwitch) {
  load(small_registry());
  const auto figures = index();
  index();
  const auto records = records_of("registry.indexed");
  ASSERT_EQ(records.size(), 1u) << "the second found the index as it should be";
  EXPECT_EQ(records[0].object, "index:" + std::to_string(figures.index));
  ASSERT_FALSE(records[0].details.empty());
  EXPECT_EQ(records[0].details.front(), (std::pair<std::string, std::string>{"content_sha256", figures.content}));
  EXPECT_EQ(records[0].details.back().second, std::to_string(figures.numbers));
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_index WHERE is_current = 1 AND content = '" + figures.content + "'"),
            1);
  index(true);
  EXPECT_EQ(records_of("registry.indexed").size(), 2u);
}

TEST_P(RegistryLoad, ANewFileOfAnAgencyBecomesTheCurrentSnapshotAndTheOldOneStays) {
  load(small_registry());
  Files only{
      {"tax_employer", "tin,name,name_alt,address,district,province,phone,isic,status,reg_date\n9,New,,,,,,,,\n"}};
  load(only);
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_tax_employer"), 3);
  EXPECT_EQ(
      count(
          "SELECT count(*) FROM insp_reg_snapshot WHERE source = 'tax_employer' AND is_current = 1 AND row_count = 1"),
      1);
  EXPECT_EQ(count("SELECT count(*) FROM TB_UNIT"), 4);
  // The former file again: its snapshot is current again, without being read twice.
  load({{"tax_employer", small_registry().at("tax_employer")}});
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_tax_employer"), 3);
  EXPECT_EQ(count("SELECT row_count FROM insp_reg_snapshot WHERE source = 'tax_employer' AND is_current = 1"), 2);
}

TEST_P(RegistryLoad, AChangedFileOfLssoReplacesWhatTheMisHeld) {
  load(small_registry());
  auto files = small_registry();
  files["employment"] = "emp_id,lu_id,worker_id,start_date,reg_date,end_date\nE9,L4,W4,2024-01-01,2024-01-05,\n";
  load(files);
  EXPECT_EQ(count("SELECT count(*) FROM TB_EMPLOY"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_snapshot WHERE source = 'employment'"), 2);
}

TEST_P(RegistryLoad, AnotherRegistryLeavesNothingOfTheFormerBehind) {
  load(small_registry());
  auto files = small_registry();
  files.erase("workplace");
  load(files);
  EXPECT_EQ(count("SELECT count(*) FROM TB_UNIT_BR"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM reg_workplace WHERE derived = 1"), 4);
  load(small_registry());  // and back: the file is read again, not taken for one that was loaded before
  EXPECT_EQ(count("SELECT count(*) FROM TB_UNIT_BR"), 2);
}

TEST_P(RegistryLoad, OneWrongValueLoadsNothingAtAll) {
  auto files = small_registry();
  files["inspection_history"] += "I3,L1,2022-13,random,\n";
  EXPECT_EQ(refusal(files), "inspection_history.csv: line 4, column 'month': '2022-13' is not a month YYYY-MM");
  EXPECT_EQ(count("SELECT count(*) FROM TB_UNIT"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_snapshot"), 0);
}

TEST_P(RegistryLoad, DoubledKeysAndHalfAFolderAreRefused) {
  auto files = small_registry();
  files["labour_unit"] += "L1,,,,,,,,,,,,,\n";
  EXPECT_EQ(refusal(files), "labour_unit.csv: line 6, column 'lu_id': 'L1' stands on line 2 already");
  files = small_registry();
  files.erase("worker");
  files.erase("contribution");
  EXPECT_EQ(refusal(files), folder_.string() + ": is missing worker.csv, contribution.csv");
  EXPECT_EQ(refusal({}), folder_.string() + ": holds no file of a registry folder");
  std::filesystem::remove_all(folder_);
  EXPECT_THROW(load_folder(pool(), *ids_, clock_, trail(), who(), folder_, Day{2026, 1, 1}, [](std::string_view) {}),
               FolderError);
}

TEST_P(RegistryLoad, MoreRowsThanOneBatchArriveWholeAndInOrder) {
  auto files = small_registry();
  for (int i = 0; i < 4500; ++i)
    files["contribution"] += "L4,W4,2024-" + std::string{i % 2 == 0 ? "01" : "02"} + ",1,,,\n";
  load(files);
  EXPECT_EQ(count("SELECT count(*) FROM reg_contribution"), 4505);
  EXPECT_EQ(count("SELECT max(line) FROM reg_contribution WHERE lu_id = 'L4' AND month = '2024-02'"), 2250);
}

SSIIS_ON_ALL_ENGINES(RegistryLoad);

}  // namespace
}  // namespace ssiis::registry
