#include "documents/qr.hpp"

#include <qrencode.h>
#include <zlib.h>

#include <memory>
#include <stdexcept>
#include <vector>

namespace ssiis::documents {

namespace {

std::string big_endian(std::uint32_t v) {
  return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8), static_cast<char>(v)};
}

std::string chunk(std::string_view type, std::string_view data) {
  std::string body{type};
  body += data;
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(static_cast<std::uint32_t>(crc));
}

std::string deflated(const std::string& raw) {
  uLongf size = compressBound(static_cast<uLong>(raw.size()));
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(raw.data()),
                static_cast<uLong>(raw.size()), Z_BEST_COMPRESSION) != Z_OK)
    throw std::runtime_error{"qr: zlib"};
  out.resize(size);
  return out;
}

}  // namespace

std::string qr_png(std::string_view text, unsigned module_pixels) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code{
      QRcode_encodeString8bit(std::string{text}.c_str(), 0, QR_ECLEVEL_M), QRcode_free};
  if (!code) throw std::runtime_error{"qr: the text does not fit"};
  constexpr unsigned quiet = 4;  // modules, as ISO/IEC 18004 asks
  const auto modules = static_cast<unsigned>(code->width);
  const unsigned side = (modules + 2 * quiet) * module_pixels;
  const unsigned row_bytes = (side + 7) / 8;
  std::string raw;
  for (unsigned y = 0; y < side; ++y) {
    std::string row(row_bytes, '\xff');  // one bit a pixel, 1 is white
    for (unsigned x = 0; x < side; ++x) {
      const unsigned mx = x / module_pixels, my = y / module_pixels;
      const bool inside = mx >= quiet && my >= quiet && mx < modules + quiet && my < modules + quiet;
      if (inside && (code->data[(my - quiet) * modules + (mx - quiet)] & 1) != 0)
        row[x / 8] = static_cast<char>(static_cast<unsigned char>(row[x / 8]) & ~(0x80U >> (x % 8)));
    }
    raw += '\0';  // no filter
    raw += row;
  }
  using namespace std::string_literals;
  return "\x89PNG\r\n\x1a\n"s + chunk("IHDR", big_endian(side) + big_endian(side) + "\x01\x00\x00\x00\x00"s) +
         chunk("IDAT", deflated(raw)) + chunk("IEND", "");
}

}  // namespace ssiis::documents
