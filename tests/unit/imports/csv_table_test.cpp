#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>

#include "imports/cells.hpp"

namespace ssiis::imports {
namespace {

struct Table {
  std::vector<RawRow> rows;
  FileTraits traits;
  std::string fault;
};

Table read_text(const std::string& bytes, const ReadOptions& options = {}, const ReadLimits& limits = {}) {
  Table out;
  std::FILE* file = std::tmpfile();
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fflush(file);
  lseek(fileno(file), 0, SEEK_SET);
  try {
    read_csv(fileno(file), options, limits,
             {[&](const FileTraits& t) { out.traits = t; },
              [&](const RawRow& r) {
                out.rows.push_back(r);
                return true;
              }});
  } catch (const ReadFault& f) {
    out.fault = f.what();
    for (const auto& a : f.args) out.fault += " " + a;
  }
  std::fclose(file);
  return out;
}

std::string shown(const Table& t) {
  std::string out;
  for (const auto& r : t.rows) {
    out += std::to_string(r.line) + ":";
    for (const auto& c : r.cells) out += "[" + c.text + "]";
    if (!r.fault.empty()) out += r.fault;
  }
  return t.fault.empty() ? out : t.fault;
}

std::string wide(const std::u16string& text, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t c : text) {
    const char low = static_cast<char>(c & 0xff), high = static_cast<char>(c >> 8);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

TEST(CsvTables, FindTheirDelimiter) {
  for (const std::string d : {",", ";", "\t", "|"}) {
    const auto t = read_text("a" + d + "b" + d + "c\n1" + d + "2" + d + "3\n");
    EXPECT_EQ(shown(t), "1:[a][b][c]2:[1][2][3]") << d;
    EXPECT_EQ(t.traits.delimiter, d[0]);
  }
  EXPECT_EQ(shown(read_text("name;amount\n\"A, B\";1,5\n\"C, D\";2,5\n")),
            "1:[name][amount]2:[A, B][1,5]3:[C, D][2,5]");
  EXPECT_EQ(shown(read_text("sep=|\na|b\n")), "2:[a][b]");
  EXPECT_EQ(shown(read_text("tin\n1\n2\n")), "1:[tin]2:[1]3:[2]");
}

TEST(CsvTables, ReadQuotesAndLineEnds) {
  EXPECT_EQ(shown(read_text("a,b\r\n\"x\"\"y\",\"two\nlines\"\r\n\r\n1,2")), "1:[a][b]2:[x\"y][two\nlines]5:[1][2]");
  EXPECT_EQ(shown(read_text("a,b\rc,d\r")), "1:[a][b]1:[c][d]");
  EXPECT_EQ(shown(read_text("a,5\" pipe\n")), "1:[a][5\" pipe]");
  EXPECT_EQ(shown(read_text("a,\"b\"c\n")), "1:[a][bc]row.quotes");
  EXPECT_EQ(shown(read_text("a,\"b\n")), "import.quote_open 1");
  EXPECT_EQ(shown(read_text("a,b\n,,\n , \n")), "1:[a][b]");
}

TEST(CsvTables, AreReadInTheEncodingTheyAreWrittenIn) {
  const std::string lao = "ຊື່,ລາຍ\nດອກ,ບົວ\n";
  EXPECT_EQ(shown(read_text(lao)), "1:[ຊື່][ລາຍ]2:[ດອກ][ບົວ]");
  EXPECT_EQ(shown(read_text("\xEF\xBB\xBF" + lao)), "1:[ຊື່][ລາຍ]2:[ດອກ][ບົວ]");
  EXPECT_EQ(shown(read_text(wide(u"ຊື່\tລາຍ\n", false))), "1:[ຊື່][ລາຍ]");
  EXPECT_EQ(shown(read_text(wide(u"ຊື່\tລາຍ\n", true))), "1:[ຊື່][ລາຍ]");
  EXPECT_EQ(shown(read_text("nom,ville\nJuan P\xE9rez,Orl\xE9"
                            "ans\n")),
            "1:[nom][ville]2:[Juan Pérez][Orléans]");
}

TEST(CsvTables, InEncodingsBeforeUnicodeAreRefusedAndNeverShownAsWesternLetters) {
  EXPECT_EQ(shown(read_text("tin,name\n1,\xBA\xD1\xC3\xC5\xD4\xCA\xD1\xB4\n")), "import.legacy_lao 2");
  EXPECT_EQ(shown(read_text("ຊື່ຂອງບໍລິສັດ,ລາຍ\nດອກ\xBA,ບົວ\n")), "import.not_utf8 2");
}

TEST(CsvTables, HaveLimits) {
  ReadLimits small;
  small.rows = 2;
  small.columns = 3;
  small.cell_bytes = 10;
  EXPECT_EQ(shown(read_text("a\nb\nc\n", {}, small)), "import.too_many_rows 2");
  EXPECT_EQ(shown(read_text("a,b,c,d\n", {}, small)), "import.too_many_columns 1 3");
  EXPECT_EQ(shown(read_text("a\n\"01234567890\"\n", {}, small)), "import.cell_too_long 2");
  EXPECT_EQ(shown(read_text("")), "import.empty");
  EXPECT_EQ(shown(read_text("\n\n")), "import.empty");
  EXPECT_EQ(shown(read_text(std::string("a,b\0c\n1,2\n", 10))), "import.binary 1");
  EXPECT_EQ(shown(read_text("a,b\n1,\x01\n")), "import.binary 2");
  EXPECT_EQ(shown(read_text("a\nb\nc\n", {"", 0, "", 2})), "1:[a]2:[b]");
}

TEST(CsvTables, LargerThanAnyPieceAreReadWhole) {
  std::string big = "key,value\n";
  for (int i = 0; i < 60'000; ++i) big += std::to_string(i) + ",\"ວຽງຈັນ " + std::to_string(i * 7) + "\"\n";
  const auto t = read_text(big);
  ASSERT_EQ(t.rows.size(), 60'001u) << t.fault;
  for (int i = 0; i < 60'000; ++i) {
    const auto& r = t.rows[static_cast<std::size_t>(i) + 1];
    ASSERT_EQ(r.line, i + 2);
    ASSERT_EQ(r.cells[1].text, "ວຽງຈັນ " + std::to_string(i * 7));
  }
}

}  // namespace
}  // namespace ssiis::imports
