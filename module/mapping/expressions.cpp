#include "mapping/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mapping/roles.hpp"
#include "registry/api.hpp"

namespace ssiis::mapping {
namespace {

// A column that holds the statistics office's own codes: two digits of provinces, four of districts.
const ColumnProfile* code_column(const TableProfile& table, bool want_district) {
  static const registry::Gazetteer gazetteer;
  for (const auto& c : table.columns) {
    const auto known = [&](const std::string& v) {
      return v.size() == (want_district ? 4u : 2u) && gazetteer.find(v) != nullptr;
    };
    if (c.values.size() >= 2 && std::all_of(c.values.begin(), c.values.end(), known)) return &c;
  }
  return nullptr;
}

template <class F>
std::string cases_of(const std::string& text, const ColumnProfile& c, F&& resolve) {
  std::string cases;
  for (const auto& value : c.values)
    if (const auto code = resolve(value); !code.empty() && may_stand_in_sql(value))
      cases += fmt::format("\n         WHEN {} THEN '{}'", in_quotes(value), code);
  return cases.empty() ? std::string{} : fmt::format("CASE {}{} ELSE NULL END", text, cases);
}

}  // namespace

bool may_stand_in_sql(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == '{' || c == '}' || c == ';' || c == '?';
  });
}

std::string in_quotes(std::string_view text) {
  std::string out{"'"};
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

std::string column_expression(db::Engine engine, const ColumnProfile& c) {
  return "t." + db::quoted_name(engine, c.name);
}

std::string text_expression(db::Engine engine, const ColumnProfile& c) {
  if (c.kind == db::ColumnClass::text) return column_expression(engine, c);
  return fmt::format("CAST({} AS {})", column_expression(engine, c),
                     engine == db::Engine::mariadb  ? "CHAR"
                     : engine == db::Engine::sqlite ? "TEXT"
                                                    : "VARCHAR");
}

std::string day_expression(db::Engine engine, const ColumnProfile& c) {
  const auto* shape = day_shape(c);
  if (shape == nullptr) return fmt::format("{{{{iso_day:{}}}}}", text_expression(engine, c));
  const auto macro = *shape == Shape::day8               ? "day8"
                     : *shape == Shape::day8_buddhist    ? "day8_buddhist"
                     : *shape == Shape::day_dmy          ? "dmy"
                     : *shape == Shape::day_dmy_buddhist ? "dmy_buddhist"
                                                         : "iso_day";
  return fmt::format("{{{{{}:{}}}}}", macro, text_expression(engine, c));
}

std::string month_expression(db::Engine engine, const ColumnProfile& c) {
  const auto* shape = month_shape(c);
  if (shape != nullptr && *shape == Shape::month6) return fmt::format("{{{{month6:{}}}}}", text_expression(engine, c));
  if (shape != nullptr && *shape == Shape::month_my)
    return fmt::format("{{{{month_my:{}}}}}", text_expression(engine, c));
  return fmt::format("substr({}, 1, 7)", text_expression(engine, c));
}

std::string money_expression(db::Engine engine, const ColumnProfile& c) {
  if (c.kind == db::ColumnClass::integer) return column_expression(engine, c);
  if (c.kind == db::ColumnClass::decimal) return fmt::format("{{{{whole:{}}}}}", column_expression(engine, c));
  return fmt::format("{{{{kip:{}}}}}", column_expression(engine, c));
}

PlaceExpression place_expression(db::Engine engine, const std::vector<TableProfile>& tables,
                                 const std::vector<Reference>& references, const TableProfile& table,
                                 const ColumnProfile& c, bool want_district) {
  static const registry::Gazetteer gazetteer;
  const auto resolve = [&](const std::string& name) {
    const auto found = want_district ? gazetteer.resolve("", name) : gazetteer.resolve(name, "");
    return want_district ? found.district : found.province;
  };
  PlaceExpression out;
  const auto reference = std::find_if(references.begin(), references.end(),
                                      [&](const Reference& r) { return r.table == table.name && r.column == c.name; });
  const ColumnProfile* names = nullptr;
  const TableProfile* places = reference == references.end() ? nullptr : table_named(tables, reference->target);
  std::size_t most = 0;
  for (const auto& column : places == nullptr ? std::vector<ColumnProfile>{} : places->columns) {
    const auto n = static_cast<std::size_t>(
        std::count_if(column.values.begin(), column.values.end(), [&](const auto& v) { return !resolve(v).empty(); }));
    if (n > most && n * 2 >= column.values.size()) {
      most = n;
      names = places->column(column.name);
    }
  }
  if (names != nullptr) {
    const auto alias = want_district ? "d" : "p";
    out.join = fmt::format("\nLEFT JOIN {} {} ON {}.{} = {}", db::quoted_name(engine, places->name), alias, alias,
                           db::quoted_name(engine, reference->key), column_expression(engine, c));
    out.text = fmt::format("{}.{}", alias, db::quoted_name(engine, names->name));
    out.code = cases_of(out.text, *names, resolve);
  } else if (c.share(Shape::words) > 0.5) {
    out.text = column_expression(engine, c);
    if (!c.counts.empty()) out.code = cases_of(out.text, c, resolve);
  } else if (std::all_of(c.values.begin(), c.values.end(),
                         [&](const auto& v) { return gazetteer.find(v) != nullptr; })) {
    out.code = text_expression(engine, c);
  } else {
    out.text = text_expression(engine, c);
  }
  if (const auto* codes = code_column(table, want_district)) out.code = text_expression(engine, *codes);
  return out;
}

}  // namespace ssiis::mapping
