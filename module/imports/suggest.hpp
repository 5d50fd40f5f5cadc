// What the headings and the contents of a file suggest for its mapping. A proposal: what the contents leave open stays
// open, and the clerk is asked.
#pragma once
#include "imports/profile.hpp"

namespace ssiis::imports {

// The row that holds the headings: the first whose cells are all texts and of which most are known words; 1 when none
// is.
int suggested_header_row(const std::vector<RawRow>& rows, const registry::FileSpec& spec);

// Columns by their headings (Lao, English, and the field's own name), forms by what stands in them. `rows`: those
// behind the headings.
Profile suggested(const registry::FileSpec& spec, const RawRow& header, const std::vector<RawRow>& rows);

// The forms that one column's contents allow: put into the rule where they are certain.
void put_forms(FieldRule& rule, const std::vector<RawRow>& rows, std::size_t column);

}  // namespace ssiis::imports
