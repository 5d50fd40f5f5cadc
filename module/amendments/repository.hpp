// Rows of proposals. Private to the room; callers have looked at the right.
#pragma once
#include <map>

#include "amendments/types.hpp"
#include "database/api.hpp"

namespace ssiis::amendments {

// A row of the statements amendment_… and amendments_….
Amendment amendment_of(const db::Row& r);

void insert(db::Transaction& tx, const Amendment& a, const std::vector<Line>& lines);
// State, cause, times, reference; throws Conflict when it was changed since it was read. Counts the version.
void save(db::Transaction& tx, Amendment& a);
void insert(db::Transaction& tx, const Amendment& a, const Change& change);

std::vector<Amendment> rows_of_case(db::Transaction& tx, CaseId id);
std::vector<Line> lines_of(db::Transaction& tx, const Amendment& a);
std::vector<Change> changes_of(db::Transaction& tx, const Amendment& a);
std::optional<Amendment> find_in(db::Transaction& tx, const Scope& scope, const std::string& order, std::int64_t id);
std::optional<Amendment> find_again(db::Transaction& tx, CaseId case_id, std::int64_t id);

// The last one of the page before.
struct QueueKey {
  Instant proposed_at;
  std::int64_t id;
};
struct QueueFilter {
  std::vector<State> states;  // at most four
  std::string kind, text;     // empty: all
  std::optional<QueueKey> after;
  int limit{50};
  bool late{false};   // those alone whose missing confirmation was pointed out
  bool over{false};   // of what the MIS says it wrote, those alone that nobody waits for; else the others
  bool asked{false};  // those alone that the MIS's service was asked to write
};
std::vector<Amendment> queue(db::Transaction& tx, const Scope& scope, const QueueFilter& filter);
struct StateCount {
  std::int64_t all{0}, late{0}, uncertain{0}, settled{0};
};
std::map<State, StateCount> counts(db::Transaction& tx, const Scope& scope);
// Accepted and not yet seen in the register, of all places: for the job.
std::vector<Amendment> to_be_seen(db::Transaction& tx, const std::optional<QueueKey>& after, int limit);
// Accepted and not yet answered by the MIS, of all places: for the job.
std::vector<Amendment> to_be_written(db::Transaction& tx, const std::optional<QueueKey>& after, int limit);

// The MIS is asked from now on, under this key; false when it is not to be written any more, or was asked already.
bool note_asked(db::Transaction& tx, const Amendment& a, Instant at, const std::string& key);
// No view can show more than the MIS has said: nobody waits for it any more.
void settle(db::Transaction& tx, const Amendment& a);
// It is accepted: nobody has asked for it as it is now, and the job looks whether its decision still stands.
void begin_accepted(db::Transaction& tx, const Amendment& a);

// Of files whose decision has changed since, by id: for the job. `followed` before it looks at one, which locks it;
// false when another host was first, or began to ask the MIS for what counted as not told.
std::vector<Amendment> to_be_followed(db::Transaction& tx, std::int64_t after_id, int limit);
void mark_to_follow(db::Transaction& tx, CaseId id);
bool followed(db::Transaction& tx, const Amendment& a);
void note_reversed(db::Transaction& tx, const Amendment& a, std::int64_t by);
// False when it was pointed out already, or changed meanwhile.
bool note_late(db::Transaction& tx, const Amendment& a, Instant at);

// Names of users as the profiles have them; the id itself when there was never a profile.
std::string person_name(db::Transaction& tx, const std::string& user_id, std::string_view language);

}  // namespace ssiis::amendments
