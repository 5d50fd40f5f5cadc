// Roles, titles and permissions: data, read from config/profiles/roles.xml and kept in the database.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::profiles {

// A code with its names.
struct Label {
  std::string code, name_lo, name_en;
  const std::string& name(std::string_view language) const noexcept { return language == "lo" ? name_lo : name_en; }
};

struct Role {
  Label label;
  std::vector<std::string> held_at;  // kinds of territory
  std::set<std::string, std::less<>> permissions;
};

struct Catalogue {
  std::int64_t version{0};
  std::string content_hash{};
  std::vector<Label> permissions{};
  std::vector<Label> titles{};
  std::vector<Role> roles{};
  const Role* role(std::string_view code) const noexcept;
  const Label* title(std::string_view code) const noexcept;
};

// Throws SettingsError, naming what is wrong: a role with a permission that the list lacks, a code given twice,
// a missing name, a kind of territory that does not exist.
Catalogue parse_catalogue(std::string_view xml, std::string_view name);
Catalogue read_catalogue_file(const std::string& path);

// The catalogue that is loaded. Throws std::runtime_error when none is (ssiis-admin profiles load).
Catalogue current_catalogue(db::Transaction& tx);
// Replaces the loaded one. False when this very content is loaded already.
bool load_catalogue(db::Transaction& tx, const Catalogue& catalogue, Instant now);

}  // namespace ssiis::profiles
