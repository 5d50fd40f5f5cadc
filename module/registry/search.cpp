#include "registry/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "names/api.hpp"
#include "registry/scoped.hpp"
#include "registry/search_text.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

constexpr std::array<std::string_view, 6> our_kinds{"labour_unit", "worker", "tax_employer",
                                                    "enterprise",  "civil",  "molsw"};
constexpr std::size_t most_tokens = 400;  // of one word of the query
constexpr int near_in_sound = 34;         // percent of difference that still sounds alike

bool ours(std::string_view kind) { return std::find(our_kinds.begin(), our_kinds.end(), kind) != our_kinds.end(); }

// The tokens of the index that one word of the query may mean.
struct Meaning {
  std::vector<std::int64_t> exact;  // the word itself
  std::vector<std::int64_t> all;    // also as a part, also by sound
};

class OwnSearch {
 public:
  OwnSearch(db::Transaction& tx, const Scope& scope, const SearchQuery& query, std::int64_t index)
      : tx_{tx}, scope_{scope}, query_{query}, index_{index} {}

  SearchResult run() {
    by_number();
    by_name();
    return page();
  }

 private:
  // A condition on kinds, of our own codes only; an unknown kind asked for is no kind of ours.
  std::string kinds() const {
    if (query_.kinds.empty()) return "";
    std::string list;
    for (const auto& kind : query_.kinds)
      if (ours(kind)) list += fmt::format("{}'{}'", list.empty() ? "" : ", ", kind);
    return list.empty() ? "AND (1 = 0)" : "AND d.kind IN (" + list + ")";
  }

  void by_number() {
    const auto key = as_number(query_.text);
    if (!key) return;
    // Short keys are looked up whole; longer ones may be the beginning of a number.
    const std::string end = key->size() >= 5 ? *key + "~" : *key + " ";
    auto rows = tx_.query(ScopedQuery{sql::registry::search_numbers, scope_, {{"kinds", kinds()}}},
                          db::Params{*key, index_, *key, end});
    while (rows.next()) by_number_[rows.row().integer(0)] = rows.row().flag(1);
    // Numbers of other registers find the unit or worker that they are linked to.
    auto linked = tx_.query(ScopedQuery{sql::registry::search_linked_numbers, scope_, {{"kinds", kinds()}}},
                            db::Params{*key, index_, *key, end});
    while (linked.next()) {
      auto& whole = by_number_[linked.row().integer(0)];
      whole = whole || linked.row().flag(1);
    }
  }

  void by_name() {
    std::vector<Meaning> meanings;
    for (const auto& word : name_words(query_.text)) {
      auto found = meaning(word);
      if (!found.all.empty()) {
        meanings.push_back(std::move(found));
        continue;
      }
      // Lao is written without spaces: what is one word here may be several there.
      const auto parts = known_words(word);
      if (parts.size() < 2) return;
      for (const auto& part : parts) {
        meanings.push_back(meaning(part));
        if (meanings.back().all.empty()) return;
      }
    }
    if (meanings.empty()) return;
    // Whole words first, so that they are not crowded out when more is found than is counted.
    if (std::none_of(meanings.begin(), meanings.end(), [](const Meaning& m) { return m.exact.empty(); }))
      documents(meanings, &Meaning::exact);
    // Enough whole words outrank any part of a word; and words that mean nothing but themselves were just asked for.
    const bool enough = by_name_.size() > static_cast<std::size_t>(count_limit);
    const bool no_more =
        std::all_of(meanings.begin(), meanings.end(), [](const Meaning& m) { return m.exact.size() == m.all.size(); });
    if (!enough && !no_more) documents(meanings, &Meaning::all);
  }

