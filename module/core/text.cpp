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
