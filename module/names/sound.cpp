#include "names/sound.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

#include "core/api.hpp"

namespace ssiis::names {
namespace {

constexpr UChar32 ho = 0x0EAB, wo = 0x0EA7, nyo = 0x0E8D, am = 0x0EB3, cancelled = 0x0ECC;

bool lao_letter(UChar32 c) { return c >= 0x0E80 && c <= 0x0EFF; }
bool latin_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
// Vowels written before their consonant.
bool leading(UChar32 c) { return c >= 0x0EC0 && c <= 0x0EC4; }
// Vowels written after, above or below it.
bool following(UChar32 c) { return (c >= 0x0EB0 && c <= 0x0EBB) || c == 0x0EBD || c == 0x0ECD; }

char lao_consonant(UChar32 c) {
  switch (c) {
    case 0x0E81:
    case 0x0E82:
    case 0x0E84:
      return 'K';
    case 0x0E88:
      return 'C';
    case 0x0EAA:
    case 0x0E8A:
      return 'S';
    case 0x0E94:
    case 0x0E95:
    case 0x0E96:
    case 0x0E97:
      return 'T';
    case 0x0E99:
    case 0x0E87:
      return 'N';
    case 0x0E9A:
    case 0x0E9B:
    case 0x0E9C:
    case 0x0E9E:
    case 0x0E9D:
    case 0x0E9F:
      return 'P';
    case 0x0EA1:
      return 'M';
    case 0x0EA2:
      return 'Y';
    case 0x0EA5:
    case 0x0EA3:
    case 0x0EBC:
      return 'L';
    case 0x0EAE:
      return 'H';
    default:
      return 0;
  }
}

char lao_vowel(UChar32 c) {
  switch (c) {
    case 0x0EB0:
    case 0x0EB1:
    case 0x0EB2:
    case 0x0EC3:
    case 0x0EC4:
      return 'a';
    case 0x0EB4:
    case 0x0EB5:
    case 0x0EBD:
      return 'i';
    case 0x0EB6:
    case 0x0EB7:
    case 0x0EB8:
    case 0x0EB9:
      return 'u';
    case 0x0EC0:
    case 0x0EC1:
      return 'e';
    case 0x0EBB:
    case 0x0ECD:
    case 0x0EC2:
    case 0x0EAD:
      return 'o';
    default:
      return 0;
  }
}

class Writer {
 public:
  void consonant(char c) {
    if (out_.skeleton.empty() || out_.skeleton.back() != c) out_.skeleton += c;
    if (out_.voiced.empty() || out_.voiced.back() != c) out_.voiced += c;
    if (pending_ != 0) vowel(std::exchange(pending_, 0));
  }
  void vowel(char c) {
    if (out_.voiced.empty() || out_.voiced.back() != c) out_.voiced += c;
  }
  // A vowel that is written before the consonant which it follows in speech.
  void vowel_before(char c) { pending_ = c; }
  Sound take() {
    if (pending_ != 0) vowel(pending_);
    return std::move(out_);
  }

