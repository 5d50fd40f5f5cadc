// The decisions of a file with their states and how these came about. Only this changes a state: every writer of the
// procedure's steps and topics calls it in his own transaction.
#pragma once
#include <map>
#include <vector>

#include "inspections/decision_state.hpp"
#include "inspections/rooms.hpp"

namespace ssiis::inspections {

struct Decision {
  DecisionId id;
  std::string number;
  std::string kind;     // first, review, appeal, judgment, annulment
  std::string outcome;  // measure, warning, no_measure, modified; of one that rules on another: confirmed, annulled
  std::string content, legal_basis;
  Day taken_on;
  std::string taken_by;
  std::optional<DecisionId> concerns;  // the one it modifies, replaces or rules on
  std::int64_t run;                    // of the procedure: 1, or more of a file that was opened again
  std::optional<Money> amount;         // what it orders to pay; nothing when it states no sum (any more)
  DecisionStanding now;
  int changes;
  // Rules on another one and orders nothing itself.
  bool rules() const { return outcome == "confirmed" || outcome == "annulled"; }
};

struct DecisionChange {
  DecisionId decision;
  int seq;
  DecisionEvent event;
  DecisionStanding then;
  std::optional<Money> amount;
  Day since;
  Instant at;
  std::string by;
  std::optional<DecisionId> cause;    // the decision that brought it about
  std::optional<DocumentId> paper{};  // a receipt, a court's order or judgment
  std::string legal_basis, reason;
};

std::vector<Decision> decisions_of(db::Transaction& tx, CaseId id);  // the oldest first
// Of all files of a labour unit, for lists: what orders nothing itself is left out. The caller shows files that may be
// seen.
std::map<CaseId, std::vector<Decision>> decisions_of_unit(db::Transaction& tx, const std::string& unit_key);
std::vector<DecisionChange> decision_changes_of(db::Transaction& tx, CaseId id);
// Letters of decisions: document and decision.
std::vector<std::pair<DocumentId, DecisionId>> decision_letters_of(db::Transaction& tx, CaseId id);
void link_letter(db::Transaction& tx, CaseId id, DocumentId letter, DecisionId decision);

// The newest decision that orders something; in force before merely standing before any. nullptr when there is none.
const Decision* decision_that_counts(const std::vector<Decision>& all);
// What decisions in force order to pay, together; nothing when none is in force or one of them states no sum.
std::optional<Money> sum_in_force(const std::vector<Decision>& all);
// The same of all that stand, served or stayed or not: no balance can be more.
std::optional<Money> sum_standing(const std::vector<Decision>& all);

// Whether a run of the procedure has come to where the drawing holds a decision for final (`heldAfter` of the request
// for annulment).
bool came_to_finality(db::Transaction& tx, const Rooms& rooms, const workflow::Standing& run);

struct NewDecision {
  std::string kind, outcome, content, legal_basis;
  std::optional<Money> amount{};
  std::optional<DecisionId> concerns{};
};

// Why a state changes. `since`: the day from which it counts.
struct Cause {
  Day since;
  std::optional<DecisionId> decision{};
  std::optional<DocumentId> paper{};
  std::string legal_basis{}, reason{};
  std::optional<Money> remains{};  // of a change in part: what the rest orders to pay
};

// [any thread]
class DecisionBook {
 public:
  explicit DecisionBook(const Rooms& rooms) : rooms_{rooms} {}

  // Numbers and writes it: proposed, if a report of this run proposes it, and taken. It is stayed at once when a court
  // stays the file.
  Decision take(db::Transaction& tx, const Actor& who, CaseId id, const NewDecision& wish);
  // Writes the change and its audit record. decision.state_forbids; throws Conflict when it was changed meanwhile.
  Result<Done> change(db::Transaction& tx, const Actor& who, CaseId id, const Decision& decision, DecisionEvent event,
                      const Cause& cause);
  // The same of each decision that stands and orders something, but for the one that brings it about.
  Result<Done> change_standing(db::Transaction& tx, const Actor& who, CaseId id, DecisionEvent event,
                               const Cause& cause);
  // Served: the decisions of that letter, or of none all that were taken by that day and not served yet.
  void served(db::Transaction& tx, const Actor& who, CaseId id, const Cause& service,
              std::optional<DocumentId> letter = {});
  // Brings the states to where the procedure stands now: service that counts as done, finality.
  void follow(db::Transaction& tx, const Actor& who, const Case& file);

 private:
  void record(db::Transaction& tx, const Actor& who, CaseId id, const Decision& d, DecisionEvent event, Day since);
  Rooms rooms_;
};

}  // namespace ssiis::inspections
