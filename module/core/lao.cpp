#include "core/lao.hpp"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "core/text.hpp"

namespace ssiis::lao {
namespace {

constexpr char32_t no = 0x0E99, mo = 0x0EA1, lo = 0x0EA5, ro = 0x0EA3, ho = 0x0EAB, ellipsis = 0x0EAF, aa = 0x0EB2,
                   am = 0x0EB3, lo_sign = 0x0EBC, e_vowel = 0x0EC0, ae_vowel = 0x0EC1, ay_vowel = 0x0EC3,
                   ai_vowel = 0x0EC4, repeat = 0x0EC6, cancelled = 0x0ECC, niggahita = 0x0ECD, zero = 0x0ED0,
                   nine = 0x0ED9, ho_no = 0x0EDC, ho_mo = 0x0EDD;

bool tone(char32_t c) { return c >= 0x0EC8 && c <= 0x0ECB; }
bool zero_width(char32_t c) { return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x00AD; }
bool lao_or_ascii(char32_t c) { return c < 0x80 || (c >= 0x0E80 && c <= 0x0EFF); }

// The order of signs on one consonant: LO below, vowel, niggahita, tone, cancellation. 0 for what is no sign.
int rank(char32_t c) {
  if (c == lo_sign) return 1;
  if (c == 0x0EB1 || (c >= 0x0EB4 && c <= 0x0EB9) || c == 0x0EBB) return 2;
  if (c == niggahita) return 3;
  if (tone(c)) return 4;
  return c == cancelled ? 5 : 0;
}

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error{what};
}

// Letters of any bytes without those of no width; what is not UTF-8 becomes U+FFFD. `simple`: only ASCII and Lao, which
// no form of Unicode changes but for the order of signs.
std::u32string visible(std::string_view utf8, bool& simple) {
  std::u32string out = code_points(utf8);
  std::erase_if(out, zero_width);
  simple = std::all_of(out.begin(), out.end(), lao_or_ascii);
  return out;
}

std::u32string normalised(const std::u32string& in, const icu::Normalizer2* form, UErrorCode& status) {
  check(status, "icu: no normaliser");
  const auto text =
      icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(in.data()), static_cast<std::int32_t>(in.size()));
  const auto done = form->normalize(text, status);
  check(status, "icu: normalise");
  std::u32string out;
  for (std::int32_t i = 0; i < done.length(); i = done.moveIndex32(i, 1))
    out += static_cast<char32_t>(done.char32At(i));
  return out;
}

// Signs in their order, none twice.
void order_signs(std::u32string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t end = i;
    while (end < text.size() && rank(text[end]) != 0) ++end;
    if (end - i < 2) continue;
    const auto from = text.begin() + static_cast<std::ptrdiff_t>(i),
               to = text.begin() + static_cast<std::ptrdiff_t>(end);
    std::stable_sort(from, to, [](char32_t a, char32_t b) { return rank(a) < rank(b); });
    text.erase(std::unique(from, to), to);
  }
}

// niggahita (+ tones) + aa and am + tone → tone + am; two E → AE; signs in their order.
std::u32string joined(std::u32string in) {
  order_signs(in);
  std::u32string out;
  out.reserve(in.size());
  for (const char32_t c : in) {
    std::size_t at = out.size();
    if (c == aa) {
      while (at > 0 && tone(out[at - 1])) --at;
      if (at > 0 && out[at - 1] == niggahita) {
        out.erase(at - 1, 1);
        out += am;
        continue;
      }
    } else if (tone(c)) {
      while (at > 0 && out[at - 1] == am) --at;
      out.insert(at, 1, c);
      continue;
    }
    if (c == e_vowel && !out.empty() && out.back() == e_vowel)
      out.back() = ae_vowel;
    else
      out += c;
  }
  order_signs(out);
  return out;
}

// White space and control characters folded to one space between words.
std::u32string spaced(const std::u32string& in) {
  std::u32string out;
  bool space = false;
  for (const char32_t c : in) {
    if (u_isUWhiteSpace(static_cast<UChar32>(c)) || u_iscntrl(static_cast<UChar32>(c))) {
      space = !out.empty();
      continue;
    }
    if (space) out += U' ';
    space = false;
    out += c;
  }
  return out;
}

std::string to_utf8(const icu::UnicodeString& s) {
  std::string out;
  s.toUTF8String(out);
  return out;
}
icu::UnicodeString from_utf8(std::string_view s) {
  return icu::UnicodeString::fromUTF8({s.data(), static_cast<std::int32_t>(s.size())});
}

// Lower case without accents, compatibility forms as their plain letters.
std::u32string plain(std::u32string text, bool simple) {
  if (simple) {
    for (char32_t& c : text)
      if (c >= U'A' && c <= U'Z') c += 32;
    return text;
  }
  UErrorCode status = U_ZERO_ERROR;
  auto apart = normalised(text, icu::Normalizer2::getNFKCCasefoldInstance(status), status);
  apart = normalised(apart, icu::Normalizer2::getNFDInstance(status), status);
  std::erase_if(apart, [](char32_t c) { return c >= 0x0300 && c <= 0x036F; });
  for (char32_t& c : apart)
    if (c == 0x0111) c = U'd';  // the stroke of đ is no accent to Unicode
  return normalised(apart, icu::Normalizer2::getNFCInstance(status), status);
}

