#include "matching/distances.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "matching/compact.hpp"

namespace ssiis::matching {
namespace {

// The values of Winkler 1990, table 1, computed by hand from the definition.
TEST(Distances, JaroWinklerAsPublished) {
  EXPECT_NEAR(jaro_winkler("martha", "marhta"), 0.9611, 1e-4);
  EXPECT_NEAR(jaro_winkler("dwayne", "duane"), 0.8400, 1e-4);
  EXPECT_NEAR(jaro_winkler("dixon", "dicksonx"), 0.8133, 1e-4);
  EXPECT_EQ(jaro_winkler("abc", "xyz"), 0);
  EXPECT_EQ(jaro_winkler("same", "same"), 1);
  EXPECT_EQ(jaro_winkler("", ""), 0);
  EXPECT_EQ(jaro_winkler("", "a"), 0);
}

TEST(Distances, EditsCountSwapsOnce) {
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("12345", "12354"), 1);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("aaaaaa", "bbbbbb", 2), 3) << "gives up beyond the limit";
  EXPECT_NEAR(edit_likeness("kitten", "sitting"), 1 - 3.0 / 7, 1e-9);
  EXPECT_EQ(edit_distance(std::string(500, 'x'), std::string(500, 'x') + "y"), 0) << "beyond the 64th letter";
}

// Optimal string alignment by its definition.
int distance_by_table(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<int>(i + j);
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

TEST(Distances, EditsAreThoseOfTheTable) {
  std::mt19937 random{7};
  for (int n = 0; n < 4000; ++n) {
    const auto text = [&] {
      std::string out;
      const auto size = n % 9 == 0 ? 64 : random() % 20;
      while (out.size() < size) out += static_cast<char>((n % 2 == 0 ? 'a' : '\xc0') + static_cast<int>(random() % 4));
      return out;
    };
    const auto a = text(), b = text();
    const int whole = distance_by_table(a, b);
    ASSERT_EQ(edit_distance(a, b), whole) << a << ' ' << b;
    ASSERT_EQ(edit_distance(a, b, 2),
              std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > 2 ? 3 : std::min(whole, 3));
  }
}

TEST(Distances, NumbersAsPeopleCopyThem) {
  EXPECT_EQ(digits_likeness("0286982949", "0286982949"), 1);
  EXPECT_EQ(digits_likeness("0286982949", "0286982994"), 0.9) << "two swapped";
  EXPECT_EQ(digits_likeness("0286982949", "028698294"), 0.9) << "one left out";
  EXPECT_EQ(digits_likeness("0286982949", "0186982941"), 0.8) << "two slips in ten figures";
  EXPECT_EQ(digits_likeness("123456", "654321"), 0);
  EXPECT_EQ(digits_likeness("12", "13"), 0) << "too short for slips";
  EXPECT_EQ(digits_likeness("555123456", "123456"), 0.7);
}

TEST(Distances, Days) {
  EXPECT_EQ(date_likeness(19840919, 19840919), 1);
  EXPECT_EQ(date_likeness(19840309, 19840903), 0.9) << "day and month swapped";
  EXPECT_EQ(date_likeness(19840919, 19740919), 0.9) << "one figure";
  EXPECT_EQ(date_likeness(19840919, 19840928), 0.8) << "year and month";
  EXPECT_EQ(date_likeness(19840000, 19840928), 0.7) << "only the year is known";
  EXPECT_EQ(date_likeness(19840919, 19850101), 0.6);
  EXPECT_EQ(date_likeness(19840919, 19841228), 0.5);
  EXPECT_EQ(date_likeness(19840919, 19591228), 0);
  EXPECT_EQ(date_likeness(0, 0), 0);
}

TEST(Distances, DaysApart) {
  EXPECT_EQ(days_likeness(20240301, 20240301), 1);
  EXPECT_NEAR(days_likeness(20240228, 20240301), 1 - 2.0 / 366, 1e-9) << "a leap year";
  EXPECT_EQ(days_likeness(20220101, 20240101), 0);
  EXPECT_EQ(days_likeness(20240230, 20240230), 0) << "no day";
  EXPECT_EQ(days_likeness(20240000, 20240101), 0);
}

TEST(Distances, SectorsByTheClassification) {
  EXPECT_EQ(sector_likeness("F4100", "F4100"), 1);
  EXPECT_EQ(sector_likeness("F", "F4100"), 0.9);
  EXPECT_EQ(sector_likeness("F41", "F4100"), 0.9);
  EXPECT_EQ(sector_likeness("F4321", "F4322"), 0.8);
  EXPECT_EQ(sector_likeness("F4321", "F4390"), 0.7);
  EXPECT_EQ(sector_likeness("F4100", "F4390"), 0.5);
  EXPECT_EQ(sector_likeness("F4100", "G4711"), 0);
  EXPECT_EQ(sector_likeness("garments", "garments"), 1);
  EXPECT_EQ(sector_likeness("garments", "garment"), 0);
}

TEST(Compact, DaysInTheFormsPeopleWrite) {
  EXPECT_EQ(read_date("1984-09-19"), 19840919);
  EXPECT_EQ(read_date("19840919"), 19840919);
  EXPECT_EQ(read_date("19/9/1984"), 19840919);
  EXPECT_EQ(read_date("໑໙/໐໙/໑໙໘໔"), 19840919);
  EXPECT_EQ(read_date("2527-09-19"), 19840919) << "a Buddhist year";
  EXPECT_EQ(read_date("1984-09-19T07:00:00"), 19840919);
  EXPECT_EQ(read_date("1984-09"), 19840900);
  EXPECT_EQ(read_date("1984"), 19840000);
  EXPECT_EQ(read_date("1984-13-01"), 0);
  EXPECT_EQ(read_date("unknown"), 0);
  EXPECT_EQ(read_date("19/9/84"), 0) << "a year of two figures is not guessed";
}

TEST(Compact, TextHasOneByteALetter) {
  EXPECT_EQ(compact_text("  O'Néill-Smith "), "o neill smith");
  EXPECT_EQ(compact_text("ຄຳໄຊ").size(), 4U);
  EXPECT_EQ(compact_text("ຂາ\u0EC8"), compact_text("ຂາ")) << "tone marks are dropped";
  EXPECT_EQ(compact_number(" pc-2717 ໐໑ "), "PC271701");
}

}  // namespace
}  // namespace ssiis::matching
