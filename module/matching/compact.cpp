#include "matching/compact.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/api.hpp"

namespace ssiis::matching {
namespace {

// The code point at `at`, which moves on; U+FFFD for what is broken.
char32_t code_point(std::string_view s, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
  if (length == 0 || at + length > s.size()) return ++at, U'\uFFFD';
  char32_t c = length == 1 ? lead : static_cast<char32_t>(lead & (0x7F >> length));
  for (std::size_t i = 1; i < length; ++i) c = c << 6 | (byte(at + i) & 0x3F);
  at += length;
  return c;
}

// Letters with marks of the Latin-1 and Latin Extended-A blocks, as the letter they are.
char plain_latin(char32_t c) noexcept {
  constexpr std::string_view latin_1 =
      "aaaaaaa"
      "c"
      "eeee"
      "iiii"
      "d"
      "n"
      "ooooo"
      " "
      "o"
      "uuuu"
      "y"
      "t"
      "s"
      "aaaaaaa"
      "c"
      "eeee"
      "iiii"
      "d"
      "n"
      "ooooo"
      " "
      "o"
      "uuuu"
      "y"
      "t"
      "y";
  constexpr std::string_view extended =
      "aaaaaa"
      "cccccccc"
      "dddd"
      "eeeeeeeeee"
      "gggggggg"
      "hhhh"
      "iiiiiiiiiiii"
      "jj"
      "kkk"
      "llllllllll"
      "nnnnnnnnn"
      "oooooooo"
      "rrrrrr"
      "ssssssss"
      "tttttt"
      "uuuuuuuuuuuu"
      "ww"
      "yyy"
      "zzzzzz"
      "s";
  static_assert(latin_1.size() == 64 && extended.size() == 128);
  if (c >= 0xC0 && c < 0xC0 + latin_1.size()) return latin_1[c - 0xC0];
  if (c >= 0x100 && c < 0x100 + extended.size()) return extended[c - 0x100];
  return 0;
}

char letter(char32_t c) noexcept {
  if (c >= 0x0E80 && c <= 0x0EFF) return static_cast<char>(0x80 | (c & 0x7F));
  if (const char plain = plain_latin(c); plain != 0) return plain;
  return static_cast<char>(1 + c % 31);  // any other script: some byte of its own
}

bool all_ascii(std::string_view s) noexcept {
  return std::ranges::none_of(s, [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
}

constexpr bool figure(char c) noexcept { return c >= '0' && c <= '9'; }

int to_int(std::string_view digits) noexcept {
  int out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

int day_of(int year, int month, int day) noexcept {
  if (year >= 2400 && year <= 2700) year -= 543;
  if (year < 1800 || year > 2200 || month < 0 || month > 12 || day < 0 || day > 31) return 0;
  return year * 10000 + month * 100 + (month == 0 ? 0 : day);
}

}  // namespace

std::string compact_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  const auto put = [&](char c) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  };
  if (all_ascii(utf8)) {
    for (const char c : utf8) {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      put((lower >= 'a' && lower <= 'z') || figure(lower) ? lower : ' ');
    }
  } else {
    const auto form = lao::search_form(utf8);
    for (std::size_t at = 0; at < form.size();) {
      const char32_t c = code_point(form, at);
      put(c < 0x80 ? static_cast<char>(c) : letter(c));
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string compact_number(std::string_view utf8) {
  const auto ascii = all_ascii(utf8) ? std::string{utf8} : lao::ascii_digits(utf8);
  std::string out;
  for (std::size_t at = 0; at < ascii.size();) {
    const char32_t c = code_point(ascii, at);
    if (c >= U'a' && c <= U'z')
      out += static_cast<char>(c - 32);
    else if ((c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9'))
      out += static_cast<char>(c);
    else if (c >= 0x0E80 && c <= 0x0EFF)
      out += letter(c);
  }
  return out;
}

int read_date(std::string_view utf8) {
  const auto text = all_ascii(utf8) ? std::string{utf8} : lao::ascii_digits(utf8);
  std::array<std::string_view, 4> parts;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size() && count < parts.size();) {
    if (!figure(text[i])) {
      if (text[i] == ':' || text[i] == 'T') break;  // a time of day follows
      ++i;
      continue;
    }
    const std::size_t from = i;
    while (i < text.size() && figure(text[i])) ++i;
    if (i - from > 8) return 0;
    parts[count++] = std::string_view{text}.substr(from, i - from);
  }
  if (count == 1 && parts[0].size() == 8)
    return day_of(to_int(parts[0].substr(0, 4)), to_int(parts[0].substr(4, 2)), to_int(parts[0].substr(6)));
  if (count == 0 || count > 3 || std::ranges::any_of(parts, [](auto p) { return p.size() > 4; })) return 0;
  if (parts[0].size() == 4)
    return day_of(to_int(parts[0]), count > 1 ? to_int(parts[1]) : 0, count > 2 ? to_int(parts[2]) : 0);
  if (parts[count - 1].size() != 4) return 0;
  return day_of(to_int(parts[count - 1]), to_int(parts[count == 3 ? 1 : 0]), count == 3 ? to_int(parts[0]) : 0);
}

std::vector<std::string_view> compact_words(std::string_view compact) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from < compact.size();) {
    const auto to = std::min(compact.find(' ', from), compact.size());
    if (to > from) out.push_back(compact.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed) noexcept {
  std::uint64_t h = seed ^ (bytes.size() * 0x9E3779B97F4A7C15u);
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    h = (h ^ word) * 0x9FB21C651E98DF25u;
    h ^= h >> 32;
  }
  std::uint64_t rest = 0;
  if (i < bytes.size()) std::memcpy(&rest, bytes.data() + i, bytes.size() - i);
  return hash_with(h, rest);
}

}  // namespace ssiis::matching
