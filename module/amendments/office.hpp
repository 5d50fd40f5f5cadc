// The only writer of proposals. The file's side is called inside the caller's transaction, who has opened the file and
// looked at the right; the registration division's side opens its own. A state changes by the table of types.hpp alone.
#pragma once
#include <functional>
#include <vector>

#include "amendments/kinds.hpp"
#include "amendments/repository.hpp"
#include "amendments/types.hpp"
#include "audit/api.hpp"
#include "database/api.hpp"

namespace ssiis::amendments {

inline constexpr std::string_view may_decide = "registry.update";
inline constexpr std::string_view may_confirm = "amendment.confirm";
inline constexpr std::string_view may_propose = "amendment.propose";
inline constexpr std::size_t longest_reason = 2000;

// The MIS's own service. `ask` answers nothing when it is not known whether the MIS wrote; it is called outside of any
// transaction.
struct RegisterWriter {
  std::function<std::optional<WriteAnswer>(const WriteRequest&)> ask;
  bool takes_back{false};  // whether it understands WriteRequest::takes_back
};

// What the file of a proposal says against accepting it now: its decision is not final, or has gone.
using Objection = std::function<std::optional<Rejection>(db::Transaction&, const Kind&, const Amendment&)>;

// The file that a proposal is made from.
struct SourceFile {
  CaseId case_id;
  std::string order_number, unit_key, unit_name, territory;
};

struct NewAmendment {
  std::string kind;
  forms::Typed typed;
  std::string evidence, evidence_title;
  std::string origin{};
};

// A proposal as a screen shows it: `now` are the register's values of this moment, one for each line.
struct Opened {
  Amendment amendment;
  std::vector<Line> lines;
  std::vector<std::optional<std::string>> now;
  std::vector<Change> changes;
  std::optional<Rejection> objection{};  // what its file says against accepting it now
};

enum class Verdict { accept, send_back };
struct Decision {
  std::string order;
  std::int64_t id, version;
  Verdict verdict;
  std::string reason, request_key;
};

// [any thread]
class AmendmentOffice {
 public:
  AmendmentOffice(db::Pool& pool, db::IdSource& ids, audit::Trail& trail, const Clock& clock, const Kinds& kinds)
      : pool_{pool}, ids_{ids}, trail_{trail}, clock_{clock}, kinds_{kinds} {}
  const Kinds& kinds() const noexcept { return kinds_; }
  // Told once, by whoever keeps the files, before anything else is asked.
  void ask_file(Objection objection) { objection_ = std::move(objection); }

  // ---- the file's side, in the caller's transaction ----
  // Reads what the register says now and writes the proposal as prepared. Codes: form.… at the form's fields,
  // amendment.kind_unknown, .evidence_missing, .month_malformed, .months_reversed, .too_many_months, .worker_unknown,
  // .worker_ambiguous, .unit_unknown, .unit_ambiguous, .same_number. The id.
  Result<std::int64_t> prepare(db::Transaction& tx, const Actor& who, const SourceFile& file, const NewAmendment& wish);
  // The step with this form was done: what waited for it goes into the inbox. How many.
  int hand_over(db::Transaction& tx, const Actor& who, CaseId id, std::string_view form_key);
  // The file's owner answers what was returned, or takes a proposal back. amendment.unknown, .state_forbids,
  // .reason_missing, form.too_long; Conflict when it was changed meanwhile.
  Result<Done> answer(db::Transaction& tx, const Actor& who, CaseId id, std::int64_t amendment, std::int64_t version,
                      const std::string& text);
  Result<Done> withdraw(db::Transaction& tx, const Actor& who, CaseId id, std::int64_t amendment, std::int64_t version,
                        const std::string& reason);
  // All of a file, the oldest first; with the register's values of this moment.
  std::vector<Opened> of_case(db::Transaction& tx, CaseId id);
  // The same without lines, history and the register's values.
  std::vector<Amendment> brief(db::Transaction& tx, CaseId id);
  // A decision of the file stands no longer: what was accepted is looked at by the job, since another may take its
  // place in the same transaction.
  void decision_fell(db::Transaction& tx, CaseId id);
  // The inspection was cancelled: what nobody has accepted is taken back, of what was accepted without a decision
  // (a tax number that was found) the history says that it stays. What takes another change back goes on. How many
  // were taken back.
  int inspection_cancelled(db::Transaction& tx, const Actor& who, CaseId id);
  // How many of this kind the registration division has not answered yet.
  int undecided(db::Transaction& tx, CaseId id, std::string_view kind);

