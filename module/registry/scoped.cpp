#include "registry/scoped.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

// `X` as an alias, not as a letter of another word: aliases in the fragments are written X or X_y.
std::string with_alias(std::string_view fragment, std::string_view alias) {
  std::string out;
  for (std::size_t i = 0; i < fragment.size(); ++i) {
    const bool begins =
        i == 0 || !(std::isalnum(static_cast<unsigned char>(fragment[i - 1])) || fragment[i - 1] == '_');
    const char next = i + 1 < fragment.size() ? fragment[i + 1] : ' ';
    if (fragment[i] == 'X' && begins && !std::isalnum(static_cast<unsigned char>(next)))
      out += alias;
    else
      out += fragment[i];
  }
  return out;
}

std::string point(std::string_view x) { return fmt::format("coalesce({0}_d.low, {0}_p.low, {0}_h.low)", x); }

// The same condition as `scope` over `places`, in terms of codes: what is inside is found once for the statement and
// not joined to each row. The nearest known of district, province and country decides, as in point().
std::string seen_by_codes(std::string_view x, const Scope& scope) {
  constexpr std::string_view known = "SELECT t.code FROM insp_territory_current t";
  const std::string inside = fmt::format("{} WHERE {}", known, scope.sql("t.low"));
  return fmt::format(
      "({0}.district_code IN ({1}) OR ({0}.district_code NOT IN ({2}) AND ({0}.province_code IN ({1}) OR "
      "({0}.province_code NOT IN ({2}) AND EXISTS ({1} AND t.kind = 'national')))))",
      x, inside, known);
}

std::string meaning(std::string_view macro, const Scope& scope, const ScopedQuery::Lists& lists) {
  for (const auto& [name, text] : lists)
    if (name == macro) return text;
  const auto parts = split(macro, ' ');
  const std::string x = parts.back();
  if (parts.front() == "places") return with_alias(sql::registry::fragment_places.text, x);
  if (parts.front() == "territory")
    return fmt::format("coalesce({0}_d.code, {0}_p.code, {0}_h.code), {1}", x, point(x));
  if (parts.front() == "point") return point(x);
  if (parts.front() == "scope") return scope.sql(point(x));
  if (parts.front() == "codes") return seen_by_codes(x, scope);
  if (parts.front() == "unit") return with_alias(sql::registry::fragment_unit_seen.text, x);
  throw std::logic_error{"unknown macro in a statement of the registry: " + std::string{macro}};
}

}  // namespace

ScopedQuery::ScopedQuery(const db::Query& query, const Scope& scope, const Lists& lists)
    : name_{query.name}, text_{query.text} {
  // What a macro stands for may hold macros again, so the search begins anew at the same place.
  for (auto open = text_.find("{{"); open != std::string::npos; open = text_.find("{{", open)) {
    const auto close = text_.find("}}", open);
    if (close == std::string::npos) throw std::logic_error{"'{{' without '}}' in " + std::string{query.name}};
    text_.replace(open, close + 2 - open,
                  meaning(std::string_view{text_}.substr(open + 2, close - open - 2), scope, lists));
  }
}

}  // namespace ssiis::registry
