// What the register says today of what a proposal is about. Private to the room; reads views only.
#pragma once
#include "amendments/kinds.hpp"
#include "amendments/types.hpp"
#include "database/api.hpp"

namespace ssiis::amendments {

// Whoever a number stands for in the register: the social security number as people type it, or the register's key.
struct Numbered {
  std::string key, name;
};
// amendment.worker_unknown, amendment.worker_ambiguous at the field; with a unit only among those who work or worked
// there.
Result<Numbered> worker_with(db::Transaction& tx, const std::string& number, const std::string& unit_key,
                             std::string_view field);
// amendment.unit_unknown, amendment.unit_ambiguous at the field.
Result<Numbered> unit_with(db::Transaction& tx, const std::string& number, std::string_view field);

// The register's value of each line, in their order; empty where it has none, or no view holds it.
std::vector<std::optional<std::string>> register_values(db::Transaction& tx, const Kind& kind, const Amendment& a,
                                                        const std::vector<Line>& lines);
// Whether the register shows what was proposed: every proposed value of the kind's `shown_by` stands in it, and there
// is at least one. Always false of a kind that no view holds.
bool shows(const Kind& kind, const std::vector<Line>& lines, const std::vector<std::optional<std::string>>& now);

}  // namespace ssiis::amendments
