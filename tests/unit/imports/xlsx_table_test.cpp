#include <gtest/gtest.h>

#include <cstdio>

#include "imports/cells.hpp"
#include "imports/shared_strings.hpp"
#include "imports/xlsx_styles.hpp"
#include "support/zip_maker.hpp"

namespace ssiis::imports {
namespace {

const std::string main_ns = R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";

struct Workbook {
  std::string sheets = R"(<sheet name="Data" sheetId="1" r:id="rId1"/>)";
  std::string properties;
  std::string strings;  // <si>…
  std::string formats;  // <numFmt …/>
  std::string styles = R"(<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="3"/>)";
  std::string rows;
  std::string after;  // behind sheetData
  test::Files more{};

  std::string bytes() const {
    const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
    test::Files files{
        {"[Content_Types].xml", head + "<Types/>"},
        {"xl/workbook.xml", head + "<workbook " + main_ns +
                                R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)" +
                                properties + "<sheets>" + sheets + "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         head + R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>)"
                R"(<Relationship Id="rId2" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/>)"
                R"(<Relationship Id="rId8" Type="x/styles" Target="styles.xml"/>)"
                R"(<Relationship Id="rId9" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>)"},
        {"xl/styles.xml", head + "<styleSheet " + main_ns + "><numFmts>" + formats +
                              R"(</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>)" + styles +
                              "</cellXfs></styleSheet>"},
        {"xl/sharedStrings.xml", head + "<sst " + main_ns + ">" + strings + "</sst>"},
        {"xl/worksheets/sheet1.xml",
         head + "<worksheet " + main_ns + "><sheetData>" + rows + "</sheetData>" + after + "</worksheet>"},
        {"xl/worksheets/sheet2.xml",
         head + "<worksheet " + main_ns +
             R"(><sheetData><row r="1"><c r="A1"><v>2</v></c></row></sheetData></worksheet>)"},
    };
    for (const auto& [name, content] : more) {
      std::erase_if(files, [&, n = name](const auto& f) { return f.first == n; });
      files.emplace_back(name, content);
    }
    return test::zip_with(files);
  }
};

FileTraits last_traits;

std::string shown(const std::string& bytes, const ReadOptions& options = {}, const ReadLimits& limits = {}) {
  std::string out;
  try {
    read_xlsx(bytes, -1, options, limits,
              {[](const FileTraits& t) { last_traits = t; },
               [&](const RawRow& r) {
                 out += std::to_string(r.line) + ":";
                 for (const auto& c : r.cells)
                   out += c.text.empty() ? "[]" : std::string{"["} + static_cast<char>(c.kind) + " " + c.text + "]";
                 return true;
               }});
  } catch (const ReadFault& f) {
    out = f.what();
    for (const auto& a : f.args) out += " " + a;
  }
  return out;
}
std::string shown_rows(const std::string& rows) {
  Workbook w;
  w.rows = rows;
  return shown(w.bytes());
}

TEST(XlsxTables, ReadEveryKindOfCell) {
  Workbook w;
  w.strings =
      "<si><t>ຊື່ &amp; x</t></si><si><r><t>ບົວ</t></r><r><t xml:space=\"preserve\"> 2</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si>";
  w.rows =
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
      R"(<row r="3"><c r="B3"><v>1234567.5</v></c><c r="C3" s="1"><v>46356</v></c><c r="D3" t="b"><v>1</v></c>)"
      R"(<c r="E3" t="e"><v>#N/A</v></c><c r="F3" t="inlineStr"><is><t>in</t></is></c>)"
      R"(<c r="G3" t="str"><f>A1&amp;"x"</f><v>sum</v></c><c r="H3"><f>1+1</f><v>2</v></c>)"
      R"(<c r="I3"><f>NOW()</f></c><c r="J3" t="d"><v>2026-11-30T00:00:00</v></c><c r="K3" s="1"><v>60</v></c></row>)";
  EXPECT_EQ(shown(w.bytes()),
            "1:[t ຊື່ & x][t ບົວ 2]"
            "3:[][n 1234567.5][d 2026-11-30][b 1][e #N/A][t in][t sum][n 2][e formula][d 2026-11-30][e day]");
}

TEST(XlsxTables, KnowDaysByTheFormatOfTheCell) {
  Workbook w;
  w.formats =
      R"(<numFmt numFmtId="164" formatCode="[$-454]dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="#,##0 &quot;day&quot;"/>)"
      R"(<numFmt numFmtId="166" formatCode="[h]:mm:ss"/><numFmt numFmtId="167" formatCode="mmm\-yy"/>)";
  w.styles = R"(<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/>)";
  w.rows =
      R"(<row r="1"><c r="A1" s="0"><v>46356</v></c><c r="B1" s="1"><v>46356</v></c><c r="C1" s="2"><v>1.5</v></c>)"
      R"(<c r="D1" s="3"><v>46356.99</v></c></row>)";
  EXPECT_EQ(shown(w.bytes()), "1:[d 2026-11-30][n 46356][n 1.5][d 2026-11-30]");
  w.properties = R"(<workbookPr date1904="1"/>)";
  w.rows = R"(<row r="1"><c r="A1" s="0"><v>44894</v></c></row>)";
  EXPECT_EQ(shown(w.bytes()), "1:[d 2026-11-30]");
  EXPECT_TRUE(last_traits.from_1904);
  EXPECT_EQ(day_of_serial("1", false), "1900-01-01");
  EXPECT_EQ(day_of_serial("59", false), "1900-02-28");
  EXPECT_EQ(day_of_serial("60", false), std::nullopt);
  EXPECT_EQ(day_of_serial("61", false), "1900-03-01");
  EXPECT_EQ(day_of_serial("-3", false), std::nullopt);
  EXPECT_EQ(day_of_serial("1e300", false), std::nullopt);
}

