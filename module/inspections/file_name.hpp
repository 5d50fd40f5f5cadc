// How a file is called and where it is read, for rooms that know it only as a case.
#pragma once
#include <optional>
#include <string>

#include "database/api.hpp"

namespace ssiis::inspections {

struct FileName {
  std::string number, address;
};
std::optional<FileName> file_name(db::Transaction& tx, CaseId id);
// Where the drawing of a procedure is served; permission case.read.
std::string drawing_address(std::int64_t bundle, const std::string& process);

}  // namespace ssiis::inspections
