#include "web/router.hpp"

#include <gtest/gtest.h>

namespace ssiis::web {
namespace {

Route route(std::string method, std::string pattern) {
  Route r;
  r.method = std::move(method);
  r.pattern = std::move(pattern);
  r.handler = [](const Request&) { return Page{}; };
  return r;
}

TEST(Router, LiteralSegmentWinsOverCaptureWhicheverCameFirst) {
  Router router;
  router.add(route("GET", "/inspection/orders/{number}"));
  router.add(route("GET", "/inspection/orders/new"));
  router.add(route("GET", "/inspection/{what}/new"));
  EXPECT_EQ(router.match("GET", "/inspection/orders/new").route->pattern, "/inspection/orders/new");
  EXPECT_EQ(router.match("GET", "/inspection/orders/7").route->pattern, "/inspection/orders/{number}");
  EXPECT_EQ(router.match("GET", "/inspection/visits/new").route->pattern, "/inspection/{what}/new");
}

TEST(Router, CapturesAreDecodedOncePerSegment) {
  Router router;
  router.add(route("GET", "/o/{a}/{b}"));
  const auto match = router.match("GET", "/o/%E0%BA%81%2Fx/%2541");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.captures.at("a"), "ກ/x");
  EXPECT_EQ(match.captures.at("b"), "%41");
}

TEST(Router, WrongMethodIsNotAnUnknownAddress) {
  Router router;
  router.add(route("GET", "/a/{x}"));
  router.add(route("GET", "/b/{x}"));
  router.add(route("POST", "/a/{x}"));
  router.add(route("GET", "/a/only-read"));
  const auto wrong = router.match("POST", "/b/1");
  EXPECT_EQ(wrong.route, nullptr);
  EXPECT_TRUE(wrong.path_known);
  EXPECT_EQ(wrong.allowed, std::vector<std::string>{"GET"});
  EXPECT_NE(router.match("POST", "/a/1").route, nullptr);
  EXPECT_EQ(router.match("POST", "/a/only-read").route, nullptr) << "the more general POST must not catch it";
  EXPECT_TRUE(router.match("POST", "/a/only-read").path_known);
  EXPECT_FALSE(router.match("GET", "/c").path_known);
  EXPECT_EQ(router.match("HEAD", "/a/1").route->method, "GET");
  EXPECT_EQ(router.match("DELETE", "/a/1").allowed.size(), 2u);
}

TEST(Router, AddressesThatNobodyNiceSendsMatchNothing) {
  Router router;
  router.add(route("GET", "/a/{x}"));
  router.add(route("GET", "/"));
  for (const char* bad : {"", "a/1", "/a/", "/a//", "//a/1", "/a/.", "/a/..", "/a/%2e%2e", "/a/%2E", "/a/%00", "/a/%0a",
                          "/a/%ff", "/a/%", "/a/%4", "/a/%zz", "/a/1/", "/a/\x01", "/A/1", "/a/%c0%af"})
    EXPECT_FALSE(router.match("GET", bad).path_known) << bad;
  EXPECT_NE(router.match("GET", "/").route, nullptr);
  EXPECT_EQ(router.match("GET", "/a/%2e%2e%2f").captures.at("x"), "../") << "data, never a path";
  EXPECT_NE(router.match("GET", "/a/" + std::string(200, 'x')).route, nullptr);
  EXPECT_EQ(router.match("GET", "/a/" + std::string(201, 'x')).route, nullptr) << "longer than any key";
}

TEST(Router, RefusesDoubledAndMalformedPatterns) {
  Router router;
  router.add(route("GET", "/a/{x}"));
  EXPECT_THROW(router.add(route("GET", "/a/{y}")), std::logic_error) << "the name of a capture makes no difference";
  EXPECT_NO_THROW(router.add(route("POST", "/a/{y}")));
  for (const char* bad : {"", "a", "/a/", "//", "/{", "/{}", "/{x", "/x}", "/{X}", "/a{x}", "/{x}/{x}"})
    EXPECT_THROW(router.add(route("GET", bad)), std::logic_error) << bad;
  EXPECT_THROW(router.add(route("PUT", "/p")), std::logic_error);
  Route empty;
  empty.method = "GET";
  empty.pattern = "/e";
  EXPECT_THROW(router.add(empty), std::logic_error);
  EXPECT_EQ(router.routes().size(), 2u);
}

}  // namespace
}  // namespace ssiis::web
