#include "amendments/types.hpp"

#include <array>
#include <stdexcept>

namespace ssiis::amendments {
namespace {

constexpr std::array<std::string_view, 10> state_names{"prepared", "proposed", "checked", "returned", "withdrawn",
                                                       "accepted", "sent",     "applied", "refused",  "confirmed"};
constexpr std::array<std::string_view, 20> event_names{
    "prepare", "hand_over", "check",      "accept", "send_back", "answer",     "withdraw", "send", "apply", "refuse",
    "see",     "take_out",  "contradict", "miss",   "reverse",   "unanswered", "cancel",   "keep", "undo",  "moot"};

struct Step {
  State from;
  Event event;
  State to;
};
constexpr Step steps[] = {
    {State::prepared, Event::hand_over, State::proposed}, {State::prepared, Event::withdraw, State::withdrawn},
    {State::proposed, Event::accept, State::accepted},    {State::proposed, Event::check, State::checked},
    {State::proposed, Event::send_back, State::returned}, {State::proposed, Event::withdraw, State::withdrawn},
    {State::checked, Event::accept, State::accepted},     {State::checked, Event::send_back, State::returned},
    {State::checked, Event::withdraw, State::withdrawn},  {State::returned, Event::answer, State::proposed},
    {State::returned, Event::withdraw, State::withdrawn}, {State::accepted, Event::send, State::sent},
    {State::accepted, Event::apply, State::applied},      {State::accepted, Event::refuse, State::refused},
    {State::accepted, Event::see, State::confirmed},      {State::sent, Event::apply, State::applied},
    {State::sent, Event::refuse, State::refused},         {State::sent, Event::see, State::confirmed},
    {State::applied, Event::see, State::confirmed},       {State::refused, Event::send, State::sent},
    {State::refused, Event::send_back, State::returned},  {State::refused, Event::accept, State::accepted},
    {State::refused, Event::withdraw, State::withdrawn},  {State::accepted, Event::take_out, State::withdrawn},
    {State::refused, Event::take_out, State::withdrawn},  {State::prepared, Event::cancel, State::withdrawn},
    {State::proposed, Event::cancel, State::withdrawn},   {State::checked, Event::cancel, State::withdrawn},
    {State::returned, Event::cancel, State::withdrawn},   {State::accepted, Event::undo, State::withdrawn},
    {State::sent, Event::undo, State::withdrawn},         {State::applied, Event::undo, State::withdrawn},
    {State::confirmed, Event::undo, State::withdrawn},    {State::proposed, Event::moot, State::withdrawn},
    {State::checked, Event::moot, State::withdrawn},      {State::returned, Event::moot, State::withdrawn},
    {State::accepted, Event::moot, State::withdrawn},
};

template <class E, std::size_t N>
E named_in(const std::array<std::string_view, N>& names, std::string_view code) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == code) return static_cast<E>(i);
  throw std::runtime_error{"a stored code of an amendment that no version of the program knows: " + std::string{code}};
}

}  // namespace

std::string_view name_of(State v) noexcept { return state_names[static_cast<std::size_t>(v)]; }
std::string_view name_of(Event v) noexcept { return event_names[static_cast<std::size_t>(v)]; }
State state_of(std::string_view code) { return named_in<State>(state_names, code); }
Event event_of(std::string_view code) { return named_in<Event>(event_names, code); }

std::optional<State> after(State state, Event event) noexcept {
  for (const auto& s : steps)
    if (s.from == state && s.event == event) return s.to;
  return std::nullopt;
}

bool is_over(State state) noexcept { return state == State::withdrawn || state == State::confirmed; }

bool waits_for_register(State state) noexcept {
  return state == State::accepted || state == State::sent || state == State::applied;
}

bool is_uncertain(const Amendment& a) noexcept { return a.state == State::accepted && a.asked_at.has_value(); }

std::optional<Instant> waits_since(const Amendment& a) { return a.sent_at ? a.sent_at : a.accepted_at; }

std::string key_of(const Amendment& a) {
  return "amendment-" + std::to_string(a.case_id.value) + "-" + std::to_string(a.id) + "-" + std::to_string(a.version);
}

}  // namespace ssiis::amendments
