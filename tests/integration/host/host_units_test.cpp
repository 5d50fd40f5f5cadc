// The pure pieces of the host: what is a request, what may be an answer.
#include <gtest/gtest.h>

#include "host/config.hpp"
#include "host/head.hpp"
#include "host/html.hpp"
#include "host/panels.hpp"
#include "host/rate.hpp"
#include "host/registers.hpp"
#include "host/users.hpp"

namespace lsso::host {
namespace {

int refusal(std::string_view head) { return parse_head(head, HeadLimits{}).refusal; }

TEST(Head, TakesAnOrdinaryRequest) {
  const auto r = parse_head("GET /a%20b?x=1 HTTP/1.1\r\nHost: h\r\nX-Y:  z \r\nX-Y: w\r\n\r\n", HeadLimits{});
  ASSERT_EQ(r.refusal, 0);
  EXPECT_EQ(r.head.path, "/a%20b");
  EXPECT_EQ(r.head.query, "x=1");
  ASSERT_EQ(r.head.headers.size(), 3U);
  EXPECT_EQ(r.head.headers[1].second, "z");
  EXPECT_EQ(r.head.header("x-y"), "z");
}

TEST(Head, RefusesEveryFormOfSmuggling) {
  EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
  EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n"), 400);
  EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +3\r\n\r\n"), 400);
  EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n"), 400);
  EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"), 501);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: h\r\n X-Folded: y\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost : h\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n\r\n"), 400);
}

TEST(Head, RefusesOddRequestLines) {
  EXPECT_EQ(refusal("GET http://evil/ HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
  EXPECT_EQ(refusal("TRACE / HTTP/1.1\r\nHost: h\r\n\r\n"), 405);
  EXPECT_EQ(refusal("GET / HTTP/2.0\r\nHost: h\r\n\r\n"), 505);
  EXPECT_EQ(refusal("GET  / HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET /\x01 HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
  EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: h\r\n\r\n"), 411);
  EXPECT_EQ(refusal("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"), 414);
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 101; ++i) many += "X: y\r\n";
  EXPECT_EQ(refusal(many + "\r\n"), 431);
}

TEST(RoutingPath, IsDecodedOnceAndNeverAmbiguous) {
  EXPECT_EQ(routing_path("/mis/units/%E0%BA%81"), "/mis/units/ກ");
  EXPECT_EQ(routing_path("/a%2541"), "/a%41");
  for (const auto* bad :
       {"/a/../b", "/a/%2e%2e/b", "/a//b", "/a%2Fb", "/a%5Cb", "/a%00", "/a%0d%0a", "/a%", "/a/./b", "/%ff"})
    EXPECT_FALSE(routing_path(bad)) << bad;
}

TEST(Html, EscapesTextAndRefusesForeignAddresses) {
  Html h;
  h << "<a href=\"";
  h.href("javascript:alert(1)") << "\">";
  h.text("<b>\"'&") << "</a>";
  EXPECT_EQ(h.str(), "<a href=\"#\">&lt;b&gt;&quot;&#39;&amp;</a>");
  Html other;
  other.href("//evil.example/x");
  EXPECT_EQ(other.str(), "#");
}

TEST(Panel, HoldsNoScriptStyleOrFrame) {
  EXPECT_TRUE(panel_is_sound("<p class=\"small\">ສະບາຍດີ</p>"));
  for (const auto* bad :
       {"<SCRIPT>x</SCRIPT>", "<p style=\"x\">", "<iframe src=x>", "<a href=\"JavaScript:x\">", "\xff"})
    EXPECT_FALSE(panel_is_sound(bad)) << bad;
}

TEST(Lockout, GrowsFromTheFifthFailureUpToAnHour) {
  EXPECT_EQ(lock_seconds(4), 0);
  EXPECT_EQ(lock_seconds(5), 30);
  EXPECT_EQ(lock_seconds(6), 60);
  EXPECT_EQ(lock_seconds(11), 1920);
  EXPECT_EQ(lock_seconds(12), 3600);
  EXPECT_EQ(lock_seconds(1'000'000), 3600);
}

TEST(FailureRate, CountsPerAddressWithinItsWindow) {
  FailureRate rate{2, 100};
  rate.failed("a", 1000);
  EXPECT_FALSE(rate.too_many("a", 1001));
  rate.failed("a", 1001);
  EXPECT_TRUE(rate.too_many("a", 1002));
  EXPECT_FALSE(rate.too_many("b", 1002));
  EXPECT_FALSE(rate.too_many("a", 1100));
}

TEST(OldDates, AreShownAsPeopleReadThem) {
  EXPECT_EQ(shown_day("20170214"), "14/02/2017");
  EXPECT_EQ(shown_day("20170200"), "02/2017");
  EXPECT_EQ(shown_day("20170000"), "2017");
  EXPECT_EQ(shown_day("00000000"), "");
  EXPECT_EQ(shown_day("unknown"), "unknown");
  EXPECT_EQ(shown_month("202610"), "10/2026");
}

}  // namespace
}  // namespace lsso::host
