// An instance of a procedure in memory: what stands in the insp_wf_ tables while a step is taken.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/api.hpp"
#include "workflow/value.hpp"

namespace ssiis::workflow {

// What the store has to do with a row when the step is over.
enum class Mark { kept, added, changed, removed };

enum class TokenState { waiting, joining, incident };
enum class TaskKind { work, legal };                       // legal: an expired period that LSSO has not confirmed
enum class TaskState { open, done, cancelled, returned };  // returned: not done, the file was sent back from it
// suspended: the period stands still, because a court has the file
enum class TimerState { armed, referred, fired, cancelled, suspended };
enum class InstanceState { running, ended };

// A legal period as the book of deadlines gives it, with the day it ends.
struct Deadline {
  int days{0};
  std::string calendar{};  // working or civil
  std::string legal_basis{};
  std::string rule_version{};  // hash of the bundle, rule of the table, version of the calendar
  bool confirmed{false};       // by LSSO; else nothing moves by itself
  Day due{};                   // of one that stands still: as if it went on today
  bool suspended{false};
  std::int64_t calendar_rev{0};  // of the table of holidays
  std::string key{};
  Day anchor{};
};

// Why due days move, in words that people read beside both days.
struct MoveReason {
  std::string cause;       // holiday, bundle, extension, suspended, resumed, officer
  std::string words{};     // number of the notice, label of the bundle, what the officer wrote: 400
  std::int64_t source{0};  // id of the notice, the order, the extension, the suspension
};

// Where the file stands: one per branch. Its id changes each time it comes to rest, so that it names one activation.
struct Token {
  std::int64_t id{0};
  int node{-1};
  std::int64_t scope{0};  // the token that stands on the sub-process around it; 0 = the process
  int via{-1};            // the flow it came by
  TokenState state{TokenState::waiting};
  Mark mark{Mark::added};
  std::int64_t stored_id{0};  // its id in the database before this step
};

struct Task {
  std::int64_t id{0};
  int node{-1};
  std::int64_t token{0};
  TaskKind kind{TaskKind::work};
  TaskState state{TaskState::open};
  std::string role, territory, assignee, form_key;
  std::int64_t timer{0};  // of a legal task
  std::optional<Day> due{};
  bool due_confirmed{false};
  Mark mark{Mark::added};
  std::string item{};  // of several instances: the part of the list it is for
  Deadline period{};   // of a task added in this step: what its due day is derived from
};

// A period that runs: key, beginning and versions are kept, the due day is derived from them.
struct Timer {
  std::int64_t id{0};
  int node{-1};
  std::int64_t activation{0};  // id of the token, or of the scope's token, that waits for it
  std::string deadline_key, rule_version, calendar, legal_basis;
  Day anchor{}, due{};
  int days{0};
  bool confirmed{false};
  std::int64_t calendar_rev{0};  // of one added in this step
  bool held{false};              // its day was set by a legal officer in this step
  int round{1};                  // of a period that comes again: the how manieth time
  TimerState state{TimerState::armed};
  Mark mark{Mark::added};
};

// An open wait for a message, or a message that came early and is kept (node -1).
struct Subscription {
  std::int64_t id{0};
  std::int64_t token{0};
  int node{-1};
  std::string message;
  std::string payload;  // of a kept message
  bool held() const noexcept { return node < 0; }
  Mark mark{Mark::added};
};

struct HistoryRow {
  std::string event;  // entered, completed, timer.fired, …
  std::string node;
  std::string data;
};

struct Incident {
  std::int64_t id{0};
  std::int64_t token{0};
  int node{-1};
  std::string code, data;
  std::int64_t attempts{1};
  bool open{true};
  Mark mark{Mark::added};
};

struct Instance {
  CaseId case_id{0};
  std::int64_t id{0};
  std::string process, territory;
  std::int64_t bundle{0}, rev{0};
  InstanceState state{InstanceState::running};
  bool changed{false};            // more than its revision
  std::int64_t calendar_rev{-1};  // of the table of holidays; -1: not read yet
  bool was_suspended{false};      // there are times in which its periods stood still
};

// Rows are never taken out during a step, only marked: references stay good.
struct State {
  Instance instance;
  std::deque<Token> tokens;
  std::deque<Task> tasks;
  std::deque<Timer> timers;
  std::deque<Subscription> subscriptions;
  std::deque<Incident> incidents;
  Variables variables;
  std::map<std::string, Mark, std::less<>> variable_marks;
  std::set<std::string, std::less<>> passed;  // nodes passed, for messages that are kept; filled when needed
  std::vector<HistoryRow> history;
};

}  // namespace ssiis::workflow
