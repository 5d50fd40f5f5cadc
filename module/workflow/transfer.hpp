// Takes an instance in memory from one procedure to another: each step to the step of the same id or the one a map
// names; periods derived again from the day they were counted from; waits that are new begin, those that are gone end.
// The same for trying and for doing. Pure.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "workflow/bundle.hpp"
#include "workflow/held.hpp"
#include "workflow/state.hpp"

namespace ssiis::workflow {

using NodeMap = std::map<std::string, std::string, std::less<>>;  // old step → new step; the others keep their id

// What changes for the file, or keeps it from being moved.
struct Change {
  enum class What {
    node_gone,       // ---- these keep it where it is
    kind_differs,    // another kind of step, or one of several instead of one
    scope_differs,   // inside another sub-process
    flow_gone,       // a join that waits for a way which does not lead there any more
    message_gone,    // a message is kept that the new procedure does not know
    role_unknown,    // nobody could do the task
    period_unknown,  // the new bundle gives no such period
    moved_node,      // ---- these happen
    form_differs,
    role_differs,
    due_differs,  // old and new day
    due_begins,   // a period that the old procedure did not have
    due_ends,     // a period that the new one does not have
    due_kept,     // a person set this day: it stays
    wait_begins,  // a message or signal is waited for, or no longer
    wait_ends
  };
  What what;
  std::string node, new_node;
  std::string detail{};  // the period's key, the form, the role, the message
  std::optional<Day> old_day{}, new_day{};
};
std::string_view name_of(Change::What v) noexcept;
inline bool prevents(Change::What v) noexcept { return v < Change::What::moved_node; }

// A task or timer that stands in the database already and whose row changes.
struct Transferred {
  std::vector<Change> changes;
  std::vector<std::int64_t> tasks, timers, incidents;  // ids
  bool possible() const noexcept;
  const Change* obstacle() const noexcept;  // the first
};

// What an open deadline keeps on its way: from which day it counts, the days it was made longer by, an officer's day.
struct Carried {
  Day anchor{};
  int extra_days{0};
  std::optional<Held> held{};
};

struct Crossing {
  const Bundle& from;
  const Bundle& to;
  const NodeMap& map;
  const std::map<std::int64_t, Day>& opened;       // of open tasks: the day they were opened
  const std::map<std::int64_t, Carried>& carried;  // by id of task or timer
  Day today;
  // The period by `to` and the calendar at the file's place.
  std::function<Result<Deadline>(const std::string& key, const Variables&, Day anchor)> period;
  // The day it ends, with holidays and the times in which the file stood still; nothing while it stands still.
  std::function<std::optional<Day>(const Deadline&, const Carried&)> day;
  std::function<std::int64_t()> new_id;
};

// `s` names steps of `from`'s process; afterwards of `to`'s, when it was possible. When it was not, `s` is not to be
// used.
Transferred transfer(State& s, const Crossing& crossing);

// What of a map can never be, for whatever file of that bundle: code migration.step_absent {old}, new_step_absent
// {new}, kind_differs, scope_differs {old} {new}. Old steps that `from` does not have are only told when no bundle has
// them (the caller).
std::vector<Rejection> faults_of(const NodeMap& map, const Definition& from, const Definition& to);

}  // namespace ssiis::workflow
