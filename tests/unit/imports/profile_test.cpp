#include "imports/profile.hpp"

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
  const auto xml = to_xml(p);
  const auto back = from_xml(xml);
  ASSERT_TRUE(back);
  EXPECT_EQ(to_xml(*back), xml);
  EXPECT_EQ(back->rule("status")->map.size(), 2u);
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
  EXPECT_TRUE(fits(to_xml(p)));
  EXPECT_FALSE(fits("<profile source=\"civil_register\"><file header-row=\"70\"/><field name=\"dob\"/></profile>"));
}

TEST(Profiles, KnowAFileByItsHeadings) {
  EXPECT_EQ(header_key(row(1, {"TIN ", "Name"})), header_key(row(4, {"tin", "NAME"})));
  EXPECT_NE(header_key(row(1, {"tin", "name"})), header_key(row(1, {"name", "tin"})));
}

}  // namespace
}  // namespace ssiis::imports
