// One reading of names of people, firms and places for search, linkage and duplicates. Every function is
// thread-safe, takes any bytes, and throws nothing but std::bad_alloc; text beyond 2,000 bytes is not read.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "names/identifiers.hpp"
#include "names/sound.hpp"

namespace ssiis::names {

struct NameToken {
  std::string text;  // search form (core/lao.hpp)
  Sound sound;
  bool lao{false};  // written in Lao letters
  auto operator<=>(const NameToken&) const = default;
};

// A person: given name and surname in the order written, titles (ທ້າວ, ນາງ, Mr, Ms …) taken off. Registers
// differ in the order: compare without it.
struct PersonName {
  std::vector<NameToken> tokens;
  char sex{0};  // 'M' or 'F' when a title says it, else 0
};
PersonName read_person(std::string_view text);
// The skeletons of the tokens, sorted, with one space between: equal for the same name in either order.
std::string person_key(const PersonName& name);

// A firm. What is not the name itself is taken off it, in either script, with or without spaces.
struct CompanyName {
  std::vector<NameToken> core;          // as written; Lao runs cut where ICU's dictionary breaks
  std::vector<std::string> forms;       // legal forms, codes of the dictionary: SOLE_LTD, LTD …; sorted
  std::vector<std::string> activities;  // codes of the dictionary: CONSTRUCTION, RESTAURANT …; sorted
  std::string number;                   // a number that stands alone in the name, or empty
  Sound joined;                         // of the core as one word: spaces differ between registers
};
// A name that consists of nothing but activity words keeps them in its core, too.
CompanyName read_company(std::string_view text);

// An activity word or legal form of the dictionary.
struct Word {
  std::string code;
  std::string lo, en;  // as it is shown
  std::string isic;    // section of ISIC Rev. 4; empty for forms and for words of no section
};
const std::vector<Word>& activity_words();
const std::vector<Word>& legal_form_words();

// A code of ISIC Rev. 4 of any level as registers write it (F, 41, F-4100, 41.00, "4100 Construction of buildings"), as
// the way down to it: the section and the figures, "F4100". A national class may have a figure more. Empty for what is
// no such code.
std::string sector_path(std::string_view text);

// sound_of, but for a Latin word that is not the Lao name spelt (Vientiane): the sound of the Lao.
Sound word_sound(std::string_view word);

// Words of the search form: at spaces, and in Lao runs where ICU's dictionary breaks.
std::vector<std::string> tokens(std::string_view text);

// A telephone number of the Lao PDR without its country code and leading 0: "020 5579 5043", "+8562055795043" and
// Lao digits are one. Empty for what is no such number.
std::string phone_key(std::string_view text);

// An address or the name of a place: words for its kind (ບ້ານ, Village …) taken off; the numbers of unit and house as
// "u10", "h77", others as they are; a name's spaces joined when no other kind follows. A name that only its kind tells
// from another (Vientiane Capital, Vientiane) is one word, the same in both scripts.
std::vector<NameToken> place_tokens(std::string_view text);

}  // namespace ssiis::names
