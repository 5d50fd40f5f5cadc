// Withdrawing an order: somebody entitled asks with a reason, a second person decides. A withdrawn order keeps its
// number and its file; its tasks and periods end. Once the decision is final there is only annulment.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "inspections/cases.hpp"

namespace ssiis::inspections {

enum class WithdrawalState { asked, approved, refused };

struct Withdrawal {
  std::int64_t row;
  WithdrawalState state;
  std::string reason;
  Instant asked_at;
  std::string asked_by;
  std::string refusal;  // why it was not withdrawn
  std::optional<Instant> decided_at;
  std::string decided_by;
  std::int64_t version;
  std::string ground;  // duplicate, wrong_unit, ceased, other; empty of an old request
};

std::vector<Withdrawal> withdrawals_of(db::Transaction& tx, CaseId id);  // the oldest first
// The request that waits for its decision; there is never more than one.
std::optional<Withdrawal> pending_withdrawal(db::Transaction& tx, CaseId id);
// Throws Conflict when it was decided meanwhile.
void decide(db::Transaction& tx, CaseId id, const Withdrawal& asked, WithdrawalState state, const std::string& refusal,
            Instant now, const std::string& by);
// The decision can no longer be undone by withdrawing the order: the file has come to the actions of other
// institutions or to its closing, or was there.
bool is_final(const workflow::Standing& standing);

class WithdrawalService {
 public:
  WithdrawalService(const Rooms& rooms, CaseService& cases) : rooms_{rooms}, cases_{cases} {}

  // Permission order.withdraw at the place; never by the exception by right. Tells the procedure, which finds who
  // decides. Codes: form.… (of the form `withdraw`), withdrawal.closed, withdrawal.final, withdrawal.pending,
  // workflow.message_not_expected (a procedure older than the request), access.forbidden. Sent twice it is done once.
  Result<Done> ask(const Actor& who, const std::string& order, const forms::Typed& typed,
                   const std::string& request_key);
  // Why this person cannot ask now; nothing when it is possible. The right itself is not looked at.
  static std::optional<Rejection> obstacle(const Case& file, const std::optional<workflow::Standing>& standing,
                                           const std::vector<Withdrawal>& earlier);
  static bool may_ask(const Actor& who, const OpenCase& c) {
    return !c.by_grant && who.may("order.withdraw", c.file.territory_point);
  }

 private:
  Result<Done> ask_in(db::Transaction& tx, const Actor& who, const std::string& order, const forms::Typed& typed,
                      const std::string& request_key);
  Rooms rooms_;
  CaseService& cases_;
};

}  // namespace ssiis::inspections
