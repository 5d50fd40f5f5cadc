#include "documents/helper/checks.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace ssiis::helper {

namespace {

unsigned byte_at(std::string_view b, std::size_t i) {
  if (i >= b.size()) throw Refused{"upload.damaged"};
  return static_cast<unsigned char>(b[i]);
}
std::size_t u16(std::string_view b, std::size_t i) { return (byte_at(b, i) << 8) | byte_at(b, i + 1); }
std::size_t u32(std::string_view b, std::size_t i) { return (u16(b, i) << 16) | u16(b, i + 2); }

// A picture whose decoding would eat a viewer's memory is no evidence.
void check_dimensions(std::size_t width, std::size_t height) {
  if (width == 0 || height == 0) throw Refused{"upload.damaged"};
  if (width > 20000 || height > 20000 || width * height > 100'000'000) throw Refused{"upload.picture_too_large"};
}

// How many bytes the first code point takes. The helper has its own: core's would link all of ICU into it.
std::size_t utf8_length(std::string_view b) {
  const unsigned lead = byte_at(b, 0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xc2 && lead <= 0xdf   ? 2
                             : (lead & 0xf0) == 0xe0        ? 3
                             : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                            : 0;
  if (length == 0 || length > b.size()) throw Refused{"upload.not_utf8"};
  unsigned code = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(b, i) & 0xc0) != 0x80) throw Refused{"upload.not_utf8"};
    code = (code << 6) | (byte_at(b, i) & 0x3f);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (overlong || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) throw Refused{"upload.not_utf8"};
  return length;
}

struct Kind {
  std::string_view extension, content_type;
  std::array<std::string_view, 3> magic;  // what libmagic may call it
};

constexpr std::string_view docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view odt = "application/vnd.oasis.opendocument.text";

// Producers order the parts of a container differently, and then libmagic says "zip" or less; our own check follows.
constexpr Kind kinds[] = {
    {"pdf", "application/pdf", {"application/pdf", "", ""}},
    {"jpg", "image/jpeg", {"image/jpeg", "", ""}},
    {"jpeg", "image/jpeg", {"image/jpeg", "", ""}},
    {"png", "image/png", {"image/png", "", ""}},
    {"docx", docx, {docx, "application/zip", "application/octet-stream"}},
    {"xlsx", xlsx, {xlsx, "application/zip", "application/octet-stream"}},
    {"odt", odt, {odt, "application/zip", ""}},
    {"txt", "text/plain; charset=utf-8", {"text/plain", "text/csv", "application/csv"}},
    {"csv", "text/csv; charset=utf-8", {"text/csv", "text/plain", "application/csv"}},
};

}  // namespace

std::string check_file(std::string_view extension, std::string_view bytes, std::string_view magic) {
  const auto kind = std::find_if(std::begin(kinds), std::end(kinds), [&](auto& k) { return k.extension == extension; });
  if (kind == std::end(kinds)) throw Refused{"upload.type_not_allowed"};
  if (bytes.empty()) throw Refused{"upload.empty"};
  if (magic.empty() || std::find(kind->magic.begin(), kind->magic.end(), magic) == kind->magic.end())
    throw Refused{"upload.type_mismatch"};
  if (extension == "pdf")
    check_pdf(bytes);
  else if (kind->content_type == "image/jpeg")
    check_jpeg(bytes);
  else if (extension == "png")
    check_png(bytes);
  else if (extension == "txt" || extension == "csv")
    check_text(bytes);
  else
    check_office(extension, bytes);
  return std::string{kind->content_type};
}

void check_jpeg(std::string_view b) {
  if (u16(b, 0) != 0xffd8) throw Refused{"upload.type_mismatch"};
  bool size_seen = false;
  for (std::size_t at = 2;;) {
    if (byte_at(b, at) != 0xff) throw Refused{"upload.damaged"};
    while (byte_at(b, at) == 0xff) ++at;
    const unsigned marker = byte_at(b, at++);
    if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
    const std::size_t length = u16(b, at);
    if (length < 2 || at + length > b.size()) throw Refused{"upload.damaged"};
    const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) {
      check_dimensions(u16(b, at + 5), u16(b, at + 3));
      size_seen = true;
    }
    at += length;
    if (marker == 0xda) {  // the picture itself: to the end mark; cameras may add their own data after it
      if (!size_seen || b.find("\xff\xd9", at) == std::string_view::npos) throw Refused{"upload.damaged"};
      return;
    }
  }
}

void check_png(std::string_view b) {
  using namespace std::string_view_literals;
  if (b.substr(0, 8) != "\x89PNG\r\n\x1a\n"sv) throw Refused{"upload.type_mismatch"};
  bool data = false;
  for (std::size_t at = 8, number = 0;; ++number) {
    const std::size_t length = u32(b, at);
    if (length > b.size() || at + 12 + length > b.size()) throw Refused{"upload.damaged"};
    const auto type = b.substr(at + 4, 4);
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(b.data() + at + 4), static_cast<uInt>(length + 4));
    if (crc != u32(b, at + 8 + length)) throw Refused{"upload.damaged"};
    if ((number == 0) != (type == "IHDR")) throw Refused{"upload.damaged"};
    if (number == 0) check_dimensions(u32(b, at + 8), u32(b, at + 12));
    data = data || type == "IDAT";
    at += 12 + length;
    if (type == "IEND") {
      if (!data || at != b.size()) throw Refused{"upload.damaged"};
      return;
    }
  }
}

void check_text(std::string_view b) {
  for (std::size_t at = 0; at < b.size(); at += utf8_length(b.substr(at)))
    if (byte_at(b, at) < 0x20 && std::string_view{"\n\r\t\f"}.find(b[at]) == std::string_view::npos)
      throw Refused{"upload.not_utf8"};
}

}  // namespace ssiis::helper
