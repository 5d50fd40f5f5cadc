// The archive of a batch, written by hand: no compression, no time but a fixed one, no mark of the machine.
#include <zlib.h>

#include <limits>
#include <stdexcept>

#include "amendments/exchange.hpp"

namespace ssiis::amendments {
namespace {

class LittleEndian {
 public:
  LittleEndian& u16(std::uint32_t v) { return put(v, 2); }
  LittleEndian& u32(std::uint32_t v) { return put(v, 4); }
  LittleEndian& text(std::string_view t) {
    bytes_ += t;
    return *this;
  }
  const std::string& bytes() const noexcept { return bytes_; }

 private:
  LittleEndian& put(std::uint32_t v, int count) {
    for (; count > 0; --count, v >>= 8U) bytes_ += static_cast<char>(v & 0xFFU);
    return *this;
  }
  std::string bytes_;
};

constexpr std::uint32_t local_mark = 0x04034b50, entry_mark = 0x02014b50, end_mark = 0x06054b50;
constexpr std::uint32_t version_needed = 10, stored = 0, utf8_names = 1U << 11U;
constexpr std::uint32_t ten_o_clock = 10U << 11U, first_of_2000 = (20U << 9U) | (1U << 5U) | 1U;

std::uint32_t small(std::size_t n) {
  if (n > std::numeric_limits<std::uint32_t>::max()) throw std::length_error{"a batch of more than 4 GiB"};
  return static_cast<std::uint32_t>(n);
}

// What the local header and the directory say alike of one file.
void put_common(LittleEndian& out, const ExchangeFile& f) {
  const auto crc = ::crc32_z(0, reinterpret_cast<const Bytef*>(f.bytes.data()), f.bytes.size());
  out.u16(version_needed).u16(utf8_names).u16(stored).u16(ten_o_clock).u16(first_of_2000);
  out.u32(static_cast<std::uint32_t>(crc)).u32(small(f.bytes.size())).u32(small(f.bytes.size()));
  out.u16(small(f.name.size())).u16(0);
}

}  // namespace

std::string archive_of(const std::vector<ExchangeFile>& files) {
  LittleEndian out, directory;
  for (const auto& f : files) {
    const auto at = small(out.bytes().size());
    out.u32(local_mark);
    put_common(out, f);
    out.text(f.name).text(f.bytes);
    directory.u32(entry_mark).u16(version_needed);
    put_common(directory, f);
    directory.u16(0).u16(0).u16(0).u32(0).u32(at).text(f.name);
  }
  const auto begins = small(out.bytes().size());
  const auto count = static_cast<std::uint32_t>(files.size());
  out.text(directory.bytes());
  out.u32(end_mark).u16(0).u16(0).u16(count).u16(count).u32(small(directory.bytes().size())).u32(begins).u16(0);
  return out.bytes();
}

}  // namespace ssiis::amendments
