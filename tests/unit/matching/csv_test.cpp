#include "matching/csv.hpp"

#include <gtest/gtest.h>

namespace ssiis::matching {
namespace {

std::string fault_of(const std::string& text, const std::vector<std::string>& wanted = {}) {
  try {
    parse_csv(text, "a.csv", wanted);
  } catch (const CsvFault& e) {
    return e.what();
  }
  return "no fault";
}

TEST(MatchingCsv, WantedColumnsInTheirOrder) {
  const auto t = parse_csv("\xEF\xBB\xBFid,name,\"x,y\"\r\n1,\"Lao \"\"A\"\"\",7\r\n\r\n2,\"two\nlines\",8", "a.csv",
                           {"x,y", "name"});
  ASSERT_EQ(t.rows(), 2U);
  EXPECT_EQ(t.cell(0, 0), "7");
  EXPECT_EQ(t.cell(0, 1), "Lao \"A\"");
  EXPECT_EQ(t.cell(1, 1), "two\nlines");
}

TEST(MatchingCsv, WhatIsNoCsvIsNamedByLine) {
  EXPECT_EQ(fault_of(""), "a.csv:1: the file is empty: a header line is needed");
  EXPECT_EQ(fault_of("a,b\n1,2\n3\n"), "a.csv:3: 1 fields where the header has 2");
  EXPECT_EQ(fault_of("a,b\n\"1\n2\",2\n3,4,5\n"), "a.csv:4: 3 fields where the header has 2");
  EXPECT_EQ(fault_of("a\nx\"y\n"), "a.csv:2: a quote inside a field without quotes");
  EXPECT_EQ(fault_of("a\n\"x\"y\n"), "a.csv:2: text behind a closing quote");
  EXPECT_EQ(fault_of("a\n\"x\n"), "a.csv:2: the file ends inside quotes");
  EXPECT_EQ(fault_of("a\n\xFF\n"), "a.csv:2: column 'a' holds bytes that are not UTF-8 text");
  EXPECT_EQ(fault_of("a,a\n1,2\n", {"a"}), "a.csv:1: column 'a' is there twice");
  EXPECT_EQ(fault_of("a\n1\n", {"b"}), "a.csv:1: there is no column 'b'");
}

TEST(MatchingCsv, OptionalColumnsAreReadWhereTheyAre) {
  EXPECT_EQ(parse_csv("a,b\n1,2\n", "a.csv", {"a", "b", "c"}, {}, {"b", "c"}).columns(),
            (std::vector<std::string>{"a", "b"}));
  EXPECT_THROW(parse_csv("a,b\n1,2\n", "a.csv", {"a", "b", "c"}, {}, {"b"}), CsvFault);
}

TEST(MatchingCsv, FieldsAreQuotedWhereTheyMustBe) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,\"b\""), "\"a,\"\"b\"\"\"");
}

}  // namespace
}  // namespace ssiis::matching
