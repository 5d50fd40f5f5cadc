#include "mapping/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "core/api.hpp"

namespace ssiis::mapping {
namespace {

// Code points of valid UTF-8.
std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) c = (c << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
    out += c;
    i += length;
  }
  return out;
}

bool lao_letter(char32_t c) { return c >= 0x0E80 && c <= 0x0EFF; }
// Signs that hang on the letter before them.
bool hanging(char32_t c) { return (c >= 0x0EB0 && c <= 0x0EBC) || (c >= 0x0EC8 && c <= 0x0ECD); }

// Windows-1252 has letters of its own from 80 to 9F.
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// The bytes that were read as Windows-1252 or Latin-1; nothing when a letter comes from elsewhere.
std::optional<std::string> single_bytes(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) {
    if (c <= 0xFF) {
      out += static_cast<char>(c);
      continue;
    }
    const auto at = std::find(windows_1252.begin(), windows_1252.end(), c);
    if (at == windows_1252.end()) return std::nullopt;
    out += static_cast<char>(0x80 + (at - windows_1252.begin()));
  }
  return out;
}

// Code page 1133 by the C library's own table. Nothing when a byte has no letter there.
std::optional<std::string> from_1133(std::string_view bytes) {
  struct Converter {
    iconv_t handle{::iconv_open("UTF-8", "IBM1133")};
    Converter() = default;
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
      if (handle != reinterpret_cast<iconv_t>(-1)) ::iconv_close(handle);
    }
  } converter;
  if (converter.handle == reinterpret_cast<iconv_t>(-1))
    throw std::runtime_error{"the C library knows no code page IBM1133: its gconv modules are not installed"};
  std::string in{bytes}, out(bytes.size() * 3 + 4, '\0');
  char *from = in.data(), *to = out.data();
  std::size_t left = in.size(), room = out.size();
  if (::iconv(converter.handle, &from, &left, &to, &room) == static_cast<std::size_t>(-1) || left != 0)
    return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

// Lao as somebody would write it: mostly Lao letters, and no sign without a letter under it.
bool reads_as_lao(std::string_view utf8) {
  if (!valid_utf8(utf8)) return false;
  const auto text = code_points(utf8);
  std::size_t lao = 0, other = 0;
  char32_t before = ' ';
  for (const char32_t c : text) {
    if (lao_letter(c)) {
      if (hanging(c) && !lao_letter(before)) return false;
      ++lao;
    } else if (c > 0x20 && !(c >= '0' && c <= '9')) {
      ++other;
    }
    before = c;
  }
  return lao >= 2 && lao >= other;
}

bool odd_sign(char32_t c) {
  return c < 0x80 && std::string_view{"{}[]|\\~^`@#$%_=+<>;*\"!?"}.find(static_cast<char>(c)) != std::string_view::npos;
}

// Signs inside words where no language has them, or capitals after small letters: what typing for another font leaves.
bool looks_like_font(const std::u32string& text) {
  std::size_t letters = 0, odd = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c == ' ') continue;
    ++letters;
    const bool inside = i > 0 && i + 1 < text.size() && text[i - 1] != ' ' && text[i + 1] != ' ';
    const bool capital_inside = inside && c >= 'A' && c <= 'Z' && text[i - 1] >= 'a' && text[i - 1] <= 'z';
    if (odd_sign(c) || capital_inside || (c >= 0x80 && c <= 0xBF)) ++odd;
  }
  return letters >= 4 && odd * 5 >= letters;
}

}  // namespace

std::string_view name_of(Writing writing) noexcept {
  switch (writing) {
    case Writing::none:
      return "ascii";
    case Writing::latin:
      return "latin";
    case Writing::lao:
      return "lao";
    case Writing::doubled_utf8:
      return "doubled_utf8";
    case Writing::code_page:
      return "ibm1133";
    case Writing::font:
      return "font";
    case Writing::broken:
      break;
  }
  return "broken";
}

Writing writing_of(std::string_view bytes) {
  if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return looks_like_font(code_points(bytes)) ? Writing::font : Writing::none;
  if (!valid_utf8(bytes)) {
    const auto text = from_1133(bytes);
    return text && reads_as_lao(*text) ? Writing::code_page : Writing::broken;
  }
  const auto text = code_points(bytes);
  if (std::any_of(text.begin(), text.end(), lao_letter)) return Writing::lao;
  if (const auto raw = single_bytes(text)) {
    if (reads_as_lao(*raw)) return Writing::doubled_utf8;
    if (const auto lao = from_1133(*raw); lao && reads_as_lao(*lao)) return Writing::code_page;
  }
  return looks_like_font(text) ? Writing::font : Writing::latin;
}

std::string decoded(std::string_view bytes, Writing writing) {
  if (writing == Writing::doubled_utf8) {
    if (auto raw = single_bytes(code_points(bytes))) return *std::move(raw);
  } else if (writing == Writing::code_page) {
    const auto raw = valid_utf8(bytes) ? single_bytes(code_points(bytes)) : std::optional{std::string{bytes}};
    if (raw)
      if (auto lao = from_1133(*raw)) return *std::move(lao);
  }
  return std::string{bytes};
}

}  // namespace ssiis::mapping
