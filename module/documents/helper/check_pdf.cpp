// A PDF may show; it may not do. Names of actions are looked for in all bytes and in all streams that can be unpacked,
// because object streams hide dictionaries inside compressed data, and a name may be written with #xx codes.
#include <zlib.h>

#include <algorithm>
#include <array>

#include "documents/helper/checks.hpp"

namespace ssiis::helper {

namespace {

constexpr std::size_t most_unpacked = 200U << 20;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool delimiter(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u <= 0x20 || std::string_view{"()<>[]{}/%"}.find(c) != std::string_view::npos;
}

// The name that begins at the '/' before `at`, #xx decoded; at most 40 signs are looked at.
std::string name_at(std::string_view b, std::size_t at) {
  std::string name;
  while (at < b.size() && name.size() < 40 && !delimiter(b[at])) {
    if (b[at] == '#' && at + 2 < b.size() && hex_digit(b[at + 1]) >= 0 && hex_digit(b[at + 2]) >= 0) {
      name += static_cast<char>(hex_digit(b[at + 1]) * 16 + hex_digit(b[at + 2]));
      at += 3;
    } else {
      name += b[at++];
    }
  }
  return name;
}

// Only names long enough not to come up by chance in compressed pictures.
void check_names(std::string_view b) {
  for (std::size_t at = b.find('/'); at != std::string_view::npos; at = b.find('/', at + 1)) {
    const auto name = name_at(b, at + 1);
    if (name == "JavaScript" || name == "Launch" || name == "RichMedia" || name == "SubmitForm" ||
        name == "ImportData" || name == "GoToE" || name == "Rendition")
      throw Refused{"upload.pdf_active"};
    if (name == "EmbeddedFile" || name == "EmbeddedFiles") throw Refused{"upload.embedded_file"};
    if (name == "Encrypt") throw Refused{"upload.encrypted"};
  }
}

bool has_name(std::string_view b, std::string_view wanted) {
  for (std::size_t at = b.find('/'); at != std::string_view::npos; at = b.find('/', at + 1))
    if (name_at(b, at + 1) == wanted) return true;
  return false;
}

// An object stream must be readable for us: plain or deflated once, without a predictor.
void check_object_stream(std::string_view dictionary) {
  if (!has_name(dictionary, "ObjStm")) return;
  for (const char* filter : {"ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "RunLengthDecode", "Crypt", "AHx", "A85",
                             "LZW", "RL", "Predictor"})
    if (has_name(dictionary, filter)) throw Refused{"upload.pdf_hidden"};
  const auto first = dictionary.find("FlateDecode");
  if (first != std::string_view::npos && dictionary.find("FlateDecode", first + 1) != std::string_view::npos)
    throw Refused{"upload.pdf_hidden"};
}

// Unpacks a zlib stream as far as it goes; a stream that is not one gives nothing.
void check_stream(std::string_view packed, std::size_t& unpacked) {
  z_stream z{};
  if (inflateInit(&z) != Z_OK) throw std::bad_alloc{};
  z.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));  // zlib's missing const
  z.avail_in = static_cast<uInt>(packed.size());
  std::string window;  // the end of the piece before, so that no name is cut in two
  std::array<char, 65536> piece;
  int status = Z_OK;
  while (status == Z_OK) {
    z.next_out = reinterpret_cast<Bytef*>(piece.data());
    z.avail_out = static_cast<uInt>(piece.size());
    status = inflate(&z, Z_NO_FLUSH);
    const std::string_view made{piece.data(), piece.size() - z.avail_out};
    unpacked += made.size();
    window.append(made);
    try {
      check_names(window);
      if (unpacked > most_unpacked) throw Refused{"upload.unpacks_too_large"};
    } catch (const Refused&) {
      inflateEnd(&z);
      throw;
    }
    if (window.size() > 200) window.erase(0, window.size() - 200);
    if (made.empty()) break;
  }
  inflateEnd(&z);
}

}  // namespace

void check_pdf(std::string_view b) {
  if (b.substr(0, 5) != "%PDF-") throw Refused{"upload.type_mismatch"};
  const auto end = b.rfind("%%EOF");
  if (end == std::string_view::npos || b.size() - end > 1024 || b.find("startxref") == std::string_view::npos)
    throw Refused{"upload.damaged"};
  check_names(b);
  std::size_t unpacked = 0;
  for (std::size_t at = b.find("stream"); at != std::string_view::npos; at = b.find("stream", at + 6)) {
    if (at >= 3 && b.substr(at - 3, 3) == "end") continue;
    std::size_t data = at + 6;
    if (data < b.size() && b[data] == '\r') ++data;
    if (data < b.size() && b[data] == '\n') ++data;
    const std::size_t back = std::min<std::size_t>(at, 2048);
    auto dictionary = b.substr(at - back, back);
    if (const auto object = dictionary.rfind("obj"); object != std::string_view::npos)
      dictionary = dictionary.substr(object);
    check_object_stream(dictionary);
    check_stream(b.substr(data), unpacked);
  }
}

}  // namespace ssiis::helper
