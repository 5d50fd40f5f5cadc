// The one exception to the territory: the team of an open order may read the labour unit's earlier files everywhere,
// read-only, complainants sealed, each reading audited with its purpose, until the order is closed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/api.hpp"
#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::profiles {

// Under which open order a reader reads.
struct UnitGrant {
  CaseId under;
  std::string labour_unit;
  std::string reason;
  Instant opened_at;
  // What Trail::read takes as the purpose of a reading that only this grant allows.
  std::string purpose() const { return "open_order:" + std::to_string(under.value); }
};

// [any thread]
class Grants {
 public:
  Grants(audit::Trail& trail, const Clock& clock) : trail_{trail}, clock_{clock} {}

  // In the transaction that makes the team: each member gets the grant; who has it keeps it. Audited in the case.
  void open(db::Transaction& tx, const Actor& who, CaseId under, std::string_view labour_unit,
            const std::vector<std::string>& user_ids, std::string_view reason = "team");
  // In the transaction that closes the case, or that takes one member out of the team. Audited in the case.
  void close(db::Transaction& tx, const Actor& who, CaseId under);
  void close_for(db::Transaction& tx, const Actor& who, CaseId under, std::string_view user_id);

 private:
  audit::Trail& trail_;
  const Clock& clock_;
};

// The newest grant under which this actor may read the labour unit's files that were opened before it; nothing when
// there is none.
std::optional<UnitGrant> grant_for(db::Transaction& tx, const Actor& who, std::string_view labour_unit);

}  // namespace ssiis::profiles
