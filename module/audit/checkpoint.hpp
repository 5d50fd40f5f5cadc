// A signed checkpoint as it is stored, and its line in the anchor file.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/api.hpp"

namespace ssiis::audit {

struct Checkpoint {
  std::int64_t number{0};
  std::string at;
  std::int64_t heads{0};
  std::string root, prev_hash, hash, key_id, signature;
};

inline constexpr std::string_view before_first_checkpoint =
    "0000000000000000000000000000000000000000000000000000000000000000";

std::string checkpoint_hash(const Checkpoint& checkpoint);  // over all but hash and signature
std::string signed_text(const Checkpoint& checkpoint);      // what the signature is over
Checkpoint checkpoint_row(const db::Row& row);

// "ssiis-audit-1 <number> <at> <heads> <root> <hash> <key> <signature>"
std::string anchor_line(const Checkpoint& checkpoint);

// The anchor file: lines by checkpoint number. Missing file: empty. Throws std::runtime_error on a malformed line.
std::map<std::int64_t, std::string> read_anchor(const std::string& path);
// The number of its last line, read from the file's end; 0 when there is none. Throws std::runtime_error when that line
// is malformed.
std::int64_t last_anchored(const std::string& path);
// Appends lines under a lock on the file and has them on disk when it returns. Only numbers above the last are added;
// what could not be written whole is taken back.
void append_anchor(const std::string& path, const std::vector<Checkpoint>& checkpoints);

}  // namespace ssiis::audit
