#include "registry/search_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/api.hpp"
#include "names/api.hpp"
#include "registry/search.hpp"
#include "registry/search_readings.hpp"
#include "registry/search_text.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

constexpr std::size_t most_tokens = 400;  // of one word of the query
constexpr int near_in_sound = 34;         // percent of difference that still sounds alike

// Words of search forms are letters and digits: nothing in them can end a literal.
std::string literals(const std::vector<std::string>& words) {
  return words.empty() ? "''" : fmt::format("'{}'", fmt::join(words, "', '"));
}
std::string numbers(const std::vector<std::int64_t>& list) { return fmt::format("{}", fmt::join(list, ", ")); }

}  // namespace

std::vector<std::int64_t> NameSearch::documents_of(const std::string& text) {
  const auto readings = readings_of(text);
  for (const auto& words : readings) find(words, How::said);
  // What was typed leaves nothing: then what nearly says it, step by step, so that a step further off is not taken
  // before all nearer ones are.
  const std::vector<std::vector<std::string>> bare = [&] {
    std::vector<std::vector<std::string>> out;
    for (const auto& words : readings)
      if (auto some = without_activities(words); !some.empty() && some.size() < words.size()) out.push_back(some);
    return out;
  }();
  const auto all = [&](const auto& list, How how) {
    if (!found_.empty()) return;
    for (const auto& words : list) find(words, how);
  };
  all(bare, How::said);
  all(readings, How::nearly);
  all(bare, How::nearly);
  if (found_.empty())
    for (const auto& words : readings) find_but_one(without_activities(words));
  return found_;
}

void NameSearch::find(const std::vector<std::string>& words, How how) {
  std::vector<Meaning> meanings;
  for (const auto& word : words) {
    auto found = meaning(word, how);
    if (!found.all.empty()) {
      meanings.push_back(std::move(found));
      continue;
    }
    // Lao is written without spaces: what is one word here may be several there.
    const auto parts = known_words(word);
    if (parts.size() < 2) return;
    for (const auto& part : parts) {
      meanings.push_back(meaning(part, how));
      if (meanings.back().all.empty()) return;
    }
  }
  if (meanings.empty()) return;
  // Whole words first, so that they are not crowded out when more is found than is counted.
  if (std::none_of(meanings.begin(), meanings.end(), [](const Meaning& m) { return m.exact.empty(); }))
    documents(meanings, &Meaning::exact);
  // Enough whole words outrank any part of a word; and words that mean nothing but themselves were just asked for.
  const bool enough = found_.size() > static_cast<std::size_t>(count_limit);
  const bool no_more =
      std::all_of(meanings.begin(), meanings.end(), [](const Meaning& m) { return m.exact.size() == m.all.size(); });
  if (!enough && !no_more) documents(meanings, &Meaning::all);
}

// Names of which all words but one are right: the one may be spoilt beyond recognition.
void NameSearch::find_but_one(const std::vector<std::string>& words) {
  if (words.size() < 2) return;
  for (std::size_t without = 0; without < words.size(); ++without) {
    std::vector<std::string> rest = words;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(without));
    const bool says_enough =
        std::any_of(rest.begin(), rest.end(), [](const auto& w) { return count_code_points(w) >= 4; });
    if (says_enough) find(rest, How::said);
  }
}

// The word cut into tokens of the index, as few as possible; nothing when that does not come out even.
std::vector<std::string> NameSearch::known_words(const std::string& word) {
  const auto pieces = pieces_of(word);
  if (pieces.empty() || is_activity(word)) return {};
  std::set<std::string> known;
  auto rows = tx_.query(ScopedQuery{sql::registry::search_token_list, scope_, {{"tokens", literals(pieces)}}},
                        db::Params{index_});
  while (rows.next()) known.insert(rows.row().text(0));
  // best[i]: the fewest tokens that make up the first i bytes, and where the last of them begins.
  std::vector<std::pair<int, std::size_t>> best(word.size() + 1, {1000, 0});
  best[0] = {0, 0};
  for (std::size_t end = 1; end <= word.size(); ++end)
    for (std::size_t begin = 0; begin < end; ++begin)
      if (best[begin].first + 1 < best[end].first && known.contains(word.substr(begin, end - begin)))
        best[end] = {best[begin].first + 1, begin};
  std::vector<std::string> out;
  if (best.back().first >= 1000) return out;
  for (std::size_t end = word.size(); end > 0; end = best[end].second)
    out.push_back(word.substr(best[end].second, end - best[end].second));
  return out;
}

