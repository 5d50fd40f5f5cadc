#include <algorithm>
#include <map>

#include "names/api.hpp"
#include "registry/api.hpp"
#include "registry/search_text.hpp"

namespace ssiis::registry {
namespace {

constexpr std::size_t least_of_person = 3;  // letters of a name or number
constexpr int people_looked_at = 40;        // hits of the search that are compared
constexpr int nearly_the_same_person = 25;  // percent of difference in sound

std::string voiced_of(const names::PersonName& name) {
  std::vector<std::string> words;
  for (const auto& t : name.tokens) words.push_back(t.sound.voiced);
  std::sort(words.begin(), words.end());
  std::string out;
  for (const auto& w : words) out += w;
  return out;
}

// Each word of the one sounds like some word of the other: a given name alone, or both in any order.
bool words_within(const names::PersonName& typed, const names::PersonName& have) {
  return std::all_of(typed.tokens.begin(), typed.tokens.end(), [&](const names::NameToken& t) {
    return std::any_of(have.tokens.begin(), have.tokens.end(), [&](const names::NameToken& h) {
      return names::distance_percent(t.sound.voiced, h.sound.voiced) <= nearly_the_same_person;
    });
  });
}

void compare_person(WorkerCandidate& c, const names::PersonName& typed) {
  if (typed.tokens.empty()) return;
  const auto key = names::person_key(typed), voiced = voiced_of(typed);
  for (const auto* language : {"lo", "en"}) {
    const auto have = names::read_person(c.worker.name(language));
    if (have.tokens.empty()) continue;
    const int apart = names::distance_percent(voiced, voiced_of(have));
    c.same_name = c.same_name || (names::person_key(have) == key && apart <= nearly_the_same_person);
    c.similar_name = c.similar_name || apart <= nearly_the_same_person || words_within(typed, have);
  }
}

int rank_of_person(const WorkerCandidate& c) {
  return (c.same_number ? 8 : 0) + (c.same_birth ? 4 : 0) + (c.same_name ? 2 : 0) + (c.similar_name ? 1 : 0);
}

}  // namespace

std::vector<WorkerCandidate> worker_candidates(db::Transaction& tx, SearchBox& box, const Scope& scope,
                                               const TypedWorker& typed, std::size_t most) {
  std::map<std::string, std::pair<bool, int>> found;  // worker -> by number, score
  const auto look = [&](const std::string& text) {
    if (count_code_points(trimmed(text)) < least_of_person) return;
    for (const auto& hit : box.search(tx, scope, {text, {"worker", "civil", "molsw"}, people_looked_at, 0}).hits) {
      const auto& key = hit.kind == "worker" ? hit.key : hit.entity_kind == "worker" ? hit.entity_key : std::string{};
      if (key.empty()) continue;
      auto& [by_number, score] = found[key];
      by_number = by_number || hit.match == Match::number;
      score = std::max(score, hit.score);
    }
  };
  look(typed.name);
  if (number_key(typed.number).size() >= least_of_person) look(typed.number);
  const auto name = names::read_person(typed.name);
  std::vector<std::pair<WorkerCandidate, int>> likely;
  for (const auto& [key, why] : found) {
    auto worker = find_worker(tx, scope, key);
    if (!worker) continue;
    WorkerCandidate c{.worker = std::move(*worker)};
    c.same_number = why.first;
    compare_person(c, name);
    c.same_birth = typed.born && c.worker.dob == typed.born;
    const bool born_else = typed.born && c.worker.dob && !c.same_birth;
    if (c.same_number || ((c.same_name || c.similar_name) && !born_else)) likely.emplace_back(std::move(c), why.second);
  }
  std::stable_sort(likely.begin(), likely.end(), [](const auto& a, const auto& b) {
    const int x = rank_of_person(a.first), y = rank_of_person(b.first);
    return x != y ? x > y : a.second > b.second;
  });
  if (likely.size() > most) likely.resize(most);
  std::vector<WorkerCandidate> out;
  for (auto& [c, score] : likely) out.push_back(std::move(c));
  return out;
}

}  // namespace ssiis::registry
