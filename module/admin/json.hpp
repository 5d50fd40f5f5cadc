// Text as a JSON string, for what --json prints.
#pragma once
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace ssiis::admin {

inline std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (static_cast<unsigned char>(c) < 0x20u)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else
      out += c;
  }
  return out + "\"";
}

}  // namespace ssiis::admin
