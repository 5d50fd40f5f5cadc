#include "registry/search_score.hpp"

#include <algorithm>

#include "core/api.hpp"
#include "names/api.hpp"
#include "registry/search_readings.hpp"
#include "registry/search_text.hpp"

namespace ssiis::registry {
namespace {

bool is_firm(const SearchHit& hit) {
  return hit.kind == "labour_unit" || hit.kind == "workplace" || hit.kind == "tax_employer" || hit.kind == "enterprise";
}

std::vector<std::string> voiced_words(std::string_view name) {
  std::vector<std::string> out;
  for (const auto& t : names::read_person(name).tokens) out.push_back(t.sound.voiced);
  return out;
}

// The words of two names in whatever order: the mean distance of each word of the longer name to its nearest.
int distance_of_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 100;
  const auto one_way = [](const auto& from, const auto& to) {
    int sum = 0;
    for (const auto& x : from) {
      int best = 100;
      for (const auto& y : to) best = std::min(best, names::distance_percent(x, y));
      sum += best;
    }
    return sum / static_cast<int>(from.size());
  };
  return std::max(one_way(a, b), one_way(b, a));
}

}  // namespace

NameJudge::NameJudge(const std::string& text)
    : form_{lao::search_form(text)},
      readings_{readings_of(text)},
      voiced_{names::sound_of(text).voiced},
      firm_voiced_{names::read_company(text).joined.voiced},
      person_voiced_{voiced_words(text)} {}

NameJudge::Counted NameJudge::best_reading(const SearchHit& hit) const {
  std::vector<std::string> have;
  for (const auto* title : {&hit.title_lo, &hit.title_latin}) {
    for (auto& word : name_words(*title)) have.push_back(std::move(word));
    if (is_firm(hit))
      for (auto& word : firm_words(*title)) have.push_back(std::move(word));
  }
  Counted best{-1, 0, 1};
  for (const auto& words : readings_) {
    Counted c{0, 0, static_cast<int>(std::max<std::size_t>(words.size(), 1))};
    for (const auto& word : words) {
      if (std::find(have.begin(), have.end(), word) != have.end())
        ++c.whole;
      else if (std::any_of(have.begin(), have.end(),
                           [&](const std::string& h) { return h.find(word) != std::string::npos; }))
        ++c.part;
    }
    const auto share = [](const Counted& x) { return (2 * x.whole + x.part) * 100 / x.of; };
    if (best.whole < 0 || share(c) > share(best)) best = c;
  }
  return best;
}

void NameJudge::judge(SearchHit& hit) const {
  const auto c = best_reading(hit);
  if (form_ == lao::search_form(hit.title_lo) || form_ == lao::search_form(hit.title_latin))
    hit.match = Match::exact_name, hit.score = 800;
  else if (c.whole == c.of)
    hit.match = Match::word, hit.score = 600;
  else if (c.whole + c.part == c.of)
    hit.match = Match::part_of_word, hit.score = 400 + 100 * c.whole / c.of;
  else
    hit.match = Match::sound, hit.score = 200 + 100 * (c.whole + c.part) / c.of + nearness(hit);
  // Of two names that hold the words, the shorter is nearer.
  hit.score -=
      std::min<int>(static_cast<int>(count_code_points(hit.title_lo.empty() ? hit.title_latin : hit.title_lo)) / 4, 40);
}

// 0 … 80, the more alike the whole sounds: as typed, a firm's name proper, a person's words in any order.
int NameJudge::nearness(const SearchHit& hit) const {
  int best = 100;
  for (const auto* title : {&hit.title_lo, &hit.title_latin}) {
    if (title->empty()) continue;
    best = std::min(best, names::distance_percent(voiced_, names::sound_of(*title).voiced));
    best =
        std::min(best, is_firm(hit) ? names::distance_percent(firm_voiced_, names::read_company(*title).joined.voiced)
                                    : distance_of_words(person_voiced_, voiced_words(*title)));
  }
  return (100 - best) * 80 / 100;
}

}  // namespace ssiis::registry
