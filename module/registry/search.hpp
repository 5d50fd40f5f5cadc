// One box that finds a labour unit, a worker or a file by a number or part of a name, in Lao or
// Latin script.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/api.hpp"
#include "database/api.hpp"

namespace ssiis::registry {

// How a hit was found, best first; a screen may say it.
enum class Match { number, exact_name, word, part_of_word, sound };
std::string_view name_of(Match match) noexcept;

struct SearchHit {
  std::string kind;  // labour_unit, workplace, worker, self_employed, tax_employer, enterprise, civil, molsw; providers
                     // add their own ("case")
  std::string key;   // of that kind
  std::string title_lo, title_latin;  // either may be empty, not both
  std::string subtitle;               // numbers, for telling namesakes apart; a screen adds the words of `territory`
  std::string territory;              // code
  bool linked{true};  // false: an entry of another register that is linked to no labour unit or worker of the scope
  Match match{Match::word};
  int score{0};  // greater is better; only comparable within one search
  // Of a linked entry of another register, and of a workplace: the labour unit or worker inside the scope that it
  // belongs to.
  std::string entity_kind{}, entity_key{};
  const std::string& title(std::string_view language) const noexcept;
};

struct SearchResult {
  std::vector<SearchHit> hits;
  std::int64_t total{0};  // inside the scope, never more; counted up to `count_limit`
  bool more_than_counted{false};
};

struct SearchQuery {
  std::string text;                  // as typed
  std::vector<std::string> kinds{};  // empty = all
  int limit{20};
  int offset{0};
};
inline constexpr int count_limit = 1000;

// What a room adds to the box: its own things by number or name. Called with the caller's Scope,
// which it must obey in hits and total alike; at most query.limit + query.offset hits, best first.
// [any thread]
class SearchProvider {
 public:
  SearchProvider() = default;
  SearchProvider(const SearchProvider&) = delete;
  SearchProvider& operator=(const SearchProvider&) = delete;
  virtual ~SearchProvider() = default;
  virtual SearchResult search(db::Transaction& tx, const Scope& scope, const SearchQuery& query) = 0;
};

// The registry's own search over its index, and the providers of other rooms asked in turn.
// Providers are added while the plugin is wired, before the first search.
class SearchBox {
 public:
  void add(std::unique_ptr<SearchProvider> provider) { providers_.push_back(std::move(provider)); }
  // A text without a letter or digit finds nothing. Never throws on what was typed, whatever it is.
  SearchResult search(db::Transaction& tx, const Scope& scope, const SearchQuery& query);

 private:
  std::vector<std::unique_ptr<SearchProvider>> providers_;
};

struct IndexFigures {
  std::int64_t documents{0}, tokens{0}, grams{0}, postings{0}, numbers{0};
  bool changed{false};  // false: the index was of this very content already
  std::int64_t index{0};
  std::string content{};  // SHA-256 over the snapshots that were indexed
};
// Builds the index of what the registry and the current snapshots hold now, beside the old one, and
// makes it current in one step; searches go on meanwhile (on SQLite they wait for the last step
// only). `force` builds it even when nothing was loaded since the last build. A new index stands in the chain of
// administration as `who`'s, in the transaction that makes it current.
IndexFigures build_search_index(db::Pool& pool, db::IdSource& ids, const Clock& clock, audit::Trail& trail,
                                const Actor& who, bool force, const std::function<void(std::string_view)>& progress);

}  // namespace ssiis::registry
