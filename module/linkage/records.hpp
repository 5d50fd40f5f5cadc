// The rows that are linked: LSSO's own by the views, other registers' by their current snapshots. Private to the room.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "linkage/types.hpp"

namespace ssiis::linkage {

// A register as it is read: its columns in the words of the registry folder, the key among them, the columns that are
// numbers of an entry with their kinds.
struct RegisterSpec {
  std::string_view name;
  db::Query input, record;  // all rows; one by its key
  std::vector<std::string_view> columns;
  int key;
  std::vector<std::pair<int, std::string_view>> numbers;
};
// labour_unit, worker, self_employed, and the other registers by the names of their snapshots. Throws
// std::out_of_range.
const RegisterSpec& register_named(std::string_view name);
// False for members without an employer where the MIS tells of none: then there is nothing to read.
bool has_register(db::Transaction& tx, std::string_view reg);
// The register of LSSO's own side of a part.
std::string_view own_register(const PartSpec& part) noexcept;

// The row as columns and texts; empty when the register no longer has it.
Record record_of(db::Transaction& tx, std::string_view reg, std::string_view key);

using Numbers = std::vector<std::pair<std::string, std::string>>;  // kind, number
Numbers numbers_in(const RegisterSpec& reg, const Record& record);

}  // namespace ssiis::linkage
