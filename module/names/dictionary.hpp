// The words of config/names/dictionary.xml, found by their squeezed search form: no tone marks, no case, no spaces.
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "names/api.hpp"

namespace ssiis::names {

// The search form without its spaces.
std::string squeezed(std::string_view text);

struct Entry {
  enum class Kind { form, activity, filler, exonym };
  Kind kind;
  std::size_t index;    // into forms, activities, exonyms
  std::size_t letters;  // of the squeezed form
  // Where it counts in a run of Lao letters without spaces; `anywhere` short words only at the edges of what is left.
  enum class Glued { anywhere, front, back, nowhere } glued;
};
struct Title {
  char sex;
  bool anywhere;
  bool lao;
};
struct PlaceKind {
  std::string code;
  char mark;  // 0: no number follows
};

// A city whose name is that of another place, too.
struct Capital {
  std::string name;                       // its own, search form
  std::set<std::string, std::less<>> of;  // what is left of it without the word for the kind
};

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>{}(s); }
};
template <class T>
using ByForm = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

// Read once, on first use; never changed.
struct Dictionary {
  std::vector<Word> forms, activities;
  std::vector<Sound> exonyms;
  ByForm<Entry> words;
  ByForm<std::string> shortened;  // words of some length with one letter left out, and the word
  ByForm<Title> titles;
  ByForm<PlaceKind> places;
  Capital capital;
  std::size_t longest{0};  // letters of the longest word

  static const Dictionary& get();
  const Entry* word(std::string_view form) const;
  // The word that `form` is one slip of a letter away from; none for what is short.
  const Entry* nearly(std::string_view form) const;
};

}  // namespace ssiis::names
