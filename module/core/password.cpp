#include "core/password.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <stdexcept>
#include <vector>

#include "core/bytes.hpp"
#include "core/text.hpp"

namespace ssiis {
namespace {

std::vector<std::byte> derived(std::string_view password, std::span<const std::byte> salt, std::uint64_t n,
                               std::uint64_t r, std::uint64_t p) {
  std::vector<std::byte> out(32);
  constexpr std::uint64_t memory = 64ULL << 20;
  if (EVP_PBE_scrypt(password.data(), password.size(), reinterpret_cast<const unsigned char*>(salt.data()), salt.size(),
                     n, r, p, memory, reinterpret_cast<unsigned char*>(out.data()), out.size()) != 1)
    throw std::runtime_error{"scrypt"};
  return out;
}

}  // namespace

std::string hash_password(std::string_view password) {
  const auto salt = random_bytes(16);
  return fmt::format("scrypt$16384$8$1${}${}", hex(salt), hex(derived(password, salt, 16384, 8, 1)));
}

bool password_matches(std::string_view password, std::string_view stored) {
  const auto parts = split(stored, '$');
  if (parts.size() != 6 || parts[0] != "scrypt") return false;
  const auto n = whole_number(parts[1]), r = whole_number(parts[2]), p = whole_number(parts[3]);
  const auto salt = from_hex(parts[4]);
  if (!n || !r || !p || *n < 2 || *n > 65536 || *r < 1 || *r > 16 || *p < 1 || *p > 4 || salt.empty()) return false;
  const auto hash = derived(password, salt, static_cast<std::uint64_t>(*n), static_cast<std::uint64_t>(*r),
                            static_cast<std::uint64_t>(*p));
  return equal_constant_time(hex(hash), parts[5]);
}

}  // namespace ssiis
