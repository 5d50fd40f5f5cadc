// The reference MIS's own code tables: its values, what they stand for in the canonical registry,
// and their names.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ssiis::registry {

struct MisCode {
  std::string_view group, value, canonical, name_lo, name_en;
};
std::span<const MisCode> mis_codes();

// The MIS's value for a canonical one; the text itself when the code table does not know it.
std::string mis_value(std::string_view group, std::string_view canonical);

// What a text means in a code table, in whatever case and with whatever hyphens it is written ("work injury"); nothing
// when it means none of its values.
std::optional<std::string_view> canonical_value(std::string_view group, std::string_view text);

}  // namespace ssiis::registry
