#include "registry/search_text.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/api.hpp"

namespace ssiis::registry {

std::vector<std::string> name_words(std::string_view text) {
  auto out = words(lao::search_form(text));
  for (auto& word : out)
    if (count_code_points(word) > 60) word = first_code_points(word, 60);
  if (out.size() > 12) out.resize(12);
  return out;
}

namespace {

// Where each letter begins, and the end.
std::vector<std::size_t> letter_starts(std::string_view word) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((static_cast<unsigned char>(word[i]) & 0xC0u) != 0x80u) starts.push_back(i);
  starts.push_back(word.size());
  return starts;
}

}  // namespace

std::vector<std::string> grams_of(std::string_view word) {
  const auto starts = letter_starts(word);
  std::vector<std::string> out;
  for (std::size_t i = 0; i + 3 < starts.size(); ++i)
    out.emplace_back(word.substr(starts[i], starts[i + 3] - starts[i]));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string> pieces_of(std::string_view word) {
  const auto starts = letter_starts(word);
  if (starts.size() > 41) return {};
  std::set<std::string> out;
  for (std::size_t i = 0; i + 2 < starts.size(); ++i)
    for (std::size_t j = i + 2; j < starts.size(); ++j) out.emplace(word.substr(starts[i], starts[j] - starts[i]));
  return {out.begin(), out.end()};
}

std::string number_key(std::string_view text) {
  std::string out;
  for (const char c : lao::ascii_digits(text)) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x80u && std::isalnum(u)) out += static_cast<char>(std::toupper(u));
  }
  if (out.size() > 40) out.resize(40);
  return out;
}

std::optional<std::string> as_number(std::string_view text) {
  if (lao::has_lao(lao::ascii_digits(text))) return std::nullopt;
  std::string key = number_key(text);
  const auto digits = std::count_if(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits < 3 || digits * 2 <= static_cast<std::ptrdiff_t>(key.size())) return std::nullopt;
  return key;
}

std::string after_prefix(std::string_view prefix) { return std::string{prefix} + "\xF4\x8F\xBF\xBD"; }

}  // namespace ssiis::registry
