// Files that agencies lay into a folder.
#include "imports_fixture.hpp"
#include "support/zip_maker.hpp"

namespace ssiis::imports {
namespace {

namespace fs = std::filesystem;

class Drops : public ImportsDatabase {
 protected:
  void SetUp() override {
    ImportsDatabase::SetUp();
    drop_ = folder_ / "drop";
    fs::create_directories(drop_);
  }
  void lay(const std::string& name, const std::string& bytes) {
    std::ofstream{drop_ / name, std::ios::binary} << bytes;
  }
  DropFolders folders(int quiet_seconds = 0) {
    return {office(), {{{"tax_employer", drop_}}, std::chrono::seconds{quiet_seconds}}, [](const Rejection& why) {
              return "because of " + why.code;
            }};
  }
  std::set<std::string> names(const std::string& below = "") {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator{drop_ / below}) out.insert(entry.path().filename());
    return out;
  }
  std::string text(const std::string& file) {
    std::ostringstream out;
    out << std::ifstream{drop_ / file}.rdbuf();
    return out.str();
  }
  DropState state() {
    const auto all = pool().transact(db::Mode::read, drop_states);
    return all.size() == 1 ? all.front() : DropState{};
  }
  fs::path drop_{};
};
SSIIS_ON_ALL_ENGINES(Drops);

using Names = std::set<std::string>;

TEST_P(Drops, AreTakenInWhenTheyAreFinishedAndPutAsideWithTheReason) {
  lay("tax_2026-11-20.csv", tax_rows(30));
  lay("broken.csv", tax_rows(1000) + "1,\"open");
  lay("other.csv", "name of firm,number\nx,1\n");
  lay("book.xlsx.part", "PK");
  lay(".hidden.csv", tax_rows(2));
  auto drops = folders();
  drops.work(who(), {});
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 3);
  EXPECT_EQ(names("done"), (Names{"other.csv", "other.csv.txt"})) << "what waits to be told is kept already";
  EXPECT_EQ(text("done/other.csv.txt"), "import.drop_unmapped\nbecause of import.drop_unmapped\n");
  EXPECT_EQ(state().waiting, 2) << "until they are read they stand where they are";
  drops.work(who(), {});
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 3) << "not handed over twice";
  office().work(who(), {});
  drops.work(who(), {});
  EXPECT_EQ(names("done"), (Names{"other.csv", "other.csv.txt", "tax_2026-11-20.csv"}));
  EXPECT_EQ(names("failed"), (Names{"broken.csv", "broken.csv.txt"}));
  EXPECT_EQ(text("failed/broken.csv.txt"), "import.quote_open\nbecause of import.quote_open\n");
  EXPECT_EQ(names(), (Names{".hidden.csv", "book.xlsx.part", "done", "failed"}));
  EXPECT_EQ(current_rows(), 30);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load WHERE file_name = 'tax_2026-11-20.csv' AND as_of = '2026-11-20'"),
            1);
  EXPECT_EQ(state().waiting, 0);
  EXPECT_EQ(state().refused, 1);
  EXPECT_EQ(state().problem, "");
}

TEST_P(Drops, AreNeverReadThroughLinks) {
  const auto outside = file("outside.csv", tax_rows(5));
  fs::create_symlink(outside, drop_ / "link.csv");
  fs::create_hard_link(outside, drop_ / "second-name.csv");
  folders().work(who(), {});
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 0);
  EXPECT_EQ(names("failed"), (Names{"link.csv", "link.csv.txt", "second-name.csv", "second-name.csv.txt"}));
  EXPECT_TRUE(fs::exists(outside));
  EXPECT_EQ(events(), (std::vector<std::string>{"import.file_refused", "import.file_refused"}));
  // Nor does a link in the place of a folder lead anywhere.
  fs::remove_all(drop_ / "done");
  fs::create_directory_symlink(folder_, drop_ / "done");
  lay("tax.csv", tax_rows(5));
  folders().work(who(), {});
  EXPECT_EQ(state().problem, "import.drop_unreachable");
  EXPECT_TRUE(fs::exists(drop_ / "tax.csv"));
  fs::rename(drop_, folder_ / "elsewhere");
  fs::create_directory_symlink(folder_ / "elsewhere", drop_);
  folders().work(who(), {});
  EXPECT_EQ(state().problem, "import.drop_unreachable");
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 0);
}

