#include "web/page.hpp"

#include <gtest/gtest.h>

#include "answer.hpp"

namespace ssiis::web {
namespace {

TEST(SeeOther, GoesOnlyToOurOwnAddresses) {
  const auto page = see_other("/inspection/orders/7?x=1");
  EXPECT_EQ(page.status, 303);
  EXPECT_EQ(test::header_of(page, "Location"), "/inspection/orders/7?x=1");
  EXPECT_EQ(test::header_of(see_other("/ກ"), "Location"), "/%E0%BA%81");
  for (const char* bad : {"", "x", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nSet-Cookie: x"})
    EXPECT_THROW((void)see_other(bad), std::logic_error) << bad;
}

TEST(Download, NamesTheFileForOldAndNewBrowsers) {
  const auto page = download("ໃບສັ່ງ \"1\".pdf", "application/pdf", "x");
  EXPECT_EQ(page.kind, Page::Kind::document);
  const auto disposition = test::header_of(page, "Content-Disposition");
  EXPECT_TRUE(disposition.starts_with("attachment; filename=\""));
  EXPECT_NE(disposition.find("filename*=UTF-8''%E0%BB%83"), std::string::npos);
  EXPECT_EQ(disposition.find("\"1\""), std::string::npos);
  EXPECT_EQ(test::header_of(page, "X-Content-Type-Options"), "nosniff");
  EXPECT_NE(test::header_of(page, "Content-Security-Policy").find("sandbox"), std::string::npos);
  EXPECT_THROW((void)download("a\r\nb", "text/plain", ""), std::logic_error);
  EXPECT_THROW((void)download("a", "text/plain\r\nX: y", ""), std::logic_error);
}

}  // namespace
}  // namespace ssiis::web
