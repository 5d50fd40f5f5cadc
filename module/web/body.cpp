#include "web/body.hpp"

#include <array>

#include "web/ascii.hpp"
#include "web/multipart.hpp"

namespace ssiis::web {
namespace {

Result<Posted> read_urlencoded(const BodyReader& body, const FormLimits& limits) {
  std::string text;
  std::array<std::byte, 16 * 1024> piece;
  while (const auto got = body(piece)) {
    text.append(as_text(std::span{piece}.first(got)));
    if (text.size() > 3 * limits.all_field_bytes) return Rejection{"request.too_large"};  // %XX is three for one
  }
  auto pairs = parsed_pairs(text, limits.fields);
  if (!pairs) return pairs.rejections();
  Posted posted{std::move(pairs).value(), {}};
  std::size_t total = 0;
  for (const auto& [name, value] : posted.fields) {
    total += value.size();
    if (name.size() > limits.name_bytes || value.size() > limits.field_bytes || total > limits.all_field_bytes)
      return Rejection{"request.too_large"};
  }
  return posted;
}

std::string media_type(std::string_view content_type) {
  return ascii_lower(trimmed(content_type.substr(0, content_type.find(';'))));
}

Result<Posted> read_posted(const std::string& content_type, const BodyReader& body,
                           const std::filesystem::path& quarantine, const FormLimits& limits,
                           const BeforeFiles& before_files) {
  const auto type = media_type(content_type);
  if (type == "application/x-www-form-urlencoded") return read_urlencoded(body, limits);
  if (type != "multipart/form-data") return Rejection{"request.media_type"};
  const auto boundary = multipart_boundary(content_type);
  if (!boundary) return Rejection{"request.malformed"};
  return read_multipart(*boundary, body, quarantine, limits, before_files);
}

}  // namespace

Result<Done> read_form(Request& into, const BodyReader& body, const std::filesystem::path& quarantine,
                       const FormLimits& limits, const BeforeFiles& before_files) {
  auto posted = read_posted(into.header("content-type"), body, quarantine, limits, before_files);
  if (!posted) return posted.rejections();
  Posted taken = std::move(posted).value();
  into.fields = std::move(taken.fields);
  into.uploads = std::move(taken.uploads);
  return Done{};
}

}  // namespace ssiis::web
