#include "inspections/file_name.hpp"

#include "inspections/repository.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

std::optional<FileName> file_name(db::Transaction& tx, CaseId id) {
  const auto file = find_case(tx, id);
  if (!file) return std::nullopt;
  return FileName{file->order_number, case_address(file->order_number)};
}

}  // namespace ssiis::inspections
