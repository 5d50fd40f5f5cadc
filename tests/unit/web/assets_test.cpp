#include "web/assets.hpp"

#include <gtest/gtest.h>

#include "answer.hpp"
#include "folder.hpp"

namespace ssiis::web {
namespace {

const std::filesystem::path built = std::filesystem::path{SSIIS_SHARE_DIR} / "assets";

Page get(const Assets& assets, std::string file, std::string accept = {}) {
  Request request;
  request.method = "GET";
  request.captures["file"] = std::move(file);
  if (!accept.empty()) request.headers.emplace("accept-encoding", std::move(accept));
  return assets.page(request);
}

std::string file_of(const Assets& assets, std::string_view name) {
  return assets.url(name).substr(assets.url(name).rfind('/') + 1);
}

TEST(Assets, AreServedForEverUnderTheirHash) {
  const Assets assets{built};
  const auto file = file_of(assets, "bootstrap.min.css");
  EXPECT_EQ(assets.url("bootstrap.min.css"), "/inspection/assets/" + file);
  const auto page = get(assets, file);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.content_type, "text/css; charset=utf-8");
  EXPECT_NE(test::header_of(page, "Cache-Control").find("immutable"), std::string::npos);
  EXPECT_EQ(test::header_of(page, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(test::header_of(page, "Content-Encoding"), "");
  EXPECT_EQ(file.substr(14, 12), hex(sha256(page.body)).substr(0, 12)) << "the name tells the content";
}

TEST(Assets, ArePackedForThoseWhoTakeIt) {
  const Assets assets{built};
  const auto file = file_of(assets, "htmx.min.js");
  const auto packed = get(assets, file, "br, gzip;q=0.8");
  EXPECT_EQ(test::header_of(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(test::header_of(packed, "Vary"), "Accept-Encoding");
  EXPECT_EQ(packed.body.substr(0, 2), "\x1f\x8b");
  EXPECT_LT(packed.body.size(), get(assets, file).body.size());
  for (const char* no : {"br", "gzip;q=0", "gzip; q=0.0", "xgzip"})
    EXPECT_EQ(test::header_of(get(assets, file, no), "Content-Encoding"), "") << no;
  EXPECT_EQ(test::header_of(get(assets, file_of(assets, "noto-sans-lao-400.woff2"), "gzip"), "Content-Encoding"), "");
}

TEST(Assets, StyleSheetsNameTheHashedFonts) {
  const Assets assets{built};
  const auto sheet = get(assets, file_of(assets, "components.css")).body;
  EXPECT_NE(sheet.find("url(" + file_of(assets, "noto-sans-lao-400.woff2") + ")"), std::string::npos);
  EXPECT_EQ(get(assets, file_of(assets, "noto-sans-lao-400.woff2")).content_type, "font/woff2");
}

TEST(Assets, NothingElseIsServed) {
  const Assets assets{built};
  for (const char* other : {"manifest.json", "../../etc/passwd", "bootstrap.min.css", "", "..", "%2e%2e"}) {
    const auto page = get(assets, other);
    EXPECT_EQ(page.status, 404) << other;
    EXPECT_EQ(test::header_of(page, "Cache-Control"), "no-store");
  }
  EXPECT_EQ(assets.page(Request{}).status, 404);
}

TEST(Assets, WithABrokenManifestAreRefused) {
  test::Folder folder;
  EXPECT_THROW(Assets{folder.path()}, std::runtime_error);
  folder.write("a.0.css", "x");
  for (const char* bad : {"", "[]", "{", "{\"a.css\"}", "{\"a.css\": \"a.0.css\" \"b.css\": \"a.0.css\"}",
                          "{\"a.css\": \"../a.0.css\"}", "{\"a.css\": \"none.css\"}", "{\"a.css\", \"a.0.css\"}",
                          "{\"a.css\": \"a.0.css\",}x", "{\"a.exe\": \"a.0.exe\"}"}) {
    folder.write("manifest.json", bad);
    EXPECT_THROW(Assets{folder.path()}, std::runtime_error) << bad;
  }
  folder.write("manifest.json", "{\"a.css\": \"a.0.css\"}\n");
  EXPECT_EQ(Assets(folder.path(), "/mis/assets").url("a.css"), "/mis/assets/a.0.css");
}

}  // namespace
}  // namespace ssiis::web
