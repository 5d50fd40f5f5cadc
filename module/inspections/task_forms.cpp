#include "inspections/task_forms.hpp"

namespace ssiis::inspections {

std::shared_ptr<const forms::Form> form_of(db::Transaction& tx, const Rooms& rooms, std::int64_t bundle,
                                           std::string_view key) {
  if (bundle != no_bundle) {
    const auto deployed = rooms.workflow.bundle(tx, bundle);
    if (const auto at = deployed->own_forms.find(key); at != deployed->own_forms.end()) return {deployed, &at->second};
  }
  // The catalogue lives as long as the module: nothing to own.
  return {std::shared_ptr<const void>{}, rooms.forms.find(key)};
}

}  // namespace ssiis::inspections
