// Statements that obey a Scope: macros in sql/queries/registry become joins and conditions over the
// territory tree.
#pragma once
#include <string>

#include "database/api.hpp"

namespace ssiis::registry {

// A statement whose macros have been put in for one scope. Lives as long as its cursor is read.
class ScopedQuery {
 public:
  // {{places X}} joins the territory of the rows of X; {{territory X}} is its code and number, two
  // columns; {{point X}} the number; {{scope X}} is true inside the scope; {{codes X}} says the same
  // without {{places X}}, for statements over many rows; {{unit seen X}} also
  // when a workplace of the unit lies inside. Further macros by name come from `lists`: texts of
  // our own making (numbers, codes), never what somebody typed.
  using Lists = std::vector<std::pair<std::string_view, std::string>>;
  ScopedQuery(const db::Query& query, const Scope& scope, const Lists& lists = {});
  operator db::Query() const noexcept { return {name_, text_}; }  // NOLINT

 private:
  std::string_view name_;
  std::string text_;
};

}  // namespace ssiis::registry
