#include "name_variants.hpp"

#include <algorithm>
#include <map>

#include "core/api.hpp"

namespace ssiis::registry::variants {
namespace {

using Style = std::vector<std::string>;  // one spelling a style

const std::map<char32_t, Style>& onsets() {
  static const std::map<char32_t, Style> table{
      {U'ກ', {"k", "k"}},  {U'ຂ', {"kh", "k"}}, {U'ຄ', {"kh", "k"}}, {U'ງ', {"ng", "ng"}}, {U'ຈ', {"ch", "j"}},
      {U'ສ', {"s", "s"}},  {U'ຊ', {"x", "s"}},  {U'ຍ', {"nh", "y"}}, {U'ດ', {"d", "d"}},   {U'ຕ', {"t", "t"}},
      {U'ຖ', {"th", "t"}}, {U'ທ', {"th", "t"}}, {U'ນ', {"n", "n"}},  {U'ບ', {"b", "b"}},   {U'ປ', {"p", "p"}},
      {U'ຜ', {"ph", "p"}}, {U'ຝ', {"f", "f"}},  {U'ພ', {"ph", "p"}}, {U'ຟ', {"f", "f"}},   {U'ມ', {"m", "m"}},
      {U'ຢ', {"y", "y"}},  {U'ຣ', {"r", "l"}},  {U'ລ', {"l", "l"}},  {U'ວ', {"v", "w"}},   {U'ຫ', {"h", "h"}},
      {U'ອ', {"", ""}},    {U'ຮ', {"h", "h"}},  {U'ໜ', {"n", "n"}},  {U'ໝ', {"m", "m"}}};
  return table;
}
const std::map<char32_t, Style>& codas() {
  static const std::map<char32_t, Style> table{{U'ກ', {"ck", "k"}}, {U'ດ', {"th", "t"}},  {U'ບ', {"b", "p"}},
                                               {U'ນ', {"nh", "n"}}, {U'ງ', {"ng", "ng"}}, {U'ມ', {"m", "m"}},
                                               {U'ຍ', {"y", "i"}},  {U'ວ', {"o", "w"}}};
  return table;
}
const std::map<char32_t, Style>& vowels() {
  static const std::map<char32_t, Style> table{{U'ະ', {"a", "a"}},  {U'ັ', {"a", "a"}},    {U'າ', {"a", "a"}},
                                               {U'ິ', {"i", "i"}},   {U'ີ', {"y", "ee"}},   {U'ຶ', {"eu", "ue"}},
                                               {U'ື', {"eu", "ue"}}, {U'ຸ', {"ou", "u"}},   {U'ູ', {"ou", "oo"}},
                                               {U'ົ', {"o", "o"}},   {U'ຽ', {"ie", "ia"}}, {U'ຳ', {"am", "am"}}};
  return table;
}

bool tone(char32_t c) { return c >= 0x0EC8 && c <= 0x0ECB; }
bool lead(char32_t c) { return c >= 0x0EC0 && c <= 0x0EC4; }
bool consonant(char32_t c) { return (c >= 0x0E81 && c <= 0x0EAE) || c == 0x0EDC || c == 0x0EDD; }

// Reads one Lao word, syllable by syllable.
class Romaniser {
 public:
  Romaniser(std::u32string word, int style, Random& random) : word_{std::move(word)}, style_{style}, random_{random} {}

  std::string read() {
    while (at_ < word_.size()) syllable();
    return out_;
  }

 private:
  char32_t peek(std::size_t ahead = 0) const { return at_ + ahead < word_.size() ? word_[at_ + ahead] : U'\0'; }
  const std::string& pick(const Style& s) {
    return s[style_ < 2 ? static_cast<std::size_t>(style_) : static_cast<std::size_t>(random_.below(2))];
  }

  void onset() {
    if (peek() == U'ຫ' &&
        (peek(1) == 0x0EBC || std::u32string_view{U"ນມລງຍວ"}.find(peek(1)) != std::u32string_view::npos)) {
      if (peek(1) == 0x0EBC) {
        out_ += "l";
        at_ += 2;
        return;
      }
      if (peek(1) != U'ວ' || vowels().contains(peek(2))) ++at_;
    }
    if (const auto found = onsets().find(peek()); found != onsets().end()) out_ += pick(found->second);
    ++at_;
  }

  void leading_vowel() {
    const char32_t l = word_[at_++];
    onset();
    if (l == U'ໄ' || l == U'ໃ') {
      out_ += pick({"ay", "ai"});
    } else if (l == U'ໂ') {
      out_ += "o";
    } else if (l == U'ແ') {
      out_ += pick({"e", "ae"});
    } else if (peek() == U'ົ' && peek(1) == U'າ') {
      out_ += "ao";
      at_ += 2;
    } else if (peek() == U'ື' && peek(1) == U'ອ') {
      out_ += pick({"eua", "uea"});
      at_ += 2;
    } else if (peek() == U'ິ' || peek() == U'ີ') {
      out_ += pick({"eu", "oe"});
      ++at_;
    } else {
      out_ += "e";
    }
    if (peek() == U'ະ' || peek() == U'ັ') ++at_;
  }

