// Queries and names cut into what the index knows: words, pieces of three letters, number keys.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::registry {

// Words of the search form, at spaces; none longer than 60 letters, at most 12.
std::vector<std::string> name_words(std::string_view text);

// All runs of three letters of a word, each once, sorted; nothing for shorter words.
std::vector<std::string> grams_of(std::string_view word);

// Every run of two and more letters of a word of at most 40, each once; nothing for other words.
std::vector<std::string> pieces_of(std::string_view word);

// Letters and digits only, upper case, Lao digits as Latin: "01-100 3295" and "011003295" are one
// number. At most 40.
std::string number_key(std::string_view text);

// The number key when the text reads as a number: three digits at least, and more digits than
// letters.
std::optional<std::string> as_number(std::string_view text);

// The smallest text greater than all that begin with `prefix`, in code-point order.
std::string after_prefix(std::string_view prefix);

}  // namespace ssiis::registry
