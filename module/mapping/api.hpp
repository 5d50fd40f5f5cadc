// For an MIS that nobody documented: what its tables hold, which of them the registry's views could read, and a draft
// of these views for an administrator to complete. Reads only. [one thread]
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"
#include "mapping/copy.hpp"
#include "mapping/copying.hpp"
#include "mapping/draft.hpp"
#include "mapping/encoding.hpp"
#include "mapping/keys.hpp"
#include "mapping/profile.hpp"
#include "mapping/roles.hpp"
#include "mapping/screens.hpp"
#include "mapping/selects.hpp"

namespace ssiis::mapping {

struct Discovery {
  db::Engine engine{db::Engine::sqlite};
  std::vector<TableProfile> tables;
  std::vector<Reference> references;
  std::vector<ProposedView> views;
  Draft draft;
  std::vector<std::string>
      refused;  // what the database said to a drafted view, "reg_worker: …"; empty when all can be made
};

// Profiles the database of the pool, finds keys and references, proposes and drafts; every drafted SELECT is then asked
// for no rows, so that the draft is known to run. `rows_at_most` rows of each table are read.
Discovery discover(db::Pool& pool, std::int64_t rows_at_most, const std::function<void(std::string_view)>& progress);

// The report for a person: tables, proposals with their reasons, what is open. Plain text.
std::string report_of(const Discovery& discovery);
// What an open point means, in a sentence.
std::string sentence_of(const OpenPoint& point);

// Writes views.sql, report.txt and, where a text must be converted, copy.xml into a new folder. Throws
// std::runtime_error when it exists and is not empty.
void write_folder(const Discovery& discovery, const std::filesystem::path& folder);

}  // namespace ssiis::mapping
