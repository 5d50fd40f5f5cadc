// What the headings and the contents of a file suggest for its mapping. A proposal: what the contents leave open stays
// open, and the clerk is asked.
#pragma once
#include "imports/profile.hpp"

namespace ssiis::imports {

// Which row holds the headings, and whether a row of groups stands over it: where most known words are found; the first
// row, alone, when none is.
struct SuggestedHeadings {
  int row{1};
  int rows{1};
};
SuggestedHeadings suggested_headings(const std::vector<RawRow>& rows, const registry::FileSpec& spec);

// Columns by their headings (Lao, English, and the field's own name), forms by what stands in them. `rows`: those
// behind the headings.
Profile suggested(const registry::FileSpec& spec, const RawRow& header, const std::vector<RawRow>& rows);

// The forms that one column's contents allow: put into the rule where they are certain.
void put_forms(FieldRule& rule, const std::vector<RawRow>& rows, std::size_t column);

}  // namespace ssiis::imports