  // The word cut into tokens of the index, as few as possible; nothing when that does not come out even.
  std::vector<std::string> known_words(const std::string& word) {
    const auto pieces = pieces_of(word);
    if (pieces.empty()) return {};
    std::string list;
    for (const auto& piece : pieces) list += fmt::format("{}'{}'", list.empty() ? "" : ", ", piece);
    std::set<std::string> known;
    auto rows =
        tx_.query(ScopedQuery{sql::registry::search_token_list, scope_, {{"tokens", list}}}, db::Params{index_});
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

  Meaning meaning(const std::string& word) {
    Meaning out;
    const auto keep = [](std::vector<std::int64_t>& to, std::int64_t token) {
      if (to.size() < most_tokens && std::find(to.begin(), to.end(), token) == to.end()) to.push_back(token);
    };
    for (auto rows = tx_.query(sql::registry::search_token_exact, db::Params{index_, word}); rows.next();) {
      out.exact.push_back(rows.row().integer(0));
      out.all.push_back(rows.row().integer(0));
    }
    for (const auto token : containing(word)) keep(out.all, token);
    for (const auto token : sounding_like(word)) keep(out.all, token);
    return out;
  }

  std::vector<std::int64_t> containing(const std::string& word) {
    std::vector<std::int64_t> out;
    const auto grams = grams_of(word);
    if (grams.empty()) {
      auto rows = tx_.query(sql::registry::search_token_prefix, db::Params{index_, word, after_prefix(word)});
      while (rows.next()) out.push_back(rows.row().integer(0));
      return out;
    }
    // Pieces of a search form are letters and digits: nothing in them can end a literal.
    std::string list;
    for (const auto& gram : grams) list += fmt::format("{}'{}'", list.empty() ? "" : ", ", gram);
    auto rows = tx_.query(
        ScopedQuery{
            sql::registry::search_token_grams, scope_, {{"grams", list}, {"count", fmt::to_string(grams.size())}}},
        db::Params{index_, index_});
    while (rows.next())
      if (rows.row().text(1).find(word) != std::string::npos) out.push_back(rows.row().integer(0));
    return out;
  }

  std::vector<std::int64_t> sounding_like(const std::string& word) {
    const names::Sound sound = names::sound_of(word);
    if (sound.voiced.size() < 3) return {};
    std::vector<std::pair<int, std::int64_t>> near;
    auto rows = tx_.query(sql::registry::search_token_sound, db::Params{index_, sound.skeleton});
    while (rows.next()) {
      const int distance = names::distance_percent(sound.voiced, rows.row().text(1));
      if (distance <= near_in_sound) near.emplace_back(distance, rows.row().integer(0));
    }
    std::sort(near.begin(), near.end());
    std::vector<std::int64_t> out;
    for (const auto& [distance, token] : near) out.push_back(token);
    return out;
  }

  static std::string list_of(const std::vector<std::int64_t>& numbers) {
    return fmt::format("{}", fmt::join(numbers, ", "));
  }

  void documents(std::vector<Meaning>& meanings, std::vector<std::int64_t> Meaning::*tokens) {
    // The word with the fewest tokens leads.
    std::stable_sort(meanings.begin(), meanings.end(),
                     [&](const Meaning& a, const Meaning& b) { return (a.*tokens).size() < (b.*tokens).size(); });
    std::string others;
    for (std::size_t i = 1; i < meanings.size(); ++i)
      others += fmt::format(
          " AND EXISTS (SELECT 1 FROM insp_reg_search_posting p{0} WHERE p{0}.index_id = "
          "o.index_id "
          "AND p{0}.doc_id = o.doc_id AND p{0}.token_id IN ({1}))",
          i, list_of(meanings[i].*tokens));
    auto rows =
        tx_.query(ScopedQuery{sql::registry::search_documents,
                              scope_,
                              {{"first", list_of(meanings.front().*tokens)}, {"others", others}, {"kinds", kinds()}}},
                  db::Params{index_});
    while (rows.next()) by_name_.push_back(rows.row().integer(0));
    std::sort(by_name_.begin(), by_name_.end());
    by_name_.erase(std::unique(by_name_.begin(), by_name_.end()), by_name_.end());
  }

  // How well a title answers the query.
  SearchHit judged(SearchHit hit, std::int64_t doc) const {
    const auto number = by_number_.find(doc);
    if (number != by_number_.end()) {
      hit.match = Match::number;
      hit.score = number->second ? 1000 : 900;
    } else {
      judge_name(hit);
    }
    // Our own come before entries of other registers, units before people.
    hit.score += hit.kind == "labour_unit" ? 20 : hit.kind == "worker" ? 10 : 0;
    return hit;
  }

  void judge_name(SearchHit& hit) const {
    const auto wanted = name_words(query_.text);
    std::vector<std::string> have = name_words(hit.title_lo);
    for (auto& word : name_words(hit.title_latin)) have.push_back(std::move(word));
    int whole = 0, part = 0;
    for (const auto& word : wanted) {
      if (std::find(have.begin(), have.end(), word) != have.end())
        ++whole;
      else if (std::any_of(have.begin(), have.end(),
                           [&](const std::string& h) { return h.find(word) != std::string::npos; }))
        ++part;
    }
    const auto count = static_cast<int>(std::max<std::size_t>(wanted.size(), 1));
    const std::string form = lao::search_form(query_.text);
    if (form == lao::search_form(hit.title_lo) || form == lao::search_form(hit.title_latin))
      hit.match = Match::exact_name, hit.score = 800;
    else if (whole == count)
      hit.match = Match::word, hit.score = 600;
    else if (whole + part == count)
      hit.match = Match::part_of_word, hit.score = 400 + 100 * whole / count;
    else
      hit.match = Match::sound, hit.score = 200 + 100 * (whole + part) / count + nearness(hit);
    // Of two names that hold the words, the shorter is nearer.
    hit.score -= std::min<int>(
        static_cast<int>(count_code_points(hit.title_lo.empty() ? hit.title_latin : hit.title_lo)) / 4, 40);
  }

  // 0 … 80, the more alike the whole sounds.
  int nearness(const SearchHit& hit) const {
    const std::string wanted = names::sound_of(query_.text).voiced;
    int best = 100;
    for (const auto* title : {&hit.title_lo, &hit.title_latin})
      if (!title->empty()) best = std::min(best, names::distance_percent(wanted, names::sound_of(*title).voiced));
    return (100 - best) * 80 / 100;
  }

  SearchResult page() {
    std::vector<std::int64_t> docs = by_name_;
    for (const auto& [doc, whole] : by_number_) docs.push_back(doc);
    std::sort(docs.begin(), docs.end());
    docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
    SearchResult out;
    if (docs.empty()) return out;
    std::vector<std::pair<SearchHit, std::int64_t>> hits;
    auto rows =
        tx_.query(ScopedQuery{sql::registry::search_rows, scope_, {{"ids", list_of(docs)}}}, db::Params{index_});
    while (rows.next()) {
      const auto& r = rows.row();
      SearchHit hit{r.text(1), r.text(2), r.text_or_empty(3), r.text_or_empty(4), {}, {}, true, Match::word, 0};
      hit.subtitle = r.text_or_empty(5);
      hit.linked = hit.kind == "labour_unit" || hit.kind == "worker";
      hits.emplace_back(judged(std::move(hit), r.integer(0)), r.integer(0));
    }
    std::sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
      if (a.first.score != b.first.score) return a.first.score > b.first.score;
      return a.second < b.second;
    });
    out.total = static_cast<std::int64_t>(hits.size());
    out.more_than_counted = out.total > count_limit;
    out.total = std::min<std::int64_t>(out.total, count_limit);
    cut(hits);
    territories(hits);
    for (auto& [hit, doc] : hits) out.hits.push_back(std::move(hit));
    return out;
  }

  void cut(std::vector<std::pair<SearchHit, std::int64_t>>& hits) const {
    const auto from = std::min(hits.size(), static_cast<std::size_t>(std::max(query_.offset, 0)));
    hits.erase(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(from));
    const auto limit = static_cast<std::size_t>(std::max(query_.limit, 0));
    if (hits.size() > limit) hits.resize(limit);
  }

  void territories(std::vector<std::pair<SearchHit, std::int64_t>>& hits) {
    if (hits.empty()) return;
    std::vector<std::int64_t> docs;
    for (const auto& [hit, doc] : hits) docs.push_back(doc);
    std::unordered_map<std::int64_t, std::string> codes;
    auto rows =
        tx_.query(ScopedQuery{sql::registry::search_territories, scope_, {{"ids", list_of(docs)}}}, db::Params{index_});
    while (rows.next()) codes.try_emplace(rows.row().integer(0), rows.row().text_or_empty(1));
    for (auto& [hit, doc] : hits) hit.territory = codes[doc];
    entities(hits, docs);
  }

  // Entries of other registers lead to the unit or worker that they are linked to.
  void entities(std::vector<std::pair<SearchHit, std::int64_t>>& hits, const std::vector<std::int64_t>& docs) {
    std::unordered_map<std::int64_t, std::pair<std::string, std::string>> of;
    auto rows =
        tx_.query(ScopedQuery{sql::registry::search_entities, scope_, {{"ids", list_of(docs)}}}, db::Params{index_});
    while (rows.next()) of.try_emplace(rows.row().integer(0), rows.row().text(1), rows.row().text(2));
    for (auto& [hit, doc] : hits)
      if (const auto found = of.find(doc); found != of.end()) {
        hit.linked = true;
        hit.entity_kind = found->second.first;
        hit.entity_key = found->second.second;
      }
  }

  db::Transaction& tx_;
  const Scope& scope_;
  const SearchQuery& query_;
  std::int64_t index_;
  std::map<std::int64_t, bool> by_number_;  // document -> the whole number
  std::vector<std::int64_t> by_name_;
};

