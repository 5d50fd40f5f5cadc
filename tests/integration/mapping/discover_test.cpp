// A vendor's schema that nobody documented, filled with what the reference MIS holds but written in other ways: the
// draft must read back what the reference's own views say.
#include <fmt/format.h>

#include <fstream>
#include <set>

#include "audit/api.hpp"
#include "mapping/api.hpp"
#include "profiles/api.hpp"
#include "registry/api.hpp"
#include "support/database_fixture.hpp"

namespace ssiis::mapping {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string dmy_of(const std::string& iso) {  // as people write it: no leading zeros
  if (iso.empty()) return "";
  const auto day = *Day::parse(iso);
  return fmt::format("{}/{}/{}", static_cast<unsigned>(day.ymd().day()), static_cast<unsigned>(day.ymd().month()),
                     day.year());
}
std::string buddhist_of(const std::string& iso) {
  if (iso.empty()) return "";
  return fmt::format("{}{}{}", Day::parse(iso)->year() + 543, iso.substr(5, 2), iso.substr(8, 2));
}
std::string grouped(const std::string& amount) {
  std::string out;
  for (std::size_t i = 0; i < amount.size(); ++i) {
    if (i > 0 && (amount.size() - i) % 3 == 0) out += '.';
    out += amount[i];
  }
  return out;
}

class Discover : public test::MigratedDatabase {
 protected:
  static constexpr std::string_view unit_columns = "lu_id, ss_reg_no, name_lo, name_en, phone, reg_date, close_date";
  static constexpr std::string_view worker_columns =
      "worker_id, ss_no, given_lo, surname_lo, name_latin, sex, dob, id_no";
  static constexpr std::string_view pay_columns = "lu_id, worker_id, month, declared_wage, due, paid, paid_date";
  static constexpr std::string_view job_columns = "lu_id, worker_id, start_date, end_date";

  void SetUp() override {
    MigratedDatabase::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("ssiis-discover-" + test::fresh_name());
    load_reference();
    for (const auto& [view, columns] : wanted()) expected_[view] = read(view, columns);
    write_vendor();
    drop_reference();
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    MigratedDatabase::TearDown();
  }

