// Linking of files: what `ssiis-admin link files` does.
#pragma once
#include <filesystem>
#include <optional>

#include "matching/link.hpp"

namespace ssiis::matching {

struct FilesTask {
  std::filesystem::path left;
  std::optional<std::filesystem::path> right;
  std::filesystem::path out;
  double at_least{-1};  // probability from which a pair is written; below 0: the model's review threshold
  std::uint64_t keep_from{1'000'000};  // compared pairs from which they are kept in OUT.part
};

// Writes `left_id,right_id,score` (score: the probability) by left row, then right row, to OUT, which appears whole or
// not at all. Of rows with the same id the first counts. OUT.lock keeps a second run on the same file away (LinkError);
// OUT.part holds what was compared, so that a run that was killed goes on from there when files and model are the same.
// Both are gone after a good run. Throws what read_csv and link throw; std::system_error when OUT cannot be written.
Report link_files(const FilesTask& task, const Model& model, Options options);

// The report as text for people, and as JSON.
std::string report_text(const Report& report);
std::string report_json(const Report& report);

}  // namespace ssiis::matching
