// What a typed text may mean as a name, and what of a firm's name stands in the index beside its words.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::registry {

// Beside the words as written, the index holds of a firm: its name proper as one word, and its activities as words
// "#CODE", which no search form contains.
std::vector<std::string> firm_words(std::string_view name);
inline bool is_activity(std::string_view word) { return word.starts_with('#'); }

// The words that must be found, one way after the other: as typed; without titles; a firm's name proper as one word,
// and as its words, each with its activities. The first is what was typed; none twice.
std::vector<std::vector<std::string>> readings_of(std::string_view text);

// Without the words for activities. Empty when nothing else was said.
std::vector<std::string> without_activities(const std::vector<std::string>& words);

// The skeleton and all that are one consonant off it; the skeleton alone when it is shorter than two.
std::vector<std::string> near_skeletons(std::string_view skeleton);

}  // namespace ssiis::registry
