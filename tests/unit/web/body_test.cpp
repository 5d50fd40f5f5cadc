#include "web/body.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstring>
#include <sstream>
#include <stdexcept>

#include "folder.hpp"
#include "web/multipart.hpp"

namespace ssiis::web {
namespace {

// A body that arrives in pieces of a given size.
BodyReader pieces(std::string text, std::size_t piece) {
  return [text = std::move(text), piece, at = std::size_t{0}](std::span<std::byte> into) mutable {
    const auto count = std::min({piece, into.size(), text.size() - at});
    std::memcpy(into.data(), text.data() + at, count);
    at += count;
    return count;
  };
}

Request posting(std::string content_type) {
  Request request;
  request.method = "POST";
  request.headers.emplace("content-type", std::move(content_type));
  return request;
}

std::string part(std::string_view disposition, std::string_view content) {
  return "--XX\r\nContent-Disposition: form-data; " + std::string{disposition} + "\r\n\r\n" + std::string{content} +
         "\r\n";
}

struct Multipart : testing::Test {
  test::Folder quarantine;
  Request request = posting("multipart/form-data; boundary=XX");
  FormLimits limits;
  Result<Done> read(const std::string& body, std::size_t piece = 1000) {
    return read_form(request, pieces(body, piece), quarantine.path(), limits);
  }
  std::string code(const std::string& body) {
    const auto result = read(body);
    EXPECT_TRUE(request.fields.empty() && request.uploads.empty());
    EXPECT_EQ(quarantine.files(), 0u) << "nothing may stay of a refused form";
    return result ? "accepted" : result.rejection().code;
  }
};

TEST(Urlencoded, FillsFieldsAndLimitsThem) {
  test::Folder quarantine;
  auto request = posting("Application/X-WWW-Form-Urlencoded; charset=UTF-8");
  ASSERT_TRUE(read_form(request, pieces("a=1&a=2&n=%E0%BA%81", 1), quarantine.path()));
  EXPECT_EQ(request.fields.count("a"), 2u);
  EXPECT_EQ(request.field("n"), "ກ");
  FormLimits limits;
  limits.fields = 2;
  const auto code = [&](const std::string& body) {
    auto again = posting("application/x-www-form-urlencoded");
    const auto result = read_form(again, pieces(body, 7), quarantine.path(), limits);
    return result ? std::string{"accepted"} : result.rejection().code;
  };
  EXPECT_EQ(code("a=1&b=2"), "accepted");
  EXPECT_EQ(code("a=1&b=2&c=3"), "request.too_large");
  EXPECT_EQ(code("a=" + std::string(limits.field_bytes, 'x')), "accepted");
  EXPECT_EQ(code("a=" + std::string(limits.field_bytes + 1, 'x')), "request.too_large");
  EXPECT_EQ(code(std::string(limits.name_bytes + 1, 'n') + "=1"), "request.too_large");
  EXPECT_EQ(code(std::string(4 * limits.all_field_bytes, 'x')), "request.too_large");
  EXPECT_EQ(code("a=%00"), "request.bad_text");
  EXPECT_EQ(code("a=%fe"), "request.bad_text");
  EXPECT_EQ(code("a=%1"), "request.malformed");
}

TEST(Form, OfAnotherMediaTypeIsRefused) {
  test::Folder quarantine;
  for (const char* type : {"", "text/plain", "application/json", "multipart/mixed; boundary=XX"}) {
    auto request = posting(type);
    EXPECT_EQ(read_form(request, pieces("a=1", 9), quarantine.path()).rejection().code, "request.media_type") << type;
  }
}

TEST(Boundary, IsReadAsRfc2046Has) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(multipart_boundary("multipart/form-data; charset=utf-8; BOUNDARY=\"a b'c\""), "a b'c");
  for (const char* bad :
       {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=a;boundary=b",
        "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=\"a \"",
        "multipart/form-data; boundary=a\x01", "multipart/form-data; boundary=\xE0"})
    EXPECT_EQ(multipart_boundary(bad), std::nullopt) << bad;
  EXPECT_EQ(multipart_boundary("m/x; boundary=" + std::string(71, 'a')), std::nullopt);
  EXPECT_NE(multipart_boundary("m/x; boundary=" + std::string(70, 'a')), std::nullopt);
}

TEST_F(Multipart, ReadsFieldsAndFilesHoweverTheBytesArrive) {
  std::string photo;
  for (int i = 0; i < 70'000; ++i) photo += static_cast<char>(i * 7 % 256);
  photo += "\r\n--X\r\n--";  // nearly the boundary
  const auto body = part("name=\"note\"", "ສະບາຍດີ\r\n--") +
                    part("name=\"photo\"; filename=\"ຮູບ.jpg\"\r\nContent-Type: image/jpeg", photo) +
                    part("name=\"empty\"", "") + part("name=\"none\"; filename=\"\"", "") + "--XX--\r\nepilogue";
  for (const std::size_t piece : {1u, 2u, 3u, 5u, 16u, 4096u, 1'000'000u}) {
    ASSERT_TRUE(read(body, piece)) << piece;
    EXPECT_EQ(request.fields.find("note")->second, "ສະບາຍດີ\r\n--");
    EXPECT_EQ(request.fields.count("empty"), 1u);
    EXPECT_EQ(request.fields.count("none"), 0u);
    ASSERT_EQ(request.uploads.size(), 1u);
    const auto& upload = request.uploads.front();
    EXPECT_EQ(upload.field, "photo");
    EXPECT_EQ(upload.file_name, "ຮູບ.jpg");
    EXPECT_EQ(upload.content_type, "image/jpeg");
    EXPECT_EQ(upload.size, photo.size());
    std::ifstream in{upload.quarantine_path, std::ios::binary};
    std::ostringstream stored;
    stored << in.rdbuf();
    EXPECT_EQ(stored.str(), photo);
    struct stat status {};
    ASSERT_EQ(::stat(upload.quarantine_path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0600u);
  }
  EXPECT_EQ(quarantine.files(), 1u) << "each reading removed what the one before it kept";
  request = Request{};
  EXPECT_EQ(quarantine.files(), 0u) << "uploads go with their request";
}

TEST_F(Multipart, NamesOfFilesAreNoPaths) {
  ASSERT_TRUE(read(part("name=\"f\"; filename=\"C:\\dir\\a%22b.txt\"", "x") +
                   part("name=\"f\"; filename=\"../../etc/passwd\"", "y") + "--XX--"));
  ASSERT_EQ(request.uploads.size(), 2u);
  EXPECT_EQ(request.uploads[0].file_name, "a\"b.txt");
  EXPECT_EQ(request.uploads[1].file_name, "passwd");
  for (const auto& upload : request.uploads)
    EXPECT_EQ(std::filesystem::path{upload.quarantine_path}.parent_path(), quarantine.path());
}

TEST_F(Multipart, MalformedBodiesAreRefused) {
  const auto good = part("name=\"a\"", "1");
  EXPECT_EQ(code(""), "request.malformed");
  EXPECT_EQ(code(good), "request.malformed") << "cut short";
  EXPECT_EQ(code(good + "--XX"), "request.malformed");
  EXPECT_EQ(code(good + "--XX-"), "request.malformed");
  EXPECT_EQ(code(good + "--XXgarbage\r\n"), "request.malformed");
  EXPECT_EQ(code("preamble\r\n" + good + "--XX--"), "request.malformed");
  EXPECT_EQ(code("--XX\r\n\r\n\r\nx\r\n--XX--"), "request.malformed") << "a part without a head";
  EXPECT_EQ(code("--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--"), "request.malformed");
  EXPECT_EQ(code("--XX\r\nno colon\r\n\r\nx\r\n--XX--"), "request.malformed");
  EXPECT_EQ(code(part("filename=\"x\"", "1") + "--XX--"), "request.malformed") << "no name";
  EXPECT_EQ(code(part("name=\"\"", "1") + "--XX--"), "request.malformed");
  EXPECT_EQ(code(part("name=\"a\"; name=\"b\"", "1") + "--XX--"), "request.malformed");
  EXPECT_EQ(code(part("name=\"a", "1") + "--XX--"), "request.malformed");
  EXPECT_EQ(code("--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--XX--"), "request.malformed");
  EXPECT_EQ(code(part("name=\"a\"; filename=\"f\"", std::string(40'000, 'x')).substr(0, 30'000)), "request.malformed")
      << "a file cut short";
  EXPECT_EQ(code(part("name=\"\xff\"", "1") + "--XX--"), "request.bad_text");
  EXPECT_EQ(code(part("name=\"a\"", "\xff") + "--XX--"), "request.bad_text");
  EXPECT_EQ(code(part("name=\"a\"", std::string_view{"a\0b", 3}) + "--XX--"), "request.bad_text");
  EXPECT_EQ(code(part("name=\"a\"; filename=\"\xc0\xaf\"", "1") + "--XX--"), "request.bad_text");
}

TEST_F(Multipart, EveryCountAndSizeHasALimit) {
  limits.fields = 1;
  limits.uploads = 1;
  limits.field_bytes = 10;
  limits.upload_bytes = 20;
  limits.file_name_bytes = 9;
  const auto field = part("name=\"a\"", "1234567890");
  const auto file = part("name=\"f\"; filename=\"x\"", std::string(20, 'x'));
  ASSERT_TRUE(read(field + file + "--XX--")) << "all at their limits";
  request = posting("multipart/form-data; boundary=XX");
  EXPECT_EQ(code(field + field + "--XX--"), "request.too_large");
  EXPECT_EQ(code(file + file + "--XX--"), "request.too_large");
  EXPECT_EQ(code(part("name=\"a\"", "12345678901") + "--XX--"), "request.too_large");
  EXPECT_EQ(code(part("name=\"f\"; filename=\"x\"", std::string(21, 'x')) + "--XX--"), "request.too_large");
  EXPECT_EQ(code(part("name=\"f\"; filename=\"1234567890\"", "x") + "--XX--"), "request.too_large");
  EXPECT_EQ(code(part("name=\"" + std::string(101, 'n') + "\"", "x") + "--XX--"), "request.too_large");
  EXPECT_EQ(code("--XX\r\nX: " + std::string(9000, 'h')), "request.too_large");
  limits.body_bytes = 100;
  EXPECT_EQ(code(part("name=\"f\"; filename=\"x\"", std::string(200, 'x'))), "request.too_large");
}

TEST_F(Multipart, TheFirstFileWaitsForLeaveWhichSeesTheFieldsBeforeIt) {
  const auto token = part("name=\"csrf\"", "yes");
  const auto file = part("name=\"f\"; filename=\"x\"", std::string(200'000, 'x'));
  const auto later = part("name=\"late\"", "1");
  int asked = 0;
  std::size_t seen = 0, files_seen = 9;
  const BeforeFiles leave = [&](const std::multimap<std::string, std::string>& fields) -> std::optional<Rejection> {
    ++asked;
    seen = fields.size();
    files_seen = quarantine.files();
    return fields.contains("csrf") ? std::nullopt : std::optional{Rejection{"request.csrf"}};
  };
  ASSERT_TRUE(
      read_form(request, pieces(token + file + file + later + "--XX--", 1000), quarantine.path(), limits, leave));
  EXPECT_EQ(asked, 1) << "once a form";
  EXPECT_EQ(seen, 1u) << "with what stood before the file";
  EXPECT_EQ(files_seen, 0u);
  request = posting("multipart/form-data; boundary=XX");
  std::size_t read = 0;
  auto rest = pieces(later + file + token + "--XX--", 1000);
  const BodyReader counted = [&](std::span<std::byte> into) {
    const auto got = rest(into);
    read += got;
    return got;
  };
  const auto refused = read_form(request, counted, quarantine.path(), limits, leave);
  ASSERT_FALSE(refused) << "a token behind the file comes too late";
  EXPECT_EQ(refused.rejection().code, "request.csrf");
  EXPECT_LT(read, 3000u) << "the file is not read";
  EXPECT_EQ(quarantine.files(), 0u);
}

TEST_F(Multipart, AFormWithoutFilesIsNotAskedForLeave) {
  bool asked = false;
  const BeforeFiles leave = [&](const auto&) {
    asked = true;
    return std::optional<Rejection>{};
  };
  ASSERT_TRUE(read_form(request, pieces(part("name=\"a\"", "1") + "--XX--", 9), quarantine.path(), limits, leave));
  EXPECT_FALSE(asked);
}

TEST_F(Multipart, AFaultOfTheReaderGoesThroughAndLeavesNoFile) {
  const auto start = part("name=\"f\"; filename=\"x\"", std::string(40'000, 'x')).substr(0, 30'000);
  auto first = pieces(start, 5000);
  const BodyReader broken = [&](std::span<std::byte> into) {
    const auto got = first(into);
    if (got == 0) throw std::runtime_error{"connection lost"};
    return got;
  };
  EXPECT_THROW((void)read_form(request, broken, quarantine.path()), std::runtime_error);
  EXPECT_EQ(quarantine.files(), 0u);
}

TEST_F(Multipart, AMissingQuarantineIsAFault) {
  EXPECT_THROW((void)read_form(request, pieces(part("name=\"f\"; filename=\"x\"", "1") + "--XX--", 99),
                               quarantine.path() / "none"),
               std::system_error);
}

}  // namespace
}  // namespace ssiis::web
