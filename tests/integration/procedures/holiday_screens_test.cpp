// The pages of public holidays, asked for as a browser would: what is previewed, entered once, withdrawn, refused.
#include <gtest/gtest.h>

#include "integration/workflow/deadlines_fixture.hpp"
#include "procedures/api.hpp"

namespace ssiis::test {
namespace {

class HolidayScreens : public WithDeadlines {
 protected:
  void SetUp() override {
    WithDeadlines::SetUp();
    translator_ = std::make_unique<web::Translator>(SSIIS_SHARE "/i18n");
    renderer_ = std::make_unique<web::Renderer>(SSIIS_SHARE "/pages", SSIIS_SHARE "/assets", *translator_);
    procedures::add_holiday_screens(router_,
                                    {pool(), *engine_, *holidays_, *deadlines_, *renderer_, clock_,
                                     [](db::Transaction&, CaseId c) -> std::optional<procedures::FileName> {
                                       return procedures::FileName{"SSO-" + std::to_string(c.value), "/file"};
                                     },
                                     "case.read", [this](db::Transaction&) { return tree_; },
                                     [](const std::string& login, std::string_view) { return "Name of " + login; }});
  }
  using Fields = std::multimap<std::string, std::string>;
  web::Page asked(const std::string& method, const std::string& path, Fields fields = {}, Fields query = {},
                  const std::string& login = "officer") {
    web::Request request;
    request.method = method;
    request.path = path;
    request.language = language_;
    request.session_secret = "0123456789abcdef0123456789abcdef";
    request.fields = std::move(fields);
    request.query = std::move(query);
    request.actor = actor(login);
    const auto match = router_.match(method, path);
    EXPECT_NE(match.route, nullptr) << path;
    EXPECT_EQ(match.route->permission, "calendar.manage");
    request.captures = match.captures;
    return match.route->handler(request);
  }
  static bool has(const web::Page& page, std::string_view text) { return page.body.find(text) != std::string::npos; }
  static Fields typed(const char* act = "preview") {
    return {{"day", "2026-11-25"},
            {"kind", "holiday"},
            {"name_lo", "ວັນພັກ"},
            {"name_en", "Extra holiday"},
            {"territory", "LA"},
            {"notice_no", "15/PM"},
            {"notice_day", "2026-11-20"},
            {"request_key", key_of(1)},
            {"act", act},
            {"previewed", std::string{act} == "enter" ? "2026-11-25 holiday LA" : ""}};
  }
  static std::string key_of(int n) { return "0123456789abcdef0123456789abcd0" + std::to_string(n); }
  static Fields with(Fields fields, const std::string& name, const std::string& value) {
    fields.erase(name);
    fields.emplace(name, value);
    return fields;
  }
  std::string language_{"en"};
  std::unique_ptr<web::Translator> translator_;
  std::unique_ptr<web::Renderer> renderer_;
  web::Router router_;
};
SSIIS_ON_ALL_ENGINES(HolidayScreens);

constexpr const char* fresh = "/inspection/holidays/new";

TEST_P(HolidayScreens, APreviewNamesTheFilesAndBothDaysAndWritesNothing) {
  up_to_approval();
  const auto page = asked("POST", fresh, typed());
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "2 deadlines"));
  EXPECT_TRUE(has(page, "1 file"));
  EXPECT_TRUE(has(page, "<a href=\"/file\">SSO-1</a>"));
  EXPECT_TRUE(has(page, "26/11/2026"));
  EXPECT_TRUE(has(page, "<b>27/11/2026</b>"));
  EXPECT_TRUE(has(page, "value=\"enter\""));
  EXPECT_TRUE(has(page, "value=\"15/PM\"")) << "what was typed stays";
  EXPECT_EQ(count("insp_holiday"), 0);
  EXPECT_EQ(count("insp_wf_rederivation"), 0);
}

TEST_P(HolidayScreens, WhatWasPreviewedIsEnteredOnceHoweverOftenTheFormComes) {
  up_to_approval();
  EXPECT_EQ(asked("POST", fresh, typed("enter")).status, 303);
  EXPECT_EQ(asked("POST", fresh, typed("enter")).status, 303) << "the same form again";
  EXPECT_EQ(count("insp_holiday"), 1);
  EXPECT_EQ(count("insp_wf_rederivation"), 1);
  EXPECT_EQ(count("insp_audit_record", "event = 'holiday.entered'"), 1);
  const auto other = asked("POST", fresh, with(typed("enter"), "request_key", key_of(2)));
  EXPECT_EQ(other.status, 422);
  EXPECT_TRUE(has(other, "There is a problem"));
  all_worked_off();
  const auto moved = moves();
  ASSERT_EQ(moved.size(), 2u) << "the move stands on the file, with the notice";
  EXPECT_EQ(moved[0].before->iso(), "2026-11-26");
  EXPECT_EQ(moved[0].after->iso(), "2026-11-27");
  EXPECT_EQ(moved[0].reason, "15/PM");
}

