// The files of a bundle out of an uploaded ZIP file. Private to the room.
#pragma once
#include "workflow/api.hpp"

namespace ssiis::procedures {

// A folder around them all is taken away. What the reader of ZIP files refuses (archive.…) is refused.
Result<workflow::Files> unpacked_bundle(std::string_view zip);

}  // namespace ssiis::procedures
