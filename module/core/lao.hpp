// The rules of Lao text. Unicode's own forms are not enough: they neither join what Lao writers write in two
// ways nor keep what they keep apart. Storing, comparing and searching each have their own form.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::lao {

// The form in which typed text is stored: NFC, zero-width characters removed, white space folded and trimmed, signs of
// one consonant in their order and none twice, niggahita + tone + aa written as tone + am, two E written as one AE.
// Digits and case stay as typed. Idempotent; any bytes, what is not UTF-8 becomes U+FFFD.
std::string stored(std::string_view utf8);

// Lao digits ໐–໙ become 0–9; everything else stays.
std::string ascii_digits(std::string_view utf8);

// The form in which text is searched: stored form, compatibility forms and accents folded, lower case, HO + NO/MO
// ligatures joined with their pairs (ໜ = ຫນ, ໝ = ຫມ, ຫຼ = ຫລ), ຣ as ລ, ໃ as ໄ, tone marks, ໆ, ຯ and cancelled letters
// (ທ໌) dropped, digits Latin, punctuation turned to spaces. Idempotent; any bytes.
std::string search_form(std::string_view utf8);

// Words of a search form: at spaces, and inside Lao runs where the ICU dictionary breaks.
std::vector<std::string> search_words(std::string_view utf8);

// A binary key that sorts as a Lao dictionary does (ICU collation "lo"). Valid for one ICU version: store
// icu_version() beside it.
std::string sort_key(std::string_view utf8);
std::string icu_version();

// True when at least one code point is a Lao letter.
bool has_lao(std::string_view utf8);

}  // namespace ssiis::lao
