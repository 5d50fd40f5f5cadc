// In which way an old system wrote Lao: before Unicode there were code pages and fonts, and Unicode itself is often
// stored as if it were Latin.
#pragma once
#include <string>
#include <string_view>

namespace ssiis::mapping {

enum class Writing {
  none,          // nothing but ASCII letters, digits and signs
  latin,         // Latin letters beyond ASCII
  lao,           // Lao as Unicode has it
  doubled_utf8,  // Lao in UTF-8, read as Windows-1252 and written in UTF-8 again: "àºš…"
  code_page,     // Lao of IBM code page 1133, as bytes or read as Latin-1
  font,          // letters that only some font shows as Lao; which one cannot be told from the text
  broken         // bytes that are none of these
};
std::string_view name_of(Writing writing) noexcept;

// What one value looks like. [any thread]
Writing writing_of(std::string_view bytes);

// The text as Unicode has it, NFC not yet applied: doubled_utf8 and code_page are read back, everything else is
// returned as it is. [any thread]
std::string decoded(std::string_view bytes, Writing writing);

}  // namespace ssiis::mapping
