// How rows that are copied are compared; private to copy.cpp.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "database/api.hpp"

namespace ssiis::mapping {

using Values = std::vector<std::optional<std::string>>;

std::int64_t hash_of(const Values& row);

// By month: what contributions of `from` (a table or a query in brackets) add up to, as a text that two databases write
// alike.
using MonthFigures = std::map<std::string, std::string>;
MonthFigures month_figures(db::Connection& connection, const std::string& from);

// How many rows of a month we do not have as they are, and how many of ours the source does not. Each row ends with its
// hash.
std::pair<std::int64_t, std::int64_t> differing(db::Transaction& tx, const std::vector<Values>& rows,
                                                const std::string& month);

}  // namespace ssiis::mapping
