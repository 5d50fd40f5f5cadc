// The decisions of a file as people read them (pages/decisions.tpl): each with its state and history, over time.
#pragma once
#include <map>

#include "inspections/decisions.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

struct DecisionsRead {
  std::vector<Decision> all;
  std::vector<DecisionChange> changes;
  std::vector<std::pair<DocumentId, DecisionId>> letters;
  std::map<std::string, std::string> names;          // of people, in the person's language
  std::map<DocumentId, documents::Document> papers;  // that letters and changes name
  std::optional<Money> balance;                      // as the check of compliance last found it
  std::string proposed;                              // what a report proposes that is not decided yet, in words
  Day proposed_on{};
};
DecisionsRead read_decisions(db::Transaction& tx, const Desk& desk, const web::Request& rq, const OpenCase& open);
// DECISION rows with their history, the picture over time, and the sums.
void put_decisions(const Desk& desk, const web::Request& rq, web::Data& data, const DecisionsRead& read,
                   const OpenCase& open);
// The state in words, its marks with it: "notified · stayed by a court".
std::string decision_state_words(const web::Translator& t, const std::string& language, const DecisionStanding& s);
// Under {prefix}_DECISION: number, day and state of the decision that counts; NO_… when the file has none.
void put_counting_decision(const Desk& desk, const web::Request& rq, web::Data& row, const std::string& prefix,
                           const std::vector<Decision>& all);

}  // namespace ssiis::inspections