  // ---- the registration division's side ----
  // The reading is audited, with its purpose, before anything is handed out. amendment.unknown also when it lies
  // outside the caller's places, or is still in the file.
  Result<Opened> open(const Actor& who, const std::string& order, std::int64_t id);
  // Permission registry.update; the second acceptance of a kind with second_person needs amendment.confirm, and another
  // person. Codes: amendment.unknown, .state_forbids, .reason_missing, .same_person, .second_person_missing,
  // .not_final, .decision_gone (of the file), access.forbidden. Sent twice under one key it is done once; Conflict when
  // it was changed meanwhile.
  Result<Done> decide(const Actor& who, const Decision& decision);
  // Why this person cannot accept it now; nothing when it is possible.
  std::optional<Rejection> obstacle(const Actor& who, const Opened& opened) const;

  // ---- the way by file (batches.hpp), in the caller's transaction ----
  // What its file says against handing it over now.
  std::optional<Rejection> objection_to(db::Transaction& tx, const Amendment& a);
  // It went out in a batch; amendment.state_forbids, Conflict.
  Result<Done> send(db::Transaction& tx, const Actor& who, Amendment& a, std::int64_t batch);
  // What the MIS says of it, by whichever way; likewise.
  Result<Done> take_answer(db::Transaction& tx, const Actor& who, Amendment& a, const WriteAnswer& answer);
  // The MIS says something else than before: told in the history, once in the same words, and nothing else changes.
  void tell_contradiction(db::Transaction& tx, const Actor& who, const Amendment& a, const std::string& what,
                          const std::string& what_en = {});

  // ---- the jobs ----
  // Asks the MIS to write what was accepted; what was accepted is the outbox. At least once, under a key that makes it
  // harmless: that it is asked is kept before, the answer after, each in a transaction of its own, and what was written
  // is looked for in the register at once. What was not answered is told in its history and asked for again next time;
  // the run ends when several in a row were not. How many were answered.
  int write_accepted(const Actor& service, const RegisterWriter& writer, const std::function<bool()>& cancelled);
  // Looks at the register for what was accepted, one transaction each; what it shows becomes confirmed. How many did.
  int look_at_register(const Actor& service, const std::function<bool()>& cancelled);

  // Of files whose decision has fallen: what the MIS was not told of is taken out; of the rest, also of what it was
  // asked for and may have written, a change that takes it back goes into the inbox. How many.
  int follow_decisions(const Actor& service, const std::function<bool()>& cancelled);
  // Points out, once, what has waited longer for its confirmation than expected. How many.
  int point_out_late(const Actor& service, const std::function<bool()>& cancelled);

 private:
  bool follow(db::Transaction& tx, const Actor& service, const Amendment& found);
  std::int64_t take_back(db::Transaction& tx, const Actor& service, const Amendment& a);
  Result<Done> decide_in(db::Transaction& tx, const Actor& who, const Decision& decision);
  Result<Done> file_change(db::Transaction& tx, const Actor& who, CaseId id, std::int64_t amendment,
                           std::int64_t version, Event event, const std::string& reason);
  Result<Done> change(db::Transaction& tx, const Actor& who, Amendment& a, Event event, const std::string& reason,
                      const std::string& reason_en = {});
  // The change in the history of the proposal and in the audit trail.
  void write(db::Transaction& tx, const Actor& who, const Amendment& a, Event event, const std::string& reason,
             const std::string& reason_en = {});
  Result<Done> find_subject(db::Transaction& tx, const Kind& kind, const forms::Answer& answer, Amendment& a);
  Result<std::vector<Line>> lines_from(db::Transaction& tx, const Kind& kind, const forms::Answer& answer,
                                       const Amendment& a);
  bool shown_by_register(db::Transaction& tx, const Kind& kind, const Amendment& a);
  bool see(const Actor& service, const Amendment& found);
  std::optional<WriteRequest> request_for(db::Transaction& tx, const Amendment& a, bool takes_back);
  std::optional<WriteRequest> claim(const Amendment& found, bool takes_back);
  void tell_unanswered(const Actor& service, const Amendment& asked);
  bool keep_answer(const Actor& service, const Amendment& asked, const WriteAnswer& answer);
  // What becomes of a change and of the one that takes it back when the MIS has answered to one of them.
  void undo_first(db::Transaction& tx, const Actor& who, const Amendment& back);
  void drop_back(db::Transaction& tx, const Actor& who, const Amendment& first);
  Result<Done> take_never_written(db::Transaction& tx, const Actor& who, Amendment& back, const WriteAnswer& answer);
  Opened opened(db::Transaction& tx, Amendment a);

  db::Pool& pool_;
  db::IdSource& ids_;
  audit::Trail& trail_;
  const Clock& clock_;
  const Kinds& kinds_;
  Objection objection_{};
};

}  // namespace ssiis::amendments
