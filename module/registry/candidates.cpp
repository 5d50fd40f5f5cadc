#include "registry/candidates.hpp"

#include <algorithm>
#include <map>

#include "core/api.hpp"
#include "names/api.hpp"
#include "registry/search_text.hpp"

namespace ssiis::registry {
namespace {

constexpr std::size_t least_letters = 3;
constexpr int looked_at = 60;        // hits of the search that are compared
constexpr int nearly_the_same = 25;  // percent of difference in sound

// In the skeleton, too: of short names vowels alone make half.
bool sounds_the_same(const names::CompanyName& a, const names::CompanyName& b) {
  return !a.joined.skeleton.empty() && a.joined.skeleton == b.joined.skeleton &&
         names::distance_percent(a.joined.voiced, b.joined.voiced) <= nearly_the_same;
}
bool sounds_nearly(const names::CompanyName& a, const names::CompanyName& b) {
  return a.joined.voiced.size() >= least_letters && b.joined.voiced.size() >= least_letters &&
         names::distance_percent(a.joined.voiced, b.joined.voiced) <= nearly_the_same;
}

void compare_names(Candidate& c, const names::CompanyName& typed) {
  for (const auto* title : {&c.hit.title_lo, &c.hit.title_latin}) {
    if (title->empty()) continue;
    const auto have = names::read_company(*title);
    c.same_name = c.same_name || (typed.number == have.number && sounds_the_same(typed, have));
    c.similar_name = c.similar_name || sounds_nearly(typed, have);
    c.same_activity = c.same_activity || (!typed.activities.empty() && typed.activities == have.activities);
  }
}

int rank_of(const Candidate& c) {
  return (c.same_number ? 16 : 0) + (c.same_name ? 8 : 0) + (c.similar_name ? 4 : 0) + (c.same_province ? 2 : 0) +
         (c.same_activity ? 1 : 0);
}

}  // namespace

std::vector<Candidate> unit_candidates(db::Transaction& tx, SearchBox& box, const Scope& scope, const TypedUnit& typed,
                                       std::size_t most) {
  std::map<std::pair<std::string, std::string>, Candidate> found;
  const auto look = [&](const std::string& text) {
    if (count_code_points(trimmed(text)) < least_letters) return;
    for (auto& hit : box.search(tx, scope, {text, {"labour_unit", "tax_employer", "enterprise"}, looked_at, 0}).hits)
      found[{hit.kind, hit.key}].hit = std::move(hit);
  };
  look(typed.name);
  look(typed.number);
  const auto name = names::read_company(typed.name);
  const auto number = number_key(typed.number);
  std::vector<Candidate> out;
  for (auto& [key, c] : found) {
    c.same_number = number.size() >= least_letters && c.hit.match == Match::number;
    compare_names(c, name);
    c.same_province = typed.territory.size() >= 2 && c.hit.territory.starts_with(typed.territory.substr(0, 2));
    if (c.same_number || c.same_name || c.similar_name) out.push_back(std::move(c));
  }
  std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
    return rank_of(a) != rank_of(b) ? rank_of(a) > rank_of(b) : a.hit.score > b.hit.score;
  });
  if (out.size() > most) out.resize(most);
  return out;
}

}  // namespace ssiis::registry
