// The periods of a file: reading them, making one longer, and the times in which they stand still. What the law says of
// who may, how often and by how much is to be confirmed by LSSO (decision 0116).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "documents/api.hpp"
#include "inspections/cases.hpp"

namespace ssiis::inspections {

// The paper that stands behind it: one that is on the file already, or one that came with the form and is entered in
// the register of documents as a letter from `sender`.
struct PaperBehind {
  std::optional<DocumentId> on_file{};
  std::optional<documents::ReceivedFile> file{};
  std::string sender{};
};

struct ExtensionWish {
  std::int64_t deadline{0}, rev{0};
  int days{0};
  std::string article, reason;
  PaperBehind paper;
  std::string request_key;
};

struct StandstillWish {
  std::int64_t rev{0};
  Day day{};  // from which it stands still, or runs again
  std::string reason;
  PaperBehind paper;
  std::string request_key;
};

// A period of law on the file: the day of a step and the period beside it are one where they say the same.
struct Period {
  workflow::DeadlineLine line;
  std::string ended_by{}, article{};  // of one that a legal officer ended: who, and what he cited
};

// All there is to know of the periods of one file.
struct FileDeadlines {
  std::optional<std::int64_t> rev{};          // nothing: no procedure runs
  std::vector<Period> periods;                // open ones first, by their day; then what is past, the newest first
  std::vector<workflow::DeadlineMove> moves;  // the newest first
  std::vector<workflow::Extension> extensions;
  std::vector<workflow::Suspension> standstills;
  std::optional<Day> still_since{};
};

class DeadlineService {
 public:
  DeadlineService(const Rooms& rooms, CaseService& cases, documents::DocumentRegister& documents)
      : rooms_{rooms}, cases_{cases}, documents_{documents}, changes_{rooms_.workflow, rooms_.ids} {}

  // The caller has opened the file.
  FileDeadlines of(db::Transaction& tx, CaseId id);
  workflow::ExtensionLimit limit(db::Transaction& tx, const workflow::DeadlineLine& line) {
    return changes_.limit(tx, line);
  }

  // Permission deadline.extend at the place, never by the exception by right; extend_own for a step that one may do
  // oneself. Codes: form.required, form.too_long at their fields, deadline.document_missing, deadline.document_sender,
  // document.unknown, extension.…, access.forbidden. Conflict when the file has moved. Sent twice it is done once.
  Result<Done> extend(const Actor& who, const std::string& order, const ExtensionWish& wish);
  // Permission deadline.suspend; codes as above, standstill.…, workflow.no_procedure.
  Result<Done> suspend(const Actor& who, const std::string& order, const StandstillWish& wish);
  Result<Done> resume(const Actor& who, const std::string& order, const StandstillWish& wish);
  // The right alone, before an upload is read; a refusal is audited.
  Result<Done> may(const Actor& who, const std::string& order, const std::string& permission);

  static bool may_extend(const Actor& who, const OpenCase& c) {
    return !c.by_grant && who.may("deadline.extend", c.file.territory_point);
  }
  static bool may_suspend(const Actor& who, const OpenCase& c) {
    return !c.by_grant && who.may("deadline.suspend", c.file.territory_point);
  }

 private:
  struct Act;
  Result<Done> done_once(const Actor& who, const Act& act);
  Result<Done> done_in(db::Transaction& tx, const Actor& who, const Act& act);
  Result<std::int64_t> document_of(db::Transaction& tx, const Actor& who, const OpenCase& c, const PaperBehind& paper,
                                   const std::string& reason);
  Rooms rooms_;
  CaseService& cases_;
  documents::DocumentRegister& documents_;
  workflow::DeadlineChanges changes_;
};

}  // namespace ssiis::inspections
