// Tables from stored codes to sentences; private to the …_words.cpp files.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "web/api.hpp"

namespace ssiis::inspections {

struct CodeWords {
  std::string_view code;
  const char* english;
};

// The words of the code; `otherwise`, never the bare code, for one that the table lacks.
inline std::string words_in(const web::Translator& t, const std::string& language, std::span<const CodeWords> list,
                            std::string_view code, const char* otherwise) {
  for (const auto& p : list)
    if (p.code == code) return t.text(language, p.english);
  return t.text(language, otherwise);
}

}  // namespace ssiis::inspections
