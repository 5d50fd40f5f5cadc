#include <algorithm>

#include "core/api.hpp"
#include "names/dictionary.hpp"
#include "names/pieces.hpp"

namespace ssiis::names {
namespace {

constexpr std::size_t longest_title = 2;  // words
constexpr std::size_t shortest_rest = 4;  // letters of a name behind a title without a space

const Title* title_of(std::string_view form) {
  const auto& titles = Dictionary::get().titles;
  const auto at = titles.find(form);
  return at == titles.end() ? nullptr : &at->second;
}

// The title that begins at word i, and how many words it has.
std::pair<const Title*, std::size_t> title_at(const std::vector<std::string>& words, std::size_t i) {
  for (std::size_t n = std::min(longest_title, words.size() - i); n > 0; --n) {
    std::string form;
    for (std::size_t k = 0; k < n; ++k) form += words[i + k];
    if (const auto* t = title_of(form)) return {t, n};
  }
  return {nullptr, 0};
}

// ທ້າວບຸນມີ: a title written together with the name. Returns the letters of the title.
std::pair<const Title*, std::size_t> glued_title(const std::u32string& letters) {
  for (std::size_t n = std::min<std::size_t>(8, letters.size()); n >= 3; --n) {
    if (letters.size() - n < shortest_rest || !may_cut(letters, n)) continue;
    const auto* t = title_of(utf8_of(std::u32string_view{letters}.substr(0, n)));
    if (t != nullptr && t->lao) return {t, n};
  }
  return {nullptr, 0};
}

}  // namespace

PersonName read_person(std::string_view text) {
  PersonName out;
  const auto words = written_words(text);
  const auto note = [&out](const Title& t) {
    if (out.sex == 0) out.sex = t.sex;
  };
  for (std::size_t i = 0; i < words.size();) {
    const auto [title, count] = title_at(words, i);
    // A name may be nothing but a word that is a title elsewhere.
    const bool name_follows = !out.tokens.empty() || i + count < words.size();
    if (title != nullptr && name_follows && (title->anywhere || out.tokens.empty())) {
      note(*title);
      i += count;
      continue;
    }
    std::string word = words[i++];
    if (all_digits(word)) continue;
    if (out.tokens.empty() && is_lao(word)) {
      const auto letters = code_points(word);
      if (const auto [glued, n] = glued_title(letters); glued != nullptr) {
        note(*glued);
        word = utf8_of(std::u32string_view{letters}.substr(n));
      }
    }
    out.tokens.push_back(token_of(std::move(word)));
  }
  return out;
}

std::string person_key(const PersonName& name) {
  std::vector<std::string_view> keys;
  for (const auto& t : name.tokens)
    if (!t.sound.skeleton.empty()) keys.push_back(t.sound.skeleton);
  std::sort(keys.begin(), keys.end());
  std::string out;
  for (const auto k : keys) {
    if (!out.empty()) out += ' ';
    out += k;
  }
  return out;
}

}  // namespace ssiis::names
