// The draft of a folder of sql/registry: views.sql, and what an administrator must still decide.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/keys.hpp"
#include "mapping/profile.hpp"
#include "mapping/roles.hpp"
#include "mapping/selects.hpp"

namespace ssiis::mapping {

// Something that no program may decide. The code has a sentence (report.cpp).
struct OpenPoint {
  std::string view, column;  // column empty: the view
  std::string code;          // no_table, no_column, unsure, values_to_map, place_text, writing, wide_months, key_made
  std::string detail;        // values with their counts, another candidate
};

struct Draft {
  std::string views_sql;
  std::vector<OpenPoint> open;
  std::vector<Decoding> decodings;  // for a copy; a view reads the text as it is
};

// SQL for the engine of the database that was profiled. A view whose table was not found selects nothing, so that
// `registry check` runs and shows it empty. [any thread]
Draft write_draft(db::Engine engine, const std::vector<TableProfile>& tables, const std::vector<Reference>& references,
                  const std::vector<ProposedView>& views);

}  // namespace ssiis::mapping
