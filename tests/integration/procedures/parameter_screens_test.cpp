// The pages of figures that laws set and of what LSSO has still to confirm; the draft as one ZIP file.
#include <gtest/gtest.h>

#include "documents/api.hpp"
#include "integration/workflow/workflow_fixture.hpp"
#include "procedures/api.hpp"

namespace ssiis::test {
namespace {

class ParameterScreens : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    bundles_ = std::make_unique<workflow::BundleOffice>(workflow::BundleOffice::Parts{
        pool(), *ids_, *trail_, clock_,
        [](const workflow::Files&) { return std::vector<std::pair<std::string, Rejection>>{}; }});
    drafts_ = std::make_unique<workflow::DraftOffice>(
        workflow::DraftOffice::Parts{pool(), *ids_, *trail_, clock_, *bundles_});
    translator_ = std::make_unique<web::Translator>(SSIIS_SHARE "/i18n");
    renderer_ = std::make_unique<web::Renderer>(SSIIS_SHARE "/pages", SSIIS_SHARE "/assets", *translator_);
    const procedures::DraftNeeds needs{
        pool(),     *drafts_, *bundles_,
        *renderer_, clock_,   [](const std::string& id, std::string_view) { return "Name of " + id; },
        {}};
    procedures::add_parameter_screens(router_, needs);
    procedures::add_draft_screens(router_, needs);
  }
  void TearDown() override {
    router_ = {};
    renderer_.reset();
    drafts_.reset();
    bundles_.reset();
    WithProcedures::TearDown();
  }
  web::Page asked(const std::string& path, const std::string& language = "en",
                  std::multimap<std::string, std::string> query = {}) {
    web::Request request;
    request.method = "GET";
    request.path = path;
    request.language = language;
    request.session_secret = "0123456789abcdef0123456789abcdef";
    request.query = std::move(query);
    request.actor = actor("legal");
    const auto match = router_.match("GET", path);
    EXPECT_NE(match.route, nullptr) << path;
    request.captures = match.captures;
    return match.route->handler(request);
  }
  static bool has(const web::Page& page, std::string_view text) { return page.body.find(text) != std::string::npos; }
  static std::size_t times(const std::string& text, std::string_view what) {
    std::size_t out = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++out;
    return out;
  }
  static std::string figure(const std::string& values) {
    return "<parameters><parameter name=\"wage_ceiling\" kind=\"number\" lo=\"ເພດານເງິນເດືອນ\" en=\"Ceiling of wages\" "
           "unit_lo=\"ກີບ\" unit_en=\"kip\">" +
           values + "</parameter></parameters>";
  }
  static constexpr const char* first =
      "<value from=\"2025-01-01\" confirmed=\"true\" legal=\"Law 54, article 6\">4500000</value>";
  void deployed(const std::string& parameters, Day from, const std::string& label) {
    auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
    files["parameters.xml"] = parameters;
    workflow::Findings findings;
    const auto bundle = writing([&](db::Transaction& tx) {
      return workflow::deploy(tx, files, {}, label, from, "test", clock_.now(), findings);
    });
    ASSERT_TRUE(bundle) << workflow::text_of(findings.front());
  }
  std::unique_ptr<workflow::BundleOffice> bundles_;
  std::unique_ptr<workflow::DraftOffice> drafts_;
  std::unique_ptr<web::Translator> translator_;
  std::unique_ptr<web::Renderer> renderer_;
  web::Router router_;
};
SSIIS_ON_ALL_ENGINES(ParameterScreens);

