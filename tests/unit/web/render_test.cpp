#include "web/render.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "folder.hpp"
#include "web/form.hpp"
#include "web/parts.hpp"
#include "web/template_source.hpp"

namespace ssiis::web {
namespace {

const Translator& translator() {
  static const Translator loaded{std::filesystem::path{SSIIS_SHARE_DIR} / "i18n"};
  return loaded;
}

struct Pages : testing::Test {
  test::Folder folder;
  std::filesystem::path assets = std::filesystem::path{SSIIS_SHARE_DIR} / "assets";
  void page(std::string_view text, std::string_view name = "t/p.tpl") const { folder.write(name, text); }
  std::string render(const Data& data, std::string_view language = "lo") const {
    return Renderer{folder.path(), assets, translator()}.render("t/p.tpl", language, data);
  }
};

TEST_F(Pages, EscapeByThePlaceWhereAVariableStands) {
  page(
      "<a href=\"{{URL}}\" title=\"{{TEXT}}\">{{TEXT}}</a><input value=\"{{TEXT}}\" "
      "data-x='{{TEXT}}'>");
  Data data;
  data.set("URL", "javascript:alert(1)").set("TEXT", "<script>\"'&{{x}}");
  const auto html = render(data);
  EXPECT_NE(html.find("<a href=\"#\""), std::string::npos) << html;
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("\"'&"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;&quot;&#39;&amp;{{x}}"), std::string::npos) << html;
}

TEST_F(Pages, KeepLaoInAttributesAndQueries) {
  page(
      "<p title=\"{{NAME}}\">{{NAME}}</p><a href=\"/x?q={{NAME}}\">y</a><a "
      "href=\"{{ADDRESS}}\">z</a>");
  Data data;
  data.set("NAME", "ສຳນັກງານ ໜຶ່ງ").set("ADDRESS", "/inspection/orders/7?a=1&b=2");
  const auto html = render(data);
  EXPECT_NE(html.find("title=\"ສຳນັກງານ ໜຶ່ງ\">ສຳນັກງານ ໜຶ່ງ"), std::string::npos) << html;
  EXPECT_NE(html.find("/x?q=%E0%BA%AA"), std::string::npos) << html;
  EXPECT_NE(html.find("href=\"/inspection/orders/7?a=1&amp;b=2\""), std::string::npos) << html;
  EXPECT_EQ(html.find("___"), std::string::npos);
}

TEST_F(Pages, LetNoValueAddToAnAddress) {
  page(
      "<a href=\"/o/{{NUMBER}}?q={{NUMBER}}&amp;p=1\">{{NUMBER}}</a>{{#ROW}}<a "
      "href=\"/o/{{NUMBER}}\"></a>{{/ROW}}");
  Data data;
  data.set("NUMBER", "1/2&q=x#y");
  data.add("ROW").set("NUMBER", "a b");
  EXPECT_EQ(render(data),
            "<a href=\"/o/1%2F2%26q%3Dx%23y?q=1%2F2%26q%3Dx%23y&amp;p=1\">1/2&amp;q=x#y</a>"
            "<a href=\"/o/a%20b\"></a>");
}

TEST_F(Pages, ShowSectionsRowsAndTheirPartners) {
  page(
      "{{#ROW}}[{{OUTER}}{{N}}{{#LATE}}!{{/LATE}}]{{/ROW}}{{#EMPTY}}none{{/"
      "EMPTY}}{{#NO_OPEN}}closed{{/NO_OPEN}}");
  Data data;
  data.set("OUTER", "o").show_if("OPEN", false).set("N", "outer");
  data.add("ROW").set("N", std::int64_t{1}).show("LATE").show("LATE");
  data.add("ROW").set("N", "2").set("N", "3");
  EXPECT_EQ(render(data), "[o1!][o3]closed");
  Data copy;
  copy.merge(data);
  EXPECT_EQ(render(copy), "[o1!][o3]closed");
}

TEST_F(Pages, TranslateSentencesPerLanguage) {
  page("{{_(\"Choose\")}}|{{_(\"{1}–{2} of {3}\", A, B, C)}}|{{_(\"No such sentence\")}}");
  Data data;
  data.set("A", "1").set("B", "<2>").set("C", "3");
  EXPECT_EQ(render(data, "lo"), "ເລືອກ|1–&lt;2&gt; ຈາກທັງໝົດ 3|No such sentence");
  EXPECT_EQ(render(data, "en"), "Choose|1–&lt;2&gt; of 3|No such sentence");
}

TEST_F(Pages, CountInTheFormOfTheLanguage) {
  page(
      "{{#ROW}}{{N_(\"{1} day\", \"{1} days\", DAYS)}};{{/ROW}}{{N_(\"{1} day\", \"{1} days\", "
      "DAYS)}}");
  Data data;
  data.set("DAYS", std::int64_t{1});
  data.add("ROW").set("DAYS", "1,234");
  data.add("ROW").set("DAYS", "0");
  data.add("ROW").set("DAYS", "1");
  EXPECT_EQ(render(data, "en"), "1,234 days;0 days;1 day;1 day");
}

TEST_F(Pages, PutInPartialsAndAssets) {
  page("<b>{{>web/x.tpl name=\"a\"}}</b><img src=\"{{asset \"emblem.svg\"}}\" alt=\"\">");
  page("{{VALUE_[[name]]}}", "web/x.tpl");
  Data data;
  data.set("VALUE_a", "<");
  const auto html = render(data);
  EXPECT_TRUE(html.starts_with("<b>&lt;</b><img src=\"/inspection/assets/emblem.")) << html;
}

TEST_F(Pages, WithMistakesStopTheStartAndNameTheFile) {
  for (const char* bad :
       {"<p style=\"x\">y</p>", "{{#A}}x", "{{_(oops)}}", "{{asset \"none.css\"}}", "{{>none.tpl}}"}) {
    page(bad);
    try {
      Renderer{folder.path(), assets, translator()};
      ADD_FAILURE() << bad;
    } catch (const TemplateError& error) {
      EXPECT_TRUE(std::string{error.what()}.starts_with("t/p.tpl: ")) << error.what();
    }
  }
  EXPECT_THROW((Renderer{folder.path() / "none", assets, translator()}), TemplateError);
  page("fine");
  EXPECT_THROW((Renderer{folder.path(), folder.path(), translator()}), std::runtime_error) << "no manifest of assets";
  const Renderer renderer{folder.path(), assets, translator()};
  EXPECT_THROW((void)renderer.render("t/none.tpl", "lo", {}), std::out_of_range);
  EXPECT_THROW((void)renderer.asset_url("none"), std::out_of_range);
}

TEST_F(Pages, AreReplacedWhileOthersReadAndABadReloadChangesNothing) {
  page("one");
  Renderer renderer{folder.path(), assets, translator()};
  std::atomic<bool> stop{false};
  std::atomic<int> odd{0}, seen{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!stop) {
        const auto html = renderer.render("t/p.tpl", "lo", {});
        if (html != "one" && html != "two") ++odd;
        ++seen;
      }
    });
  for (int i = 0; i < 10; ++i) {
    page(i % 2 == 0 ? "two" : "one");
    renderer.reload();
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(odd, 0);
  page("{{#broken}}");
  EXPECT_THROW(renderer.reload(), TemplateError);
  EXPECT_EQ(renderer.render("t/p.tpl", "en", {}), "one");
}

struct HousePages : testing::Test {
  Renderer renderer{std::filesystem::path{SSIIS_SHARE_DIR} / "pages", std::filesystem::path{SSIIS_SHARE_DIR} / "assets",
                    translator()};
};

TEST_F(HousePages, AProblemSaysWhatInThePersonsLanguage) {
  Request request;
  request.correlation_id = "abc-1";
  const auto lao = problem(renderer, request, 403, {"request.csrf"});
  EXPECT_EQ(lao.status, 403);
  EXPECT_EQ(lao.kind, Page::Kind::fragment);
  EXPECT_NE(lao.body.find("ທ່ານບໍ່ມີສິດເຮັດສິ່ງນີ້"), std::string::npos);
  EXPECT_NE(lao.body.find("ແບບຟອມບໍ່ໄດ້ມາຈາກໜ້ານີ້"), std::string::npos);
  EXPECT_NE(lao.body.find("abc-1"), std::string::npos);
  EXPECT_NE(lao.body.find("<span class=\"mono\" translate=\"no\">request.csrf</span>"), std::string::npos)
      << "what the help desk asks for";
  request.language = "en";
  request.mount = Mount::open_public;
  const auto english = problem(renderer, request, 500, {});
  EXPECT_EQ(english.kind, Page::Kind::document);
  EXPECT_NE(english.body.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(english.body.find("Something went wrong"), std::string::npos);
  EXPECT_NE(english.body.find("href=\"/portal\""), std::string::npos);
}

TEST_F(HousePages, ThePortalKeepsTheLanguageAPersonChose) {
  Request request;
  request.mount = Mount::open_public;
  request.path = "/portal/verify/A";
  request.query = {{"lang", "en"}};
  choose_public_language(request);
  EXPECT_EQ(request.language, "en");
  const auto page = public_page(renderer, request, "T", "<p>x</p>");
  ASSERT_EQ(page.headers.size(), 1u);
  EXPECT_EQ(page.headers[0].second.substr(0, 17), "ssiis_language=en");
  EXPECT_NE(page.body.find("<p>x</p>"), std::string::npos);
  EXPECT_NE(page.body.find("href=\"/portal/verify/A?lang=lo\""), std::string::npos) << page.body;
  Request again;
  again.mount = Mount::open_public;
  again.headers.emplace("cookie", "a=b; ssiis_language=en");
  choose_public_language(again);
  EXPECT_EQ(again.language, "en");
  EXPECT_TRUE(public_page(renderer, again, "T", "").headers.empty());
  again.headers = {{"cookie", "ssiis_language=<x>"}};
  again.language = "lo";
  choose_public_language(again);
  EXPECT_EQ(again.language, "lo");
  request.mount = Mount::staff;
  request.language = "lo";
  choose_public_language(request);
  EXPECT_EQ(request.language, "lo") << "staff choose in the host";
}

TEST_F(HousePages, ARefusedFormSaysSoInItsTitle) {
  EXPECT_EQ(refused_title(translator(), "lo", "ໃບສັ່ງ"), "ຜິດພາດ: ໃບສັ່ງ");
  EXPECT_EQ(refused_title(translator(), "en", "Order"), "Error: Order");
}

// Every page of every room, from the source: partials, sentences, assets, the house rules and ctemplate's own parser.
TEST(AllPages, AreAccepted) {
  test::Folder folder;
  std::size_t rooms = 0;
  for (const auto& room : std::filesystem::directory_iterator{std::filesystem::path{SSIIS_SOURCE_DIR} / "module"}) {
    if (!std::filesystem::is_directory(room.path() / "pages")) continue;
    std::filesystem::copy(room.path() / "pages", folder.path() / room.path().filename(),
                          std::filesystem::copy_options::recursive);
    ++rooms;
  }
  ASSERT_GE(rooms, 1u);
  EXPECT_NO_THROW((Renderer{folder.path(), std::filesystem::path{SSIIS_SHARE_DIR} / "assets", translator()}));
}

TEST_F(HousePages, AnUnknownCodeStillBecomesASentence) {
  Request request;
  request.language = "en";
  const auto page = problem(renderer, request, 422, {"strange.code<b>"});
  EXPECT_NE(page.body.find("Tell the help desk the reason: strange.code&lt;b&gt;"), std::string::npos) << page.body;
}

struct Forms : testing::Test {
  test::Folder folder;
  void SetUp() override {
    std::filesystem::copy(std::filesystem::path{SSIIS_SHARE_DIR} / "pages" / "web", folder.path() / "web",
                          std::filesystem::copy_options::recursive);
    folder.write("t/form.tpl",
                 "{{>web/error_summary.tpl}}<form method=\"post\">{{>web/form_start.tpl}}"
                 "{{>web/field_text.tpl name=\"unit\" label=_(\"Choose\") required=\"1\" hint=\"H\"}}"
                 "{{>web/field_textarea.tpl name=\"why\" label=\"W\"}}{{>web/field_date.tpl name=\"day\" "
                 "label=\"D\"}}"
                 "{{>web/field_file.tpl name=\"f\" label=\"F\" accept=\".pdf\"}}"
                 "{{>web/field_select.tpl name=\"s\" label=\"S\"}}{{>web/field_radios.tpl name=\"r\" "
                 "label=\"R\"}}"
                 "{{>web/field_checkboxes.tpl name=\"c\" "
                 "label=\"C\"}}</form>{{>web/tag.tpl}}{{>web/pager.tpl}}"
                 "{{>web/empty.tpl text=_(\"Choose\")}}{{>web/icon.tpl icon=\"ok\"}}");
  }
  std::string render(const Data& data) const {
    return Renderer{folder.path(), std::filesystem::path{SSIIS_SHARE_DIR} / "assets", translator()}.render("t/form.tpl",
                                                                                                           "en", data);
  }
};

TEST_F(Forms, PutBackWhatWasTypedWithTheErrorsAtTheirFields) {
  Request request;
  request.method = "POST";
  request.language = "en";
  request.session_secret = "s";
  const auto key = new_request_key();
  request.fields = {{"unit", "<ກ>"},      {"unit", "second"}, {"why", "a\nb"},    {"day", "2026-11-23"},
                    {"request_key", key}, {"csrf", "old"},    {"bad name<", "x"}, {"r", "two"}};
  Data data;
  data.set("VALUE_unit", "prefilled");
  fill_form(data, request, translator(), {{"request.bad_text", {}, "unit"}, {"request.too_large"}});
  fill_options(data, "s", {{"a", "A"}, {"b", "B"}}, {"b"});
  fill_options(data, "r", {{"one", "1"}, {"two", "2", "hint two"}}, request.all_fields("r"));
  fill_options(data, "c", {{"x", "X"}, {"y", "Y"}}, {"x", "y"});
  fill_tag(data, Tone::warn, "Due <soon>");
  fill_pager(data, translator(), "en", {21, 40, 1234, "/l?p=1", "/l?p=3"});
  const auto html = render(data);
  const auto has = [&](std::string_view text) {
    EXPECT_NE(html.find(text), std::string::npos) << text << "\n" << html;
  };
  has("<a href=\"#unit\">The text contains characters that cannot be read.</a>");
  has("<li>What was sent is too large");
  has("aria-invalid=\"true\"");
  has("id=\"unit_error\"");
  has("value=\"&lt;ກ&gt;\"");
  has(">a\nb</textarea>");
  has("value=\"2026-11-23\"");
  has("name=\"request_key\" value=\"" + key + "\"");
  has("<option value=\"b\" selected>B</option>");
  has("<option value=\"a\">A</option>");
  has("value=\"two\" checked>");
  has("hint two");
  has("k-warn");
  has("#i-warn\"");
  has("Due &lt;soon&gt;");
  has("21–40 of 1,234");
  has("href=\"/l?p=3\"");
  EXPECT_EQ(html.find("prefilled"), std::string::npos);
  EXPECT_EQ(html.find("second"), std::string::npos);
  EXPECT_EQ(html.find("value=\"old\""), std::string::npos);
  EXPECT_EQ(html.find("id=\"why_error\""), std::string::npos);
}

TEST_F(Forms, BeginEmptyWithATokenAndAKey) {
  Request request;
  request.session_secret = "s";
  Data data;
  fill_form(data, request, translator(), {});
  const auto html = render(data);
  EXPECT_EQ(html.find("data-error-summary"), std::string::npos);
  EXPECT_EQ(html.find("class=\"pager\""), std::string::npos);
  const auto at = html.find("name=\"csrf\" value=\"");
  ASSERT_NE(at, std::string::npos);
  request.method = "POST";
  request.fields.emplace("csrf", html.substr(at + 19, 128));
  EXPECT_FALSE(csrf_refusal(request));
}

}  // namespace
}  // namespace ssiis::web
