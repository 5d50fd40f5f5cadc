// What the documents of a file show of copies in the other language: the button to make one, and which text counts.
#pragma once
#include "inspections/copies.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// `list` are the documents of the file; the button only when the caller may make the copy and there is none yet.
void put_copy(const Desk& desk, const web::Request& rq, web::Data& row, const documents::Document& d,
              const std::vector<documents::Document>& list, bool may);
void add_copy_screens(web::Router& router, const Desk& desk, CopyService& copies);

}  // namespace ssiis::inspections
