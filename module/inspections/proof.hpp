// A fresh proof of identity: whoever signs shows once more who they are.
#pragma once
#include "inspections/rooms.hpp"

namespace ssiis::inspections {

inline constexpr std::string_view proof_field = "proof";  // the password, in forms of steps that are signed

enum class Proof { none, login, password };  // what there is: nothing fresh, a login of the last minutes, the password

// How long a login serves as proof, in minutes (setting signing.proof_minutes).
std::int64_t proof_minutes(const Rooms& rooms);
// When the proof that the caller's login is runs out; nothing when it has.
std::optional<Instant> proved_until(const Rooms& rooms, const Actor& who);
// Asks the host about a typed password; counts towards its lockout, audited when wrong. No transaction is open.
// signature.proof_wrong.
Result<Proof> proof_of(const Rooms& rooms, const Actor& who, const forms::Typed& typed);
// Why the form may not be answered with this proof: signature.proof_needed.
std::optional<Rejection> unproved(const forms::Form& form, Proof proof);
// What was signed, or sent back unsigned.
struct SignedStep {
  CaseId file;
  std::int64_t task;
  bool sent_back;
};
// In the transaction of the step.
void record_signature(db::Transaction& tx, const Rooms& rooms, const Actor& who, const SignedStep& what, Proof proof);

}  // namespace ssiis::inspections
