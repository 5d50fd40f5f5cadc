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

// Files and requests under exactly this number.
void find_number(db::Transaction& tx, const Scope& scope, const registry::SearchQuery& query, const std::string& number,
                 registry::SearchResult& out) {
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

std::string regrouped_number(std::string_view folded) {
  std::string plain;
  for (const char c : folded)
    if (c != '-' && c != '/') plain += c;
  const auto digits = plain.find_first_of("0123456789");
  if (digits == 0 || digits == std::string::npos || plain.size() < digits + 5) return {};
  if (plain.find_first_not_of("0123456789", digits) != std::string::npos) return {};
  return plain.substr(0, digits) + '-' + plain.substr(digits, 4) + '-' + plain.substr(digits + 4);
}

registry::SearchResult FileSearch::search(db::Transaction& tx, const Scope& scope, const registry::SearchQuery& query) {
  registry::SearchResult out;
  const auto number = folded_number(query.text);
  if (number.empty() || count_code_points(number) > longest_number) return out;
  for (const auto& as_written : {number, regrouped_number(number)}) {
    if (!as_written.empty() && out.hits.empty()) find_number(tx, scope, query, as_written, out);
  }
  out.total = static_cast<std::int64_t>(out.hits.size());
  const auto most = static_cast<std::size_t>(std::max(0, query.limit + query.offset));
  if (out.hits.size() > most) out.hits.resize(most, hit({}, {}, {}, {}, {}));
  return out;
}

}  // namespace ssiis::inspections
