#include "inspections/file_name.hpp"

#include "inspections/repository.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

std::optional<FileName> file_name(db::Transaction& tx, CaseId id) {
  const auto file = find_case(tx, id);
  if (!file) return std::nullopt;
  return FileName{file->order_number, case_address(file->order_number)};
}

std::string drawing_address(std::int64_t bundle, const std::string& process) {
  return "/inspection/procedure/" + std::to_string(bundle) + "/" + process;
}

}  // namespace ssiis::inspections
