// What the engine takes and gives.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/api.hpp"
#include "database/api.hpp"
#include "workflow/machine.hpp"

namespace ssiis::workflow {

// A task as a person saw it: the revision says whether the file has moved since.
struct TaskRef {
  CaseId case_id;
  std::int64_t task;
  std::int64_t rev;
};

struct StartRequest {
  CaseId case_id;
  std::string process;
  std::string message{};    // empty: the start event without a trigger
  std::string territory{};  // code; "@case" in roles means it
  Variables variables{};
};

struct Moved {
  std::int64_t instance;
  std::int64_t rev;
  bool ended;
};

struct OpenTask {
  CaseId case_id;
  std::int64_t id, instance, rev, bundle;
  std::string process, node;
  TaskKind kind;
  std::string role, territory, assignee, form_key;
  std::int64_t timer;  // of a legal task
  std::optional<Day> due;
  bool due_confirmed;
  Instant opened_at;
  std::vector<std::string> documents;  // that the task produces
  std::string stage;
  std::string item;                  // of several instances of one step: the part of the list that this one is for
  std::string for_absent{};          // in a work list: the id of the absent person for whom the reader may do it
  std::optional<Day> still_since{};  // its period stands still since that day, instead of `due`
};

struct RunningTimer {
  std::int64_t id;
  std::string node, deadline_key, rule_version, calendar, legal_basis;
  Day anchor, due;
  int days;
  bool confirmed, referred, stands_still;  // standing still it has no day: `due` says nothing
};

struct PathRow {
  Instant at;
  std::string event;  // entered, completed, cancelled, timer.fired, timer.referred, timer.waits, message.taken, …
  std::string node, actor;
  std::string data;  // of "entered": the flow it came by, empty for starts and boundary events
};

// One step of the list beside the diagram.
struct StageStep {
  enum class State { ahead, current, done } state;
  std::string stage, node, name, lane, lane_id;
};

// An earlier step to which a task may send the file back, and what would be done anew.
struct WayBack {
  std::string target;
  std::vector<std::string> steps;   // gone through since the file last came there, in the order of the drawing
  std::vector<std::int64_t> tasks;  // that people have done at them since
};

struct OpenIncident {
  CaseId case_id;
  std::int64_t id;
  std::string node, code, data;
  std::int64_t attempts;
  Instant opened_at;
};

struct Wait {
  std::string node, message;  // node empty: the message came early and is kept
};

// Where a file stands.
struct Standing {
  std::int64_t instance, rev, bundle;
  std::string process, territory;
  bool ended;
  Instant started_at;
  std::vector<std::string> current;  // nodes where something rests
  std::vector<OpenTask> tasks;
  std::vector<RunningTimer> timers;
  std::vector<Wait> waits;
  std::vector<OpenIncident> incidents;
  std::vector<PathRow> path;
  std::vector<StageStep> steps;
  // The earliest day of tasks and timers, and whether LSSO has confirmed that period.
  struct NextDeadline {
    Day day;
    bool confirmed;
    std::string node;
  };
  std::optional<NextDeadline> next_deadline;
  std::optional<Day> still_since{};  // its periods stand still
};

// One instance of a file's procedure: the first, and each that began when the file was opened again.
struct Run {
  std::int64_t instance;
  std::string process;
  bool ended;
  Instant started_at;
  std::optional<Instant> ended_at;
};

// What an actor's work list shows.
struct WorkListFilter {
  bool only_mine{false};  // claimed by the actor
  std::int64_t after_offset{0};
  int limit{50};
  std::vector<std::string> forms{};  // only tasks that are answered with one of these; empty: all
};

// How much waits for an actor.
struct WorkFigures {
  std::int64_t all{0}, overdue{0}, soon{0};
};

// The file stands at an earlier step again; `given_to` holds its task by name, or is empty.
struct SentBack {
  Moved moved;
  WayBack over;
  std::string given_to;
  std::vector<std::int64_t> opened;  // the tasks with which it begins anew
};

struct TimersFired {
  int fired{0}, referred{0};
  std::vector<CaseId> failed;  // left armed; tried again with the next run
};

// Somebody as he is today, by his id.
using FindPerson = std::function<Actor(db::Transaction& tx, const std::string& user_id)>;

// Told by the room that owns the cases: who is on the team.
class CaseRoles {
 public:
  virtual ~CaseRoles() = default;
  virtual bool holds(db::Transaction& tx, CaseId c, std::string_view role, std::string_view user_id) = 0;
  virtual std::vector<CaseId> cases_of(db::Transaction& tx, std::string_view role, std::string_view user_id) = 0;
};

// A handler runs inside the transaction of the step. It may write its own tables, and must not commit, wait or call
// out: for that it writes a job or an outbox row, answers waiting(), and the job calls Engine::service_done.
using Handler = std::function<ServiceAnswer(db::Transaction& tx, const Actor& who, const ServiceCall& call)>;

}  // namespace ssiis::workflow
