#include "imports/encoding.hpp"

#include <algorithm>
#include <array>

#include "imports/cells.hpp"

namespace ssiis::imports {
namespace {

constexpr int longest_western_run = 3;  // no Western word has four accented letters in a row

// 0x80–0x9F of Windows-1252; 0 where it has nothing.
constexpr std::array<unsigned, 32> western_extra{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                 0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned char byte(std::string_view s, std::size_t i) { return static_cast<unsigned char>(s[i]); }

// Bytes of the letter that begins at `at`; 0: none does; -1: it goes beyond the end.
int utf8_letter(std::string_view s, std::size_t at) {
  const unsigned lead = byte(s, at);
  if (lead < 0x80) return 1;
  const int length = lead >= 0xc2 && lead <= 0xdf   ? 2
                     : (lead & 0xf0) == 0xe0        ? 3
                     : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                    : 0;
  if (length == 0) return 0;
  unsigned code = lead & (0x7fU >> length);
  for (int i = 1; i < length; ++i) {
    if (at + static_cast<std::size_t>(i) >= s.size()) return -1;
    const unsigned next = byte(s, at + static_cast<std::size_t>(i));
    if ((next & 0xc0) != 0x80) return 0;
    code = (code << 6) | (next & 0x3f);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  return overlong || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff ? 0 : length;
}

// UTF-8, also where a few letters are broken: the decoder then names the line.
bool is_utf8(std::string_view s, bool whole) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < s.size();) {
    const int length = utf8_letter(s, at);
    if (length == -1) {
      bad += whole ? 1 : 0;
      break;
    }
    good += length > 1 ? 1 : 0;
    bad += length == 0 ? 1 : 0;
    at += static_cast<std::size_t>(length > 0 ? length : 1);
  }
  return bad == 0 || good > 5 * bad;
}

// Text of UTF-16 without a mark: every other byte of Latin letters, digits and separators is 0.
std::string utf16_without_mark(std::string_view s) {
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < s.size(); ++i)
    if (s[i] == '\0') ++(i % 2 == 0 ? even : odd);
  const auto many = s.size() / 8;
  if (s.size() >= 4 && odd > many && even * 20 < odd) return "utf-16le";
  if (s.size() >= 4 && even > many && odd * 20 < even) return "utf-16be";
  return {};
}

// A sign that stands in Western text beside letters: quotes, dashes, the no-break space.
bool western_sign(unsigned char c) { return (c >= 0x80 && c <= 0x9f) || c == 0xa0 || c == 0xab || c == 0xbb; }

}  // namespace

std::string detected_encoding(std::string_view s, bool whole) {
  if (s.substr(0, 3) == "\xEF\xBB\xBF") return "utf-8";
  if (s.substr(0, 2) == "\xFF\xFE") return "utf-16le";
  if (s.substr(0, 2) == "\xFE\xFF") return "utf-16be";
  if (auto wide = utf16_without_mark(s); !wide.empty()) return wide;
  if (const auto at = s.find('\0'); at != std::string_view::npos)
    throw ReadFault{"import.binary",
                    {std::to_string(std::count(s.begin(), s.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1)}};
  return is_utf8(s, whole) ? "utf-8" : "windows-1252";
}

void Decoder::fail(const char* code) const { throw ReadFault{code, {std::to_string(line_)}}; }

void Decoder::put(unsigned code, std::string& out) {
  if (code == 0 || (code < 0x20 && code != '\n' && code != '\r' && code != '\t' && code != '\f')) fail("import.binary");
  if (code == '\n') ++line_;
  if (code == 0xFEFF && !begun_) {
    begun_ = true;
    return;
  }
  begun_ = true;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

void Decoder::utf8(std::string_view s, bool last, std::string& out) {
  std::size_t at = 0;
  while (at < s.size()) {
    const auto c = byte(s, at);
    if (c >= 0x20 && c < 0x80) {
      begun_ = true;
      out += static_cast<char>(c);
      ++at;
      continue;
    }
    const int length = utf8_letter(s, at);
    if (length == 0 || (length == -1 && last)) fail("import.not_utf8");
    if (length == -1) break;
    if (length == 1) {
      put(c, out);
    } else if (!begun_ && s.substr(at, 3) == "\xEF\xBB\xBF") {
      begun_ = true;
    } else {
      begun_ = true;
      out.append(s.substr(at, static_cast<std::size_t>(length)));
    }
    at += static_cast<std::size_t>(length);
  }
  rest_ = s.substr(at);
}

void Decoder::utf16(std::string_view s, bool last, std::string& out) {
  const bool big = encoding_ == "utf-16be";
  const auto unit = [&](std::size_t at) {
    const unsigned a = byte(s, at), b = byte(s, at + 1);
    return big ? (a << 8) | b : (b << 8) | a;
  };
  std::size_t at = 0;
  while (at + 1 < s.size()) {
    unsigned code = unit(at);
    std::size_t length = 2;
    if (code >= 0xd800 && code <= 0xdbff) {
      if (at + 3 >= s.size()) break;
      const unsigned low = unit(at + 2);
      if (low < 0xdc00 || low > 0xdfff) fail("import.not_utf16");
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      length = 4;
    } else if (code >= 0xdc00 && code <= 0xdfff) {
      fail("import.not_utf16");
    }
    put(code, out);
    at += length;
  }
  rest_ = s.substr(at);
  if (last && !rest_.empty()) fail("import.not_utf16");
}

// The encodings of Lao before Unicode look like Western ones to a program: long runs of bytes above 127, and many.
void Decoder::western(std::string_view s, std::string& out) {
  for (std::size_t at = 0; at < s.size(); ++at) {
    const auto c = byte(s, at);
    const bool high = c >= 0x80 && !western_sign(c);
    high_run_ = high ? high_run_ + 1 : 0;
    high_ += high ? 1 : 0;
    letters_ += high || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? 1 : 0;
    if (high_run_ > longest_western_run || (high_ > 20 && high_ * 4 > letters_)) fail("import.legacy_lao");
    const unsigned code = c >= 0x80 && c <= 0x9f ? western_extra[c - 0x80u] : c;
    if (c >= 0x80 && code == 0) fail("import.legacy_lao");
    put(code, out);
  }
}

void Decoder::decode(std::string_view piece, bool last, std::string& out) {
  std::string joined;
  if (!rest_.empty()) {
    joined = rest_ + std::string{piece};
    piece = joined;
    rest_.clear();
  }
  if (encoding_ == "utf-8")
    utf8(piece, last, out);
  else if (encoding_ == "utf-16le" || encoding_ == "utf-16be")
    utf16(piece, last, out);
  else if (encoding_ == "windows-1252")
    western(piece, out);
  else
    throw ReadFault{"import.encoding_unknown", {encoding_}};
}

}  // namespace ssiis::imports
