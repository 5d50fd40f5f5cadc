// Fills the letters and records of a case: which values each template gets, from the file and the answers of its forms.
#pragma once
#include "documents/api.hpp"
#include "inspections/cases.hpp"
#include "inspections/decision_letters.hpp"
#include "inspections/letter_kinds.hpp"
#include "inspections/steps.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {

// [any thread]
class LetterWriter {
 public:
  LetterWriter(const Rooms& rooms, documents::DocumentRegister& documents, const web::Translator& translator)
      : rooms_{rooms}, documents_{documents}, t_{translator} {}

  // Makes one document in the caller's transaction: registered, numbered, its PDF ordered. Keys without a template of
  // their own use the template that stands for them (decision_modified: decision); a key that has none at all makes
  // nothing. Letters to requesters: one to each who can be written to (decision 0160), so perhaps none. Refusals of
  // DocumentRegister::generate.
  Result<Done> make(db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                    const forms::Answer& answer);
  Result<Done> make(db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                    const forms::Answer& answer, const std::string& language);
  // A letter of the case in the other language, for information: the same number, day, signer and facts as the
  // original, which alone counts. Asked again, the same copy. Refusals of DocumentRegister::generate.
  Result<documents::Document> copy(db::Transaction& tx, const Actor& who, const Case& file,
                                   const documents::Document& original, const std::string& language);

 private:
  struct Issue;
  Result<documents::Document> write(db::Transaction& tx, const Actor& who, const Case& file, const LetterKind& kind,
                                    const forms::Answer& known, const std::string& language, const Issue& issue);
  Result<Done> to_requesters(db::Transaction& tx, const Actor& who, const Case& file, const LetterKind& kind,
                             const forms::Answer& known, const std::string& language, Issue issue);
  std::vector<DocumentId> outdated_by(db::Transaction& tx, const Case& file, std::string_view kind,
                                      const std::optional<Cited>& cited);
  Rooms rooms_;
  documents::DocumentRegister& documents_;
  const web::Translator& t_;
};

// The kind under which the register keeps a document that a step names; the name itself when nothing writes it.
std::string template_of_letter(const std::string& key);

// The newest answer to each field over all forms of the case.
forms::Answer known_answers(db::Transaction& tx, CaseId id);
// As it was at a moment.
forms::Answer known_answers(db::Transaction& tx, CaseId id, Instant at);

}  // namespace ssiis::inspections