Meaning NameSearch::meaning(const std::string& word, How how) {
  Meaning out;
  const auto keep = [](std::vector<std::int64_t>& to, std::int64_t token) {
    if (to.size() < most_tokens && std::find(to.begin(), to.end(), token) == to.end()) to.push_back(token);
  };
  for (auto rows = tx_.query(sql::registry::search_token_exact, db::Params{index_, word}); rows.next();) {
    out.exact.push_back(rows.row().integer(0));
    out.all.push_back(rows.row().integer(0));
  }
  if (is_activity(word)) return out;
  for (const auto token : containing(word)) keep(out.all, token);
  for (const auto token : sounding_like(word, how)) keep(out.all, token);
  return out;
}

std::vector<std::int64_t> NameSearch::containing(const std::string& word) {
  std::vector<std::int64_t> out;
  const auto grams = grams_of(word);
  if (grams.empty()) {
    auto rows = tx_.query(sql::registry::search_token_prefix, db::Params{index_, word, after_prefix(word)});
    while (rows.next()) out.push_back(rows.row().integer(0));
    return out;
  }
  auto rows = tx_.query(ScopedQuery{sql::registry::search_token_grams,
                                    scope_,
                                    {{"grams", literals(grams)}, {"count", fmt::to_string(grams.size())}}},
                        db::Params{index_, index_});
  while (rows.next())
    if (rows.row().text(1).find(word) != std::string::npos) out.push_back(rows.row().integer(0));
  return out;
}

std::vector<std::int64_t> NameSearch::sounding_like(const std::string& word, How how) {
  const names::Sound sound = names::word_sound(word);
  if (sound.voiced.size() < 3) return {};
  std::vector<std::pair<int, std::int64_t>> near;
  const auto skeletons = how == How::nearly ? near_skeletons(sound.skeleton) : std::vector{sound.skeleton};
  auto rows = tx_.query(ScopedQuery{sql::registry::search_token_near, scope_, {{"skeletons", literals(skeletons)}}},
                        db::Params{index_});
  while (rows.next()) {
    const int distance = names::distance_percent(sound.voiced, rows.row().text(1));
    if (distance <= near_in_sound) near.emplace_back(distance, rows.row().integer(0));
  }
  std::sort(near.begin(), near.end());
  std::vector<std::int64_t> out;
  for (const auto& [distance, token] : near) out.push_back(token);
  return out;
}

void NameSearch::documents(std::vector<Meaning>& meanings, std::vector<std::int64_t> Meaning::*tokens) {
  // The word with the fewest tokens leads.
  std::stable_sort(meanings.begin(), meanings.end(),
                   [&](const Meaning& a, const Meaning& b) { return (a.*tokens).size() < (b.*tokens).size(); });
  std::string others;
  for (std::size_t i = 1; i < meanings.size(); ++i)
    others += fmt::format(
        " AND EXISTS (SELECT 1 FROM insp_reg_search_posting p{0} WHERE p{0}.index_id = "
        "o.index_id "
        "AND p{0}.doc_id = o.doc_id AND p{0}.token_id IN ({1}))",
        i, numbers(meanings[i].*tokens));
  auto rows =
      tx_.query(ScopedQuery{sql::registry::search_documents,
                            scope_,
                            {{"first", numbers(meanings.front().*tokens)}, {"others", others}, {"kinds", kinds_}}},
                db::Params{index_});
  while (rows.next()) found_.push_back(rows.row().integer(0));
  std::sort(found_.begin(), found_.end());
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
}

}  // namespace ssiis::registry
