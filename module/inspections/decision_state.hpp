// The states of a decision, and what leads from one to the next. Pure: no database, no clock.
//
// A decision is proposed, taken (signed and numbered), notified (served) and, when nothing contests it any more, final.
// Until then or later it may be modified, annulled, withdrawn with its order, or replaced by another: then it stands no
// longer. A court's stay and an effect on a part of it only are marks on the state, not states: what was notified is
// notified, though nobody may enforce it; what stands in part may still become final.
#pragma once
#include <optional>

#include "inspections/types.hpp"

namespace ssiis::inspections {

enum class DecisionState { proposed, taken, notified, final, modified, annulled, withdrawn, replaced };
enum class DecisionEvent {
  propose,
  take,
  notify,
  finalise,  // the period is over and nothing contests it, or it was confirmed
  confirm,
  stay,
  lift_stay,
  modify,
  modify_part,
  annul,
  annul_part,
  withdraw,
  replace
};

struct DecisionStanding {
  DecisionState state{DecisionState::proposed};
  bool stayed{false};   // by a court: not to be carried out until it is lifted
  bool in_part{false};  // a part of it was modified or annulled; the rest stands
  bool operator==(const DecisionStanding&) const = default;
};

std::string_view name_of(DecisionState v) noexcept;
std::string_view name_of(DecisionEvent v) noexcept;
template <>
std::optional<DecisionState> named<DecisionState>(std::string_view name) noexcept;
template <>
std::optional<DecisionEvent> named<DecisionEvent>(std::string_view name) noexcept;

// Where the event leads; nothing stands before the first one, which proposes or takes. decision.state_forbids {event,
// state} of whatever the table does not name.
Result<DecisionStanding> next_state(const std::optional<DecisionStanding>& current, DecisionEvent event);

// Taken, and neither modified nor annulled, withdrawn or replaced as a whole.
bool stands(const DecisionStanding& s) noexcept;
// It stands, was served and is not stayed: what it orders is owed.
bool in_force(const DecisionStanding& s) noexcept;

}  // namespace ssiis::inspections
