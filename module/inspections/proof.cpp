#include "inspections/proof.hpp"

#include <algorithm>

namespace ssiis::inspections {

std::int64_t proof_minutes(const Rooms& rooms) {
  return std::clamp<std::int64_t>(rooms.settings.number("signing.proof_minutes", 5), 0, 60);
}

std::optional<Instant> proved_until(const Rooms& rooms, const Actor& who) {
  const auto proved = who.authenticated_at();
  const auto now = rooms.clock.now();
  const auto until = proved.plus_seconds(60 * proof_minutes(rooms));
  if (proved.us() == 0 || now < proved || until < now) return std::nullopt;
  return until;
}

Result<Proof> proof_of(const Rooms& rooms, const Actor& who, const forms::Typed& typed) {
  const auto at = typed.find(std::string{proof_field});
  if (at == typed.end() || at->second.empty()) return proved_until(rooms, who) ? Proof::login : Proof::none;
  if (rooms.prove && rooms.prove(who.user_id(), at->second)) return Proof::password;
  rooms.trail.refused(who, "case.sign", "user:" + who.user_id());
  return Rejection{"signature.proof_wrong", {}, std::string{proof_field}};
}

std::optional<Rejection> unproved(const forms::Form& form, Proof proof) {
  if (!form.signing || proof != Proof::none) return std::nullopt;
  return Rejection{"signature.proof_needed", {}, std::string{proof_field}};
}

void record_signature(db::Transaction& tx, const Rooms& rooms, const Actor& who, const SignedStep& what, Proof proof) {
  std::string event = "step.signed";
  if (what.sent_back) event = "step.sent_back";
  rooms.trail.record(tx, who,
                     {.chain = audit::ChainName::of_case(what.file),
                      .event = std::move(event),
                      .object = "task:" + std::to_string(what.task),
                      .details = {{"proof", proof == Proof::password ? "password" : "login"}}});
}

}  // namespace ssiis::inspections
