// Writes ZIP containers byte by byte, so that every header can lie.
#pragma once
#include <zlib.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ssiis::test {

inline std::string le16(unsigned v) { return {static_cast<char>(v & 0xff), static_cast<char>((v >> 8) & 0xff)}; }
inline std::string le32(std::uint64_t v) {
  return le16(static_cast<unsigned>(v & 0xffff)) + le16(static_cast<unsigned>((v >> 16) & 0xffff));
}

inline std::string deflate_raw(const std::string& data) {
  z_stream z{};
  deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, static_cast<uLong>(data.size())), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  z.avail_in = static_cast<uInt>(data.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

// One entry with the claims its headers make; change a claim after make().
struct Forged {
  std::string name, data;  // data as it lies in the file
  std::uint64_t size{0};   // claimed unpacked size
  std::uint32_t crc{0};
  unsigned method{8}, flags{0};
  std::uint32_t attributes{0};
  unsigned made_by{3 << 8};
  std::string local_name{};  // when it differs from the directory's
  static Forged of(std::string name, const std::string& content, bool packed = true) {
    Forged f;
    f.name = std::move(name);
    f.data = packed ? deflate_raw(content) : content;
    f.size = content.size();
    f.crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    f.method = packed ? 8 : 0;
    return f;
  }
};

inline std::string zip_of(const std::vector<Forged>& entries) {
  std::string out, directory;
  for (const auto& e : entries) {
    const std::uint64_t at = out.size();
    const std::string local = e.local_name.empty() ? e.name : e.local_name;
    const std::string claims = le32(e.crc) + le32(e.data.size()) + le32(e.size);
    out += "PK\x03\x04" + le16(20) + le16(e.flags) + le16(e.method) + le32(0) + claims +
           le16(static_cast<unsigned>(local.size())) + le16(0) + local + e.data;
    directory += "PK\x01\x02" + le16(e.made_by | 20) + le16(20) + le16(e.flags) + le16(e.method) + le32(0) + claims +
                 le16(static_cast<unsigned>(e.name.size())) + le16(0) + le16(0) + le16(0) + le16(0) +
                 le32(e.attributes) + le32(at) + e.name;
  }
  const auto count = le16(static_cast<unsigned>(entries.size()));
  return out + directory + "PK\x05\x06" + le32(0) + count + count + le32(directory.size()) + le32(out.size()) + le16(0);
}

using Files = std::vector<std::pair<std::string, std::string>>;
inline std::string zip_with(const Files& files) {
  std::vector<Forged> entries;
  for (const auto& [name, content] : files) entries.push_back(Forged::of(name, content));
  return zip_of(entries);
}

}  // namespace ssiis::test