// Letters that sound alike as one, tones and signs without a sound away.
std::u32string sounded(const std::u32string& in) {
  std::u32string out;
  for (char32_t c : in) {
    if (tone(c) || c == repeat || c == ellipsis) continue;
    if (c == cancelled) {  // a letter that is written and not spoken, with its signs
      while (!out.empty() && rank(out.back()) != 0) out.pop_back();
      if (!out.empty() && out.back() >= 0x0E81 && out.back() <= 0x0EAE) out.pop_back();
      continue;
    }
    if (c >= zero && c <= nine) c = U'0' + (c - zero);
    if (c == ho_no || c == ho_mo) {
      out += ho;
      c = c == ho_no ? no : mo;
    } else if (c == lo_sign || c == ro) {
      c = lo;
    } else if (c == ay_vowel) {
      c = ai_vowel;
    }
    out += c;
  }
  return out;
}

// Text that stored() would leave as it is, seen without taking it apart: ASCII and Lao whose spaces and signs stand
// right. May say no of other texts that would not change either.
bool stands_stored(std::string_view s) {
  char32_t before = U' ';        // as if at a space: none may lead
  bool niggahita_waits = false;  // and tones at most since then
  for (std::size_t i = 0; i < s.size(); ++i) {
    auto c = static_cast<char32_t>(static_cast<unsigned char>(s[i]));
    if (c == 0xE0 && i + 2 < s.size()) {
      const auto second = static_cast<unsigned char>(s[i + 1]), third = static_cast<unsigned char>(s[i + 2]);
      if ((second != 0xBA && second != 0xBB) || (third & 0xC0u) != 0x80u) return false;
      c = 0x0E80u + ((second & 1u) << 6) + (third & 0x3Fu);
      i += 2;
    } else if (c < 0x20 || c > 0x7E) {
      return false;
    }
    if (c == U' ' && before == U' ') return false;
    if (rank(c) != 0 && rank(before) >= rank(c)) return false;
    if ((c == aa && niggahita_waits) || (tone(c) && before == am) || (c == e_vowel && before == e_vowel)) return false;
    niggahita_waits = c == niggahita || (niggahita_waits && tone(c));
    before = c;
  }
  return before != U' ' || s.empty();
}

}  // namespace

std::string stored(std::string_view utf8) {
  if (stands_stored(utf8)) return std::string{utf8};
  bool simple = true;
  auto text = visible(utf8, simple);
  UErrorCode status = U_ZERO_ERROR;
  const auto* form = icu::Normalizer2::getNFCInstance(status);
  if (simple) return utf8_of(spaced(joined(std::move(text))));
  // Unicode orders accents among signs: what one of the two has changed the other may have to read again.
  std::u32string before;
  for (int pass = 0; pass < 8 && before != text; ++pass) {
    before = text;
    text = joined(normalised(text, form, status));
  }
  return utf8_of(spaced(normalised(text, form, status)));
}

std::string ascii_digits(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    // ໐–໙ are E0 BB 90 … E0 BB 99.
    if (i + 2 < utf8.size() && static_cast<unsigned char>(utf8[i]) == 0xE0u &&
        static_cast<unsigned char>(utf8[i + 1]) == 0xBBu && static_cast<unsigned char>(utf8[i + 2]) >= 0x90u &&
        static_cast<unsigned char>(utf8[i + 2]) <= 0x99u) {
      out += static_cast<char>('0' + (static_cast<unsigned char>(utf8[i + 2]) - 0x90));
      i += 2;
    } else {
      out += utf8[i];
    }
  }
  return out;
}

std::string search_form(std::string_view utf8) {
  bool simple = true;
  auto text = visible(utf8, simple);
  text = plain(std::move(text), simple);
  text = joined(sounded(joined(std::move(text))));
  for (char32_t& c : text) {
    const auto u = static_cast<UChar32>(c);
    const bool letter = c < 0x80 ? u_isalnum(u) != 0
                                 : (c >= 0x0E81 && c <= 0x0EDF) || u_isalnum(u) || u_charType(u) == U_NON_SPACING_MARK;
    if (!letter) c = U' ';
  }
  return utf8_of(spaced(text));
}

std::vector<std::string> search_words(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  thread_local std::unique_ptr<icu::BreakIterator> breaks;
  if (!breaks) breaks.reset(icu::BreakIterator::createWordInstance(icu::Locale{"lo"}, status));
  check(status, "icu: no word breaks for Lao");
  const icu::UnicodeString text = from_utf8(search_form(utf8));
  breaks->setText(text);
  std::vector<std::string> out;
  std::int32_t from = breaks->first();
  for (std::int32_t to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
    icu::UnicodeString piece{text, from, to - from};
    piece.trim();
    if (!piece.isEmpty()) out.push_back(to_utf8(piece));
  }
  return out;
}

std::string sort_key(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  thread_local std::unique_ptr<icu::Collator> collator;
  if (!collator) collator.reset(icu::Collator::createInstance(icu::Locale{"lo"}, status));
  check(status, "icu: no Lao collation");
  const icu::UnicodeString text = from_utf8(utf8);
  std::string key(static_cast<std::size_t>(collator->getSortKey(text, nullptr, 0)), '\0');
  collator->getSortKey(text, reinterpret_cast<std::uint8_t*>(key.data()), static_cast<std::int32_t>(key.size()));
  if (!key.empty()) key.pop_back();  // the terminating NUL
  return key;
}

std::string icu_version() { return U_ICU_VERSION; }

bool has_lao(std::string_view utf8) {
  const icu::UnicodeString s = from_utf8(utf8);
  for (std::int32_t i = 0; i < s.length(); i = s.moveIndex32(i, 1)) {
    const UChar32 c = s.char32At(i);
    if (c >= 0x0E81 && c <= 0x0EDF) return true;
  }
  return false;
}

}  // namespace ssiis::lao
