#include "imports/column_counts.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace ssiis::imports {
namespace {

const registry::FileSpec& payroll() { return *registry::file_spec("tax_payroll"); }

// More different values than stay in memory, in an order that is none, beside columns that repeat.
TEST(ColumnCounts, AreExactBeyondWhatMemoryHolds) {
  ColumnCounts counts{payroll(), std::filesystem::temp_directory_path()};
  constexpr std::int64_t rows = 150'000;
  std::map<std::string, std::set<std::string>> seen;
  for (std::int64_t i = 0; i < rows; ++i) {
    const auto mixed = i * 48271 % 99'991;  // each some times
    const registry::Record record{i,
                                  {std::to_string(i * 7919 % rows), std::to_string(mixed), i % 2 == 0 ? "ກ" : "ຂ", "",
                                   "2026-01", i % 5 == 0 ? "" : "2026-02", std::to_string(mixed % 70'000)}};
    counts.add(record);
    for (std::size_t f = 0; f < record.fields.size(); ++f)
      if (!record.fields[f].empty()) seen[std::string{payroll().fields[f].name}].insert(record.fields[f]);
  }
  for (const auto& f : counts.figures()) {
    EXPECT_EQ(f.distinct, static_cast<std::int64_t>(seen[f.field].size())) << f.field;
    if (f.field == "monthly_gross") continue;
    EXPECT_EQ(f.lowest, seen[f.field].empty() ? "" : *seen[f.field].begin()) << f.field;
    EXPECT_EQ(f.highest, seen[f.field].empty() ? "" : *seen[f.field].rbegin()) << f.field;
  }
}

TEST(ColumnCounts, TakeAmountsForNumbersAndNothingForNothing) {
  ColumnCounts counts{payroll(), std::filesystem::temp_directory_path()};
  for (const auto* amount : {"900", "1000", "0", "-5", "", "00900"}) counts.add({1, {"1", "", "", "", "", "", amount}});
  const auto figures = counts.figures();
  EXPECT_EQ(figures[6].filled, 5);
  EXPECT_EQ(figures[6].distinct, 4);
  EXPECT_EQ(figures[6].lowest, "-5");
  EXPECT_EQ(figures[6].highest, "1000");
  EXPECT_EQ(figures[1].filled, 0);
  EXPECT_EQ(figures[1].lowest, "");
}

}  // namespace
}  // namespace ssiis::imports
