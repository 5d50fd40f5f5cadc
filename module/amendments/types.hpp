// The values of the room. A proposal belongs to a file, and is known by the file's order number and its own id.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::amendments {

// prepared: in the file, its step not done yet. proposed: in the division's inbox. checked: accepted by one officer, a
// second has to confirm. returned: to the file, with a reason. accepted: to be written by the MIS. sent: handed to the
// MIS. applied, refused: what the MIS answered. confirmed: the register shows it.
enum class State { prepared, proposed, checked, returned, withdrawn, accepted, sent, applied, refused, confirmed };
enum class Event {
  prepare,
  hand_over,
  check,
  accept,
  send_back,
  answer,
  withdraw,
  send,
  apply,
  refuse,
  see,
  take_out,    // its decision has fallen, and the MIS was not told of it yet
  contradict,  // the MIS says something else than it said before; with this and the next two the state stays
  miss,        // not confirmed in time
  reverse,     // its decision has fallen: another change takes it back
  unanswered,  // the MIS was asked, and nobody heard its answer; the state stays
  cancel,      // its inspection was cancelled before anybody accepted it
  keep,        // its inspection was cancelled, and it was accepted before: the state stays
  undo,        // the change that takes it back is written
  moot         // it takes back what the MIS says it never wrote
};

std::string_view name_of(State v) noexcept;
std::string_view name_of(Event v) noexcept;
// Throws std::runtime_error on a code that no version of the program knows.
State state_of(std::string_view code);
Event event_of(std::string_view code);

// The state that an event leads to; nothing when it cannot happen in that state.
std::optional<State> after(State state, Event event) noexcept;
// Nothing more will happen to it.
bool is_over(State state) noexcept;
// Accepted, and the register has not been seen to show it.
bool waits_for_register(State state) noexcept;

// A value of the register as it stood when the proposal was made, and as it is to be. `before` empty: it had none.
struct Line {
  std::string field;
  std::string period;  // YYYY-MM, or empty
  std::optional<std::string> before;
  std::string after;
};

struct Amendment {
  CaseId case_id;
  std::int64_t id;
  std::string order_number, kind;
  std::string unit_key, unit_name, territory;
  std::string subject_key, subject_name;  // the worker it is about; empty when it is about the unit
  std::string grounds;
  std::string evidence, evidence_title;  // "document:CODE" or "evidence:ID" of the file, and its title
  std::string origin;                    // the record it was made from ("roll:17"); empty when written by hand
  State state;
  std::string cause;  // form of the step with which it was handed over
  Instant prepared_at;
  std::string prepared_by;
  std::optional<Instant> proposed_at, accepted_at;
  std::string accepted_by;
  std::optional<Instant> seen_at;  // when the register was first seen to show it
  std::string mis_reference;
  std::int64_t version;
  std::int64_t point{0};                        // nested-set number of its place; 0 where it was not read
  std::optional<Instant> sent_at{}, late_at{};  // handed over in a batch; missing confirmation pointed out
  std::int64_t batch{0};                        // the last one it went out in
  std::int64_t reverses{0}, reversed_by{0};     // the change of the same file that it takes back, that takes it back
  std::optional<Instant> asked_at{};  // when the MIS's service was first asked to write it, since it was accepted
  std::string asked_key{};            // under which key
};

// The service of the MIS was asked to write it, and nobody knows whether it did.
bool is_uncertain(const Amendment& a) noexcept;

struct Change {
  Event event;
  State then;
  Instant at;
  std::string by, reason;
  std::string reason_en{};  // of what the MIS says: `reason` is the Lao then
};

// Since when the register, or the MIS, should have answered: it was sent, or else accepted.
std::optional<Instant> waits_since(const Amendment& a);

// What a change is called towards the MIS: its file, number and version.
std::string key_of(const Amendment& a);

// A change as the MIS is asked to write it. The same key is the same change: whoever did not hear the answer asks
// again.
struct WriteRequest {
  std::string key, kind, unit_key, subject_key, reference, accepted_by;
  std::vector<Line> lines;
  std::string takes_back{};  // the key of the change that this one takes back; empty: it takes none back
};
struct WriteAnswer {
  bool applied;
  std::string reference;             // what the MIS calls what it wrote
  std::string reason_lo, reason_en;  // why it refused
  bool never_written{false};         // of what takes another back: that one was never written, nor will be
};

}  // namespace ssiis::amendments
