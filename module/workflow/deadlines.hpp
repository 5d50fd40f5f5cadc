// Open deadlines after they have begun: derived anew when a law, a bundle or a holiday changes, extended, and standing
// still while a court has the file.
//
// A due day is never edited. It is derived from the anchor, the days of the rule, the days it was extended by, the
// calendar at the file's place and the times in which the file stood still; each time that gives another day, both
// days are kept with the reason (insp_wf_move). Only what a legal officer set by hand (held) stays as he set it.
#pragma once
#include <functional>

#include "workflow/engine.hpp"
#include "workflow/held.hpp"

namespace ssiis::workflow {

// From…to, the day of `to` counting again; no `to`: still standing.
struct Standstill {
  Day from{};
  std::optional<Day> to{};
};

// The last day of the period: the `days`-th day after the anchor that counts (working days of the calendar, or all
// days when `working` is false) and on which it did not stand still. Nothing when it still stands before it is over.
std::optional<Day> last_day(const Calendar& calendar, bool working, Day anchor, int days,
                            const std::vector<Standstill>& standstills);

struct DeadlineMove {
  CaseId case_id{0};
  std::int64_t id{0};        // of the move; 0 in a preview
  std::int64_t deadline{0};  // id of the task or timer
  std::int64_t activation{0};
  std::string node, deadline_key;
  std::optional<Day> before{}, after{};  // nothing: it stands still
  std::string cause{}, reason{};
  std::string moved_by{};
  Instant moved_at{};
  std::int64_t bundle{0};  // of the file, with its procedure: told in a preview
  std::string process{};
};

enum class Derive {
  by_calendar,  // the rule stays what it was when the period began; calendar and standstills are looked at anew
  by_rule       // the rule is asked again too, of the bundle that the file has now
};

struct Rederived {
  std::int64_t looked_at{0}, moved{0};
  std::vector<std::string> without_rule{};  // keys that the bundle no longer knows: left as they were
};

// How far the deriving of all files has come.
struct Rederivation {
  std::int64_t id;
  std::string cause, reason, state;  // open, done
  std::int64_t source, files, moved, failed;
  Instant ordered_at;
  std::optional<Instant> ended_at;
};

// The day of a period by all that moves it. What an officer set stays while it is the later one; the time that the file
// stands still is added to it too, counted from the day he set it.
std::optional<Day> derived_day(const Calendar& calendar, const Deadline& rule, int extra_days,
                               const std::optional<Held>& held, const std::vector<Standstill>& standstills);

// Days by which the deadlines of one activation that have this key are made longer.
struct ExtraDays {
  std::int64_t activation{0};
  std::string key{};
  int days{0};
};

// The open deadlines of one file, derived anew in the caller's transaction; the caller has authorised the cause.
// [any thread]
class DueDays {
 public:
  static constexpr std::size_t longest_reason = 400;
  explicit DueDays(Engine& engine) : engine_{engine} {}

  // Where a day moves, it is a step of the file: its revision is counted, history and audit are written, and a period
  // that was over and waits for a legal officer runs again when its new day has not passed. Where nothing moves, nobody
  // is disturbed.
  Rederived rederive(db::Transaction& tx, const Actor& who, CaseId c, const MoveReason& why,
                     Derive how = Derive::by_calendar, const ExtraDays& extra = {});

 private:
  struct Open;
  struct File;
  static std::vector<Open> open_of(db::Transaction& tx, const File& file);
  static bool ask_rule(Open& d, Engine::Step& probe);
  static void derive(Open& d, const File& file, const Calendar& calendar, const std::vector<Standstill>& standstills,
                     Day today);
  static void write(db::Transaction& tx, const File& file, const Open& d);
  void record(Engine::Step& step, const File& file, const std::vector<Open>& all, const MoveReason& why);
  void rederive_instance(db::Transaction& tx, const Actor& who, File file, const MoveReason& why, Derive how,
                         const ExtraDays& extra, Rederived& out);
  Engine& engine_;
};

// [any thread]
class DeadlineOffice {
 public:
  static constexpr std::size_t longest_reason = DueDays::longest_reason;

  DeadlineOffice(Engine& engine, db::Pool& pool, db::IdSource& ids) : engine_{engine}, pool_{pool}, ids_{ids} {}

  // As DueDays::rederive.
  Rederived rederive(db::Transaction& tx, const Actor& who, CaseId c, const MoveReason& why,
                     Derive how = Derive::by_calendar) {
    return DueDays{engine_}.rederive(tx, who, c, why, how);
  }
  // In the caller's transaction: the running files of a bundle (0: of all) are to be derived anew. `work` does it.
  std::int64_t order(db::Transaction& tx, const Actor& who, const MoveReason& why, Derive how, std::int64_t bundle = 0);
  // The same for the periods in working days that hold this day, after the calendar came to that revision.
  std::int64_t order_day(db::Transaction& tx, const Actor& who, const MoveReason& why, Day day, std::int64_t revision);
  // Goes on with what was ordered, each file in a transaction of its own; how far it came is kept, so that any host may
  // go on. Two hosts at once do no harm: what is derived is derived. Files that fail are counted and left to the next
  // order. How many files it looked at.
  std::int64_t work(const Actor& who, const std::function<bool()>& cancelled);
  std::vector<Rederivation> orders(db::Transaction& tx, int limit);       // the newest first
  static std::vector<DeadlineMove> moves(db::Transaction& tx, CaseId c);  // the newest first

  // What would move, if a day were worked or free at a place, without writing anything; files in the order of cases.
  // Nothing given as `worked`: the entry `but_for` is taken away instead.
  struct Imagined {
    Day day{};
    std::optional<bool> worked{};
    std::string territory{};
    std::int64_t but_for{0};
  };
  void imagine(db::Transaction& tx, const Imagined& change, const std::function<void(const DeadlineMove&)>& told);

 private:
  struct Order;
  bool work_on(const Actor& who, Order& order, std::int64_t& files);

  Engine& engine_;
  db::Pool& pool_;
  db::IdSource& ids_;
};

std::vector<Standstill> standstills_of(db::Transaction& tx, CaseId c);

}  // namespace ssiis::workflow
