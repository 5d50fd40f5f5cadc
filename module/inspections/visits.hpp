// Visits and desk checks: the roll call, the checklist, statements and evidence, each kept from the moment it arrives.
#pragma once
#include "inspections/cases.hpp"
#include "inspections/repository_visits.hpp"

namespace ssiis::inspections {

struct RollChange {
  std::int64_t row{0};  // 0: somebody who is not on the roll
  std::int64_t version{0};
  std::string name, identity_number, position, works_since, source, note;
  RollFinding finding{RollFinding::open};
  std::optional<Money> found_wage;
  std::string worker_key{};  // of somebody new on the roll whom the register knows: name and numbers are the register's
};

struct VisitEnd {
  std::string met_name, met_position, remarks;
  Signature signature{Signature::open};
};

struct VisitFile {
  OpenCase open;
  Visit visit;
  std::vector<RollEntry> roll;
  std::vector<ChecklistAnswer> answers;
  std::vector<Statement> statements;
  std::vector<Evidence> evidence;
};

// Writers of one case wait for each other, so that two visits never run at once and nothing enters an ended one. Every
// write takes the form's request_key: sent twice, done once and answered as done; "" when there is no form. Every
// write: the actor is of the team and may record visits, the case is in course, the visit is running. Codes:
// access.forbidden, visit.unknown, visit.ended, visit.still_running, roll.entry_unknown, roll.name_missing,
// roll.wage_missing (a differing wage without the wage), roll.month_malformed, roll.worker_unknown (not among those
// whom the caller may see), roll.worker_twice, checklist.item_unknown,
// statement.incomplete, visit.met_missing, visit.signature_missing.
class VisitService {
 public:
  VisitService(const Rooms& rooms, CaseService& cases, documents::BlobStore& blobs,
               std::vector<ChecklistItem> checklist)
      : rooms_{rooms}, cases_{cases}, blobs_{blobs}, checklist_{std::move(checklist)} {}

  // Starts the next visit of the case: the server's clock gives the start, the roll is the unit's workers of the newest
  // month, nobody seen yet. A desk check has no roll call of its own people but may add entries. The visit's number.
  Result<int> start(const Actor& who, const std::string& order, const std::string& place,
                    const std::string& request_key = {});
  // Audited as a read: the roll holds personal data.
  Result<VisitFile> open(const Actor& who, const std::string& order, int number);

  // `typed`: all that the form said, also what it leaves as it was.
  Result<Done> record_roll(const Actor& who, const std::string& order, int number,
                           const std::vector<RollChange>& changes, const std::string& request_key = {},
                           const std::string& typed = {});
  Result<Done> answer_checklist(const Actor& who, const std::string& order, int number,
                                const std::vector<ChecklistAnswer>& answers, const std::string& request_key = {});
  Result<Done> add_statement(const Actor& who, const std::string& order, int number, const std::string& person,
                             const std::string& position, const std::string& content,
                             const std::string& request_key = {});
  // A checked file that already stands in the blob store; hashed when it arrived.
  Result<EvidenceId> add_evidence(const Actor& who, const std::string& order, int number, Evidence evidence,
                                  const std::string& request_key = {});
  // May the actor record in this visit now? Asked before an upload is read; a refusal is audited.
  Result<Done> may_record(const Actor& who, const std::string& order, int number);
  Result<Done> end(const Actor& who, const std::string& order, int number, const VisitEnd& how,
                   const std::string& request_key = {});

  const std::vector<ChecklistItem>& checklist() const noexcept { return checklist_; }

 private:
  struct Sent;
  template <class F>
  Result<Done> change(const Actor& who, const std::string& order, int number, const char* event, Sent& sent, F&& work);
  Rooms rooms_;
  CaseService& cases_;
  documents::BlobStore& blobs_;
  std::vector<ChecklistItem> checklist_;
};

// config/checklist.xml: <checklist version="…"><item code="…" lo="…" en="…"/></checklist>. Throws SettingsError.
std::vector<ChecklistItem> read_checklist(const std::string& path);

}  // namespace ssiis::inspections