TEST(XlsxTables, NameTheirSheetsAndReadTheFirstThatIsNotHidden) {
  Workbook w;
  w.sheets = R"(<sheet name="Old" sheetId="1" state="hidden" r:id="rId1"/><sheet name="ຂໍ້ມູນ" sheetId="2" r:id="rId2"/>)";
  w.rows = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
  EXPECT_EQ(shown(w.bytes()), "1:[n 2]");
  ASSERT_EQ(last_traits.sheets.size(), 2u);
  EXPECT_TRUE(last_traits.sheets[0].hidden);
  EXPECT_EQ(last_traits.sheet, "ຂໍ້ມູນ");
  EXPECT_EQ(shown(w.bytes(), {"", 0, "Old", 0}), "1:[n 1]");
  EXPECT_EQ(shown(w.bytes(), {"", 0, "None", 0}), "import.sheet_unknown None");
  w.sheets = R"(<sheet name="Old" sheetId="1" state="veryHidden" r:id="rId1"/>)";
  EXPECT_EQ(shown(w.bytes()), "import.all_hidden");
}

TEST(XlsxTables, CountCellsMergedOverRows) {
  Workbook w;
  w.rows = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
  w.after = R"(<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A9"/></mergeCells>)";
  shown(w.bytes());
  EXPECT_EQ(last_traits.merged, 1);
}

TEST(XlsxTables, AreRefusedWithAReason) {
  EXPECT_EQ(shown(""), "import.empty");
  EXPECT_EQ(shown("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"), "import.old_or_locked");
  EXPECT_EQ(shown("PK\x03\x04 cut off before anything of use was written"), "archive.malformed");
  EXPECT_EQ(shown(test::zip_with({{"word/document.xml", "<x/>"}})), "import.not_a_workbook");
  Workbook w;
  w.rows = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
  w.more = {{"xl/vbaProject.bin", "x"}};
  EXPECT_EQ(shown(w.bytes()), "import.macro");
  w.more = {
      {"xl/worksheets/sheet1.xml",
       "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row "
       "r=\"1\"><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>"}};
  EXPECT_EQ(shown(w.bytes()), "import.doctype");
  w.more = {
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c><v>1</v></row></sheetData></worksheet>"}};
  EXPECT_EQ(shown(w.bytes()), "import.xml_broken xl/worksheets/sheet1.xml");
  w.more = {{"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c><v>1</v>"}};
  EXPECT_EQ(shown(w.bytes()), "import.xml_broken xl/worksheets/sheet1.xml");
  std::string deep;
  for (int i = 0; i < 60; ++i) deep += "<a>";
  w.more = {{"xl/worksheets/sheet1.xml", "<worksheet>" + deep}};
  EXPECT_EQ(shown(w.bytes()), "import.xml_too_deep xl/worksheets/sheet1.xml");
  EXPECT_EQ(shown_rows(""), "import.empty");
  EXPECT_EQ(shown_rows(R"(<row r="1"><c r="A1" t="s"><v>5</v></c></row>)"), "import.string_missing 1");
  EXPECT_EQ(shown_rows(R"(<row r="2"><c r="A2"><v>5</v></c></row><row r="2"><c r="A2"><v>5</v></c></row>)"),
            "import.rows_out_of_order 2");
  EXPECT_EQ(shown_rows(R"(<row r="1"><c r="B1"><v>5</v></c><c r="A1"><v>5</v></c></row>)"),
            "import.cells_out_of_order 1");
  EXPECT_EQ(shown_rows(R"(<row r="1"><c r="ZZ1"><v>5</v></c></row>)"), "import.too_many_columns 1 500");
}

TEST(XlsxTables, ThatUnpackToMoreThanAnyRegisterAreRefused) {
  Workbook w;
  w.rows = R"(<row r="1"><c r="A1" t="str"><v>)" + std::string(80'000'000, 'a') + "</v></c></row>";
  EXPECT_EQ(shown(w.bytes()), "import.cell_too_long 1");
  w.rows = R"(<row r="1"><c r="A1"><v>1</v></c></row>)" + std::string(80'000'000, ' ');
  EXPECT_EQ(shown(w.bytes()), "archive.ratio");
  ReadLimits limits;
  limits.strings = 100;
  w.rows = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
  w.strings = "<si><t>" + std::string(101, 'x') + "</t></si>";
  EXPECT_EQ(shown(w.bytes(), {}, limits), "import.strings_too_large");
}

TEST(SharedTexts, BeyondTheBoundOfMemoryComeFromTheFile) {
  ReadLimits limits;
  limits.strings_in_memory = 10'000;
  std::FILE* spill = std::tmpfile();
  SharedStrings strings{limits, fileno(spill)};
  // None at all, short, longer than one byte can count, longer than a block.
  const auto text_of = [](std::size_t i) {
    return i % 7 == 0 ? std::string{} : i % 501 == 1 ? std::string(i % 9000, 'x') : "text " + std::to_string(i);
  };
  constexpr std::size_t texts = 20'000;
  for (std::size_t i = 0; i < texts; ++i) strings.add(text_of(i));
  ASSERT_EQ(strings.count(), texts);
  for (std::size_t i = 0; i < texts; ++i) ASSERT_EQ(strings.at(i), text_of(i)) << i;
  for (std::size_t i = 0; i < texts; ++i) ASSERT_EQ(strings.at(i * 7919 % texts), text_of(i * 7919 % texts)) << i;
  EXPECT_EQ(strings.at(texts - 1), text_of(texts - 1)) << "what was not written out yet";
  std::fclose(spill);
}

}  // namespace
}  // namespace ssiis::imports
