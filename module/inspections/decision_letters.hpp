// Which decision a letter is about, and what becomes of its letters when a decision stands no longer.
#pragma once
#include <map>

#include "documents/api.hpp"
#include "inspections/decisions.hpp"

namespace ssiis::inspections {

// What a letter about a decision cites.
struct Cited {
  Decision decision;            // whose number and day it bears
  std::vector<Decision> about;  // what that one confirms, annuls, modifies or replaces
  bool in_part{false};          // it leaves the rest of them standing
};

// Of the letter with this key: the newest decision that orders something, or the one that confirms or annuls others; of
// a court's annulment the one annulled. A copy cites what its original does. Nothing of letters about no decision.
std::optional<Cited> cited_by_letter(db::Transaction& tx, CaseId id, std::string_view key,
                                     std::optional<DocumentId> original);
// Of which decision the letter tells: with its state that of the letter changes. Nothing when nothing may touch it: a
// letter of annulment stays true.
std::optional<DecisionId> told_by_letter(const Cited& cited, std::string_view key);
// Letters of this kind that tell of decisions which this one modified or replaced as a whole, not superseded yet.
std::vector<DocumentId> outdated_letters(db::Transaction& tx, const documents::DocumentRegister& documents, CaseId id,
                                         std::string_view kind, const Decision& by);

// What has become of the decision that a letter tells; nothing while it stands as written, or of other letters.
std::optional<documents::LetterEffect> letter_effect(db::Transaction& tx, CaseId id, DocumentId letter);
// The same of all letters of a file.
std::map<DocumentId, documents::LetterEffect> letter_effects(db::Transaction& tx, CaseId id);

}  // namespace ssiis::inspections
