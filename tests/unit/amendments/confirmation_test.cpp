// What the MIS answers by a file: read strictly, told row by row, and never a way in.
#include "amendments/confirmation.hpp"

#include <gtest/gtest.h>

namespace {

using namespace ssiis;
using amendments::read_confirmation;

const Day today{2026, 11, 30};
const std::string hash(64, 'a');
const std::string head = "batch,manifest,change_id,outcome,reference,day,reason\n";

std::string row(const std::string& id, const std::string& rest) { return "7," + hash + "," + id + "," + rest + "\n"; }

std::vector<std::string> codes(const std::string& bytes) {
  std::vector<std::string> out;
  const auto read = read_confirmation(bytes, today);
  if (!read)
    for (const auto& why : read.rejections()) out.push_back(why.code);
  return out;
}
std::string only_code(const std::string& bytes) {
  const auto all = codes(bytes);
  return all.size() == 1 ? all.front() : std::to_string(all.size()) + " faults";
}

TEST(Confirmations, AreReadAlikeFromCsvAndXml) {
  const auto csv = read_confirmation(
      "\xEF\xBB\xBF" + head + row("c-1", "applied,W900,2026-11-30,") + row("c-2", "Refused,,2026-11-29,\"ບໍ່ພົບ, ຜູ້ກ່ຽວ\""),
      today);
  const auto xml = read_confirmation(
      "<?xml version=\"1.0\"?>\n<!-- of the MIS -->\n<confirmation schema=\"1\" batch=\"7\" manifest=\"" + hash +
          "\">\n<change id=\"c-1\" outcome=\"applied\" reference=\"W900\" day=\"2026-11-30\"/>\n" +
          "<change id=\"c-2\" outcome=\"refused\" day=\"2026-11-29\" reason=\"ບໍ່ພົບ, ຜູ້ກ່ຽວ\"/>\n</confirmation>",
      today);
  ASSERT_TRUE(csv) << csv.rejection().code;
  ASSERT_TRUE(xml) << xml.rejection().code;
  for (const auto* said : {&*csv, &*xml}) {
    EXPECT_EQ(said->batch, 7);
    EXPECT_EQ(said->manifest, hash);
    ASSERT_EQ(said->rows.size(), 2U);
    EXPECT_TRUE(said->rows[0].applied);
    EXPECT_EQ(said->rows[0].reference, "W900");
    EXPECT_FALSE(said->rows[1].applied);
    EXPECT_EQ(said->rows[1].day, (Day{2026, 11, 29}));
    EXPECT_EQ(said->rows[1].reason, "ບໍ່ພົບ, ຜູ້ກ່ຽວ");
  }
  EXPECT_EQ(csv->rows[1].row, 3) << "as an editor counts lines";
  EXPECT_EQ(xml->rows[1].row, 2);
}

TEST(Confirmations, TakeColumnsInAnyOrderAndTheApostropheOff) {
  const auto read = read_confirmation(
      "reason,day,reference,outcome,change_id,manifest,batch\n'=1+1,2026-11-30,'-7,refused,c-1," + hash + ",7\n",
      today);
  ASSERT_TRUE(read) << read.rejection().code;
  EXPECT_EQ(read->rows[0].reason, "=1+1");
  EXPECT_EQ(read->rows[0].reference, "-7");
}

TEST(Confirmations, TellEveryFaultWithItsRow) {
  const auto read = read_confirmation(head + row("c-1", "done,,2026-11-30,") + row("c-2", "applied,,30/11/2026,") +
                                          row("c-3", "applied,,2026-12-01,") + row("c-4", "refused,,2026-11-30,") +
                                          row("c-1", "applied,,2026-11-30,") + row("", "applied,,2026-11-30,") + "8," +
                                          hash + ",c-8,applied,,2026-11-30,\n7," + std::string(64, 'b') +
                                          ",c-9,applied,,2026-11-30,\nseven,short,c-10,applied,,2026-11-30,\n" +
                                          row("c-11", "applied," + std::string(201, 'x') + ",2026-11-30,"),
                                      today);
  ASSERT_FALSE(read);
  const std::vector<std::pair<std::string, std::string>> expected{
      {"confirmation.outcome_unknown", "2"},  {"confirmation.day_malformed", "3"},
      {"confirmation.day_in_future", "4"},    {"confirmation.reason_missing", "5"},
      {"confirmation.change_twice", "6"},     {"confirmation.change_missing", "7"},
      {"confirmation.batch_differs", "8"},    {"confirmation.manifest_differs_inside", "9"},
      {"confirmation.batch_malformed", "10"}, {"confirmation.manifest_malformed", "10"},
      {"confirmation.value_too_long", "11"}};
  ASSERT_EQ(read.rejections().size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(read.rejections()[i].code, expected[i].first);
    EXPECT_EQ(read.rejections()[i].args.at(0), expected[i].second) << expected[i].first;
    EXPECT_EQ(read.rejections()[i].field, "file");
  }
}

TEST(Confirmations, RefuseWhatIsNone) {
  EXPECT_EQ(only_code(""), "confirmation.empty");
  EXPECT_EQ(only_code(" \n\n"), "confirmation.empty");
  EXPECT_EQ(only_code(head), "confirmation.no_rows");
  EXPECT_EQ(only_code(head + "7,\xC3\x28\n"), "confirmation.not_utf8");
  EXPECT_EQ(only_code(head + "7," + hash + ",\"c-1,applied,,2026-11-30,\n"), "confirmation.csv_broken");
  EXPECT_EQ(only_code(head + "7," + hash + ",c-1,applied\n"), "confirmation.csv_broken");
  EXPECT_EQ(only_code("batch,manifest,change_id,outcome,reference,day\n"), "confirmation.column_missing");
  EXPECT_EQ(only_code("batch,manifest,change_id,outcome,reference,day,reason,note\n"), "confirmation.column_unknown");
  EXPECT_EQ(only_code("batch,manifest,change_id,outcome,reference,day,reason,day\n"), "confirmation.column_twice");
  EXPECT_EQ(only_code(std::string(amendments::largest_confirmation + 1, 'x')), "confirmation.too_large");
  EXPECT_EQ(only_code("<confirmation schema=\"1\""), "confirmation.xml_broken");
  EXPECT_EQ(only_code("<changes/>"), "confirmation.xml_unknown");
  EXPECT_EQ(only_code("<confirmation schema=\"2\"/>"), "confirmation.schema_unknown");
  EXPECT_EQ(only_code("<confirmation schema=\"1\" batch=\"7\" manifest=\"" + hash + "\"><other/></confirmation>"),
            "confirmation.xml_unknown");
}

TEST(Confirmations, ExpandNoEntityAndReadNoFile) {
  const std::string answer = "<change id=\"&x;\" outcome=\"applied\" day=\"2026-11-30\"/></confirmation>";
  const std::string root = "<confirmation schema=\"1\" batch=\"7\" manifest=\"" + hash + "\">";
  EXPECT_EQ(only_code("<!DOCTYPE confirmation [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + root + answer),
            "confirmation.doctype");
  std::string laughs = "<!DOCTYPE confirmation [<!ENTITY x0 \"ha\">";
  for (int i = 1; i < 30; ++i)
    laughs +=
        "<!ENTITY x" + std::to_string(i) + " \"&x" + std::to_string(i - 1) + ";&x" + std::to_string(i - 1) + ";\">";
  EXPECT_EQ(only_code(laughs + "]>" + root + answer), "confirmation.doctype");
  const auto read = read_confirmation(root + answer, today);
  ASSERT_TRUE(read) << "an entity that nobody declared stays as it was typed";
  EXPECT_EQ(read->rows[0].change, "&x;");
}

TEST(Confirmations, AreBoundedInRowsFaultsAndDepth) {
  std::string many = head, wrong = head, deep = "<confirmation schema=\"1\" batch=\"7\" manifest=\"" + hash + "\">";
  for (std::size_t i = 0; i <= amendments::most_confirmed; ++i)
    many += row("c-" + std::to_string(i), "applied,,2026-11-30,");
  for (int i = 0; i < 200; ++i) wrong += row("c-" + std::to_string(i), "no,,no,");
  for (int i = 0; i < 100'000; ++i) deep += "<change>";
  EXPECT_EQ(only_code(many), "confirmation.too_many_rows");
  EXPECT_EQ(codes(wrong).size(), amendments::most_faults);
  EXPECT_EQ(only_code(deep), "confirmation.xml_broken");
}

}  // namespace
