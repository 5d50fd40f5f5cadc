// The lists as CSV files, in and out.
//   rows   list,code,level,parent,name_lo,name_en,other_names,serves,valid_from,valid_to,source,successors,became,
//          town_lo,town_en,contact_lo,contact_en
//          successors: codes between spaces, which the code became on the day valid_to; became: renamed, moved, merged,
//          split
//   acts   act,list,kind,day,reference,old_codes,code,level,parent,name_lo,name_en,other_names,serves,takes,
//          town_lo,town_en,contact_lo,contact_en
//   the last four, of offices, may be left out of the heading and of every line
//          lines with the same number in `act` are one act: its outcomes, or none where `code` is empty
#pragma once
#include <istream>
#include <ostream>

#include "code_lists/office.hpp"

namespace ssiis::code_lists {

// Every line that cannot be read: codes.file_columns, .file_malformed, .file_day; its field is the line.
Result<std::vector<CodeOffice::Row>> read_rows(std::istream& in);
Result<std::vector<CodeOffice::Row>> read_rows_of(const std::string& path);    // codes.file_missing
Result<std::vector<std::pair<std::string, Act>>> read_acts(std::istream& in);  // also codes.kind_unknown
void write_heading(std::ostream& out);
void write_rows(std::ostream& out, const Book& book, std::optional<Day> as_of);

}  // namespace ssiis::code_lists
