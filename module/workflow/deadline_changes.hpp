// What people and courts do to the open periods of one file: they are made longer, they stand still, they run on. Days,
// article, reason and paper stay to be read; the due days follow by deriving anew (deadlines.hpp).
#pragma once
#include "workflow/deadlines.hpp"

namespace ssiis::workflow {

struct NewExtension {
  std::int64_t deadline{0};  // id of a task or timer; all of its activation with the same key grow
  int days{0};               // of its own calendar
  std::string article, reason;
  std::int64_t document{0};  // in the register, of the same file
};

struct NewStandstill {
  Day from{};
  std::string reason;
  std::int64_t document{0};
};

struct Extension {
  std::int64_t id, activation;
  std::string deadline_key;
  int days;
  std::string article, reason;
  std::int64_t document;
  std::string extended_by;
  Instant extended_at;
};

// A time of standing still, as it is kept.
struct Suspension {
  std::int64_t id;
  Standstill time;
  std::string reason;
  std::int64_t document;
  std::string suspended_by;
  Instant suspended_at;
  std::string resumed_by{};
  std::optional<Instant> resumed_at{};
  std::string resumed_reason{};
  std::int64_t resumed_document{0};
};

// How often and by how much the period may be made longer: by the table extension_limit of the file's bundle (inputs
// key, anchor_date; outputs times, days, legal_basis, confirmed). Not known: no such table or no rule of it. Only a
// limit that LSSO has confirmed refuses anything.
struct ExtensionLimit {
  bool known{false}, confirmed{false};
  int times{0}, days{0};  // both together, over all extensions of the period
  std::string legal_basis{};
};

// An open or past period of a file.
struct DeadlineLine {
  enum class State { running, stands_still, with_legal_officer, fired, done, cancelled } state{State::running};
  bool timer{false};  // else the day of a step that people do
  std::int64_t id{0}, instance{0}, bundle{0}, activation{0};
  std::string process, node;
  Deadline rule;
  std::string anchor_name{};  // the variable that the anchor was, "" when it is the day on which the period began
  int extra_days{0};
  std::optional<Held> held{};
  std::optional<Day> due{};      // nothing while it stands still
  std::optional<Instant> ended;  // fired, done
  bool open() const noexcept { return state < State::fired; }
};

// [any thread]
class DeadlineChanges {
 public:
  static constexpr int most_days = 999;
  DeadlineChanges(Engine& engine, db::IdSource& ids) : engine_{engine}, ids_{ids} {}

  // ---- in the caller's transaction, which is rolled back when a refusal comes. The caller has authorised it and has
  // looked at the texts and the paper. `rev` is what the person saw; Conflict when the file has moved since.

  // extension.not_open, extension.over (it ended: the legal officer decides what that brings about), extension.days
  // {1}, extension.too_often {1}, extension.too_long {1}, extension.no_effect (the day that an officer set is later
  // still), extension.own_step: who may do the step does not make its period longer, unless `even_own`.
  Result<Done> extend(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t rev, const NewExtension& wish,
                      bool even_own);
  // standstill.stands_already, standstill.later (the day has not come), standstill.before (of a day before the file
  // began, or that an earlier standstill holds), workflow.no_procedure.
  Result<Done> suspend(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t rev, const NewStandstill& wish);
  // standstill.runs, standstill.later, standstill.before (the day it began), workflow.no_procedure. `until` counts
  // again.
  Result<Done> resume(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t rev, const NewStandstill& until);

  // ---- for a handler of a topic, inside a step: the row alone. What it answers goes into ServiceAnswer::done, and the
  // days follow when the step is stored. A day that cannot be is put where it can. Each court's order is a standstill
  // of its own, and the file runs again when the last of them has ended; nothing when none stands.
  MoveReason begin_standstill(db::Transaction& tx, const Actor& who, CaseId c, NewStandstill wish);
  std::optional<MoveReason> end_standstill(db::Transaction& tx, const Actor& who, CaseId c, NewStandstill until);

  // ---- reading; the caller has authorised the case
  std::vector<DeadlineLine> lines(db::Transaction& tx, CaseId c);  // open ones first, then the newest
  static std::vector<Extension> extensions(db::Transaction& tx, CaseId c);
  static std::vector<Suspension> suspensions(db::Transaction& tx, CaseId c);
  ExtensionLimit limit(db::Transaction& tx, const DeadlineLine& line);

 private:
  struct Running;
  std::optional<Running> running(db::Transaction& tx, CaseId c);
  std::optional<Rejection> refused(db::Transaction& tx, const DeadlineLine& line, const NewExtension& wish,
                                   const std::vector<Extension>& earlier);
  Result<Done> by_hand(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t rev, const NewStandstill& wish,
                       bool ends);
  MoveReason write_begin(db::Transaction& tx, const Actor& who, CaseId c, const NewStandstill& wish);
  MoveReason write_end(db::Transaction& tx, const Actor& who, CaseId c, const Suspension& open,
                       const NewStandstill& until);
  Engine& engine_;
  db::IdSource& ids_;
};

// Since when the file stands still; nothing when it runs.
std::optional<Day> stands_still_since(db::Transaction& tx, CaseId c);

}  // namespace ssiis::workflow
