// What comes from outside into a file: receipts, allegations, answers to enquiries and referrals, documents of other
// institutions at any time, other letters. Each
// is entered in the register of documents and told to the procedure, which knows whether it waits for it.
#pragma once
#include <vector>

#include "documents/api.hpp"
#include "inspections/cases.hpp"
#include "inspections/decisions.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {

struct Incoming {
  std::string kind;   // receipt, allegations, compliance_report, enquiry_answer, institution_answer,
                      // institution_document, appeal, suit, judgment, court_stay, stay_lifted, letter
  Day day;            // of arrival or receipt
  std::string party;  // who sent or received it; of an institution it may stay empty
  std::string content;
  std::string institution{};  // of an answer or a document of an institution: which one (institutions.hpp)
  std::optional<documents::ReceivedFile> file{};
  std::optional<DocumentId> reply_to{};
  std::string request_key;
};

class IncomingService {
 public:
  IncomingService(const Rooms& rooms, CaseService& cases, documents::DocumentRegister& documents,
                  const web::Translator& translator)
      : rooms_{rooms}, book_{rooms}, cases_{cases}, documents_{documents}, t_{translator} {}

  // Permission allegation.record or decision.notify at the place, or of the team. Codes: form.…, incoming.later,
  // incoming.no_decision (receipt or allegations before any decision), incoming.before_decision (of a day before it),
  // workflow.message_not_expected.
  // Allegations after their period are told to the procedure as late ones (decision 0120).
  Result<Done> record(const Actor& who, const std::string& order, const Incoming& incoming);
  // The right alone, before an upload is read; a refusal is audited.
  Result<Done> may_record(const Actor& who, const std::string& order);
  static bool may_record(const Actor& who, const OpenCase& c) {
    return !c.by_grant && (who.may("allegation.record", c.file.territory_point) ||
                           who.may("decision.notify", c.file.territory_point) || c.member());
  }

 private:
  Result<Done> record_in(db::Transaction& tx, const Actor& who, const std::string& order, const Incoming& incoming);
  Rooms rooms_;
  DecisionBook book_;
  CaseService& cases_;
  documents::DocumentRegister& documents_;
  const web::Translator& t_;
};

}  // namespace ssiis::inspections
