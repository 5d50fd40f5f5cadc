// Letters that wait for an answer, with their answers: enquiries always, other letters once somebody answered them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "documents/api.hpp"

namespace ssiis::inspections {

struct Enquiry {
  documents::Document letter;
  std::optional<documents::Document> answer;  // the first one
  int days;                                   // from the letter to its answer, or to today
};

// `list` are the documents of one file. An answer belongs to the letter that it names; an answer to an enquiry that
// names none belongs to the oldest enquiry that was open on its day. Copies and replaced letters wait for nothing.
std::vector<Enquiry> enquiries_of(const std::vector<documents::Document>& list, Day today);

}  // namespace ssiis::inspections