// A mirror of the sender lays all that it ever had each night.
TEST_P(Drops, NeverBringBackWhatWasCurrentOnce) {
  auto drops = folders();
  const auto laid = [&](const std::string& name, int rows) {
    lay(name, tax_rows(rows));
    drops.work(who(), {});
    office().work(who(), {});
    drops.work(who(), {});
  };
  laid("tax_2026-10-20.csv", 30);
  laid("tax_2026-11-20.csv", 31);
  ASSERT_EQ(current_rows(), 31);
  laid("tax_2026-10-20.csv", 30);
  EXPECT_EQ(current_rows(), 31);
  EXPECT_EQ(names("done"), (Names{"2-tax_2026-10-20.csv", "tax_2026-10-20.csv", "tax_2026-11-20.csv"}));
  const auto events_now = events();
  EXPECT_EQ(std::count(events_now.begin(), events_now.end(), "import.revived"), 0);
}

TEST_P(Drops, AReasonStandsBesideItsOwnFile) {
  fs::create_directories(drop_ / "failed");
  lay("failed/broken.csv.txt", "of a file that somebody took out");
  lay("broken.csv", tax_rows(1000) + "1,\"open");
  auto drops = folders();
  drops.work(who(), {});
  office().work(who(), {});
  drops.work(who(), {});
  EXPECT_EQ(names("failed"), (Names{"2-broken.csv", "2-broken.csv.txt", "broken.csv.txt"}));
  EXPECT_EQ(text("failed/2-broken.csv.txt"), "import.quote_open\nbecause of import.quote_open\n");
  EXPECT_EQ(state().problem, "");
  EXPECT_EQ(state().refused, 2) << "a text that stands alone may be a file";
}

TEST_P(Drops, WaitWhileTheyAreWrittenOrTheDiskIsFull) {
  lay("tax.csv", tax_rows(5));
  folders(3600).work(who(), {});
  EXPECT_EQ(state().waiting, 1);
  EXPECT_EQ(state().problem, "");
  made_->free_bytes = 1U << 20;
  folders().work(who(), {});
  EXPECT_EQ(state().problem, "request.no_space");
  EXPECT_EQ(names(), (Names{"done", "failed", "tax.csv"}));
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 0);
  made_->free_bytes = 1ULL << 40;
  folders().work(who(), {});
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 1);
}

TEST_P(Drops, OfTheSameNameStandBesideEachOtherAndOfTheSameBytesAreOneLoad) {
  for (const int rows : {30, 31, 31}) {
    lay("tax.csv", tax_rows(rows));
    auto drops = folders();
    drops.work(who(), {});
    office().work(who(), {});
    drops.work(who(), {});
  }
  EXPECT_EQ(names("done"), (Names{"2-tax.csv", "3-tax.csv", "tax.csv"}));
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_load"), 2);
  EXPECT_EQ(current_rows(), 31);
}

TEST_P(Drops, AreForgottenWhenTheSettingGoes) {
  folders().work(who(), {});
  EXPECT_EQ(state().source, "tax_employer");
  DropFolders{office(), {}, {}}.work(who(), {});
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_drop"), 0);
}

TEST(DropSetting, NamesAFolderWithItsWholePath) {
  Settings config;
  EXPECT_TRUE(DropSettings::from(config).folders.empty()) << "off unless somebody says so";
  config.set("imports.drop.tax_payroll", "/srv/tax");
  config.set("imports.drop.quiet_seconds", "30");
  EXPECT_EQ(DropSettings::from(config).folders.at("tax_payroll"), "/srv/tax");
  EXPECT_EQ(DropSettings::from(config).quiet.count(), 30);
  config.set("imports.drop.tax_payroll", "srv/tax");
  EXPECT_THROW(DropSettings::from(config), SettingsError);
}

}  // namespace
}  // namespace ssiis::imports
