#include "web/form.hpp"

#include <gtest/gtest.h>

namespace ssiis::web {
namespace {

Request staff_post() {
  Request request;
  request.method = "POST";
  request.session_secret = "a secret of one login";
  request.public_base_url = "https://mis.example.la";
  return request;
}

Request with(Request request, const char* name, std::string value) {
  request.headers.emplace(name, std::move(value));
  return request;
}

Request with_token(Request request) {
  request.fields.emplace("csrf", csrf_token(request));
  return request;
}

TEST(Csrf, TokenIsMaskedAnewAndStillGood) {
  const auto request = staff_post();
  const auto a = csrf_token(request), b = csrf_token(request);
  EXPECT_NE(a, b);
  for (const auto& token : {a, b}) {
    auto posted = request;
    posted.fields.emplace("csrf", token);
    EXPECT_FALSE(csrf_refusal(posted));
    EXPECT_FALSE(csrf_refusal(with(request, "x-csrf", token))) << "htmx sends it in a header";
  }
}

TEST(Csrf, WritesWithoutTheTokenAreRefused) {
  EXPECT_TRUE(csrf_refusal(staff_post()));
  auto other_login = staff_post();
  other_login.session_secret = "another login";
  auto stolen = staff_post();
  stolen.fields.emplace("csrf", csrf_token(other_login));
  EXPECT_EQ(csrf_refusal(stolen)->code, "request.csrf");
  auto changed = with_token(staff_post());
  auto& token = changed.fields.find("csrf")->second;
  token[0] = token[0] == 'a' ? 'b' : 'a';
  EXPECT_TRUE(csrf_refusal(changed));
  for (const char* bad : {"x", "00", "zz"}) {
    auto request = staff_post();
    request.fields.emplace("csrf", bad);
    EXPECT_TRUE(csrf_refusal(request)) << bad;
  }
  auto reading = staff_post();
  reading.method = "GET";
  EXPECT_FALSE(csrf_refusal(reading));
}

TEST(Csrf, AForeignPageIsRefusedEvenWithTheToken) {
  const auto good = with_token(staff_post());
  EXPECT_FALSE(csrf_refusal(with(good, "origin", "https://mis.example.la")));
  EXPECT_FALSE(csrf_refusal(with(good, "origin", "https://MIS.example.la:443")));
  EXPECT_FALSE(csrf_refusal(with(good, "sec-fetch-site", "same-origin")));
  EXPECT_FALSE(csrf_refusal(with(with(good, "sec-fetch-site", "same-origin"), "origin", "null")));
  for (const char* origin : {"https://evil.example", "http://mis.example.la", "https://mis.example.la:8443", "null",
                             "https://mis.example.la.evil.example", "mis.example.la"})
    EXPECT_TRUE(csrf_refusal(with(good, "origin", origin))) << origin;
  for (const char* site : {"cross-site", "same-site", "nonsense"})
    EXPECT_TRUE(csrf_refusal(with(good, "sec-fetch-site", site))) << site;
  EXPECT_TRUE(csrf_refusal(with(with(good, "origin", "https://mis.example.la"), "origin", "https://evil.example")));
}

TEST(Csrf, PublicPagesMustComeFromOurOwn) {
  Request request;
  request.method = "POST";
  request.mount = Mount::open_public;
  request.public_base_url = "https://lsso.example.la";
  EXPECT_EQ(csrf_token(request), "");
  EXPECT_TRUE(csrf_refusal(request)) << "nobody says where it came from";
  EXPECT_FALSE(csrf_refusal(with(request, "origin", "https://lsso.example.la")));
  EXPECT_FALSE(csrf_refusal(with(request, "sec-fetch-site", "same-origin")));
  EXPECT_TRUE(csrf_refusal(with(request, "origin", "https://evil.example")));
  request.mount = Mount::staff;
  EXPECT_TRUE(csrf_refusal(with(request, "origin", "https://lsso.example.la"))) << "staff have a secret, always";
  request.mount = Mount::agency;
  EXPECT_FALSE(csrf_refusal(request));
}

TEST(RequestKey, MustBeOneOfOurs) {
  Request request;
  EXPECT_EQ(request_key(request).rejection().code, "request.key_missing");
  const auto key = new_request_key();
  EXPECT_NE(key, new_request_key());
  request.fields.emplace("request_key", key);
  EXPECT_EQ(request_key(request).value(), key);
  request.fields.clear();
  for (const std::string& bad : {std::string{"short"}, std::string(32, 'g'), std::string(64, 'a')}) {
    request.fields = {{"request_key", bad}};
    EXPECT_FALSE(request_key(request)) << bad;
  }
  request.fields.clear();
  request.headers.emplace("idempotency-key", "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  EXPECT_EQ(request_key(request).value(), "6ba7b8109dad11d180b400c04fd430c8");
}

TEST(StatusOf, FollowsTheCode) {
  EXPECT_EQ(status_of({"order.unknown"}), 404);
  EXPECT_EQ(status_of({"order.unit_unknown", {}, "unit"}), 422) << "a typed value is at fault, not the address";
  EXPECT_EQ(status_of({"access.forbidden"}), 403);
  EXPECT_EQ(status_of({"order.conflict"}), 409);
  EXPECT_EQ(status_of({"order.day_in_past"}), 422);
  EXPECT_EQ(status_of({"request.malformed"}), 400);
  EXPECT_EQ(status_of({"request.bad_text"}), 400);
  EXPECT_EQ(status_of({"request.csrf"}), 403);
  EXPECT_EQ(status_of({"request.too_large"}), 413);
  EXPECT_EQ(status_of({"request.media_type"}), 415);
}

}  // namespace
}  // namespace ssiis::web
