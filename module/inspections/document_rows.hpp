// Rows of the register of documents, wherever a file shows them (pages/document_row.tpl).
#pragma once
#include <string>
#include <vector>

#include "inspections/decision_letters.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// What a person may record as having come in, in the order of the list.
std::vector<std::string> incoming_kinds();
// In the person's language; the code itself when it is none of these.
std::string incoming_words(const Desk& desk, const web::Request& rq, const std::string& kind);
// A letter's own title on pages in its language, else the words of its kind; of what came in, kind and title.
std::string document_words(const Desk& desk, const web::Request& rq, const documents::Document& d);
// Adds a DOCUMENT row; of a letter about a decision also what has become of that.
web::Data& put_document(const Desk& desk, const web::Request& rq, web::Data& data, const documents::Document& d,
                        const std::map<DocumentId, documents::LetterEffect>& effects);

}  // namespace ssiis::inspections
