#include "names/sound.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/api.hpp"
#include "names/pieces.hpp"

namespace ssiis::names {
namespace {

constexpr char32_t ho = 0x0EAB, wo = 0x0EA7, nyo = 0x0E8D, am = 0x0EB3, lao_ho = 0x0EAE, o = 0x0EAD;

bool latin(char c) { return c >= 'a' && c <= 'z'; }
bool latin_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
// Vowels written before their consonant.
bool leading(char32_t c) { return c >= 0x0EC0 && c <= 0x0EC4; }
// Vowels written after, above or below it.
bool following(char32_t c) { return (c >= 0x0EB0 && c <= 0x0EBB) || c == 0x0EBD || c == 0x0ECD; }

char lao_consonant(char32_t c) {
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
    default:
      return 0;
  }
}

// Vowels that are one sign behind, above or below their consonant.
std::string_view lao_vowel(char32_t c) {
  switch (c) {
    case 0x0EB0:
    case 0x0EB1:
    case 0x0EB2:
      return "a";
    case 0x0EB4:
    case 0x0EB5:
      return "i";
    case 0x0EBD:
      return "ie";
    case 0x0EB6:
    case 0x0EB7:
    case 0x0EB8:
    case 0x0EB9:
      return "u";
    case 0x0EBB:
    case 0x0ECD:
      return "o";
    default:
      return "";
  }
}

class Writer {
 public:
  void consonant(char c) {
    // A T runs into the S or C behind it, an N into the Y, and is written or not: ຣາຊະ Ratsa, ບຸນຍັງ Bounyang, Bougnang.
    const bool runs_in =
        ((c == 'S' || c == 'C') && out_.voiced.ends_with('T')) || (c == 'Y' && out_.voiced.ends_with('N'));
    if (runs_in) {
      out_.voiced.pop_back();
      if (last_alone_) out_.skeleton.pop_back();
    }
    last_alone_ = !out_.skeleton.ends_with(c);
    if (last_alone_) out_.skeleton += c;
    if (!out_.voiced.ends_with(c)) out_.voiced += c;
    vowels(std::exchange(pending_, {}));
  }
  void vowels(std::string_view sounds) {
    for (const char c : sounds)
      if (!out_.voiced.ends_with(c)) out_.voiced += c;
  }
  void vowel(char c) { vowels({&c, 1}); }
  // Vowels that are written before the consonant which they follow in speech.
  void before_consonant(std::string_view sounds) { pending_ = sounds; }
  void without_consonant() { vowels(std::exchange(pending_, {})); }
  Sound take() {
    without_consonant();
    return std::move(out_);
  }

