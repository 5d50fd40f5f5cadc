// Hashes, random bytes, hexadecimal text. OpenSSL does the work; every function throws std::runtime_error if it fails.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis {

using Sha256 = std::array<std::byte, 32>;

Sha256 sha256(std::span<const std::byte> data);
Sha256 sha256(std::string_view text);
Sha256 hmac_sha256(std::span<const std::byte> key, std::string_view text);

// A hash fed piece by piece. Not thread-safe; finish() once.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  void add(std::span<const std::byte> data);
  Sha256 finish();

 private:
  void* context_;
};

std::vector<std::byte> random_bytes(std::size_t count);
std::string hex(std::span<const std::byte> data);          // lower case
std::vector<std::byte> from_hex(std::string_view text);    // empty when malformed
std::string base32_code(std::span<const std::byte> data);  // Crockford letters, for codes people read aloud
bool equal_constant_time(std::string_view a, std::string_view b) noexcept;

inline std::span<const std::byte> as_bytes(std::string_view s) noexcept {
  return {reinterpret_cast<const std::byte*>(s.data()), s.size()};
}
inline std::string_view as_text(std::span<const std::byte> b) noexcept {
  return {reinterpret_cast<const char*>(b.data()), b.size()};
}

}  // namespace ssiis
