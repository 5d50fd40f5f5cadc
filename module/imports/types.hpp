// What the room keeps of a load.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "imports/profile.hpp"

namespace ssiis::imports {

// (mapping, where nobody has said how the file is read →) waiting → reading → current, or held → current | withdrawn;
// failed when the file cannot be read. A current load becomes former when the next one counts.
enum class LoadState { mapping, waiting, reading, held, current, former, withdrawn, failed };
std::string_view name_of(LoadState state);
LoadState load_state(std::string_view name);  // throws std::logic_error on an unknown one

struct StoredProfile {
  std::int64_t id{0}, version{0};
  std::string source{}, name{}, header_key{}, content{}, saved_by{};
  Instant saved_at{};
  bool retired{false};
};

// One saving of a profile, and how many files were read by it.
struct ProfileVersion {
  std::int64_t version{0};
  std::string saved_by{};
  Instant saved_at{};
  bool retired{false};
  std::int64_t loads{0};
};

struct Load {
  std::int64_t id{0};
  std::string source{};
  LoadState state{LoadState::waiting};
  std::string file_name{};
  BlobId blob{0};
  std::string kind{}, sha256{};
  std::int64_t bytes{0};
  std::string fingerprint{};  // of the bytes and of how they are read
  std::int64_t profile{0}, profile_version{0};
  std::string profile_content{};  // "" = the columns of the contract
  Day as_of{};
  std::int64_t snapshot{0};
  std::int64_t compared_with{0};  // the snapshot that was current before; 0 = there was none
  std::int64_t last_line{0}, good{0}, bad{0};
  std::string header{};  // the row of headings, as a line of CSV
  std::vector<Rejection> findings{};
  std::vector<Rejection> notes{};  // told, but no reason to hold it
  std::string ordered_by{};
  Instant ordered_at{};
  std::optional<Instant> ended_at{};
  std::string decided_by{};
  std::optional<Instant> decided_at{};
  std::string decided_why{};
  std::int64_t version{0};
};

struct Reject {
  std::int64_t line{0};
  std::vector<std::string> cells{};
  std::vector<CellFault> faults{};
  std::string state{};  // open, corrected, left
  std::string settled_by{};
  std::optional<Instant> settled_at{};
};

// `warned`: values that were taken though they fit no rule of their kind.
struct FieldFigures {
  std::string field{};
  std::int64_t filled{0}, distinct{0}, bad{0};
  std::string lowest{}, highest{};
  std::int64_t warned{0};
};

// One of them.
struct NumberWarning {
  std::int64_t line{0};
  std::string field{}, code{}, value{};
};

// A snapshot that is current and came in without a load.
struct ForeignSnapshot {
  std::int64_t id{0};
  std::string source{};
};

// How a folder was found when it was looked at last.
struct DropState {
  std::string source{};
  Instant looked_at{};
  std::int64_t waiting{0};  // files that are not finished, or being read
  std::int64_t refused{0};  // that stand in failed/
  std::string problem{};    // a code: the folder cannot be read, the disk is full
};

// When a load is held for a person to look at: the shares are of a hundred.
struct Thresholds {
  std::int64_t rows_dropped{20};    // rows fewer than before
  std::int64_t filled_dropped{20};  // points fewer of a column are filled
  std::int64_t values_moved{30};    // of a column with few values: rows that have another than they had
  std::int64_t keys_gone{20};       // keys of the load before that are not there any more
  std::int64_t rejected{10};        // rows that could not be read
  // imports.* of module.xml. Throws SettingsError.
  static Thresholds from(const Settings& module_config);
};

}  // namespace ssiis::imports