  static std::vector<std::pair<std::string, std::string_view>> wanted() {
    return {{"reg_labour_unit", unit_columns},
            {"reg_worker", worker_columns},
            {"reg_contribution", pay_columns},
            {"reg_employment", job_columns}};
  }
  void run(const std::string& sql) {
    auto lease = pool().take();
    lease->run(sql);
  }
  void load_reference() {
    registry::GenerateOptions options;
    options.units = 60;
    options.seed = 7;
    options.months = 3;
    registry::generate_folder(options, folder_, [](std::string_view) {});
    auto lease = std::make_unique<db::Lease>(pool().take());
    registry::install_mapping(**lease, std::filesystem::path{SSIIS_SOURCE_DIR} / "sql/registry/reference");
    lease.reset();
    pool().transact(db::Mode::write, [this](db::Transaction& tx) {
      const std::string config = std::string{SSIIS_SOURCE_DIR} + "/config/profiles/";
      ASSERT_TRUE(profiles::load_territory(tx, profiles::read_territory_file(config + "territory.xml"), clock_.today(),
                                           clock_.now(), ""));
      profiles::load_catalogue(tx, profiles::read_catalogue_file(config + "roles.xml"), clock_.now());
    });
    db::IdSource ids{pool()};
    audit::Trail trail{pool(), clock_};
    const auto who = profiles::ActorFactory{pool(), clock_}.service("os:tester", "test");
    registry::load_folder(pool(), ids, clock_, trail, who, folder_, Day{2026, 11, 1}, [](std::string_view) {});
  }
  Rows read(const std::string& view, std::string_view columns) {
    // Another text each time: a view that was replaced may not meet a plan made for the old one.
    const auto sql = fmt::format("SELECT {} FROM {} v{}", columns, view, ++reads_);
    auto lease = pool().take();
    db::Transaction tx{*lease, db::Mode::read};
    Rows out;
    try {
      for (auto rows = tx.query({"test/read", sql}); rows.next();) {
        std::vector<std::string> row;
        for (int i = 0; i < rows.columns(); ++i) row.push_back(rows.row().text_or_empty(i));
        out.push_back(std::move(row));
      }
    } catch (const db::Error& e) {
      ADD_FAILURE() << view << ": " << e.driver_text;
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  void fill(const std::string& table, const std::vector<std::string>& columns, const Rows& rows) {
    std::vector<db::Column> values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::vector<std::optional<std::string>> column;
      for (const auto& row : rows) column.push_back(row[i].empty() ? std::optional<std::string>{} : row[i]);
      values.push_back(db::Column::of_texts(std::move(column)));
    }
    pool().transact(db::Mode::write, [&](db::Transaction& tx) { tx.execute_many(table, columns, values); });
  }

  void write_vendor() {
    run("CREATE TABLE t_empr (empr_cd VARCHAR(40) NOT NULL PRIMARY KEY, sso_no VARCHAR(40), nm_lao VARCHAR(400), "
        "nm_eng VARCHAR(400), "
        "tel VARCHAR(100), reg_dt VARCHAR(20), cls_dt VARCHAR(20), sts VARCHAR(2), prv VARCHAR(200))");
    run("CREATE TABLE t_insd (insd_no VARCHAR(40) NOT NULL PRIMARY KEY, sso_no VARCHAR(40), first_nm VARCHAR(200), "
        "last_nm VARCHAR(200), "
        "latin_nm VARCHAR(400), gender VARCHAR(10), birth_dt VARCHAR(20), card_no VARCHAR(64))");
    run("CREATE TABLE t_pay (empr_cd VARCHAR(40) NOT NULL, insd_no VARCHAR(40) NOT NULL, ym VARCHAR(10) NOT NULL, "
        "salary VARCHAR(30), "
        "due_amt VARCHAR(30), paid_amt VARCHAR(30), pay_dt VARCHAR(30))");
    run("CREATE TABLE t_work (empr_cd VARCHAR(40), insd_no VARCHAR(40), hire_dt VARCHAR(30), quit_dt VARCHAR(30))");
    run("CREATE TABLE t_log (log_no VARCHAR(40) NOT NULL PRIMARY KEY, msg VARCHAR(400), at_dt VARCHAR(30))");
    Rows units, workers, pays, jobs, logs;
    for (const auto& r : expected_["reg_labour_unit"])
      units.push_back({r[0], r[1], r[2], r[3], r[4], dmy_of(r[5]), dmy_of(r[6]), r[6].empty() ? "A" : "C",
                       units.size() % 2 == 0 ? "ນະຄອນຫຼວງວຽງຈັນ" : "Savannakhet"});
    for (const auto& r : expected_["reg_worker"])
      workers.push_back({r[0], r[1], r[2], r[3], r[4],
                         r[5].empty()  ? ""
                         : r[5] == "M" ? "ຊາຍ"
                                       : "ຍິງ",
                         buddhist_of(r[6]), r[7]});
    for (const auto& r : expected_["reg_contribution"])
      pays.push_back({r[0], r[1], r[2].substr(5) + "/" + r[2].substr(0, 4), grouped(r[3]), grouped(r[4]), grouped(r[5]),
                      r[6].empty() ? "" : r[6] + " 09:30:00"});
    for (const auto& r : expected_["reg_employment"]) jobs.push_back(r);
    for (int i = 0; i < 50; ++i) logs.push_back({std::to_string(9000 + i), "login of somebody", "2026-01-02 10:00:00"});
    fill("t_empr", {"empr_cd", "sso_no", "nm_lao", "nm_eng", "tel", "reg_dt", "cls_dt", "sts", "prv"}, units);
    fill("t_insd", {"insd_no", "sso_no", "first_nm", "last_nm", "latin_nm", "gender", "birth_dt", "card_no"}, workers);
    fill("t_pay", {"empr_cd", "insd_no", "ym", "salary", "due_amt", "paid_amt", "pay_dt"}, pays);
    fill("t_work", {"empr_cd", "insd_no", "hire_dt", "quit_dt"}, jobs);
    fill("t_log", {"log_no", "msg", "at_dt"}, logs);
  }
  void drop_reference() {
    auto lease = pool().take();
    std::set<std::string> views, tables;
    for (const auto& t : db::read_catalogue(*lease)) {
      std::string lower;
      for (const char c : t.name) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      if (lower.starts_with("reg_") && t.view) views.insert(t.name);
      if (lower.starts_with("tb_")) tables.insert(t.name);
    }
    for (const auto& v : views) lease->run("DROP VIEW " + db::quoted_name(lease->engine(), v));
    for (const auto& t : tables) lease->run("DROP TABLE " + db::quoted_name(lease->engine(), t));
  }
  Discovery discovered() {
    return discover(pool(), 100'000, [](std::string_view) {});
  }
  static const ProposedView& view_of(const Discovery& d, std::string_view name) {
    return *std::find_if(d.views.begin(), d.views.end(), [&](const auto& v) { return v.view == name; });
  }
  static bool is_open(const Discovery& d, std::string_view view, std::string_view column, std::string_view code) {
    return std::any_of(d.draft.open.begin(), d.draft.open.end(),
                       [&](const OpenPoint& p) { return p.view == view && p.column == column && p.code == code; });
  }

  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  std::filesystem::path folder_{};
  std::map<std::string, Rows> expected_{};
  int reads_{0};
};

TEST_P(Discover, FindsWhichTableIsWhich) {
  const auto d = discovered();
  EXPECT_EQ(view_of(d, "reg_labour_unit").table, "t_empr");
  EXPECT_EQ(view_of(d, "reg_worker").table, "t_insd");
  EXPECT_EQ(view_of(d, "reg_contribution").table, "t_pay");
  EXPECT_EQ(view_of(d, "reg_employment").table, "t_work");
  EXPECT_EQ(view_of(d, "reg_benefit").table, "");
  EXPECT_EQ(view_of(d, "reg_workplace").table, "");
}

TEST_P(Discover, TheDraftReadsBackWhatTheReferenceSays) {
  const auto d = discovered();
  EXPECT_EQ(d.refused, std::vector<std::string>{});
  write_folder(d, folder_ / "draft");
  try {
    auto lease = pool().take();
    registry::install_mapping(*lease, folder_ / "draft");
  } catch (const db::Error& e) {
    FAIL() << e.driver_text;
  }
  for (const auto& [view, columns] : wanted()) {
    const auto got = read(view, columns);
    ASSERT_EQ(got.size(), expected_[view].size()) << view;
    std::size_t differ = 0;
    for (std::size_t i = 0; i < got.size(); ++i)
      if (got[i] != expected_[view][i] && ++differ < 4)
        ADD_FAILURE() << view << ": "
                      << fmt::format("{} where {} was written", fmt::join(got[i], "|"),
                                     fmt::join(expected_[view][i], "|"));
    EXPECT_EQ(differ, 0u) << view << " in " << folder_;
  }
  EXPECT_EQ(read("reg_workplace", "lu_id").size(), expected_["reg_labour_unit"].size());
  EXPECT_EQ(read("reg_benefit", "worker_id").size(), 0u);
  const auto places = read("reg_labour_unit", "province_code");
  EXPECT_EQ(std::set<std::vector<std::string>>(places.begin(), places.end()),
            (std::set<std::vector<std::string>>{{"01"}, {"13"}}));
  for (const auto& f : registry::check_mapping(pool()))
    EXPECT_NE(registry::name_of(f.severity), "error") << f.view << "." << f.column << " " << f.code << " " << f.count;
}

TEST_P(Discover, WhatOnlyAPersonKnowsStaysOpen) {
  const auto d = discovered();
  EXPECT_TRUE(is_open(d, "reg_labour_unit", "status", "values_to_map"));
  EXPECT_TRUE(is_open(d, "reg_labour_unit", "sector", "no_column"));
  EXPECT_TRUE(is_open(d, "reg_employment", "emp_id", "key_made"));
  EXPECT_TRUE(is_open(d, "reg_benefit", "", "no_table"));
  EXPECT_FALSE(is_open(d, "reg_worker", "sex", "values_to_map"));
  const auto report = report_of(d);
  EXPECT_NE(report.find("reg_labour_unit.status: say what the MIS's values mean"), std::string::npos);
  // No person's name or number stands in it.
  for (std::size_t i = 0; i < 20; ++i)
    for (const auto& value :
         {expected_["reg_worker"][i][1], expected_["reg_worker"][i][2] + " ", expected_["reg_worker"][i][7]})
      if (value.size() > 6) {
        EXPECT_EQ(report.find(value), std::string::npos) << value;
      }
}

TEST_P(Discover, LaoOfACodePageIsNamed) {
  run("UPDATE t_empr SET nm_lao = '\xc2\xae\xc3\x9a\xc2\xb7\xc3\x83\xc2\xa6\xc3\x8a\xc2\xa9'");
  EXPECT_TRUE(is_open(discovered(), "reg_labour_unit", "name_lo", "writing"));
}

TEST_P(Discover, ADraftOverwritesNothing) {
  const auto d = discovered();
  write_folder(d, folder_ / "draft");
  EXPECT_THROW(write_folder(d, folder_ / "draft"), std::runtime_error);
}

SSIIS_ON_ALL_ENGINES(Discover);

}  // namespace
}  // namespace ssiis::mapping