// What may be searched: valid text, not endless.
std::string cleaned(std::string_view text) {
  if (!valid_utf8(text)) return {};
  return first_code_points(trimmed(text), 200);
}

}  // namespace

std::string_view name_of(Match match) noexcept {
  switch (match) {
    case Match::number:
      return "number";
    case Match::exact_name:
      return "exact_name";
    case Match::word:
      return "word";
    case Match::part_of_word:
      return "part_of_word";
    case Match::sound:
      return "sound";
  }
  return "word";
}

const std::string& SearchHit::title(std::string_view language) const noexcept {
  const auto& first = language == "lo" ? title_lo : title_latin;
  const auto& second = language == "lo" ? title_latin : title_lo;
  return first.empty() ? second : first;
}

SearchResult SearchBox::search(db::Transaction& tx, const Scope& scope, const SearchQuery& asked) {
  SearchQuery query = asked;
  query.text = cleaned(asked.text);
  SearchResult out;
  if (lao::search_form(query.text).empty() || scope.empty()) return out;
  // Every source gives its best from the first on; the page is cut from all of them together.
  SearchQuery best = query;
  best.offset = 0;
  best.limit = std::max(query.limit, 0) + std::max(query.offset, 0);
  const auto take = [&](SearchResult part) {
    out.total += part.total;
    out.more_than_counted = out.more_than_counted || part.more_than_counted;
    for (auto& hit : part.hits) out.hits.push_back(std::move(hit));
  };
  for (const auto& provider : providers_) take(provider->search(tx, scope, best));
  const auto index = tx.find(sql::registry::index_current, db::Params{}, [](const db::Row& r) { return r.integer(0); });
  const bool wants_ours =
      query.kinds.empty() || std::any_of(query.kinds.begin(), query.kinds.end(), [](const auto& k) { return ours(k); });
  if (index && wants_ours) take(OwnSearch{tx, scope, best, *index}.run());
  std::stable_sort(out.hits.begin(), out.hits.end(),
                   [](const SearchHit& a, const SearchHit& b) { return a.score > b.score; });
  const auto from = std::min(out.hits.size(), static_cast<std::size_t>(std::max(query.offset, 0)));
  out.hits.erase(out.hits.begin(), out.hits.begin() + static_cast<std::ptrdiff_t>(from));
  if (out.hits.size() > static_cast<std::size_t>(std::max(query.limit, 0)))
    out.hits.resize(static_cast<std::size_t>(std::max(query.limit, 0)));
  return out;
}

}  // namespace ssiis::registry
