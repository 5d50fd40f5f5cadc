// Names as other people write them: each variant is made by one rule from a name of the registry. Written apart from
// module/names, so that one mistake does not hide the other.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/random.hpp"

namespace ssiis::registry::variants {

// Lao letters written in Latin ones: style 0 as on most identity cards (Phommasack, Xay, Souk), 1 as in English guides
// (Pomasak, Sai, Suk), 2 a mixture of the two.
std::string romanised(std::string_view lao, int style, Random& random);

std::string without_tones(std::string_view text);
std::string letter_dropped(std::string_view text,
                           Random& random);  // not the first of a word; no sign torn from its letter
std::string letters_exchanged(std::string_view text, Random& random);  // two neighbours of a Latin word; sounds in Lao
std::string letter_doubled(std::string_view text, Random& random);
std::string sounding_alike(std::string_view text, Random& random);  // ຊ for ສ, ໃ for ໄ, ຣ for ລ, long for short
std::string with_zero_width(std::string_view text, Random& random);
std::string without_spaces(std::string_view text);
std::string words_swapped(std::string_view text);  // the last word first

}  // namespace ssiis::registry::variants
