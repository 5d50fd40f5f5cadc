#include "names/pieces.hpp"

#include <algorithm>

#include "core/api.hpp"

namespace ssiis::names {

std::string_view readable(std::string_view text) noexcept {
  if (text.size() <= most_bytes) return text;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end);
}

bool is_lao(std::string_view word) noexcept {
  // Lao letters are E0 BA xx and E0 BB xx.
  return word.size() >= 3 && static_cast<unsigned char>(word[0]) == 0xE0u &&
         (static_cast<unsigned char>(word[1]) & 0xFEu) == 0xBAu;
}

bool all_digits(std::string_view word) noexcept {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> written_words(std::string_view text) {
  std::vector<std::string> out;
  const std::string form = lao::search_form(readable(text));
  bool open = false, lao_run = false;
  for (std::size_t i = 0; i < form.size();) {
    if (form[i] == ' ') {
      open = false;
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < form.size() && (static_cast<unsigned char>(form[end]) & 0xC0u) == 0x80u) ++end;
    const bool lao_letter = is_lao(std::string_view{form}.substr(i));
    if (!open || lao_letter != lao_run) out.emplace_back();
    out.back().append(form, i, end - i);
    open = true;
    lao_run = lao_letter;
    i = end;
  }
  return out;
}

bool may_cut(std::u32string_view letters, std::size_t at) noexcept {
  if (at == 0 || at >= letters.size()) return true;
  const char32_t before = letters[at - 1], here = letters[at];
  const bool hangs_on = (here >= 0x0EB0 && here <= 0x0EBD) || (here >= 0x0EC6 && here <= 0x0ECE);
  const bool wants_more = (before >= 0x0EC0 && before <= 0x0EC4) || before == 0x0EB1 || before == 0x0EBB;
  return !hangs_on && !wants_more;
}

NameToken token_of(std::string word) {
  NameToken out{{}, sound_of_form(word), is_lao(word)};
  out.text = std::move(word);
  return out;
}

std::vector<std::string> tokens(std::string_view text) { return lao::search_words(readable(text)); }

}  // namespace ssiis::names
