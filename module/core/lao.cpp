#include "core/lao.hpp"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uvernum.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace ssiis::lao {
namespace {

constexpr UChar32 no = 0x0E99, mo = 0x0EA1, lo = 0x0EA5, ho = 0x0EAB, aa = 0x0EB2, am = 0x0EB3, lo_sign = 0x0EBC,
                  e_vowel = 0x0EC0, ae_vowel = 0x0EC1, niggahita = 0x0ECD, zero = 0x0ED0, nine = 0x0ED9, ho_no = 0x0EDC,
                  ho_mo = 0x0EDD;

bool tone(UChar32 c) { return c >= 0x0EC8 && c <= 0x0ECB; }
bool zero_width(UChar32 c) { return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x00AD; }

icu::UnicodeString from_utf8(std::string_view s) {
  return icu::UnicodeString::fromUTF8({s.data(), static_cast<std::int32_t>(s.size())});
}
std::string to_utf8(const icu::UnicodeString& s) {
  std::string out;
  s.toUTF8String(out);
  return out;
}
void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error{what};
}

icu::UnicodeString composed(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  check(status, "icu: no normaliser");
  auto out = nfc->normalize(from_utf8(utf8), status);
  check(status, "icu: normalise");
  return out;
}

// niggahita (+ tone) + aa → (tone +) am; two E → AE; zero-width out; white space folded.
icu::UnicodeString joined(const icu::UnicodeString& in) {
  icu::UnicodeString out;
  bool space = false;
  for (std::int32_t i = 0; i < in.length(); i = in.moveIndex32(i, 1)) {
    const UChar32 c = in.char32At(i);
    if (zero_width(c)) continue;
    if (u_isUWhiteSpace(c) || u_iscntrl(c)) {
      space = !out.isEmpty();
      continue;
    }
    if (space) out.append(UChar32{' '});
    space = false;
    const UChar32 next = i + 1 < in.length() ? in.char32At(i + 1) : 0;
    const UChar32 after = i + 2 < in.length() ? in.char32At(i + 2) : 0;
    if (c == niggahita && next == aa) {
      out.append(am);
      ++i;
    } else if (c == niggahita && tone(next) && after == aa) {
      out.append(next).append(am);
      i += 2;
    } else if (c == e_vowel && next == e_vowel) {
      out.append(ae_vowel);
      ++i;
    } else {
      out.append(c);
    }
  }
  return out;
}

}  // namespace

std::string stored(std::string_view utf8) { return to_utf8(joined(composed(utf8))); }

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
  icu::UnicodeString in = joined(composed(utf8));
  in.foldCase();
  icu::UnicodeString out;
  bool space = false;
  for (std::int32_t i = 0; i < in.length(); i = in.moveIndex32(i, 1)) {
    UChar32 c = in.char32At(i);
    const UChar32 next = i + 1 < in.length() ? in.char32At(i + 1) : 0;
    if (tone(c)) continue;
    if (c >= zero && c <= nine) c = '0' + (c - zero);
    const bool letter = u_isalnum(c) || u_getIntPropertyValue(c, UCHAR_GENERAL_CATEGORY_MASK) == U_GC_MN_MASK ||
                        (c >= 0x0E80 && c <= 0x0EFF);
    if (!letter) {
      space = !out.isEmpty();
      continue;
    }
    if (space) out.append(UChar32{' '});
    space = false;
    if (c == ho_no)
      out.append(ho).append(no);
    else if (c == ho_mo)
      out.append(ho).append(mo);
    else if (c == ho && next == lo_sign) {
      out.append(ho).append(lo);
      ++i;
    } else
      out.append(c);
  }
  return to_utf8(out);
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
