// What a person reads in a DOCX: its text without the markup, headers and footers included.
#pragma once
#include <string>

#include "documents/docx_package.hpp"

namespace ssiis::test {

inline std::string words_of_docx(const std::string& docx) {
  std::string out;
  for (const auto& part : documents::unpack(docx, {})) {
    if (!part.name.starts_with("word/") || !part.name.ends_with(".xml")) continue;
    bool markup = false;
    for (const char c : part.bytes) {
      if (c == '<') markup = true;
      if (!markup) out += c;
      if (c == '>') markup = false;
    }
  }
  return out;
}

}  // namespace ssiis::test
