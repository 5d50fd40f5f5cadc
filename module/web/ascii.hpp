// Lower case for names that are ASCII by their standard (headers, tags, media types).
#pragma once
#include <string>
#include <string_view>

namespace ssiis::web {

inline std::string ascii_lower(std::string_view text) {
  std::string out{text};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace ssiis::web
