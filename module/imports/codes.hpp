// The codes of this room, each with a sentence in both languages.
#pragma once
#include <string_view>

namespace ssiis::imports {

// Why a file, a row or a value is refused. What comes through the reader's pipe is believed only when it is one.
bool known_code(std::string_view code);

}  // namespace ssiis::imports
