// What an inspection finds that changes the register (room amendments): prepared in the file, from the roll call or by
// hand, and handed over to the registration division by the step that settles it.
#pragma once
#include <string>
#include <vector>

#include "inspections/cases.hpp"
#include "inspections/decisions.hpp"

namespace ssiis::inspections {

struct ChangeWish {
  std::string kind;
  forms::Typed typed;
  std::string evidence;  // a code of evidence_choices
  std::string request_key;
};

// What of the file can bear out a change: "document:CODE" of a letter, "paper:CODE" of what came in,
// "evidence:ID", with its title.
struct EvidenceChoice {
  std::string code, title;
};
std::vector<EvidenceChoice> evidence_choices(db::Transaction& tx, const Actor& who, const OpenCase& open,
                                             documents::DocumentRegister& documents);

// A step of the file was done, in its transaction: the findings turn what the roll call says into prepared changes, and
// what waited for this step goes into the registration division's inbox.
void register_follows(db::Transaction& tx, const Rooms& rooms, const Actor& who, const Case& file,
                      const std::string& form_key, const forms::Answer& answer);
// Why the workers cannot count as registered yet: changes of this file that the division has not decided on
// (amendment.undecided {how many}).
std::optional<Rejection> registration_open(db::Transaction& tx, const Rooms& rooms, CaseId id);

// What a file says against accepting a change: amendment.not_final while no decision of it that orders something is
// final, or it is stayed; amendment.decision_gone when none stands any more.
std::optional<Rejection> objection_of_file(db::Transaction& tx, const amendments::Kind& kind,
                                           const amendments::Amendment& change);

class RegisterChanges {
 public:
  RegisterChanges(const Rooms& rooms, CaseService& cases, documents::DocumentRegister& documents)
      : rooms_{rooms}, cases_{cases}, documents_{documents} {}

  // The team, with permission amendment.propose; never by the exception by right, never of an imported file. When the
  // step that hands the kind over has been done already, it goes into the inbox at once. Codes of
  // AmendmentOffice::prepare, access.forbidden, amendment.inspection_cancelled. Sent twice it is done once.
  Result<Done> prepare(const Actor& who, const std::string& order, const ChangeWish& wish);
  // Answers what was returned (`answers`), or takes a proposal back.
  Result<Done> settle(const Actor& who, const std::string& order, std::int64_t amendment, std::int64_t version,
                      bool answers, const std::string& text, const std::string& request_key);
  static bool may_propose(const Actor& who, const OpenCase& open);

 private:
  Result<Done> prepare_in(db::Transaction& tx, const Actor& who, const std::string& order, const ChangeWish& wish);
  Result<OpenCase> opened_to_propose(db::Transaction& tx, const Actor& who, const std::string& order);
  Rooms rooms_;
  CaseService& cases_;
  documents::DocumentRegister& documents_;
};

}  // namespace ssiis::inspections