  void following_vowel() {
    if (peek() == U'ົ' && peek(1) == U'ວ') {
      out_ += pick({"oua", "ua"});
      at_ += 2;
    } else if (const auto found = vowels().find(peek()); found != vowels().end()) {
      out_ += pick(found->second);
      ++at_;
    } else if (peek() == U'ອ') {
      out_ += "o";
      ++at_;
    } else if (peek() == U'ວ' && consonant(peek(1))) {
      out_ += pick({"oua", "ua"});
      ++at_;
    }
  }

  void syllable() {
    if (lead(peek())) {
      leading_vowel();
    } else if (consonant(peek())) {
      onset();
      following_vowel();
    } else {
      ++at_;
      return;
    }
    // A consonant without a vowel of its own closes the syllable.
    const char32_t next = peek(1);
    const bool opens = vowels().contains(next) || next == U'ອ' || (next == U'ວ' && consonant(peek(2)));
    if (codas().contains(peek()) && !opens) out_ += pick(codas().at(word_[at_++]));
  }

  std::u32string word_;
  int style_;
  Random& random_;
  std::size_t at_{0};
  std::string out_;
};

std::string capital(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 32);
  return word;
}

// Where a letter with its signs begins.
std::vector<std::size_t> clusters(const std::u32string& s) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < s.size(); ++i)
    if (!tone(s[i]) && !(s[i] >= 0x0EB1 && s[i] <= 0x0EBC && s[i] != 0x0EB2 && s[i] != 0x0EB3)) out.push_back(i);
  return out;
}

}  // namespace

std::string romanised(std::string_view lao, int style, Random& random) {
  std::string out;
  for (const auto& word : words(lao)) {
    auto letters = code_points(lao::stored(word));
    std::erase_if(letters, tone);
    if (!out.empty()) out += ' ';
    out += lao::has_lao(word) ? capital(Romaniser{letters, style, random}.read()) : word;
  }
  return out;
}

std::string without_tones(std::string_view text) {
  auto s = code_points(text);
  std::erase_if(s, tone);
  return utf8_of(s);
}

std::string letter_dropped(std::string_view text, Random& random) {
  auto s = code_points(text);
  const auto starts = clusters(s);
  for (int tries = 0; tries < 50; ++tries) {
    const auto k = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(starts.size())));
    const std::size_t i = starts[k], end = k + 1 < starts.size() ? starts[k + 1] : s.size();
    if (i == 0 || s[i] == U' ' || s[i - 1] == U' ' || lead(s[i - 1])) continue;
    s.erase(i, end - i);
    break;
  }
  return utf8_of(s);
}

std::string letters_exchanged(std::string_view text, Random& random) {
  auto s = code_points(text);
  for (int tries = 0; tries < 50 && s.size() > 3; ++tries) {
    const auto i = static_cast<std::size_t>(random.between(1, static_cast<std::int64_t>(s.size()) - 2));
    if (s[i] >= 0x80 || s[i + 1] >= 0x80 || s[i] == U' ' || s[i + 1] == U' ' || s[i - 1] == U' ' || s[i] == s[i + 1])
      continue;
    std::swap(s[i], s[i + 1]);
    break;
  }
  return utf8_of(s);
}

std::string letter_doubled(std::string_view text, Random& random) {
  auto s = code_points(text);
  for (int tries = 0; tries < 50; ++tries) {
    const auto i = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(s.size())));
    if (s[i] == U' ') continue;
    s.insert(i, 1, s[i]);
    break;
  }
  return utf8_of(s);
}

std::string sounding_alike(std::string_view text, Random& random) {
  static constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"ສ", "ຊ"},  {"ຊ", "ສ"}, {"ໄ", "ໃ"}, {"ລ", "ຣ"}, {"ໜ", "ຫນ"},
      {"ໝ", "ຫມ"}, {"ີ", "ິ"},   {"ູ", "ຸ"},   {"ຳ", "ໍາ"}, {"ຫຼ", "ຫລ"}};
  std::string out{text};
  const auto start = static_cast<std::size_t>(random.below(std::ssize(pairs)));
  for (std::size_t k = 0; k < std::size(pairs); ++k) {
    const auto& [from, to] = pairs[(start + k) % std::size(pairs)];
    if (const auto at = out.find(from); at != std::string::npos) return out.replace(at, from.size(), to);
  }
  return out;
}

std::string with_zero_width(std::string_view text, Random& random) {
  std::u32string out;
  for (const char32_t c : code_points(text)) {
    out += c;
    if (random.chance(300)) out += U'\u200B';
  }
  return utf8_of(out);
}

std::string without_spaces(std::string_view text) {
  std::string out{text};
  std::erase(out, ' ');
  return out;
}

std::string words_swapped(std::string_view text) {
  auto list = words(text);
  if (list.size() > 1) std::rotate(list.begin(), list.end() - 1, list.end());
  std::string out;
  for (const auto& w : list) out += (out.empty() ? "" : " ") + w;
  return out;
}

}  // namespace ssiis::registry::variants
