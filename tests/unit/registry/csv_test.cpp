#include "registry/csv.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace ssiis::registry {
namespace {

std::vector<std::vector<std::string>> read(const std::string& text) {
  std::istringstream in{text};
  CsvReader reader{in};
  std::vector<std::vector<std::string>> out;
  for (std::vector<std::string> fields; reader.next(fields);) out.push_back(fields);
  return out;
}

std::int64_t line_of_error(const std::string& text) {
  try {
    read(text);
  } catch (const CsvError& e) {
    return e.line;
  }
  return 0;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, QuotedFieldsHoldCommasLineEndsAndQuotes) {
  EXPECT_EQ(read("a,\"b,\"\"c\"\"\",\"d\r\ne\"\n"), (Rows{{"a", "b,\"c\"", "d\r\ne"}}));
}
TEST(Csv, LinesEndInLfOrCrlfOrTheEndOfTheFile) {
  EXPECT_EQ(read("a,b\r\nc,d\ne,f"), (Rows{{"a", "b"}, {"c", "d"}, {"e", "f"}}));
}
TEST(Csv, AByteOrderMarkIsPassedOver) { EXPECT_EQ(read("\xEF\xBB\xBFເມືອງ,b\n"), (Rows{{"ເມືອງ", "b"}})); }
TEST(Csv, EmptyLinesAreNoRecordsButAQuotedNothingIsOne) {
  EXPECT_EQ(read("\n\na,\n\"\"\n\n"), (Rows{{"a", ""}, {""}}));
}
TEST(Csv, AnEmptyFileHasNoRecords) { EXPECT_TRUE(read("").empty()); }
TEST(Csv, ALoneCarriageReturnBelongsToItsField) { EXPECT_EQ(read("a\rb,c\n"), (Rows{{"a\rb", "c"}})); }

TEST(Csv, WhatIsNoCsvIsRefusedWithItsLine) {
  EXPECT_EQ(line_of_error("a,b\nc\"d,e\n"), 2);    // a quote inside an unquoted field
  EXPECT_EQ(line_of_error("a,b\n\"c\"d,e\n"), 2);  // text after the closing quote
  EXPECT_EQ(line_of_error("a,b\nx,y\n\"never closed\n"), 3);
  EXPECT_EQ(line_of_error("a\n\xE0\xBA\n"), 2);              // half a Lao letter
  EXPECT_EQ(line_of_error(std::string{"a\nb\0c\n", 6}), 2);  // a NUL
  EXPECT_EQ(line_of_error("\xEF\xBBx,a\n"), 1);              // half a byte order mark
  EXPECT_EQ(line_of_error("a\n" + std::string(70'000, 'x') + "\n"), 2);
  EXPECT_EQ(line_of_error("a\n\"" + std::string(70'000, 'x') + "\"\n"), 2);
}

TEST(Csv, WhatIsWrittenIsReadBack) {
  const std::vector<std::string> fields{"", "ສີ, ດວງ", "say \"hi\"", " edge ", "two\nlines", "plain"};
  EXPECT_EQ(read(csv_line(fields)), (Rows{fields}));
}

}  // namespace
}  // namespace ssiis::registry
