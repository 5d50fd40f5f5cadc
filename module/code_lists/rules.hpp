// What one entry of a list must be by itself, whoever enters it: an act or a file. Pure. Private to the room.
#pragma once
#include "code_lists/book.hpp"

namespace ssiis::code_lists {

inline constexpr std::size_t longest_name = 200, longest_text = 400;

// codes.code_malformed, .name_missing, .too_long; the field is the entry's.
Rejections entry_faults(std::string_view list, const Entry& entry);

}  // namespace ssiis::code_lists