 private:
  Sound out_;
  std::string_view pending_;
  bool last_alone_{false};  // the last letter of the skeleton stands for one consonant only
};

char32_t letter(std::u32string_view s, std::size_t i) { return i < s.size() ? s[i] : U'\0'; }

// HO is silent before these: it only lifts their tone.
bool silent_ho(std::u32string_view s, std::size_t i) {
  const char32_t next = letter(s, i + 1);
  if (next == 0x0E99 || next == 0x0EA1 || next == 0x0EA5 || next == 0x0E87 || next == nyo) return true;
  return next == wo && (following(letter(s, i + 2)) || (i > 0 && leading(s[i - 1])));
}

// O is the vowel, or carries another one: ສອນ and ອາລຸນ.
bool o_carries(std::u32string_view s, std::size_t i) {
  const char32_t next = letter(s, i + 1);
  return following(next) || next == am || next == o || (i > 0 && (s[i - 1] == 0x0EB6 || s[i - 1] == 0x0EB7));
}

// WO and NYO are consonants at the head of a syllable, parts of a vowel elsewhere: ວຽງ and ຕົວ, ຍັງ and ນ້ອຍ.
bool heads_syllable(std::u32string_view s, std::size_t i) {
  const char32_t next = letter(s, i + 1), before = i > 0 ? s[i - 1] : U'\0';
  if (before == 0) return next != 0;
  if (s[i] == wo && lao_consonant(before) == 'K') return false;  // ຂວາ is khua
  if (before == ho) return s[i] == nyo || following(next) || (i >= 2 && leading(s[i - 2]));
  if (s[i] == wo && next == o && following(before) && !o_carries(s, i + 1)) return letter(s, i + 2) != 0;  // ມະນີວອນ
  return following(next) || next == am || leading(before);
}

// A vowel written before its consonant, with the signs behind the consonant that belong to it.
struct Around {
  std::string_view sounds;
  std::size_t from{0}, to{0};  // letters that are read with it
};

Around vowel_around(std::u32string_view s, std::size_t i) {
  const std::string_view sounds = s[i] == 0x0EC2 ? "o" : s[i] == 0x0EC4 ? "ai" : "e";
  for (std::size_t at = i + 2; at <= i + 3 && at < s.size(); ++at) {
    const char32_t sign = s[at];
    if (sign == 0x0EB0 || sign == 0x0EB1) return {sounds, at, at + 1};  // only makes it short
    if (s[i] != 0x0EC0) continue;
    if (sign == 0x0EBB && letter(s, at + 1) == 0x0EB2) return {"ao", at, at + 2};
    if (sign == nyo && at == i + 2 && !heads_syllable(s, at)) return {"ia", at, at + 1};
    if (sign >= 0x0EB4 && sign <= 0x0EB7)
      return letter(s, at + 1) == o ? Around{"ua", at, at + 2} : Around{"u", at, at + 1};
    if (following(sign)) break;
  }
  return {sounds};
}

// WO as a vowel: ບົວ and ດວງ are ua; behind another vowel it ends the syllable, ແກ້ວ.
std::string_view wo_sounds(std::u32string_view s, std::size_t i) {
  const char32_t before = i > 0 ? s[i - 1] : U'\0';
  const bool between = i + 1 < s.size() && !leading(s[i + 1]) && !following(s[i + 1]) && s[i + 1] != o;
  if (before == 0x0EBB) return "ua";
  if (lao_consonant(before) == 'K' && i + 1 < s.size() && following(s[i + 1])) return "u";
  return between && !following(before) && !(i >= 2 && leading(s[i - 2])) ? "ua" : "o";
}

// A run of Lao letters in search form.
void lao_run(std::u32string_view s, Writer& out) {
  Around read;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char32_t c = s[i], before = i > 0 ? s[i - 1] : U'\0';
    if (i >= read.from && i < read.to) continue;
    if (c == ho || c == lao_ho) {
      // Within a word romanisations leave it out or write it into another letter: Phonhong, Hinheup, Khamhoung.
      const bool silent = c == ho && silent_ho(s, i);
      if (!silent && i <= 1 && (i == 0 || leading(before))) out.consonant('H');
      if (!silent) out.without_consonant();
    } else if ((c == wo || c == nyo) && heads_syllable(s, i)) {
      out.consonant(c == wo ? 'V' : 'Y');
    } else if (c == wo) {
      out.vowels(wo_sounds(s, i));
    } else if (c == nyo) {
      out.vowel('i');
    } else if (c == am) {
      out.vowel('a');
      out.consonant('M');
    } else if (c == o) {
      out.without_consonant();
      if (!leading(before) && !o_carries(s, i)) out.vowel('o');
    } else if (const char k = lao_consonant(c); k != 0) {
      out.consonant(k);
    } else if (leading(c)) {
      read = vowel_around(s, i);
      out.before_consonant(read.sounds);
    } else if (!(c == 0x0EBB && letter(s, i + 1) == wo)) {
      out.vowels(lao_vowel(c));
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
  if ((a == 'o' && (b == 'u' || b == 'o')) || (a == 'e' && b == 'u') || (a == 'u' && b == 'e'))
    return out.vowel('u'), 2;
  if (a == 'e' && b == 'e') return out.vowel('i'), 2;
  if (a == 'a' && b == 'e') return out.vowel('e'), 2;
  return 0;
}

// Lao has no clusters with r, but Pali and Sanskrit do: ພະບາງ Prabang, ສີ Sri. A stop behind a vowel closes its
// syllable, and the r behind it begins the next one: Thep-rath, Sack-rath.
bool r_of_cluster(std::string_view s, std::size_t i) {
  const bool aspirate = i > 1 && s[i - 1] == 'h';
  const std::size_t at = aspirate ? i - 2 : i - 1;
  if (!aspirate && s[at] == 's') return true;
  if (s[at] != 'k' && s[at] != 'p' && s[at] != 't') return false;
  return at == 0 || !(latin_vowel(s[at - 1]) || s[at - 1] == 'c' || s[at - 1] == 'h' || s[at - 1] == s[at]);
}

// Khw, kv, dw: the w is part of the vowel, as in ຂວາ, ດວງ.
bool part_of_vowel(std::string_view s, std::size_t i) {
  if (i > 0 && s[i] == 'w' && s[i - 1] == 'd') return true;
  const std::size_t at = i > 0 && s[i - 1] == 'h' ? i - 1 : i;
  return at > 0 && (s[at - 1] == 'k' || s[at - 1] == 'q');
}

void latin_run(std::string_view s, Writer& out) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (const auto read = latin_pair(s, i, out); read != 0) {
      i += read - 1;
      continue;
    }
    const char c = s[i], next = i + 1 < s.size() ? s[i + 1] : '\0', before = i > 0 ? s[i - 1] : '\0';
    if (latin_vowel(c)) {
      // Not spoken: Phone, Noye, Khoneya.
      const bool ends = next == '\0' || (before == 'n' && next == 'y');
      const bool mute = c == 'e' && ends && i >= 3 && !latin_vowel(before);
      if (!mute) out.vowel(c);
    } else if (c == 'r' && latin_vowel(before) && !latin_vowel(next) && next != 'y') {
      continue;  // silent: Parklai, Somporn
    } else if (c == 'r' && i > 0 && (latin_vowel(next) || next == 'y') && r_of_cluster(s, i)) {
      continue;
    } else if (c == 'y') {
      const bool mute_e = next == 'e' && i + 2 == s.size() && i >= 2;
      if (latin_vowel(next) && !mute_e)
        out.consonant('Y');
      else
        out.vowel('i');
    } else if (c == 'w' || c == 'v') {
      if ((latin_vowel(next) || next == 'y') && !part_of_vowel(s, i))
        out.consonant('V');
      else
        out.vowel(latin_vowel(next) ? 'u' : 'o');
    } else if (c == 'h') {
      if (i == 0 && latin_vowel(next)) out.consonant('H');
    } else if (const char k = latin_consonant(c); k != 0) {
      out.consonant(k);
    }
  }
}

}  // namespace

Sound sound_of_form(std::string_view form) {
  Writer out;
  for (std::size_t i = 0; i < form.size();) {
    const std::size_t from = i;
    if (is_lao(form.substr(i))) {
      while (is_lao(form.substr(i))) i += 3;
      lao_run(code_points(form.substr(from, i - from)), out);
    } else if (latin(form[i])) {
      while (i < form.size() && latin(form[i])) ++i;
      latin_run(form.substr(from, i - from), out);
    } else {
      ++i;
    }
  }
  return out.take();
}

Sound sound_of(std::string_view utf8) { return sound_of_form(lao::search_form(utf8)); }

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
