// Text as it is compared: lower case, one space between words, no tone marks, and one byte a letter (Lao letters above
// 127), so that distances count letters. Internal to the room.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::matching {

std::string compact_text(std::string_view utf8);
// Letters and figures alone, Lao figures as Latin ones, upper case.
std::string compact_number(std::string_view utf8);
// Year × 10000 + month × 100 + day of what people write: 2004-03-09, 20040309, 9/3/2004, 2004-03, 2004, Lao figures,
// Buddhist years; day before month where a stroke divides. 0 when it is none of these.
int read_date(std::string_view utf8);
std::vector<std::string_view> compact_words(std::string_view compact);

// A 64-bit hash, the same on every machine. Never 0.
std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed = 0) noexcept;
inline std::uint64_t hash_with(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t z = a ^ (b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2));
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  z ^= z >> 31;
  return z == 0 ? 1 : z;
}

}  // namespace ssiis::matching
