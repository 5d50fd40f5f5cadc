#include "registry/generator.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "registry/contribution_law.hpp"
#include "registry/csv.hpp"
#include "registry/folder.hpp"

namespace ssiis::registry {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class Generator : public ::testing::Test {
 protected:
  std::filesystem::path folder(const std::string& name) {
    return std::filesystem::path{::testing::TempDir()} / ("ssiis-generator-" + name);
  }
  GenerateReport generate(const std::string& name, std::uint64_t seed, std::int64_t units = 120) {
    GenerateOptions options;
    options.units = units;
    options.seed = seed;
    return generate_folder(options, folder(name), [](std::string_view) {});
  }
  std::string hash_of_all(const std::string& name) {
    std::string all;
    for (const auto& spec : file_specs()) all += text_of(folder(name) / (std::string{spec.name} + ".csv"));
    return hex(sha256(all));
  }
  void TearDown() override {
    for (const char* name : {"a", "b"}) std::filesystem::remove_all(folder(name));
  }
};

// The bytes themselves are fixed: a change of generator or lists shows here, and is then a decision.
TEST_F(Generator, TheSameSeedGivesTheSameBytesOnEveryMachine) {
  generate("a", 7);
  generate("b", 7);
  EXPECT_EQ(hash_of_all("a"), hash_of_all("b"));
  EXPECT_EQ(hash_of_all("a"), "492d0ca7b5d219acb31bc68aff6e0944a8b8a40ef1502f6a4fc0d45bb5afd7aa");
  generate("b", 8);
  EXPECT_NE(hash_of_all("a"), hash_of_all("b"));
}

TEST_F(Generator, EveryFileObeysTheFolderFormatAndEveryContributionTheLaw) {
  const auto report = generate("a", 3);
  std::map<std::string, std::int64_t> rows;
  for (const auto& spec : file_specs()) {
    FolderFile file{folder("a") / (std::string{spec.name} + ".csv"), spec};
    for (Record r; file.next(r);) {
      ++rows[std::string{spec.name}];
      if (spec.name != "contribution") continue;
      const auto wage = *whole_number(r.fields[3]);
      const auto month = *Month::parse(r.fields[2]);
      EXPECT_GE(wage, in_force(minimum_wage, month));
      EXPECT_EQ(*whole_number(r.fields[4]), contribution_due(wage, month));
      EXPECT_LE(*whole_number(r.fields[5]), *whole_number(r.fields[4]));
    }
  }
  for (const auto& [name, count] : report.rows) EXPECT_EQ(rows[name], count) << name;
  EXPECT_GT(rows["contribution"], 10 * rows["worker"]);
  EXPECT_GT(rows["workplace"], 0);
}

// Neither a payment nor anything else has happened after the day on which the files are written.
TEST_F(Generator, NoDayLiesAfterTheDayOnWhichTheFilesAreWritten) {
  GenerateOptions options;
  EXPECT_EQ(options.written(), (Day{2026, 10, 31}));
  for (const auto& [last, months] : {std::pair{options.last, 24}, std::pair{Month{2025, 12}, 3}}) {
    options.last = last;
    options.months = months;
    options.units = 200;
    generate_folder(options, folder("a"), [](std::string_view) {});
    std::int64_t paid = 0, unpaid = 0;
    for (const auto& spec : file_specs()) {
      FolderFile file{folder("a") / (std::string{spec.name} + ".csv"), spec};
      for (Record r; file.next(r);) {
        for (std::size_t i = 0; i < spec.fields.size(); ++i)
          if (spec.fields[i].kind == FieldKind::day && !r.fields[i].empty()) {
            EXPECT_LE(r.fields[i], options.written().iso()) << spec.name << ", " << spec.fields[i].name;
          }
        if (spec.name != "contribution" || r.fields[2] != last.iso()) continue;
        EXPECT_EQ(r.fields[5] == "0", r.fields[6].empty()) << "what is paid has its day, and nothing else";
        ++(r.fields[5] == "0" ? unpaid : paid);
      }
    }
    EXPECT_GT(unpaid, 0) << "late payers still owe the last month";
    EXPECT_GT(paid, 3 * unpaid) << "most have paid it";
  }
}

TEST_F(Generator, SpoilsAboutAsMuchAsItPublishes) {
  const auto report = generate("a", 5, 400);
  for (const auto kind :
       {Dirt::worker_id_empty, Dirt::worker_latin_empty, Dirt::unit_district_empty, Dirt::register_name_latin}) {
    const auto& c = report.dirt.of(kind);
    const auto expected = c.of * rate_of(kind).per_mille / 1000;
    EXPECT_NEAR(static_cast<double>(c.hit), static_cast<double>(expected), static_cast<double>(expected) / 4 + 5)
        << rate_of(kind).code;
  }
}

TEST_F(Generator, RefusesSizesAndMonthsItCannotMake) {
  const auto with = [&](auto change) {
    GenerateOptions options;
    change(options);
    EXPECT_THROW(generate_folder(options, folder("a"), [](std::string_view) {}), std::invalid_argument);
  };
  with([](GenerateOptions& o) { o.units = 0; });
  with([](GenerateOptions& o) { o.units = 300'001; });
  with([](GenerateOptions& o) { o.months = 0; });
  with([](GenerateOptions& o) { o.last = Month{2018, 4}, o.months = 1; });  // before the first known minimum wage
  EXPECT_FALSE(std::filesystem::exists(folder("a")));
}

TEST(ContributionLaw, TakesTheValuesOfTheMonthAndStopsAtTheCeiling) {
  EXPECT_EQ(in_force(minimum_wage, Month(2024, 9)), 1'600'000);
  EXPECT_EQ(in_force(minimum_wage, Month(2024, 10)), 2'500'000);
  EXPECT_EQ(contribution_due(2'500'000, Month(2025, 1)), 287'500);   // at the minimum wage
  EXPECT_EQ(contribution_due(4'500'000, Month(2025, 1)), 517'500);   // at the ceiling
  EXPECT_EQ(contribution_due(90'000'000, Month(2025, 1)), 517'500);  // above it
  EXPECT_THROW(in_force(minimum_wage, Month(2018, 4)), std::out_of_range);
}

}  // namespace
}  // namespace ssiis::registry
