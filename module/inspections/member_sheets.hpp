// The data sheet of a member who is insured without an employer: who they are, under which numbers, and what they pay
// by month; inside the caller's places.
#pragma once
#include "inspections/worker_sheets.hpp"

namespace ssiis::inspections {

// A month of the insurance, with the MIS's lines of it put together; what is empty in all of them is not known.
struct OwnMonth {
  registry::MemberMonth sum;
  bool recorded{false};  // false: the MIS has no line of this month
};
// The months from `first` to `last`, with or without a line, the oldest first; none when `first` is the later.
std::vector<OwnMonth> own_months(const std::vector<registry::MemberMonth>& lines, Month first, Month last);

struct MemberSheet {
  registry::SelfEmployed member;
  std::vector<registry::EntityNumber> numbers{};
  std::vector<registry::Worker> workers{};  // under the same numbers
  // At most 24 months, none before or after the insurance; nothing: the MIS tells no contributions of such members.
  std::optional<std::vector<OwnMonth>> months{};
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
