#include "inspections/decision_state.hpp"

#include <algorithm>
#include <array>

namespace ssiis::inspections {
namespace {

using DS = DecisionState;
using DE = DecisionEvent;

constexpr std::array<std::pair<DS, std::string_view>, 8> state_names{{{DS::proposed, "proposed"},
                                                                      {DS::taken, "taken"},
                                                                      {DS::notified, "notified"},
                                                                      {DS::final, "final"},
                                                                      {DS::modified, "modified"},
                                                                      {DS::annulled, "annulled"},
                                                                      {DS::withdrawn, "withdrawn"},
                                                                      {DS::replaced, "replaced"}}};
constexpr std::array<std::pair<DE, std::string_view>, 13> event_names{{{DE::propose, "propose"},
                                                                       {DE::take, "take"},
                                                                       {DE::notify, "notify"},
                                                                       {DE::finalise, "finalise"},
                                                                       {DE::confirm, "confirm"},
                                                                       {DE::stay, "stay"},
                                                                       {DE::lift_stay, "lift_stay"},
                                                                       {DE::modify, "modify"},
                                                                       {DE::modify_part, "modify_part"},
                                                                       {DE::annul, "annul"},
                                                                       {DE::annul_part, "annul_part"},
                                                                       {DE::withdraw, "withdraw"},
                                                                       {DE::replace, "replace"}}};

struct Transition {
  DS from;
  DE event;
  DS to;
};
// What is not here is refused. Only what was served becomes final; what is final is not withdrawn with its order.
constexpr Transition transitions[] = {
    {DS::proposed, DE::take, DS::taken},
    {DS::taken, DE::notify, DS::notified},
    {DS::taken, DE::confirm, DS::taken},
    {DS::taken, DE::stay, DS::taken},
    {DS::taken, DE::lift_stay, DS::taken},
    {DS::taken, DE::modify, DS::modified},
    {DS::taken, DE::modify_part, DS::taken},
    {DS::taken, DE::annul, DS::annulled},
    {DS::taken, DE::annul_part, DS::taken},
    {DS::taken, DE::withdraw, DS::withdrawn},
    {DS::taken, DE::replace, DS::replaced},
    {DS::notified, DE::finalise, DS::final},
    {DS::notified, DE::confirm, DS::notified},
    {DS::notified, DE::stay, DS::notified},
    {DS::notified, DE::lift_stay, DS::notified},
    {DS::notified, DE::modify, DS::modified},
    {DS::notified, DE::modify_part, DS::notified},
    {DS::notified, DE::annul, DS::annulled},
    {DS::notified, DE::annul_part, DS::notified},
    {DS::notified, DE::withdraw, DS::withdrawn},
    {DS::notified, DE::replace, DS::replaced},
    {DS::final, DE::confirm, DS::final},
    {DS::final, DE::stay, DS::final},
    {DS::final, DE::lift_stay, DS::final},
    {DS::final, DE::modify, DS::modified},
    {DS::final, DE::modify_part, DS::final},
    {DS::final, DE::annul, DS::annulled},
    {DS::final, DE::annul_part, DS::final},
    {DS::final, DE::replace, DS::replaced},
};

Rejection forbidden(const std::optional<DecisionStanding>& current, DecisionEvent event) {
  return Rejection{"decision.state_forbids",
                   {std::string{name_of(event)}, current ? std::string{name_of(current->state)} : std::string{}}};
}

// A stay begins and ends once at a time, and no period ends while it lasts.
bool stay_allows(bool stayed, DE event) {
  if (event == DE::stay || event == DE::finalise) return !stayed;
  if (event == DE::lift_stay) return stayed;
  return true;
}

}  // namespace

std::string_view name_of(DecisionState v) noexcept { return state_names[static_cast<std::size_t>(v)].second; }
std::string_view name_of(DecisionEvent v) noexcept { return event_names[static_cast<std::size_t>(v)].second; }

template <>
std::optional<DecisionState> named<DecisionState>(std::string_view name) noexcept {
  for (const auto& [state, word] : state_names)
    if (word == name) return state;
  return std::nullopt;
}
template <>
std::optional<DecisionEvent> named<DecisionEvent>(std::string_view name) noexcept {
  for (const auto& [event, word] : event_names)
    if (word == name) return event;
  return std::nullopt;
}

bool stands(const DecisionStanding& s) noexcept {
  return s.state == DS::taken || s.state == DS::notified || s.state == DS::final;
}

bool in_force(const DecisionStanding& s) noexcept {
  return (s.state == DS::notified || s.state == DS::final) && !s.stayed;
}

Result<DecisionStanding> next_state(const std::optional<DecisionStanding>& current, DecisionEvent event) {
  if (!current) {
    if (event == DE::propose) return DecisionStanding{DS::proposed};
    if (event == DE::take) return DecisionStanding{DS::taken};
    return forbidden(current, event);
  }
  const auto* row = std::find_if(std::begin(transitions), std::end(transitions),
                                 [&](const Transition& t) { return t.from == current->state && t.event == event; });
  if (row == std::end(transitions) || !stay_allows(current->stayed, event)) return forbidden(current, event);
  DecisionStanding next{row->to, current->stayed, current->in_part};
  if (event == DE::stay) next.stayed = true;
  if (event == DE::lift_stay) next.stayed = false;
  if (event == DE::modify_part || event == DE::annul_part) next.in_part = true;
  if (!stands(next)) next.stayed = next.in_part = false;  // there is nothing left to be stayed or to stand in part
  return next;
}

}  // namespace ssiis::inspections
