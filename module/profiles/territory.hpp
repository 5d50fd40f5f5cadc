// The territory tree: national (headquarters), regions, provinces, districts, sub-districts; any
// depth, held as data. A tree is an immutable value. A node's point is its `low`; a territory holds
// the points low…high.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::profiles {

// national, region, province, district, sub_district.
bool is_territory_kind(std::string_view kind) noexcept;

// A place that came of another one on a day.
struct Succession {
  std::string code;
  Day day;
  auto operator<=>(const Succession&) const = default;
};

struct Territory {
  std::string code;
  std::string parent;  // code; empty for the root
  std::string kind;
  std::string name_lo;
  std::string name_en;
  Day valid_from{};
  std::optional<Day> valid_to{};  // retired since that day; kept so that old files have a place
  TerritoryInterval interval{0, 0};
  // What came of it, when the tree is made. Not kept with the tree: what follows of it is (see reaches_of).
  std::vector<Succession> successors{};
  const std::string& name(std::string_view language) const noexcept { return language == "lo" ? name_lo : name_en; }
};

// [any thread]
class TerritoryTree {
 public:
  // Checks the nodes and gives them nested-set numbers: the root is 1, children follow in code
  // order. Rejects with territory.… and the code at fault: root_missing, root_twice,
  // code_malformed, code_twice, kind_unknown, name_missing, parent_unknown, cycle.
  static Result<TerritoryTree> build(std::int64_t version, std::vector<Territory> nodes);

  std::int64_t version() const noexcept { return version_; }
  const Territory& root() const noexcept { return nodes_.front(); }
  const std::vector<Territory>& all() const noexcept { return nodes_; }  // in the order of `low`

  const Territory* find(std::string_view code) const noexcept;  // retired nodes too
  const Territory* at(std::int64_t point) const noexcept;
  // Where something with this code belongs. Unknown code: the nearest known one that is its
  // beginning (an unknown district 0199 falls to province 01), else the root, which is
  // headquarters.
  const Territory& resolve(std::string_view code) const noexcept;
  // The same for a pair as registers hold it; an unknown or empty district falls to the province.
  const Territory& resolve(std::string_view province, std::string_view district) const noexcept;
  std::int64_t point(std::string_view code) const noexcept { return resolve(code).interval.low; }

  std::vector<const Territory*> children(std::string_view code) const;  // not the retired ones
  std::vector<const Territory*> path(std::string_view code) const;      // root first; empty when unknown
  // The node itself or the one above it that is of this kind; nullptr when there is none.
  const Territory* above(std::string_view code, std::string_view kind) const noexcept;

 private:
  TerritoryTree() = default;
  std::int64_t version_{0};
  std::vector<Territory> nodes_;
  std::map<std::string, std::size_t, std::less<>> by_code_;
};

// What a role at the place `code` covers. Nothing in held_before: for everybody who holds it there.
struct Reach {
  std::string code;
  TerritoryInterval interval;
  std::optional<Day> held_before{};
  auto operator<=>(const Reach&) const = default;
};
// A place covers itself and what is below it; what came of it, and what came of that; and the closed places that it, or
// a place below it, came of: their files are still worked on. Who gets a role at a place that lives on after a part was
// taken from it gets the rest; who held it before keeps the part too (decision 0224). Sorted by code and interval; the
// intervals of a code do not overlap.
std::vector<Reach> reaches_of(const TerritoryTree& tree);

// ---- in the database
// ---------------------------------------------------------------------------------------------

// The current tree. Throws std::runtime_error when none was loaded (ssiis-admin profiles load).
TerritoryTree current_tree(db::Transaction& tx);
// Its version; 0 when none was loaded.
std::int64_t current_version(db::Transaction& tx);

struct TerritoryFile {
  Day valid_from;
  std::string content_hash;
  std::vector<Territory> nodes;
};
// config/profiles/territory.xml. Throws SettingsError with file and place.
TerritoryFile read_territory_file(const std::string& path);
TerritoryFile parse_territory(std::string_view xml, std::string_view name);

struct TerritoryLoad {
  std::int64_t version;
  bool changed;  // false: this very content is the newest version already
  std::size_t nodes, retired;
};
// Stores a new version; codes of the newest version that the file leaves out are retired, not
// dropped. The version becomes current at once when its day has come, else by activate_due.
Result<TerritoryLoad> load_territory(db::Transaction& tx, const TerritoryFile& file, Day today, Instant now,
                                     std::string_view note);
// Makes the newest version whose day has come the current one. True when that changed something.
bool activate_due(db::Transaction& tx, Day today);

}  // namespace ssiis::profiles
