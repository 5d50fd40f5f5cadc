// Who read a file and who was refused it.
#pragma once
#include "inspections/cases.hpp"

namespace ssiis::inspections {

struct AccessRow {
  Instant at;
  bool refused;
  std::string user_id, event, object, purpose, permission;
};
struct AccessPage {
  Case file;
  std::vector<AccessRow> rows;        // the newest first
  std::optional<std::int64_t> older;  // give it back as `before` for the next page
};

// For who may read the audit trail where the file lies (auditors, the Director) and for the head in charge of it;
// nobody else, members of the team neither. Looking is itself a reading of the file, with the purpose "oversight".
// access.forbidden, in the same words whether the file exists or not. [any thread]
class CaseAccess {
 public:
  explicit CaseAccess(const Rooms& rooms) : rooms_{rooms} {}
  Result<AccessPage> page(const Actor& who, const std::string& order, std::optional<std::int64_t> before, int limit);
  static bool may_look(const Actor& who, const Case& c) {
    return who.may("audit.read", c.territory_point) ||
           (who.user_id() == c.manager && who.may("case.read", c.territory_point));
  }

 private:
  Rooms rooms_;
};

}  // namespace ssiis::inspections
