// Loads a registry folder: LSSO's files into the reference MIS, the other registers' files as dated
// snapshots.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/api.hpp"
#include "database/api.hpp"
#include "registry/folder.hpp"

namespace ssiis::registry {

struct LoadedFile {
  std::string name;
  std::int64_t rows;
  bool changed;  // false: this very file was loaded before
  std::int64_t snapshot;
  std::string sha256;
  std::int64_t rejected{0};            // rows left out, since a value stands for nothing that the register knows
  std::vector<std::string> reasons{};  // of the first of them: line, column, value
};
struct LoadReport {
  std::vector<LoadedFile> files;
  std::vector<std::string> emptied;  // files of LSSO that held something and that the folder leaves out
  std::vector<std::string> ignored;  // other CSV files that lay in the folder
};

// All or nothing, in one transaction; files whose bytes were loaded before are passed over, so that
// a second run changes nothing. LSSO's files replace what the MIS's tables held; when one of the
// four (labour_unit, worker, employment, contribution) is there, all four must be, and an optional one of LSSO that is
// not there counts as empty. Other registers' files become the current snapshot of their source, valid as of `as_of`;
// older snapshots stay. A row whose kind of benefit nobody knows is left out and reported; all other faults refuse the
// folder. A load that changed something stands in the chain of administration as `who`'s, in the same
// transaction: each changed file with its snapshot, rows and hash. The tables must exist (migrate, install_mapping).
// Throws FolderError naming file, line and column. `progress` gets a line now and then.
LoadReport load_folder(db::Pool& pool, db::IdSource& ids, const Clock& clock, audit::Trail& trail, const Actor& who,
                       const std::filesystem::path& folder, Day as_of,
                       const std::function<void(std::string_view)>& progress);

}  // namespace ssiis::registry
