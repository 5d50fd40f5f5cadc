#include "web/request.hpp"

#include <gtest/gtest.h>

namespace ssiis::web {
namespace {

TEST(Request, FieldsComeInStoredForm) {
  Request request;
  request.fields = {{"name", "  ສຳ\u200Bລີ   ວົງ \r\n"}, {"kind", "a"}, {"kind", "b"}};
  EXPECT_EQ(request.field("name"), lao::stored("ສຳລີ ວົງ"));
  EXPECT_EQ(request.field("nothing"), "");
  EXPECT_EQ(request.all_fields("kind"), (std::vector<std::string>{"a", "b"}));
  EXPECT_THROW((void)request.capture("id"), std::out_of_range);
}

TEST(Request, TextBlocksKeepTheirLines) {
  Request request;
  request.fields = {{"why", "\r\n one\r\ntwo  words\r\n\r\n\r\n\r\nthree\r\n \r\n"}};
  EXPECT_EQ(request.text_block("why"), "one\ntwo words\n\nthree");
  EXPECT_EQ(request.text_block("none"), "");
}

TEST(Request, ReadsDaysAsPeopleHereWriteThem) {
  const auto day = [](const char* typed) {
    Request request;
    request.fields = {{"day", typed}};
    const auto found = request.day("day");
    return found ? found->iso() : std::string{"none"};
  };
  EXPECT_EQ(day("2026-11-03"), "2026-11-03");
  EXPECT_EQ(day("3/11/2026"), "2026-11-03");
  EXPECT_EQ(day(" 03-11-2026 "), "2026-11-03");
  EXPECT_EQ(day("໐໓.໑໑.໒໐໒໖"), "2026-11-03");
  EXPECT_EQ(day("29/2/2028"), "2028-02-29");
  for (const char* bad : {"", "11/23/2026", "29/2/2027", "3/11/26", "3/11", "3/11-2026", "0/1/2026", "1/0/2026",
                          "+1/+1/2026", "2026-11-31", "1/1/2026/1", "a/b/2026", "/1/2026"})
    EXPECT_EQ(day(bad), "none") << bad;
  EXPECT_FALSE(Request{}.day("day"));
}

TEST(Query, IsDecodedOnce) {
  const auto query = parsed_query("q=%E0%BA%81+b%2B&empty=&flag&q=2&&x==%3D");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->count("q"), 2u);
  EXPECT_EQ(query->find("q")->second, "ກ b+");
  EXPECT_EQ(query->find("empty")->second, "");
  EXPECT_EQ(query->find("flag")->second, "");
  EXPECT_EQ(query->find("x")->second, "==");
  EXPECT_TRUE(parsed_query("")->empty());
}

TEST(Query, RefusesWhatCannotBeText) {
  EXPECT_EQ(parsed_query("a=%").rejection().code, "request.malformed");
  EXPECT_EQ(parsed_query("a=%g1").rejection().code, "request.malformed");
  EXPECT_EQ(parsed_query("=x").rejection().code, "request.malformed");
  EXPECT_EQ(parsed_query("a=%00").rejection().code, "request.bad_text");
  EXPECT_EQ(parsed_query("a=%ff").rejection().code, "request.bad_text");
  EXPECT_EQ(parsed_query("a=%ed%a0%80").rejection().code, "request.bad_text");
  EXPECT_EQ(parsed_query("%c0%80=1").rejection().code, "request.bad_text");
  std::string many;
  for (int i = 0; i < 201; ++i) many += "a=1&";
  EXPECT_EQ(parsed_query(many).rejection().code, "request.too_large");
  many.resize(many.size() - 4);
  EXPECT_TRUE(parsed_query(many)) << "two hundred are allowed";
}

TEST(Path, IsDecodedAndMustBeText) {
  EXPECT_EQ(decoded_path("/a%20b/+").value(), "/a b/+");
  EXPECT_EQ(decoded_path("a").rejection().code, "request.malformed");
  EXPECT_EQ(decoded_path("/%").rejection().code, "request.malformed");
  EXPECT_EQ(decoded_path("/%00").rejection().code, "request.bad_text");
}

}  // namespace
}  // namespace ssiis::web
