#include "core/text.hpp"

#include <unicode/utf8.h>

#include <charconv>

#include "core/lao.hpp"

namespace ssiis {

bool valid_utf8(std::string_view text) noexcept {
  const auto* s = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c{};
    U8_NEXT(s, i, size, c);
    if (c <= 0) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) noexcept {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (;;) {
    const auto at = text.find(separator);
    out.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      if (!word.empty()) out.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char letters[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    const bool keep = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '.' || c == '_' || c == '~';
    if (keep) {
      out += c;
    } else {
      out += '%';
      out += letters[u >> 4];
      out += letters[u & 15u];
    }
  }
  return out;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  const auto nibble = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int hi = nibble(text[i + 1]), lo = nibble(text[i + 2]);
      if (hi < 0 || lo < 0) return std::nullopt;
      out += static_cast<char>(hi * 16 + lo);
      i += 2;
    } else {
      out += text[i] == '+' && plus_is_space ? ' ' : text[i];
    }
  }
  return out;
}

std::size_t count_code_points(std::string_view utf8) noexcept {
  std::size_t n = 0;
  for (const char c : utf8) n += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  return n;
}

std::string first_code_points(std::string_view utf8, std::size_t count) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if ((static_cast<unsigned char>(utf8[i]) & 0xC0u) != 0x80u && seen++ == count)
      return std::string{utf8.substr(0, i)};
  }
  return std::string{utf8};
}

namespace {

// The code point that begins at `at`, and how many bytes it has; U+FFFD and 1 for what is not UTF-8.
std::pair<char32_t, std::size_t> code_point_at(std::string_view s, std::size_t at) noexcept {
  constexpr std::pair<char32_t, std::size_t> broken{0xFFFD, 1};
  const auto lead = static_cast<unsigned char>(s[at]);
  if (lead < 0x80u) return {lead, 1};
  const std::size_t size = lead < 0xC2u ? 0 : lead < 0xE0u ? 2 : lead < 0xF0u ? 3 : lead < 0xF5u ? 4 : 0;
  if (size == 0 || at + size > s.size()) return broken;
  char32_t c = lead & (0xFFu >> (size + 1));
  for (std::size_t k = 1; k < size; ++k) {
    const auto next = static_cast<unsigned char>(s[at + k]);
    if ((next & 0xC0u) != 0x80u) return broken;
    c = (c << 6) | (next & 0x3Fu);
  }
  const bool overlong = (size == 3 && c < 0x800) || (size == 4 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return broken;
  return {c, size};
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto [c, size] = code_point_at(utf8, i);
    out += c;
    i += size;
  }
  return out;
}

std::string utf8_of(std::u32string_view letters) {
  std::string out;
  for (const char32_t c : letters) {
    const auto byte = [&](char32_t v) { out += static_cast<char>(static_cast<unsigned char>(v)); };
    if (c < 0x80) {
      byte(c);
    } else if (c < 0x800) {
      byte(0xC0 | (c >> 6)), byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F));
    } else {
      byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F)), byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F));
    }
  }
  return out;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  const std::string plain = lao::ascii_digits(trimmed(text));
  std::int64_t value{};
  const char* begin = plain.data();
  const char* end = begin + plain.size();
  if (begin != end && *begin == '+') ++begin;
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (begin == end || error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> kip_amount(std::string_view text) {
  const std::string plain = lao::ascii_digits(trimmed(text));
  const char separator = plain.find('.') != std::string::npos ? '.' : ',';
  const auto groups = split(plain, separator);
  std::string digits;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& g = groups[i];
    if (i > 0 && g.size() != 3) return std::nullopt;
    if (groups.size() > 1 && i == 0 && (g.empty() || g.size() > 3)) return std::nullopt;
    for (const char c : g)
      if (c < '0' || c > '9') return std::nullopt;
    digits += g;
  }
  return whole_number(digits);
}

}  // namespace ssiis
