// The data sheet of a member who is insured without an employer: who they are and under which numbers; inside the
// caller's places.
#pragma once
#include "inspections/worker_sheets.hpp"

namespace ssiis::inspections {

struct MemberSheet {
  registry::SelfEmployed member;
  std::vector<registry::EntityNumber> numbers{};
  std::vector<registry::Worker> workers{};  // under the same numbers
};

// [any thread]
class MemberService {
 public:
  explicit MemberService(const Rooms& rooms) : rooms_{rooms} {}

  // Permission worker.read where the member's home lies. unit.purpose_missing for a purpose that is none of
  // worker_purposes; what is shown is audited with it. access.forbidden, in the same words whether the member exists or
  // not, or the MIS tells nothing of such members; the refusal is audited.
  Result<MemberSheet> sheet(const Actor& who, const std::string& member_key, const std::string& purpose);

 private:
  Rooms rooms_;
};

}  // namespace ssiis::inspections