 private:
  Sound out_;
  char pending_{0};
};

// HO is silent before these: it only lifts their tone.
bool silent_ho(const icu::UnicodeString& s, std::int32_t i) {
  const UChar32 next = s.char32At(i + 1);
  if (next == 0x0E99 || next == 0x0EA1 || next == 0x0EA5 || next == 0x0E87 || next == nyo || next == 0x0EBC)
    return true;
  return next == wo && i + 2 < s.length() && following(s.char32At(i + 2));
}

void lao_run(const icu::UnicodeString& s, std::int32_t from, std::int32_t to, Writer& out) {
  for (std::int32_t i = from; i < to; ++i) {
    const UChar32 c = s.char32At(i);
    const UChar32 next = i + 1 < to ? s.char32At(i + 1) : 0;
    const UChar32 before = i > from ? s.char32At(i - 1) : 0;
    if (next == cancelled) {
      ++i;
    } else if (c == ho) {
      if (i + 1 >= to || !silent_ho(s, i)) out.consonant('H');
    } else if (c == wo || c == nyo) {
      // Consonants at the head of a syllable, parts of a vowel elsewhere.
      if (following(next) || leading(before) || before == ho)
        out.consonant(c == wo ? 'V' : 'Y');
      else
        out.vowel(c == wo ? 'u' : 'i');
    } else if (c == am) {
      out.vowel('a');
      out.consonant('M');
    } else if (c == 0x0EDC || c == 0x0EDD) {
      out.consonant(c == 0x0EDC ? 'N' : 'M');
    } else if (const char k = lao_consonant(c); k != 0) {
      out.consonant(k);
    } else if (leading(c)) {
      out.vowel_before(lao_vowel(c));
    } else if (const char v = lao_vowel(c); v != 0) {
      out.vowel(v);
    }
  }
}

char latin_consonant(char c) {
  switch (c) {
    case 'k':
    case 'g':
    case 'q':
    case 'c':
      return 'K';
    case 's':
    case 'x':
    case 'z':
      return 'S';
    case 'j':
      return 'C';
    case 'd':
    case 't':
      return 'T';
    case 'b':
    case 'p':
    case 'f':
      return 'P';
    case 'm':
      return 'M';
    case 'n':
      return 'N';
    case 'l':
    case 'r':
      return 'L';
    default:
      return 0;
  }
}

// Two letters for one sound. Returns how many letters were read, 0 for none.
std::size_t latin_pair(std::string_view s, std::size_t i, Writer& out) {
  const auto at = [&](std::size_t k) { return k < s.size() ? s[k] : '\0'; };
  const char a = at(i), b = at(i + 1), after = at(i + 2);
  if (b == 'h' && (a == 'k' || a == 't' || a == 'p' || a == 's')) return out.consonant(latin_consonant(a)), 2;
  if (a == 'c' && b == 'h') return out.consonant('C'), 2;
  if (a == 'c' && b == 'k') return out.consonant('K'), 2;
  if (a == 't' && (b == 'j' || (b == 'c' && after == 'h'))) return out.consonant('C'), b == 'j' ? 2 : 3;
  if (latin_vowel(after) && ((a == 'g' && b == 'n') || (a == 'n' && b == 'y') || (a == 'n' && b == 'h' && i == 0)))
    return out.consonant('Y'), 2;
  if (a == 'n' && b == 'g') return out.consonant('N'), 2;
  if (a == 'o' && (b == 'u' || b == 'o')) return out.vowel('u'), 2;
  if (a == 'e' && b == 'e') return out.vowel('i'), 2;
  if (a == 'a' && b == 'e') return out.vowel('e'), 2;
  return 0;
}

void latin_run(std::string_view s, Writer& out) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (const auto read = latin_pair(s, i, out); read != 0) {
      i += read - 1;
      continue;
    }
    const char c = s[i], next = i + 1 < s.size() ? s[i + 1] : '\0', before = i > 0 ? s[i - 1] : '\0';
    if (latin_vowel(c)) {
      out.vowel(c);
    } else if (c == 'r' && latin_vowel(before) && !latin_vowel(next) && next != 'y') {
      continue;  // silent: Parklai, Somporn
    } else if (c == 'y') {
      if (latin_vowel(next))
        out.consonant('Y');
      else
        out.vowel('i');
    } else if (c == 'w' || c == 'v') {
      if (latin_vowel(next) || next == 'y')
        out.consonant('V');
      else
        out.vowel('u');
    } else if (c == 'h') {
      if (latin_vowel(next) && (before == '\0' || latin_vowel(before))) out.consonant('H');
    } else if (const char k = latin_consonant(c); k != 0) {
      out.consonant(k);
    }
  }
}

// Latin letters without accents, in lower case; everything else as a space.
icu::UnicodeString prepared(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString s = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  s = nfd->normalize(s, status).toLower();
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < s.length(); ++i) {
    const UChar32 c = s.char32At(i);
    if (c >= 0x0300 && c <= 0x036F) continue;
    if (c >= 0x0EC8 && c <= 0x0ECB) continue;  // tone marks
    if (c >= 0x200B && c <= 0x200F) continue;
    out.append(lao_letter(c) || (c >= 'a' && c <= 'z') ? c : UChar32{' '});
  }
  return out;
}

}  // namespace

Sound sound_of(std::string_view utf8) {
  const icu::UnicodeString s = prepared(lao::stored(utf8));
  Writer out;
  std::int32_t i = 0;
  while (i < s.length()) {
    const std::int32_t from = i;
    if (lao_letter(s.char32At(i))) {
      while (i < s.length() && lao_letter(s.char32At(i))) ++i;
      lao_run(s, from, i, out);
    } else if (s.char32At(i) == ' ') {
      ++i;
    } else {
      std::string run;
      while (i < s.length() && s.char32At(i) >= 'a' && s.char32At(i) <= 'z') run += static_cast<char>(s.char32At(i++));
      latin_run(run, out);
    }
  }
  return out.take();
}

int distance_percent(std::string_view a, std::string_view b) {
  if (a.empty() && b.empty()) return 0;
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = std::exchange(row[0], static_cast<int>(i));
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int next = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = std::exchange(row[j], next);
    }
  }
  return row[b.size()] * 100 / static_cast<int>(std::max(a.size(), b.size()));
}

}  // namespace ssiis::names
