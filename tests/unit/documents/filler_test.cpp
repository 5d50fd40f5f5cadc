#include "documents/filler.hpp"

#include <gtest/gtest.h>

#include "documents/docx_package.hpp"
#include "support/zip_maker.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::documents;

const std::string head =
    "<w:document xmlns:w=\"w\" xmlns:wp=\"wp\" xmlns:a=\"a\" xmlns:r=\"r\" xmlns:mc=\"mc\" xmlns:wps=\"s\"><w:body>";
const std::string tail = "<w:sectPr/></w:body></w:document>";

std::string docx(const std::string& body, std::vector<Part> more = {}) {
  std::vector<Part> parts{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", head + body + tail}};
  parts.insert(parts.end(), more.begin(), more.end());
  return pack(parts);
}

std::string part_of(const std::string& bytes, const std::string& name) {
  for (const auto& part : unpack(bytes, {}))
    if (part.name == name) return part.bytes;
  return "missing";
}

// The visible text, one line a paragraph.
std::string text_of(const std::string& bytes, const std::string& part = "word/document.xml") {
  const auto xml = part_of(bytes, part);
  std::string out;
  for (std::size_t i = 0; i < xml.size();) {
    const auto is = [&](const char* s) { return xml.compare(i, std::string_view{s}.size(), s) == 0; };
    if (is("<w:t>") || is("<w:t ")) {
      i = xml.find('>', i) + 1;
      while (xml[i] != '<') out += xml[i++];
    } else {
      if (is("</w:p>")) out += '\n';
      if (is("<w:br")) out += '|';
      if (is("<w:tab")) out += '>';
      ++i;
    }
  }
  return out;
}

std::string p(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }
std::string cell(const std::string& text) { return "<w:tc>" + p(text) + "</w:tc>"; }

std::string filled(const std::string& body, const Values& values) {
  const auto result = fill_docx(docx(body), values);
  if (!result) return "refused " + result.rejection().code + " " + result.rejection().args[0];
  return text_of(*result);
}

TEST(Filler, WritesValuesEscaped) {
  Values v;
  v.set("unit_name", "ບໍລິສັດ <A & \"B\"> ຈຳກັດ");
  EXPECT_EQ(filled(p("ຮຽນ {{unit_name}},"), v), "ຮຽນ ບໍລິສັດ &lt;A &amp; \"B\"&gt; ຈຳກັດ,\n");
}

TEST(Filler, JoinsAPlaceholderSplitAtEveryPlace) {
  const std::string whole = "a{{unit_name}}b";
  Values v;
  v.set("unit_name", "X");
  for (std::size_t i = 1; i < whole.size(); ++i)
    for (std::size_t j = i; j < whole.size(); ++j) {
      const auto run = [](const std::string& t) { return "<w:r><w:rPr><w:b/></w:rPr><w:t>" + t + "</w:t></w:r>"; };
      const auto body = "<w:p>" + run(whole.substr(0, i)) + "<w:proofErr/>" + run(whole.substr(i, j - i)) +
                        "<w:bookmarkStart/>" + run(whole.substr(j)) + "</w:p>";
      ASSERT_EQ(filled(body, v), "aXb\n") << i << " " << j;
    }
}

TEST(Filler, ForgivesTabsSpacesAndZeroWidthSignsInsideAPlaceholder) {
  Values v;
  v.set("number", "7");
  EXPECT_EQ(filled("<w:p><w:r><w:t>{{num</w:t><w:tab/><w:t>ber}}</w:t></w:r></w:p>", v), "7\n");
  EXPECT_EQ(filled("<w:p><w:r><w:t>{{num</w:t></w:r><w:r><w:br/><w:t>ber }}.</w:t></w:r></w:p>", v), "7.\n");
  EXPECT_EQ(filled(p("{{\u200B number\u00A0}}"), v), "7\n");
}

TEST(Filler, KeepsTheTabsAroundAPlaceholder) {
  Values v;
  v.set("a", "1");
  EXPECT_EQ(filled("<w:p><w:r><w:t>x</w:t><w:tab/><w:t>{{a}}</w:t><w:tab/><w:t>y</w:t></w:r></w:p>", v), "x>1>y\n");
}

TEST(Filler, ReachesTextsInLinksContentControlsAndInsertions) {
  Values v;
  v.set("a", "1");
  EXPECT_EQ(
      filled("<w:p><w:hyperlink><w:r><w:t>{{</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>a}}</w:t></w:r></w:ins></w:p>"
             "<w:sdt><w:sdtContent>" +
                 p("{{a}}") + "</w:sdtContent></w:sdt>",
             v),
      "1\n1\n");
}

TEST(Filler, RepeatsATableRow) {
  Values v;
  v.set("office", "ສຂ");
  v.add("team").set("no", "1").set("name", "ນາງ ຄຳ");
  v.add("team").set("no", "2").set("name", "ທ່ານ ບຸນ");
  const auto body = "<w:tbl><w:tr>" + cell("ລ/ດ") + cell("ຊື່") + "</w:tr><w:tr>" + cell("{{#team}}{{no}}") +
                    cell("{{name}} {{office}}{{/team}}") + "</w:tr></w:tbl>";
  EXPECT_EQ(filled(body, v), "ລ/ດ\nຊື່\n1\nນາງ ຄຳ ສຂ\n2\nທ່ານ ບຸນ ສຂ\n");
}

TEST(Filler, RepeatsRowsBetweenMarkerRows) {
  Values v;
  v.add("x").set("a", "1");
  v.add("x").set("a", "2");
  const auto row = [](const std::string& t) { return "<w:tr>" + cell(t) + "</w:tr>"; };
  EXPECT_EQ(filled("<w:tbl>" + row("{{#x}}") + row("{{a}}") + row("-") + row("{{/x}}") + "</w:tbl>", v),
            "1\n-\n2\n-\n");
}

TEST(Filler, ATableWhoseRowsAreAllGoneGoesToo) {
  Values v;
  v.declare("x");
  const auto out =
      fill_docx(docx("<w:tbl><w:tblPr/><w:tr>" + cell("{{#x}}a") + cell("b{{/x}}") + "</w:tr></w:tbl>"), v);
  ASSERT_TRUE(out);
  EXPECT_EQ(part_of(*out, "word/document.xml").find("w:tbl"), std::string::npos);
}

TEST(Filler, ACellThatLosesItsTextKeepsAParagraph) {
  Values v;
  v.declare("x");
  const auto out =
      fill_docx(docx("<w:tbl><w:tr><w:tc>" + p("{{#x}}") + p("a") + p("{{/x}}") + "</w:tc></w:tr></w:tbl>"), v);
  ASSERT_TRUE(out);
  EXPECT_NE(part_of(*out, "word/document.xml").find("<w:tc><w:p"), std::string::npos);
}

TEST(Filler, RepeatsParagraphsAndDropsTheMarkersParagraphs) {
  Values v;
  v.add("finding").set("text", "A");
  v.add("finding").set("text", "B");
  EXPECT_EQ(filled(p("x") + p("{{#finding}}") + p("- {{text}}") + p("{{/finding}}") + p("y"), v), "x\n- A\n- B\ny\n");
}

TEST(Filler, SectionsNestAndAppearInverted) {
  Values v;
  auto& first = v.add("visit").set("day", "1");
  first.add("found").set("who", "a");
  first.add("found").set("who", "b");
  v.add("visit").set("day", "2").declare("found");
  const auto body = p("{{#visit}}") + p("{{day}}") + p("{{#found}}") + p("{{who}}") + p("{{/found}}") +
                    p("{{^found}}") + p("none") + p("{{/found}}") + p("{{/visit}}");
  EXPECT_EQ(filled(body, v), "1\na\nb\n2\nnone\n");
}

TEST(Filler, InlineSectionsRepeatInsideAParagraph) {
  Values v;
  v.add("who").set("name", "A");
  v.add("who").set("name", "B");
  v.show("late", false);
  EXPECT_EQ(filled(p("[{{#who}}{{name}}, {{/who}}]{{#late}} late{{/late}}{{^late}} in time{{/late}}"), v),
            "[A, B, ] in time\n");
}

TEST(Filler, LinesAndTabsOfAValueBecomeBreaksAndTabs) {
  Values v;
  v.set("a", "one\ntwo\tthree");
  EXPECT_EQ(filled(p("{{a}}"), v), "one|two>three\n");
}

TEST(Filler, BracesInsideAValueAreText) {
  Values v;
  v.set("a", "{{secret}} {{#x}}").set("secret", "leaked");
  EXPECT_EQ(filled(p("{{a}}") + p("{{a}}"), v), "{{secret}} {{#x}}\n{{secret}} {{#x}}\n");
  Values rows;
  rows.add("t").set("n", "{{/t}}");
  rows.add("t").set("n", "{{#t}}");
  EXPECT_EQ(filled(p("{{#t}}") + p("{{n}}") + p("{{/t}}"), rows), "{{/t}}\n{{#t}}\n");
}

TEST(Filler, UnknownKeysAreAllListedWithTheirPart) {
  const auto out = fill_docx(docx(p("{{a}} {{b}}") + p("{{#c}}") + p("{{d}}") + p("{{/c}}")), Values{});
  ASSERT_FALSE(out);
  std::vector<std::string> keys;
  for (const auto& r : out.rejections()) {
    EXPECT_EQ(r.code, "template.unknown_key");
    EXPECT_EQ(r.args.at(1), "word/document.xml");
    keys.push_back(r.args.at(0));
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST(Filler, NamesWhatDoesNotPair) {
  Values v;
  v.add("x").set("a", "1");
  v.set("a", "1");
  EXPECT_EQ(filled(p("{{a"), v), "refused template.malformed {{a");
  EXPECT_EQ(filled(p("a}}"), v), "refused template.malformed a}}");
  EXPECT_EQ(filled(p("{{Unit Name!}}"), v), "refused template.malformed {{Unit Name!}}");
  EXPECT_EQ(filled(p("{{#x}}") + p("{{a}}"), v), "refused template.section_unclosed x");
  EXPECT_EQ(filled(p("{{a}}") + p("{{/x}}"), v), "refused template.section_unopened x");
}

TEST(Filler, FillsHeadersFootersTextBoxesAlternativeTextsLinksAndTitle) {
  Values v;
  v.set("number", "0217").set("url", "https://x.la/portal/verify/ABC");
  const std::string box =
      "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr=\"No {{number}}\"/><wps:txbx>"
      "<w:txbxContent><w:p><w:r><w:t>box {{num</w:t></w:r><w:r><w:t>ber}}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
      "</w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>";
  const auto out =
      fill_docx(docx(box, {{"word/header1.xml", "<w:hdr xmlns:w=\"w\">" + p("H {{number}}") + "</w:hdr>"},
                           {"word/footer2.xml", "<w:ftr xmlns:w=\"w\">" + p("F {{number}}") + "</w:ftr>"},
                           {"word/_rels/footer2.xml.rels",
                            "<Relationships><Relationship Id=\"r1\" Target=\"%7B%7Burl%7D%7D\"/></Relationships>"},
                           {"docProps/core.xml", "<c><title>Letter {{number}}</title></c>"}}),
                v);
  ASSERT_TRUE(out) << out.rejection().code << out.rejection().args[0];
  EXPECT_EQ(text_of(*out), "box 0217\n\n");
  EXPECT_NE(part_of(*out, "word/document.xml").find("descr=\"No 0217\""), std::string::npos);
  EXPECT_EQ(text_of(*out, "word/header1.xml"), "H 0217\n");
  EXPECT_EQ(text_of(*out, "word/footer2.xml"), "F 0217\n");
  EXPECT_NE(part_of(*out, "word/_rels/footer2.xml.rels").find("Target=\"https://x.la/portal/verify/ABC\""),
            std::string::npos);
  EXPECT_NE(part_of(*out, "docProps/core.xml").find("Letter 0217"), std::string::npos);
}

TEST(Filler, ReplacesTheImageNamedByItsAlternativeText) {
  Values v;
  v.image("qr", "NEW");
  const std::string body =
      "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"{{image:qr}}QR\"/><a:graphic>"
      "<a:blip r:embed=\"rId7\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>";
  const std::vector<Part> parts{
      {"word/_rels/document.xml.rels",
       "<Relationships><Relationship Id=\"rId7\" Target=\"media/image1.png\"/></Relationships>"},
      {"word/media/image1.png", "OLD"}};
  const auto out = fill_docx(docx(body, parts), v);
  ASSERT_TRUE(out) << out.rejection().code;
  EXPECT_EQ(part_of(*out, "word/media/image1.png"), "NEW");
  EXPECT_NE(part_of(*out, "word/document.xml").find("descr=\"QR\""), std::string::npos);
  const auto none = fill_docx(docx(body, parts), Values{});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.rejection().code, "template.unknown_image");
}

TEST(Filler, ValuesThatAreNotTextAreRefusedAndControlSignsDropped) {
  Values bad;
  bad.set("a", "\xff\xfe");
  EXPECT_EQ(filled(p("{{a}}"), bad), "refused template.value_invalid a");
  Values odd;
  odd.set("a", "x\x01y");
  EXPECT_EQ(filled(p("{{a}}"), odd), "xy\n");
}

TEST(Filler, LimitsHold) {
  Values v;
  v.set("a", std::string(1000, 'a'));
  for (int i = 0; i < 50; ++i) v.add("x");
  FillLimits small;
  small.copies = 49;
  auto out = fill_docx(docx(p("{{#x}}") + p("r") + p("{{/x}}")), v, small);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.rejection().code, "template.too_large");
  small.text_bytes = 999;
  out = fill_docx(docx(p("{{a}}")), v, small);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.rejection().code, "template.too_large");
}

