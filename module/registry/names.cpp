#include "registry/names.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/api.hpp"

namespace ssiis::registry {
namespace {

std::vector<std::string> letters_of(std::string_view utf8) {
  std::vector<std::string> out;
  for (const char c : utf8) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
    if (!continues || out.empty()) out.emplace_back();
    out.back() += c;
  }
  return out;
}

std::string joined(const std::vector<std::string>& letters) {
  std::string out;
  for (const auto& l : letters) out += l;
  return out;
}

// What Lao clerks write for what; an empty text is a letter left out.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> lao_slips{{{"່", ""},
                                                                                   {"້", ""},
                                                                                   {"່", "້"},
                                                                                   {"ສ", "ຊ"},
                                                                                   {"ຊ", "ສ"},
                                                                                   {"ໜ", "ຫນ"},
                                                                                   {"ໝ", "ຫມ"},
                                                                                   {"ຫຼ", "ຫລ"},
                                                                                   {"ີ", "ິ"},
                                                                                   {"ູ", "ຸ"},
                                                                                   {"ຳ", "ໍາ"},
                                                                                   {"ໄ", "ໃ"},
                                                                                   {"ຫວ", "ວ"},
                                                                                   {"ລ", "ຣ"}}};

std::string lao_slip(std::string_view text, Random& random) {
  const auto start = random.below(static_cast<std::int64_t>(lao_slips.size()));
  for (std::size_t k = 0; k < lao_slips.size(); ++k) {
    const auto& [from, to] = lao_slips[(static_cast<std::size_t>(start) + k) % lao_slips.size()];
    const auto at = text.find(from);
    if (at == std::string_view::npos) continue;
    std::string out{text};
    return out.replace(at, from.size(), to);
  }
  return std::string{text};
}

std::string latin_slip(std::string_view text, Random& random) {
  auto letters = letters_of(text);
  if (letters.size() < 4) return std::string{text};
  const auto at = static_cast<std::size_t>(random.between(1, static_cast<std::int64_t>(letters.size()) - 2));
  if (letters[at] == " ") return std::string{text};
  switch (random.below(3)) {
    case 0:
      letters.erase(letters.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    case 1:
      letters.insert(letters.begin() + static_cast<std::ptrdiff_t>(at), letters[at]);
      break;
    default:
      std::swap(letters[at], letters[at + 1]);
      break;
  }
  return joined(letters);
}

}  // namespace

std::string CoinedName::lo() const { return std::string{first->lo} + std::string{second->lo}; }

std::string CoinedName::latin(Random& random) const {
  std::string out{first->latin[random.below(3)]};
  out += second->latin[random.below(3)];
  return out;
}

CoinedName coin(Random& random, std::span<const Piece> first, std::span<const Piece> second) {
  const Piece& a = random.pick(first);
  for (;;) {
    const Piece& b = random.pick(second);
    if (a.lo != b.lo) return {&a, &b};
  }
}

std::string misspelt(std::string_view text, Random& random) {
  return lao::has_lao(text) ? lao_slip(text, random) : latin_slip(text, random);
}

std::string mistyped(std::string number, Random& random) {
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < number.size(); ++i)
    if (number[i] >= '0' && number[i] <= '9') digits.push_back(i);
  if (digits.size() < 2) return number;
  const auto k = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(digits.size()) - 1));
  char& a = number[digits[k]];
  char& b = number[digits[k + 1]];
  if (a != b && random.chance(500))
    std::swap(a, b);
  else
    a = static_cast<char>('0' + (a - '0' + random.between(1, 9)) % 10);
  return number;
}

}  // namespace ssiis::registry
