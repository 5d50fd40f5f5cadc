// Files in the search box: by order number, inspection plan number, number of the request, number of the paper file.
#pragma once
#include <string>
#include <string_view>

#include "registry/search.hpp"

namespace ssiis::inspections {

// A number as it is compared: stored form, Latin digits, ASCII capitals, every dash a hyphen, no spaces.
std::string folded_number(std::string_view typed);
// The same in the groups in which numbers are given ("SSO202600002" is SSO-2026-00002): letters, year, count. Empty for
// what cannot be such a number.
std::string regrouped_number(std::string_view folded);

// Whole numbers only; names are found through their labour unit. Kind "case" (key: the order number) in any scope that
// was handed in. Kind "request" (key: its number) only when it is asked for by name under the right that opens
// requests, "request.register": that somebody complained is not for everyone who may search. [any thread]
class FileSearch final : public registry::SearchProvider {
 public:
  registry::SearchResult search(db::Transaction& tx, const Scope& scope, const registry::SearchQuery& query) override;
};

}  // namespace ssiis::inspections
