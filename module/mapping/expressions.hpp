// Columns of an MIS as SQL: what a drafted view selects for a day, a month, an amount, a place. Text may hold the
// macros of a registry mapping. [any thread]
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mapping/keys.hpp"
#include "mapping/profile.hpp"

namespace ssiis::mapping {

// A literal of SQL. Values come from the database: what may not stand in a literal of every engine, or would be taken
// for a macro, is left out by the caller.
std::string in_quotes(std::string_view text);
bool may_stand_in_sql(std::string_view value);
// The column of the table that is called t; as text, whatever its type.
std::string column_expression(db::Engine engine, const ColumnProfile& c);
std::string text_expression(db::Engine engine, const ColumnProfile& c);
std::string day_expression(db::Engine engine, const ColumnProfile& c);
std::string month_expression(db::Engine engine, const ColumnProfile& c);
std::string money_expression(db::Engine engine, const ColumnProfile& c);

struct PlaceExpression {
  std::string text{}, code{};  // what was written, the statistics office's code; either may be empty
  std::string join{};          // of a table of places
};
// A province or a district: a text of its own, the key of a table of places, or the office's code itself.
PlaceExpression place_expression(db::Engine engine, const std::vector<TableProfile>& tables,
                                 const std::vector<Reference>& references, const TableProfile& table,
                                 const ColumnProfile& column, bool want_district);

}  // namespace ssiis::mapping
