#include "core/bytes.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace ssiis {
namespace {

unsigned char* raw(std::byte* p) { return reinterpret_cast<unsigned char*>(p); }
const unsigned char* raw(const std::byte* p) { return reinterpret_cast<const unsigned char*>(p); }
EVP_MD_CTX* md(void* p) { return static_cast<EVP_MD_CTX*>(p); }

}  // namespace

Sha256Stream::Sha256Stream() : context_{EVP_MD_CTX_new()} {
  if (context_ == nullptr || EVP_DigestInit_ex(md(context_), EVP_sha256(), nullptr) != 1) {
    EVP_MD_CTX_free(md(context_));
    throw std::runtime_error{"sha256: no context"};
  }
}
Sha256Stream::~Sha256Stream() { EVP_MD_CTX_free(md(context_)); }

void Sha256Stream::add(std::span<const std::byte> data) {
  if (EVP_DigestUpdate(md(context_), data.data(), data.size()) != 1) throw std::runtime_error{"sha256: update"};
}

Sha256 Sha256Stream::finish() {
  Sha256 out{};
  if (EVP_DigestFinal_ex(md(context_), raw(out.data()), nullptr) != 1) throw std::runtime_error{"sha256: final"};
  return out;
}

Sha256 sha256(std::span<const std::byte> data) {
  Sha256 out{};
  if (EVP_Digest(data.data(), data.size(), raw(out.data()), nullptr, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error{"sha256: digest"};
  return out;
}

Sha256 sha256(std::string_view text) { return sha256(as_bytes(text)); }

Sha256 hmac_sha256(std::span<const std::byte> key, std::string_view text) {
  Sha256 out{};
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), raw(as_bytes(text).data()), text.size(),
           raw(out.data()), nullptr) == nullptr)
    throw std::runtime_error{"hmac"};
  return out;
}

std::vector<std::byte> random_bytes(std::size_t count) {
  std::vector<std::byte> out(count);
  if (RAND_bytes(raw(out.data()), static_cast<int>(count)) != 1) throw std::runtime_error{"no random bytes"};
  return out;
}

std::string hex(std::span<const std::byte> data) {
  static constexpr char letters[] = "0123456789abcdef";
  std::string out;
  out.reserve(data.size() * 2);
  for (const std::byte b : data) {
    out += letters[std::to_integer<unsigned>(b) >> 4];
    out += letters[std::to_integer<unsigned>(b) & 15u];
  }
  return out;
}

std::vector<std::byte> from_hex(std::string_view text) {
  const auto nibble = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  if (text.size() % 2 != 0) return {};
  std::vector<std::byte> out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int hi = nibble(text[i]), lo = nibble(text[i + 1]);
    if (hi < 0 || lo < 0) return {};
    out.push_back(static_cast<std::byte>(hi * 16 + lo));
  }
  return out;
}

std::string base32_code(std::span<const std::byte> data) {
  static constexpr char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string out;
  unsigned buffer = 0, bits = 0;
  for (const std::byte b : data) {
    buffer = (buffer << 8) | std::to_integer<unsigned>(b);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += letters[(buffer >> bits) & 31u];
    }
    buffer &= (1u << bits) - 1u;
  }
  if (bits > 0) out += letters[(buffer << (5 - bits)) & 31u];
  return out;
}

bool equal_constant_time(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace ssiis
