// The page on which an administrator confirms the time of a host whose clock has jumped.
#include <gtest/gtest.h>

#include "integration/workflow/deadlines_fixture.hpp"
#include "procedures/api.hpp"

namespace ssiis::test {
namespace {

class ClockScreens : public WithDeadlines {
 protected:
  void SetUp() override {
    WithDeadlines::SetUp();
    translator_ = std::make_unique<web::Translator>(SSIIS_SHARE "/i18n");
    renderer_ = std::make_unique<web::Renderer>(SSIIS_SHARE "/pages", SSIIS_SHARE "/assets", *translator_);
    guard_.emplace(workflow::ClockGuard::Parts{
        pool(), *trail_, clock_,
        [this] {
          return workflow::ClockReading{"mis-1", "boot", 1'000'000, Instant{clock_.now().us() + jumped_us_}};
        },
        [this](db::Transaction&) { return clock_.now(); }});
    procedures::add_clock_screens(router_,
                                  {pool(), *guard_, *trail_, *renderer_, clock_,
                                   [](const std::string& user, std::string_view) { return "Name of " + user; },
                                   [](std::string_view, std::string_view password) { return password == "demo"; }, 5});
    ASSERT_TRUE(guard_->in_order(system()));
    jumped_us_ = 20LL * 60 * 1'000'000;
    ASSERT_FALSE(guard_->in_order(system()));
  }
  using Fields = std::multimap<std::string, std::string>;
  web::Page asked(const std::string& method, Fields fields = {}, const std::string& login = "admin") {
    web::Request request;
    request.method = method;
    request.path = "/inspection/operation/clock";
    request.language = "en";
    request.session_secret = "0123456789abcdef0123456789abcdef";
    request.fields = std::move(fields);
    request.actor = actor(login);
    const auto match = router_.match(method, request.path);
    EXPECT_EQ(match.route->permission, "module.manage");
    return match.route->handler(request);
  }
  static bool has(const web::Page& page, std::string_view text) { return page.body.find(text) != std::string::npos; }
  static Fields form(const std::string& reason, const std::string& proof) {
    return {{"host", "mis-1"}, {"version", "2"}, {"reason", reason}, {"proof", proof}};
  }
  std::int64_t jumped_us_{0};
  std::unique_ptr<web::Translator> translator_;
  std::unique_ptr<web::Renderer> renderer_;
  std::optional<workflow::ClockGuard> guard_;
  web::Router router_;
};
SSIIS_ON_ALL_ENGINES(ClockScreens);

TEST_P(ClockScreens, ShowsWhatTheClockDidAndAsksForReasonAndPassword) {
  const auto page = asked("GET");
  EXPECT_TRUE(has(page, "halted"));
  EXPECT_TRUE(has(page, "The clock went forward while the machine was running."));
  EXPECT_TRUE(has(page, "20 minutes ahead"));
  EXPECT_TRUE(has(page, "name=\"proof\"")) << "the login of the test is not fresh";
  EXPECT_EQ(asked("POST", form("", "demo")).status, 422);
  EXPECT_EQ(asked("POST", form("checked", "")).status, 422);
  EXPECT_EQ(asked("POST", form("checked", "wrong")).status, 422);
  EXPECT_EQ(count("insp_audit_record", "act = 'refused'"), 1) << "a wrong password is audited";
  EXPECT_EQ(asked("POST", form("checked", "demo"), "head").status, 403) << "the service refuses by itself";
  EXPECT_FALSE(guard_->in_order(system()));
}

TEST_P(ClockScreens, OnceConfirmedTheHostGoesOnAndThePageTellsByWhomAndWhy) {
  EXPECT_EQ(asked("POST", form("checked with the radio", "demo")).status, 303);
  EXPECT_TRUE(guard_->in_order(system()));
  const auto page = asked("GET");
  EXPECT_TRUE(has(page, "in order"));
  EXPECT_TRUE(has(page, "Name of id-admin"));
  EXPECT_TRUE(has(page, "checked with the radio"));
  EXPECT_FALSE(has(page, "<form"));
  EXPECT_EQ(asked("POST", form("again", "demo")).status, 422);
}

}  // namespace
}  // namespace ssiis::test
