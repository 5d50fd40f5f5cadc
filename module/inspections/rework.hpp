// What is taken up again after its end, always by two persons: the annulment of a decision that is final, and the
// opening of a closed file. Requests are never deleted.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "inspections/cases.hpp"

namespace ssiis::inspections {

enum class ReworkKind { annulment, reopening };
enum class ReworkState { asked, approved, refused };

struct Rework {
  std::int64_t row;
  ReworkKind kind;
  ReworkState state;
  std::string reason;
  std::string entry;  // the step at which a closed file is to begin again
  Instant asked_at;
  std::string asked_by;
  std::string refusal;  // why not
  std::optional<Instant> decided_at;
  std::string decided_by;
  std::int64_t version;
};

std::vector<Rework> rework_of(db::Transaction& tx, CaseId id);  // the oldest first
// The request of this kind that waits; there is never more than one.
std::optional<Rework> pending_rework(db::Transaction& tx, CaseId id, ReworkKind kind);
// Throws Conflict when it was decided meanwhile.
void decide(db::Transaction& tx, CaseId id, const Rework& asked, ReworkState state, const std::string& refusal,
            Instant now, const std::string& by);

struct WaitingReopening {
  std::string order_number, unit_name;
  Instant asked_at;
};

// [any thread]
class ReworkService {
 public:
  ReworkService(const Rooms& rooms, CaseService& cases) : rooms_{rooms}, cases_{cases} {}

  // Permission annulment.ask at the place. Tells the procedure, which finds who decides; of a closed file it begins a
  // new instance there. Codes: annulment.not_final, .no_decision, .annulled_already, .pending, rework.reason_missing,
  // form.too_long, workflow.… (a procedure older than the request), access.forbidden. Sent twice it is done once.
  Result<Done> ask_annulment(const Actor& who, const std::string& order, const std::string& reason,
                             const std::string& request_key);
  // Permission case.reopen at the place. Codes: reopening.not_closed, .pending, .entry_unknown, rework.reason_missing,
  // form.too_long, access.forbidden.
  Result<Done> ask_reopening(const Actor& who, const std::string& order, const std::string& entry,
                             const std::string& reason, const std::string& request_key);
  // By another person who holds case.reopen there. Approved, the file is open again at the step that was asked for,
  // with its team. Codes: reopening.none, .same_person, .other_open {order}, .refusal_missing, access.forbidden, and
  // those of Engine::reopen.
  Result<Done> decide_reopening(const Actor& who, const std::string& order, bool approve, const std::string& refusal,
                                const std::string& request_key);

  // Requests that wait for this person's decision.
  std::vector<WaitingReopening> waiting(const Actor& who);

  // Why it cannot be asked now; nothing when it can. The right itself is not looked at.
  std::optional<Rejection> annulment_obstacle(db::Transaction& tx, const Case& file);
  static std::optional<Rejection> reopening_obstacle(db::Transaction& tx, const Case& file);
  static bool may_ask_annulment(const Actor& who, const OpenCase& c) {
    return !c.by_grant && who.may("annulment.ask", c.file.territory_point);
  }
  static bool may_reopen(const Actor& who, const OpenCase& c) {
    return !c.by_grant && who.may("case.reopen", c.file.territory_point);
  }

 private:
  struct Asked {
    const std::string &order, &request_key;
    std::string print;
    const char* permission;
  };
  // The file, locked, with the right to do this to it; nothing when this very request was done already.
  Result<std::optional<OpenCase>> begin(db::Transaction& tx, const Actor& who, const Asked& asked);
  Result<Done> ask_annulment_in(db::Transaction& tx, const Actor& who, const Asked& asked, const std::string& reason);
  Result<Done> ask_reopening_in(db::Transaction& tx, const Actor& who, const Asked& asked, const std::string& entry,
                                const std::string& reason);
  Result<Done> decide_reopening_in(db::Transaction& tx, const Actor& who, const Asked& asked, bool approve,
                                   const std::string& refusal);
  void open_again(db::Transaction& tx, const Actor& who, Case& file);
  void insert(db::Transaction& tx, const Actor& who, const Case& file, ReworkKind kind, const std::string& reason,
              const std::string& entry);
  Rooms rooms_;
  CaseService& cases_;
};

}  // namespace ssiis::inspections
