#include <array>

#include "names/api.hpp"
#include "names/pieces.hpp"

namespace ssiis::names {
namespace {

// The divisions of each section of ISIC Rev. 4 (United Nations Statistics Division, 2008). A division that does not
// exist (04, 34) lies in no section.
struct Section {
  char letter;
  int first, last;
};
constexpr std::array<Section, 21> sections{
    {{'A', 1, 3},   {'B', 5, 9},   {'C', 10, 33}, {'D', 35, 35}, {'E', 36, 39}, {'F', 41, 43}, {'G', 45, 47},
     {'H', 49, 53}, {'I', 55, 56}, {'J', 58, 63}, {'K', 64, 66}, {'L', 68, 68}, {'M', 69, 75}, {'N', 77, 82},
     {'O', 84, 84}, {'P', 85, 85}, {'Q', 86, 88}, {'R', 90, 93}, {'S', 94, 96}, {'T', 97, 98}, {'U', 99, 99}}};
constexpr std::size_t most_figures = 5;  // of a class as a national list divides it further

char section_with(int division) {
  for (const auto& s : sections)
    if (s.first <= division && division <= s.last) return s.letter;
  return 0;
}

}  // namespace

std::string sector_path(std::string_view text) {
  const auto words = written_words(text);
  char letter = 0;
  std::string figures;
  std::size_t at = 0;
  for (; at < words.size(); ++at) {
    std::string_view word = words[at];
    const char first = word.front();
    if (at == 0 && first >= 'a' && first <= 'z' && (word.size() == 1 || all_digits(word.substr(1)))) {
      letter = static_cast<char>(first - 'a' + 'A');
      word.remove_prefix(1);
    } else if (!all_digits(word)) {
      break;
    }
    figures += word;
  }
  // A letter alone is a section only when nothing follows: "I T services" is no hotel.
  if (figures.empty())
    return letter != 0 && letter <= 'U' && at == words.size() ? std::string(1, letter) : std::string{};
  if (figures.size() < 2 || figures.size() > most_figures) return {};
  const char section = section_with((figures[0] - '0') * 10 + figures[1] - '0');
  if (section == 0 || (letter != 0 && letter != section)) return {};
  return section + figures;
}

}  // namespace ssiis::names
