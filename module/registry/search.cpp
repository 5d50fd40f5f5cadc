#include "registry/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "registry/api.hpp"
#include "registry/scoped.hpp"
#include "registry/search_names.hpp"
#include "registry/search_score.hpp"
#include "registry/search_text.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

constexpr std::array<std::string_view, 8> our_kinds{"labour_unit",  "workplace",  "worker", "self_employed",
                                                    "tax_employer", "enterprise", "civil",  "molsw"};
// Of LSSO itself: linked to nothing, since it is what other entries are linked to.
bool of_lsso(std::string_view kind) {
  return kind == "labour_unit" || kind == "workplace" || kind == "worker" || kind == "self_employed";
}
bool ours(std::string_view kind) { return std::find(our_kinds.begin(), our_kinds.end(), kind) != our_kinds.end(); }

class OwnSearch {
 public:
  OwnSearch(db::Transaction& tx, const Scope& scope, const SearchQuery& query, std::int64_t index)
      : tx_{tx}, scope_{scope}, query_{query}, index_{index} {}

  SearchResult run() {
    by_number();
    by_name_ = NameSearch{tx_, scope_, index_, kinds()}.documents_of(query_.text);
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

  static std::string list_of(const std::vector<std::int64_t>& numbers) {
    return fmt::format("{}", fmt::join(numbers, ", "));
  }

  // How well a title answers the query.
  SearchHit judged(SearchHit hit, std::int64_t doc) const {
    const auto number = by_number_.find(doc);
    if (number != by_number_.end()) {
      hit.match = Match::number;
      hit.score = number->second ? 1000 : 900;
    } else {
      judge_.judge(hit);
    }
    // Our own come before entries of other registers, units before people.
    hit.score += hit.kind == "labour_unit" ? 20 : of_lsso(hit.kind) ? 10 : 0;
    return hit;
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
      hit.linked = of_lsso(hit.kind);
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

  // Entries of other registers lead to the unit or worker that they are linked to, a workplace to its unit.
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
      } else if (hit.kind == "workplace") {
        if (const auto place = find_workplace(tx_, scope_, hit.key)) {
          hit.entity_kind = "labour_unit";
          hit.entity_key = place->lu_id;
          hit.territory = place->where.territory;  // its own, not its unit's
        }
      }
  }

  db::Transaction& tx_;
  const Scope& scope_;
  const SearchQuery& query_;
  std::int64_t index_;
  NameJudge judge_{query_.text};
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
