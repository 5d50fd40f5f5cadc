// Handing over what somebody who leaves holds by name: tasks, places on teams, files he answers for, substitutions.
// First a plan with a receiver for each thing, then the doing, file by file, each in a transaction of its own: what
// stops half-way is gone on with by starting it again. A receiver gets no right by it: he must hold it already.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "inspections/cases.hpp"
#include "inspections/steps.hpp"

namespace ssiis::inspections {

enum class HeldKind { manager, chief_inspector, inspector, task, substitution };
std::string_view name_of(HeldKind kind) noexcept;

// One thing that somebody holds by name.
struct HeldThing {
  HeldKind kind;
  CaseId case_id{0};       // 0 of a substitution
  std::int64_t object{0};  // the task or the substitution
  std::string order_number{}, unit_name{}, territory{};
  std::int64_t point{1};  // where who gives it away must manage absences
  std::int64_t bundle{0};
  std::string process{}, node{}, role{};  // of a task
  // Names it in the form: "task.<case>.<task>".
  std::string key() const;
};

enum class LineState { planned, done, refused };

struct HandoverLine {
  std::int64_t row;
  HeldThing thing;
  std::string receiver;
  LineState state{LineState::planned};
  std::string code{}, argument{};  // why it was refused; of a trial: why it would be
  std::optional<Instant> settled_at{};
};

struct Handover {
  std::int64_t id;
  std::string leaver, reason, planned_by;
  Instant planned_at;
};
struct HandoverView {
  Handover handover;
  std::vector<HandoverLine> lines;  // those at the caller's places
};
struct PlannedHandover {
  Handover handover;
  std::int64_t lines, waiting, refused;
};

struct HandoverWish {
  std::string leaver, receiver;               // user ids; the receiver of all that is not named below, or nobody
  std::map<std::string, std::string> others;  // by the thing's key: another receiver, or `stays`
  std::string reason, request_key;
};
inline constexpr std::string_view stays = "-";

// What nobody can go on with today.
struct Orphan {
  CaseId case_id;
  std::string order_number, unit_name, territory;
  std::string what;    // role of the task or in the file; "manager"
  std::string holder;  // user id, or empty
  std::int64_t bundle{0};
  std::string process{}, node{};  // of a task
};

inline constexpr int most_lines = 200;  // of one handing over; the rest comes with the next

// Permission absence.manage where each thing lies: of a file at its place, of a task where it is done, of a
// substitution where the absent person works. [any thread]
class HandoverService {
 public:
  HandoverService(const Rooms& rooms, Steps& steps)
      : rooms_{rooms}, steps_{steps}, substitutions_{rooms.pool, rooms.ids, rooms.trail, rooms.clock} {}

  // Who does or did the work of files at the caller's places.
  std::vector<profiles::PersonName> people(const Actor& who);
  // What this person holds at the caller's places, at most most_lines.
  std::vector<HeldThing> held(const Actor& who, const std::string& user_id);
  // Who could take it: who holds the role at its place.
  std::vector<profiles::Holder> candidates(const HeldThing& thing);
  std::vector<Orphan> orphans(const Actor& who);
  std::vector<PlannedHandover> planned(const Actor& who);

  // Its number. Codes at their fields: handover.person_missing, .receiver_missing, .himself, .reason_missing,
  // form.too_long; handover.nothing_held. Sent twice under one key it is done once.
  Result<std::int64_t> plan(const Actor& who, const HandoverWish& wish);
  // With what was done of it and, of lines that wait, what would become of them now: tried and taken back.
  // access.forbidden, in the same words whether it exists or not.
  Result<HandoverView> view(const Actor& who, std::int64_t id);
  // Does the lines that wait, at most `files` files. How many lines still wait.
  Result<std::int64_t> run(const Actor& who, std::int64_t id, int files);

 private:
  Result<std::int64_t> plan_in(db::Transaction& tx, const Actor& who, const HandoverWish& wish, std::int64_t id);
  std::vector<HeldThing> held_in(db::Transaction& tx, const Actor& who, const std::string& user_id);
  Result<HandoverView> read(const Actor& who, std::int64_t id);
  // Settles the waiting ones of these lines, which all belong to one file, or are one substitution.
  void settle(db::Transaction& tx, const Actor& who, const Handover& handover, std::vector<HandoverLine>& lines);
  std::optional<Rejection> give(db::Transaction& tx, const Actor& who, const Handover& handover,
                                const HandoverLine& line, Case* file);
  static std::optional<Rejection> give_file(db::Transaction& tx, const std::string& leaver, const Actor& to,
                                            Case& file);
  std::optional<Rejection> give_place(db::Transaction& tx, const Actor& who, const std::string& leaver, const Actor& to,
                                      MemberRole role, const Case& file);
  std::optional<Rejection> give_task(db::Transaction& tx, const Actor& who, const std::string& leaver, const Actor& to,
                                     std::int64_t task, const Case& file);
  Actor receiver(db::Transaction& tx, const Actor& who, const std::string& user_id);
  Rooms rooms_;
  Steps& steps_;
  profiles::Substitutions substitutions_;
};

}  // namespace ssiis::inspections