TEST_P(HolidayScreens, WhatWasNotPreviewedIsShownFirst) {
  up_to_approval();
  const auto page = asked("POST", fresh, with(typed("enter"), "day", "2026-11-24"));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "data-preview"));
  EXPECT_EQ(count("insp_holiday"), 0);
}

TEST_P(HolidayScreens, TheListTellsWhoWhenAndHowFarTheDerivingIs) {
  up_to_approval();
  ASSERT_EQ(asked("POST", fresh, typed("enter")).status, 303);
  auto list = asked("GET", "/inspection/holidays");
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(has(list, "Wednesday 25/11/2026"));
  EXPECT_TRUE(has(list, "Name of officer"));
  EXPECT_TRUE(has(list, "Whole country"));
  EXPECT_TRUE(has(list, "under way"));
  EXPECT_TRUE(has(list, "National Day")) << "the yearly feasts of the bundle in force";
  EXPECT_TRUE(has(list, "Lao Securities Exchange")) << "with their source";
  all_worked_off();
  list = asked("GET", "/inspection/holidays");
  EXPECT_FALSE(has(list, "under way"));
  EXPECT_TRUE(has(asked("GET", "/inspection/holidays", {}, {{"year", "2027"}}), "made up for a feast on a weekend"))
      << "1 May 2027 is a Saturday";
  EXPECT_FALSE(has(asked("GET", "/inspection/holidays", {}, {{"year", "2027"}}), "Wednesday 25/11/2026"));
  language_ = "lo";
  EXPECT_TRUE(has(asked("GET", "/inspection/holidays"), "ວັນພຸດ 25/11/2026"));
}

TEST_P(HolidayScreens, APlaceShowsWhatHoldsThereOnly) {
  ASSERT_TRUE(entered(notice("2026-11-25", false, "16")));
  const auto at = [&](const char* place) {
    return has(asked("GET", "/inspection/holidays", {}, {{"place", place}}), "Wednesday 25/11/2026");
  };
  EXPECT_TRUE(at("16"));
  EXPECT_FALSE(at("13"));
  EXPECT_FALSE(at("LA"));
  EXPECT_TRUE(at(""));
}

TEST_P(HolidayScreens, AnEntryIsWithdrawnWithAReasonAfterItsPreviewAndStaysToBeRead) {
  up_to_approval();
  const auto address = "/inspection/holidays/" + std::to_string(entered(notice("2026-11-25")));
  all_worked_off();
  const auto page = asked("GET", address);
  EXPECT_TRUE(has(page, "<b>26/11/2026</b>")) << "what would move back";
  EXPECT_EQ(asked("POST", address + "/withdraw", {{"version", "1"}, {"reason", ""}, {"request_key", key_of(3)}}).status,
            422);
  const Fields form{{"version", "1"}, {"reason", "taken back"}, {"request_key", key_of(4)}};
  EXPECT_EQ(asked("POST", address + "/withdraw", form).status, 303);
  EXPECT_EQ(asked("POST", address + "/withdraw", form).status, 303) << "the same form again";
  EXPECT_EQ(count("insp_audit_record", "event = 'holiday.withdrawn'"), 1);
  const auto after = asked("GET", address);
  EXPECT_TRUE(has(after, "taken back"));
  EXPECT_FALSE(has(after, "<form"));
  EXPECT_EQ(asked("GET", "/inspection/holidays/999").status, 404);
}

TEST_P(HolidayScreens, WhoMayNotIsRefusedByTheServiceToo) {
  EXPECT_EQ(asked("POST", fresh, typed("enter"), {}, "head").status, 403);
  EXPECT_EQ(count("insp_holiday"), 0);
  const auto admin = asked("POST", fresh, typed(), {}, "admin");
  EXPECT_FALSE(has(admin, "href=\"/file\"")) << "who reads no files is led to none";
}

}  // namespace
}  // namespace ssiis::test
