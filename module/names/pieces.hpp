// What the readers of names share: words of a text, and where a run of Lao letters may be cut.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "names/api.hpp"

namespace ssiis::names {

constexpr std::size_t most_bytes = 2000;

// The first most_bytes of any bytes, whole letters only.
std::string_view readable(std::string_view text) noexcept;

// Search form, cut at its spaces and where Lao letters meet others.
std::vector<std::string> written_words(std::string_view text);

// True when a word may begin at `at`: no vowel or sign is torn from its consonant.
bool may_cut(std::u32string_view letters, std::size_t at) noexcept;

// sound_of for a text that is in its search form already.
Sound sound_of_form(std::string_view form);

// True when the first letter is Lao.
bool is_lao(std::string_view word) noexcept;
bool all_digits(std::string_view word) noexcept;
NameToken token_of(std::string word);

}  // namespace ssiis::names
