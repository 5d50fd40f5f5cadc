// What is wrong with a mapped registry: views or columns that are missing, values of the wrong
// kind, nothing or doubles where a key must be. For whoever maps an MIS, and for `doctor`.
#pragma once
#include <string>
#include <vector>

#include "database/api.hpp"

namespace ssiis::registry {

enum class Severity { ok, warning, error };
std::string_view name_of(Severity severity) noexcept;

struct Finding {
  Severity severity;
  std::string view, column;  // column empty: the view as a whole
  std::string code;          // view_missing, column_missing, rows, key_null, key_doubled, not_a_day,
                             // not_a_month, not_whole, orphan
  std::int64_t count;
};

// Reads the views, changes nothing. Findings in the order of views and columns; one `rows` finding
// for each view that is there, so that an empty registry shows too.
std::vector<Finding> check_mapping(db::Pool& pool);

}  // namespace ssiis::registry
