// The canonical views of the registry: their columns in their order, and what may stand in them.
#pragma once
#include <string_view>
#include <vector>

namespace ssiis::registry {

enum class Holds { key, text, day, month, whole, flag };
struct CanonicalColumn {
  std::string_view name;
  Holds holds;
};
struct CanonicalView {
  std::string_view name;  // reg_…
  std::vector<std::string_view> key;
  std::vector<CanonicalColumn> columns;
  bool optional{false};  // an MIS may lack it: what it would show says "no input"
};
const std::vector<CanonicalView>& canonical_views();

}  // namespace ssiis::registry
