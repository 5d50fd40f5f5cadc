#include "matching/files.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "unit/matching/planted.hpp"

namespace ssiis::matching {
namespace {

namespace fs = std::filesystem;

class LinkFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::temp_directory_path() / ("ssiis-link-files-" + std::to_string(::getpid()));
    fs::create_directories(dir_);
    const auto r = planted::registers(1500, 41);
    write(dir_ / "a.csv", r.left);
    write(dir_ / "b.csv", r.right);
    task_ = {.left = dir_ / "a.csv", .right = dir_ / "b.csv", .out = dir_ / "pairs.csv", .keep_from = 1};
  }
  void TearDown() override { fs::remove_all(dir_); }

  static void write(const fs::path& file, const Table& table) {
    std::ofstream out{file};
    for (std::size_t c = 0; c < table.columns().size(); ++c) out << (c == 0 ? "" : ",") << table.columns()[c];
    for (std::size_t row = 0; row < table.rows(); ++row)
      for (std::size_t c = 0; c < table.columns().size(); ++c) out << (c == 0 ? "\n" : ",") << table.cell(row, c);
    out << "\n";
  }
  static std::string text(const fs::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& f : fs::directory_iterator{dir_}) out.push_back(f.path().filename().string());
    std::ranges::sort(out);
    return out;
  }
  static Model model() { return parse_model(planted::model, "m.xml"); }

  // Runs in a process of its own, which kills itself at `stage`.
  void kill_at(std::string_view stage) const {
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      Options options{.threads = 1};
      options.progress = [&](std::string_view now, std::uint64_t, std::uint64_t) {
        if (now == stage) ::raise(SIGKILL);
      };
      link_files(task_, model(), options);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it was not killed";
  }

  fs::path dir_;
  FilesTask task_;
};

TEST_F(LinkFiles, WritesTheSameBytesAtAnyNumberOfThreadsAndLeavesNothingElse) {
  link_files(task_, model(), {.threads = 1});
  const auto one = text(task_.out);
  EXPECT_TRUE(one.starts_with("left_id,right_id,score\n"));
  EXPECT_GT(std::count(one.begin(), one.end(), '\n'), 1400);
  link_files(task_, model(), {.threads = 8});
  EXPECT_EQ(one, text(task_.out));
  EXPECT_EQ(names(), (std::vector<std::string>{"a.csv", "b.csv", "pairs.csv"}));
}

TEST_F(LinkFiles, AKilledRunGoesOnFromWhatItCompared) {
  link_files(task_, model(), {});
  const auto whole = text(task_.out);
  fs::remove(task_.out);
  kill_at("random pairs");
  EXPECT_FALSE(fs::exists(task_.out));
  EXPECT_TRUE(fs::exists(dir_ / "pairs.csv.part"));
  const auto report = link_files(task_, model(), {});
  EXPECT_TRUE(report.resumed);
  EXPECT_EQ(text(task_.out), whole);
  EXPECT_EQ(names(), (std::vector<std::string>{"a.csv", "b.csv", "pairs.csv"}));
}

TEST_F(LinkFiles, WhatWasKeptOfOtherFilesOrIsSpoiltIsNotUsed) {
  kill_at("random pairs");
  const auto kept = dir_ / "pairs.csv.part";
  const auto bytes = text(kept);
  std::ofstream{dir_ / "a.csv", std::ios::app} << "9999,kham,sy,1960-01-01,da\n";
  EXPECT_FALSE(link_files(task_, model(), {}).resumed);
  const auto whole = text(task_.out);
  kill_at("random pairs");
  auto spoilt = text(kept);
  spoilt[spoilt.size() / 2] = static_cast<char>(spoilt[spoilt.size() / 2] ^ 1);
  std::ofstream{kept, std::ios::trunc} << spoilt;
  EXPECT_FALSE(link_files(task_, model(), {}).resumed);
  EXPECT_EQ(text(task_.out), whole);
  std::ofstream{kept, std::ios::trunc} << bytes.substr(0, 100);
  EXPECT_FALSE(link_files(task_, model(), {}).resumed);
}

TEST_F(LinkFiles, KilledWhileComparingStartsAfresh) {
  kill_at("compare");
  EXPECT_FALSE(link_files(task_, model(), {}).resumed);
  EXPECT_TRUE(fs::exists(task_.out));
}

TEST_F(LinkFiles, TwoRunsOnOneOutputExcludeEachOther) {
  bool refused = false;
  Options options{.threads = 1};
  options.progress = [&](std::string_view stage, std::uint64_t, std::uint64_t) {
    if (stage != "score" || refused) return;
    try {
      link_files(task_, model(), {});
    } catch (const LinkError& e) {
      refused = std::string_view{e.what()}.starts_with("another run is writing this file");
    }
  };
  link_files(task_, model(), options);
  EXPECT_TRUE(refused);
  EXPECT_GT(link_files(task_, model(), {}).links, 0U) << "the lock is given back";
}

TEST_F(LinkFiles, AFaultLeavesTheOldOutput) {
  std::ofstream{task_.out} << "old\n";
  std::ofstream{dir_ / "b.csv", std::ios::app} << "1,2\n";
  EXPECT_THROW(link_files(task_, model(), {}), CsvFault);
  EXPECT_EQ(text(task_.out), "old\n");
  EXPECT_EQ(names(), (std::vector<std::string>{"a.csv", "b.csv", "pairs.csv"}));
}

TEST_F(LinkFiles, RowsThatRepeatAnIdCountOnceAndAreTold) {
  std::ofstream{dir_ / "b.csv", std::ios::app} << "0,kham,sy,1960-01-01,da\n";
  const auto report = link_files(task_, model(), {});
  EXPECT_EQ(report.right_rows, 1500U);
  EXPECT_TRUE(report.warnings.back().ends_with("b.csv: 1 rows repeat an id, the first of each counts"));
  std::ofstream{dir_ / "b.csv", std::ios::app} << ",kham,sy,1960-01-01,da\n";
  EXPECT_THROW(link_files(task_, model(), {}), LinkError) << "a row without an id";
}

}  // namespace
}  // namespace ssiis::matching