TEST(Filler, WhatIsNoDocxIsUnreadable) {
  EXPECT_EQ(fill_docx("not a zip", Values{}).rejection().code, "template.unreadable");
  EXPECT_EQ(fill_docx(pack({{"a.txt", "x"}}), Values{}).rejection().code, "template.unreadable");
  EXPECT_EQ(fill_docx(pack({{"word/document.xml", "<w:document><broken"}}), Values{}).rejection().code,
            "template.unreadable");
}

TEST(Filler, EqualInputGivesEqualBytes) {
  Values v;
  v.set("a", "1");
  EXPECT_EQ(*fill_docx(docx(p("{{a}}")), v), *fill_docx(docx(p("{{a}}")), v));
}

TEST(LeftAligned, JustifiedTextBecomesLeftEverywhere) {
  const auto out = left_aligned(
      docx("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr></w:p><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:p>",
           {{"word/styles.xml", "<w:styles xmlns:w=\"w\"><w:jc w:val=\"both\"/></w:styles>"}}));
  ASSERT_TRUE(out);
  EXPECT_EQ(part_of(*out, "word/document.xml").find("both"), std::string::npos);
  EXPECT_NE(part_of(*out, "word/document.xml").find("center"), std::string::npos);
  EXPECT_NE(part_of(*out, "word/styles.xml").find("left"), std::string::npos);
}

}  // namespace
