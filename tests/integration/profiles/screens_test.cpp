#include "profiles_fixture.hpp"
#include "web/api.hpp"

namespace ssiis {
namespace {

class ProfileScreens : public test::WithProfiles {
 protected:
  void SetUp() override {
    test::WithProfiles::SetUp();
    translator_ = std::make_unique<web::Translator>(SSIIS_SHARE "/i18n");
    renderer_ = std::make_unique<web::Renderer>(SSIIS_SHARE "/pages", SSIIS_SHARE "/assets", *translator_);
    profiles::add_screens(router_, {*service_, *renderer_, clock_});
    given("admin", "administrator", "LA");
    users_.add("new");
  }
  web::Page asked(const std::string& method, const std::string& path,
                  std::multimap<std::string, std::string> fields = {}, const std::string& login = "admin") {
    web::Request request;
    request.method = method;
    request.path = path;
    request.language = language_;
    request.session_secret = "0123456789abcdef0123456789abcdef";
    request.fields = std::move(fields);
    request.actor = actor(login);
    const auto match = router_.match(method, path);
    EXPECT_NE(match.route, nullptr) << path;
    request.captures = match.captures;
    return match.route->handler(request);
  }
  static std::string location(const web::Page& page) {
    for (const auto& [name, value] : page.headers)
      if (name == "Location") return value;
    return "";
  }
  std::multimap<std::string, std::string> filled() {
    return {{"login", "new"},
            {"role", "inspector"},
            {"title", "inspector"},
            {"territory", "1302"},
            {"first_day", clock_.today().iso()},
            {"reason", "No 12/LSSO"}};
  }
  std::string language_{"en"};
  std::unique_ptr<web::Translator> translator_;
  std::unique_ptr<web::Renderer> renderer_;
  web::Router router_;
};

TEST_P(ProfileScreens, GiveAProfileAndShowIt) {
  EXPECT_EQ(asked("GET", "/inspection/profiles/new").status, 200);
  const auto done = asked("POST", "/inspection/profiles/new", filled());
  ASSERT_EQ(done.status, 303);
  EXPECT_TRUE(actor("new").may("case.read"));
  language_ = "lo";
  const auto shown = asked("GET", location(done));
  EXPECT_EQ(shown.status, 200);
  EXPECT_NE(shown.body.find("ຜູ້ກວດກາ"), std::string::npos);
  EXPECT_NE(asked("GET", "/inspection/profiles").body.find("new"), std::string::npos);
}

TEST_P(ProfileScreens, SayAtTheFieldWhatIsWrongAndKeepWhatWasTyped) {
  auto fields = filled();
  fields.erase("reason");
  fields.erase("first_day");
  fields.emplace("first_day", "2020-01-01");
  const auto page = asked("POST", "/inspection/profiles/new", fields);
  EXPECT_EQ(page.status, 422);
  EXPECT_NE(page.body.find("Give a reason."), std::string::npos);
  EXPECT_NE(page.body.find("The first day must be today or later."), std::string::npos);
  EXPECT_NE(page.body.find("value=\"2020-01-01\""), std::string::npos);
  EXPECT_FALSE(actor("new").may("case.read"));
}

TEST_P(ProfileScreens, EndAndMove) {
  const auto address = location(asked("POST", "/inspection/profiles/new", filled()));
  EXPECT_EQ(
      asked("POST", address + "/transfer",
            {{"version", "1"}, {"territory", "0101"}, {"from", clock_.today().plus(1).iso()}, {"move_reason", "moved"}})
          .status,
      303);
  EXPECT_THROW(asked("POST", address + "/end", {{"version", "1"}, {"at_once", "1"}, {"reason", "left"}}), Conflict);
  EXPECT_EQ(asked("POST", address + "/end", {{"version", "2"}, {"at_once", "1"}, {"reason", "left"}}).status, 303);
  EXPECT_FALSE(actor("new").may("case.read"));
}

TEST_P(ProfileScreens, RefuseWhoManagesNothingAndNonsense) {
  given("inspector", "inspector", "01");
  const auto address = location(asked("POST", "/inspection/profiles/new", filled()));
  EXPECT_EQ(asked("GET", address, {}, "inspector").status, 403);
  EXPECT_EQ(asked("POST", address + "/end", {{"version", "1"}, {"at_once", "1"}, {"reason", "x"}}, "inspector").status,
            403);
  EXPECT_EQ(asked("GET", "/inspection/profiles/no-number").status, 403);
  EXPECT_EQ(asked("POST", address + "/end", {{"version", "one"}, {"at_once", "1"}, {"reason", "x"}}).status, 400);
  EXPECT_EQ(asked("POST", address + "/end", {{"version", "1"}, {"last_day", "soon"}, {"reason", "x"}}).status, 422);
  EXPECT_TRUE(actor("new").may("case.read"));
}

SSIIS_ON_ALL_ENGINES(ProfileScreens);

}  // namespace
}  // namespace ssiis
