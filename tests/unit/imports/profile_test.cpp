#include "imports/profile.hpp"
#include "imports/suggest.hpp"

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <memory>

namespace ssiis::imports {
namespace {

RawRow row(std::int64_t line, std::vector<std::string> texts) {
  RawRow out;
  out.line = line;
  for (auto& t : texts) out.cells.push_back({CellKind::text, std::move(t)});
  return out;
}

// What a tax office might send: other names, two parts of an address in one cell, its own words for the state.
Profile tax_profile() {
  Profile p;
  p.source = "tax_employer";
  p.name = "Tax office";
  p.kind = "csv";
  p.delimiter = ';';
  p.fields = {
      {.field = "tin", .columns = {"ເລກປະຈຳຕົວຜູ້ເສຍອາກອນ"}},
      {.field = "name", .columns = {"Prefix", "ຊື່"}, .joiner = " "},
      {.field = "district", .columns = {"Place"}, .split_at = "/", .part = 1},
      {.field = "province", .columns = {"Place"}, .split_at = "/", .part = 2},
      {.field = "status", .columns = {"State"}, .map = {{"ເຄື່ອນໄຫວ", "ACTIVE"}, {"closed", "CLOSED"}}, .only_map = true},
      {.field = "isic", .fixed = "G"},
      {.field = "reg_date", .columns = {"#6"}, .days = DayForm::day_first}};
  return p;
}
const RawRow header = row(1, {"ເລກປະຈຳຕົວຜູ້ເສຍອາກອນ", "prefix ", "ຊື່", "Place", "STATE", ""});

TEST(Profiles, MapColumnsToFields) {
  const auto& spec = *registry::file_spec("tax_employer");
  const auto p = tax_profile();
  ASSERT_TRUE(unfit(p, spec, header).empty());
  const Mapper mapper{p, spec, header};
  MappedRow out;
  mapper.map(row(7, {"101348173700", "ບໍລິສັດ", "ດອກບົວ", "ໄຊທານີ / ນະຄອນຫຼວງ", "Closed", "30/11/2026"}), out);
  ASSERT_TRUE(out.faults.empty()) << out.faults[0].code;
  const auto field = [&](const char* name) { return out.record.fields[static_cast<std::size_t>(spec.field(name))]; };
  EXPECT_EQ(out.record.line, 7);
  EXPECT_EQ(field("tin"), "101348173700");
  EXPECT_EQ(field("name"), "ບໍລິສັດ ດອກບົວ");
  EXPECT_EQ(field("district"), "ໄຊທານີ");
  EXPECT_EQ(field("province"), "ນະຄອນຫຼວງ");
  EXPECT_EQ(field("status"), "CLOSED");
  EXPECT_EQ(field("isic"), "G");
  EXPECT_EQ(field("reg_date"), "2026-11-30");
  EXPECT_EQ(field("phone"), "");
}

TEST(Profiles, NameEveryFaultOfARow) {
  const auto& spec = *registry::file_spec("tax_employer");
  const Mapper mapper{tax_profile(), spec, header};
  MappedRow out;
  mapper.map(row(9, {"", "", "àºšàº¥", "x", "asleep", "31/02/2026", "more"}), out);
  std::string codes;
  for (const auto& f : out.faults) codes += f.field + "@" + f.column + "=" + f.code + " ";
  EXPECT_EQ(codes,
            "@#7=row.too_many_cells tin@ເລກປະຈຳຕົວຜູ້ເສຍອາກອນ=value.key_empty name@prefix + ຊື່=value.damaged_text "
            "status@STATE=value.not_in_map reg_date@#6=value.not_a_day ");
}

TEST(Profiles, ThatNameAColumnBeyondTheLastAreRefused) {
  const auto& spec = *registry::file_spec("tax_employer");
  Profile p;
  p.source = "tax_employer";
  p.fields = {{.field = "tin", .columns = {"#1"}},
              {.field = "name", .columns = {"#2"}},
              {.field = "phone", .columns = {"#499"}}};
  const auto one = row(1, {"tin"});
  ASSERT_EQ(unfit(p, spec, one).size(), 2u);
  MappedRow out;
  Mapper{p, spec, one}.map(row(2, {"1"}), out);
  EXPECT_EQ(out.record.fields[0], "1");
  EXPECT_EQ(out.record.fields[1], "");
}

TEST(Profiles, ThatLeaveSomethingOpenAreAskedFor) {
  const auto& spec = *registry::file_spec("tax_payroll");
  Profile p;
  p.source = "tax_payroll";
  p.fields = {{.field = "monthly_gross", .columns = {"pay"}},
              {.field = "from_month", .columns = {"from"}},
              {.field = "id_no", .columns = {"none"}}};
  std::string codes;
  for (const auto& r : unfit(p, spec, row(1, {"tin", "pay", "from"}))) codes += r.code + " " + r.args[0] + "; ";
  EXPECT_EQ(codes,
            "import.field_missing tin; import.column_unknown id_no; import.day_form_missing from_month; "
            "import.number_form_missing monthly_gross; ");
}

TEST(Profiles, AreKeptAsXmlAndReadBackTheSame) {
  auto p = tax_profile();
  p.delimiter = '\t';
  p.sheet = "A & B";
  p.buddhist = true;
  p.newest_yy = 2026;
  p.heading_rows = 2;
  const auto xml = to_xml(p);
  const auto back = from_xml(xml);
  ASSERT_TRUE(back);
  EXPECT_EQ(to_xml(*back), xml);
  EXPECT_EQ(back->rule("status")->map.size(), 2u);
  EXPECT_EQ(back->heading_rows, 2);
  for (const char* wrong : {"", "<profile/>", "<profile source=\"labour_unit\"/>",
                            "<profile source=\"civil_register\"><field name=\"x\"/></profile>",
                            "<profile source=\"civil_register\"><field name=\"dob\" days=\"maybe\"/></profile>"})
    EXPECT_EQ(from_xml(wrong).rejection().code, "import.profile_broken") << wrong;
}

TEST(Profiles, AreKeptAsTheSchemaHasThem) {
  const std::unique_ptr<xmlSchemaParserCtxt, void (*)(xmlSchemaParserCtxtPtr)> parser{
      xmlSchemaNewParserCtxt(SSIIS_PROFILE_SCHEMA), xmlSchemaFreeParserCtxt};
  const std::unique_ptr<xmlSchema, void (*)(xmlSchemaPtr)> schema{xmlSchemaParse(parser.get()), xmlSchemaFree};
  ASSERT_TRUE(schema) << "the schema cannot be read";
  const std::unique_ptr<xmlSchemaValidCtxt, void (*)(xmlSchemaValidCtxtPtr)> judge{xmlSchemaNewValidCtxt(schema.get()),
                                                                                   xmlSchemaFreeValidCtxt};
  const auto fits = [&](const std::string& xml) {
    const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> doc{
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "profile.xml", nullptr, XML_PARSE_NONET), xmlFreeDoc};
    return xmlSchemaValidateDoc(judge.get(), doc.get()) == 0;
  };
  auto p = tax_profile();
  p.newest_yy = 2026;
  p.buddhist = true;
  p.heading_rows = 2;
  EXPECT_TRUE(fits(to_xml(p)));
  EXPECT_FALSE(fits("<profile source=\"civil_register\"><file header-row=\"70\"/><field name=\"dob\"/></profile>"));
}

std::string joined_headings(const std::vector<RawRow>& rows, int header_row, int heading_rows) {
  Profile p;
  p.header_row = header_row;
  p.heading_rows = heading_rows;
  std::string out;
  for (const auto& cell : headings(p, rows).cells) out += "[" + cell.text + "]";
  return out;
}

TEST(Profiles, JoinGroupsWithTheHeadingsBelowThem) {
  const std::vector<RawRow> rows{row(1, {"Register of taxpayers 2026"}),
                                 row(3, {"TIN", "Office", "", "", "", "Phone", "", "Capital"}),
                                 row(4, {"", "Village", "District", "Province", "", "Home", "Work", "Capital"}),
                                 row(5, {"1", "Nakeo", "Xaythany", "Vientiane", "", "020", "021", "5"})};
  EXPECT_EQ(joined_headings(rows, 3, 2),
            "[TIN][Office / Village][Office / District][Office / Province][][Phone / Home][Phone / Work][Capital]")
      << "a heading over nothing stands alone, what stands twice is said once, a gap ends a group";
  EXPECT_EQ(joined_headings(rows, 2, 1), "[TIN][Office][][][][Phone][][Capital]");
  EXPECT_EQ(joined_headings(rows, 1, 3), "[Register of taxpayers 2026]") << "there is nothing above the first row";
  EXPECT_EQ(joined_headings({row(1, {"A", ""}), row(2, {"B", "", "C"}), row(3, {"c", "d", "e"})}, 3, 3),
            "[A / B / c][A / B / d][A / C / e]");
  EXPECT_EQ(joined_headings({rows[3]}, 0, 2), "[1][Nakeo][Xaythany][Vientiane][][020][021][5]") << "no headings at all";
  EXPECT_EQ(joined_headings({rows[0]}, 7, 2), "[Register of taxpayers 2026]") << "a shorter file than the profile says";
}

TEST(Profiles, OfTwoRowsOfHeadingsAreSuggested) {
  const auto& spec = *registry::file_spec("tax_employer");
  const std::vector<RawRow> rows{row(1, {"ລາຍຊື່ຜູ້ເສຍອາກອນ"}), row(2, {"ຜູ້ເສຍອາກອນ", "", "ທີ່ຕັ້ງ", "", "", "ສະຖານະ"}),
                                 row(3, {"ເລກອາກອນ", "ຊື່", "ເມືອງ", "ແຂວງ", "ທີ່ຢູ່", ""}),
                                 row(4, {"100", "ດອກບົວ", "ໄຊທານີ", "ນະຄອນຫຼວງວຽງຈັນ", "1", "ACTIVE"})};
  const auto found = suggested_headings(rows, spec);
  EXPECT_EQ(found.row, 3);
  EXPECT_EQ(found.rows, 2);
  Profile how;
  how.header_row = found.row;
  how.heading_rows = found.rows;
  const auto proposal = suggested(spec, headings(how, rows), {rows[3]});
  EXPECT_EQ(proposal.rule("district")->columns[0], "ທີ່ຕັ້ງ / ເມືອງ");
  EXPECT_EQ(proposal.rule("tin")->columns[0], "ຜູ້ເສຍອາກອນ / ເລກອາກອນ");
  EXPECT_EQ(proposal.rule("status")->columns[0], "ສະຖານະ");
  EXPECT_EQ(
      suggested_headings({row(1, {"tin", "name", "district"}), row(2, {"1", "", ""}), row(3, {"2", "x", "y"})}, spec)
          .rows,
      1)
      << "a row of data is no row of headings";
}

TEST(Profiles, KnowAFileByItsHeadings) {
  EXPECT_EQ(header_key(row(1, {"TIN ", "Name"})), header_key(row(4, {"tin", "NAME"})));
  EXPECT_NE(header_key(row(1, {"tin", "name"})), header_key(row(1, {"name", "tin"})));
}

}  // namespace
}  // namespace ssiis::imports
