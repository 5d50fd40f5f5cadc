// Salted slow hashes of passwords (scrypt), in one self-describing text: scrypt$N$r$p$salt$hash.
#pragma once
#include <string>
#include <string_view>

namespace ssiis {

// About 60 ms and 16 MiB. Throws std::runtime_error when OpenSSL fails.
std::string hash_password(std::string_view password);
// False for a wrong password and for a text that is not such a hash. Takes the same time for both outcomes of a
// well-formed hash.
bool password_matches(std::string_view password, std::string_view stored);

}  // namespace ssiis
