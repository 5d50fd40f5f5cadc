#include "web/template_source.hpp"

#include <gtest/gtest.h>

namespace ssiis::web {
namespace {

std::string localise(const std::string& text) {
  return localised(
             text,
             [](const std::string& english) {
               return english == "Evil" ? "{{X}} <b> & \"q\" 'a'" : "L(" + english + ")";
             },
             [](const std::string& name) { return "/assets/" + name; })
      .text;
}

TEST(Sentences, AreTranslatedAndEscapedBeforeParsing) {
  EXPECT_EQ(localise("<p>{{_(\"Hello\")}} {{ _( \"a \\\"b\\\"\" ) }}</p>"), "<p>L(Hello) L(a &quot;b&quot;)</p>");
  EXPECT_EQ(localise("{{_(\"Evil\")}}"), "&#123;&#123;X&#125;&#125; &lt;b&gt; &amp; &quot;q&quot; &#39;a&#39;");
  EXPECT_EQ(localise("{{_(\"{2} of {1}, {1}\", ONE, TWO)}}"), "L({{TWO}} of {{ONE}}, {{ONE}})");
  EXPECT_EQ(localise("{{NAME}} {{asset \"app.css\"}}"), "{{NAME}} /assets/app.css");
}

TEST(Sentences, WithMistakesAreRefusedWithTheirLine) {
  for (const char* bad : {"{{_(\"x\"}}", "{{_(x)}}", "{{_(\"x)}}", "{{_(\"x\", A)}}", "{{_(\"x\\n\")}}",
                          "{{N_(\"a\",\"b\")}}", "{{N_(\"a\", B)}}", "{{asset app.css}}", "{{_(\"x\") }"})
    EXPECT_THROW((void)localise(bad), TemplateError) << bad;
  try {
    (void)localise("one\ntwo {{_(oops)}}");
    FAIL();
  } catch (const TemplateError& error) {
    EXPECT_NE(std::string{error.what()}.find("line 2"), std::string::npos);
  }
}

TEST(Sentences, ThatCountBecomeVariables) {
  const auto page = localised(
      "{{N_(\"{1} day\", \"{1} days\", DAYS)}}", [](auto& s) { return s; }, [](auto& s) { return s; });
  ASSERT_EQ(page.plurals.size(), 1u);
  EXPECT_EQ(page.plurals[0].one, "{1} day");
  EXPECT_EQ(page.plurals[0].many, "{1} days");
  EXPECT_EQ(page.plurals[0].counter, "DAYS");
  EXPECT_EQ(page.text, "{{" + page.plurals[0].variable + "}}");
}

TEST(Partials, TakeArguments) {
  const std::map<std::string, std::string> all{
      {"web/field.tpl",
       "<i id=\"[[name]]\">[[label]][[#hint]] ([[hint]])[[/hint]][[^hint]]![[/hint]] "
       "{{VALUE_[[name]]}}</i>"},
      {"a/page.tpl",
       "<p>{{>web/field.tpl name=\"x\" label=_(\"Label \\\"x\\\"\")}}</p>{{>web/field.tpl\n  "
       "name=\"y\" label=\"Y\" hint=\"h\"}}"},
      {"a/outer.tpl", "[{{>a/page.tpl}}]"}};
  EXPECT_EQ(with_partials(all, "a/outer.tpl"),
            "[<p><i id=\"x\">{{_(\"Label \\\"x\\\"\")}}! {{VALUE_x}}</i></p><i id=\"y\">Y (h) "
            "{{VALUE_y}}</i>]");
}

TEST(Partials, WithMistakesAreRefused) {
  const auto fails = [](const std::string& page) {
    const std::map<std::string, std::string> all{
        {"p", page}, {"q", "[[name]]"}, {"open", "[[#x]]"}, {"self", "{{>self}}"}};
    EXPECT_THROW((void)with_partials(all, "p"), TemplateError) << page;
  };
  fails("{{>none}}");
  fails("{{>q}}");
  fails("{{>q name=\"a\" other=\"b\"}}");
  fails("{{>q name=a}}");
  fails("{{>q name=\"a\"");
  fails("{{>open}}");
  fails("{{>self}}");
  fails("{{>../../etc/passwd}}");
}

TEST(Addresses, TakeVariablesAsEncodedParts) {
  const auto [text, names] = with_encoded_parts(
      "<a href=\"/o/{{NUMBER}}?q={{Q}}#{{PLACE}}\" title=\"x={{T}}\">{{NUMBER}}</a>"
      "<form action='{{HERE}}/{{STEP}}'><a href=\"{{#A}}{{URL}}{{/A}}\">"
      "<a href=\"/x?{{REST_ENCODED}}\"><a href=\"#{{FIELD}}\">");
  EXPECT_EQ(text,
            "<a href=\"/o/{{NUMBER__URL}}?q={{Q__URL}}#{{PLACE}}\" title=\"x={{T}}\">{{NUMBER}}</a>"
            "<form action='{{HERE}}/{{STEP__URL}}'><a href=\"{{#A}}{{URL}}{{/A}}\">"
            "<a href=\"/x?{{REST_ENCODED}}\"><a href=\"#{{FIELD}}\">");
  EXPECT_EQ(names, (std::vector<std::string>{"NUMBER", "Q", "STEP"}));
}

TEST(Lint, FindsWhatThePolicyOrTheEscapingWouldBreak) {
  for (const char* bad : {"<a href={{URL}}>x</a>",
                          "<a class=x>y</a>",
                          "<p style=\"color:red\">x</p>",
                          "<button onclick=\"f()\">x</button>",
                          "<b ONCLICK='f()'>",
                          "<div hx-on:click=\"f()\">",
                          "<div hx-vals='{\"a\":\"{{X}}\"}'>",
                          "<div hx-headers:inherited='{{X}}'>",
                          "<div hx-trigger=\"x[{{Y}}]\">",
                          "<script>f()</script>",
                          "<style>p{}</style>",
                          "<html><body>",
                          "<a href=\"JavaScript:f()\">x</a>",
                          "{{X:none}}",
                          "{{X:html_escape}}",
                          "{{%AUTOESCAPE context=\"JAVASCRIPT\"}}",
                          "{{=<% %>=}}",
                          "{{X",
                          "<p class=\"x",
                          "<{{X}} a=b>",
                          "<p {{NAME}}=\"x\" data-a{{B}}>",
                          "<iframe src=\"/x\"></iframe>",
                          "<base href=\"/\">",
                          "<a target=\"_blank\" href=\"/\">x</a>"}) {
    if (std::string_view{bad}.starts_with("<{{")) continue;  // not a tag for a browser either: text
    EXPECT_FALSE(lint_template(bad).empty()) << bad;
  }
}

TEST(Lint, LeavesGoodPagesAlone) {
  for (const char* good :
       {"<html lang=\"{{LANG}}\">", "<input disabled value=\"a > b\" name='x'>",
        "<option value=\"x\"{{#S}} selected{{/S}}>", "<div hx-vals='{\"a\":1}' data-x=\"{{X}}\">",
        "<script src=\"/x.js\" defer></script>", "<p>1 < 2 {{! a note: style=x }}</p>", "<!-- <p style=x> -->",
        "{{BODY_HTML:none}}", "{{WHY:pre_escape}}", "<br/>", "<svg viewBox=\"0 0 1 1\"><use href=\"#x\"/></svg>",
        "<div class=\"fld{{#E}} err{{/E}}\">{{_(\"Error: x\")}}</div>"})
    EXPECT_TRUE(lint_template(good).empty()) << good << " " << lint_template(good).front();
}

}  // namespace
}  // namespace ssiis::web
