#include "inspections/file_search.hpp"

#include <algorithm>

#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

constexpr std::size_t longest_number = 40;
// A number that is somebody's own is the best answer there is; the registry's exact numbers have 1020.
constexpr int number_score = 1100;

bool asked_for(const registry::SearchQuery& query, std::string_view kind) {
  return std::find(query.kinds.begin(), query.kinds.end(), kind) != query.kinds.end();
}

registry::SearchHit hit(std::string kind, std::string key, const std::string& unit, std::string subtitle,
                        std::string territory) {
  const auto title = key + " · " + unit;
  return {.kind = std::move(kind),
          .key = std::move(key),
          .title_lo = title,
          .title_latin = title,
          .subtitle = std::move(subtitle),
          .territory = std::move(territory),
          .linked = true,
          .match = registry::Match::number,
          .score = number_score};
}

}  // namespace

std::string folded_number(std::string_view typed) {
  const auto digits = lao::ascii_digits(lao::stored(typed));
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    // U+2010 … U+2015, the dashes that word processors put in.
    if (c == '\xE2' && i + 2 < digits.size() && digits[i + 1] == '\x80' && digits[i + 2] >= '\x90' &&
        digits[i + 2] <= '\x95') {
      out += '-';
      i += 2;
    } else if (c >= 'a' && c <= 'z') {
      out += static_cast<char>(c - 'a' + 'A');
    } else if (c != ' ') {
      out += c;
    }
  }
  return out;
}

registry::SearchResult FileSearch::search(db::Transaction& tx, const Scope& scope, const registry::SearchQuery& query) {
  registry::SearchResult out;
  const auto number = folded_number(query.text);
  if (number.empty() || count_code_points(number) > longest_number) return out;
  if (query.kinds.empty() || asked_for(query, "case")) {
    const db::ScopedQuery scoped{sql::inspections::files_by_any_number, scope, "t.low"};
    out.hits =
        tx.all(scoped.query(), db::Params{number, number, number, number, registry::count_limit}, [](const db::Row& r) {
          const auto plan = r.text_or_empty(2);
          return hit("case", r.text(1), r.text(4), r.text(3) + (plan.empty() ? "" : " · " + plan), r.text(5));
        });
  }
  if (asked_for(query, "request") && scope.permission() == "request.register") {
    const db::ScopedQuery scoped{sql::inspections::requests_by_number, scope, "t.low"};
    for (auto& found : tx.all(scoped.query(), db::Params{number},
                              [](const db::Row& r) { return hit("request", r.text(0), r.text(1), {}, r.text(2)); }))
      out.hits.push_back(std::move(found));
  }
  out.total = static_cast<std::int64_t>(out.hits.size());
  const auto most = static_cast<std::size_t>(std::max(0, query.limit + query.offset));
  if (out.hits.size() > most) out.hits.resize(most, hit({}, {}, {}, {}, {}));
  return out;
}

}  // namespace ssiis::inspections