TEST_P(ParameterScreens, EachFigureIsShownWithItsDaysItsLawAndTheProcedureThatBroughtIt) {
  EXPECT_TRUE(has(asked("/inspection/parameters"), "No procedure holds figures of its own yet."));
  deployed(figure(first), Day{2026, 1, 1}, "first law");
  deployed(figure(std::string{first} + "<value from=\"2026-06-01\" confirmed=\"false\" legal=\"to be confirmed by "
                                       "LSSO\">5000000</value>"),
           Day{2026, 2, 1}, "second law");
  deployed(figure("<value from=\"2027-01-01\" confirmed=\"true\" legal=\"Law 9\">6000000</value>"), Day{2027, 1, 1},
           "law to come");
  const auto page = asked("/inspection/parameters");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Ceiling of wages"));
  EXPECT_TRUE(has(page, "ເພດານເງິນເດືອນ")) << "its other name, too";
  EXPECT_TRUE(has(page, "5,000,000 kip"));
  EXPECT_TRUE(has(page, "to be confirmed by LSSO"));
  EXPECT_TRUE(has(page, "Law 54, article 6"));
  EXPECT_TRUE(has(page, "first law"));
  EXPECT_EQ(times(page.body, "5,000,000 kip"), 2U) << "today's, and in its history";
  EXPECT_EQ(times(page.body, "6,000,000 kip"), 1U) << "only in the history: its day has not come";
  EXPECT_EQ(times(page.body, "not in the procedure of today"), 1U);
  const auto lao = asked("/inspection/parameters", "lo");
  EXPECT_TRUE(has(lao, "5.000.000 ກີບ"));
  EXPECT_TRUE(has(lao, "ລໍຖ້າ ອປສ ຢືນຢັນ"));
}

TEST_P(ParameterScreens, WhatNobodyConfirmedIsOneListThatLssoFillsIn) {
  deployed(figure(std::string{first} + "<value from=\"2026-06-01\" confirmed=\"false\" legal=\"to be confirmed by "
                                       "LSSO\">5000000</value>"),
           Day{2026, 2, 1}, "second law");
  const auto page = asked("/inspection/parameters/unconfirmed");
  for (const char* words : {"Legal period", "Who approves an inspection", "Who reviews a decision",
                            "How often a decision may be modified", "wage_ceiling", "15 working days"})
    EXPECT_TRUE(has(page, words)) << words;
  const auto list = asked("/inspection/parameters/unconfirmed/list", "lo");
  EXPECT_EQ(list.body.compare(0, 3, "\xEF\xBB\xBF"), 0);
  EXPECT_TRUE(has(list, "\"ກຳນົດເວລາຕາມກົດໝາຍ\",\"allegations\""));
  EXPECT_TRUE(has(list, "\"parameters.xml\",\"2026-06-01\",\"\",\"\",\"\",\"\"\r\n")) << "four columns are LSSO's";
  EXPECT_FALSE(has(list, "4500000")) << "that one is confirmed";
}

TEST_P(ParameterScreens, ADraftIsDownloadedAsOneZipThatCanBeProposed) {
  const auto id = drafts_->create(actor("legal"), "letters", 1);
  ASSERT_TRUE(id);
  const std::string letter = "PK\x03\x04 any bytes \xFF\x00 of a letter";
  ASSERT_TRUE(drafts_->save(actor("legal"), *id, 1,
                            {{{"templates/lo/decision.docx", letter}, {"templates/en/decision.docx", letter}}, {}},
                            ""));
  const auto page = asked("/inspection/procedures/drafts/" + std::to_string(*id) + "/zip");
  ASSERT_EQ(page.status, 200);
  std::map<std::string, std::string> inside;
  for (const auto& part : documents::unpack(page.body, {})) inside[part.name] = part.bytes;
  EXPECT_EQ(inside.at("templates/lo/decision.docx"), letter);
  auto expected = workflow::files_of(SSIIS_WORKFLOW_DIR);
  expected["templates/lo/decision.docx"] = expected["templates/en/decision.docx"] = letter;
  EXPECT_EQ(inside, expected);
  const auto one = asked("/inspection/procedures/drafts/" + std::to_string(*id) + "/download", "en",
                         {{"name", "templates/lo/decision.docx"}});
  EXPECT_EQ(one.body, letter);
  const auto shown = asked("/inspection/procedures/drafts/" + std::to_string(*id) + "/file", "en",
                           {{"name", "templates/lo/decision.docx"}});
  EXPECT_TRUE(has(shown, "A template of a letter"));
  EXPECT_FALSE(has(shown, "<textarea class=\"form-control mono small\" id=\"content\"")) << "no text editor for bytes";
}

}  // namespace
}  // namespace ssiis::test
