// Which letters and records the module writes: from which template, whether they leave the house, and for whom.
#pragma once
#include <span>
#include <string_view>

#include "documents/api.hpp"

namespace ssiis::inspections {

// Who reads it in the end. What the labour unit reads tells nothing of who asked for the inspection, nor that anybody
// did; what a requester reads tells nothing of the labour unit.
enum class Audience { office, unit, requester, authority, institution };

struct LetterKind {
  std::string_view key;           // as the procedure names it
  std::string_view template_key;  // several letters may share a template
  documents::Direction direction;
  Audience audience;
  const char* title;  // English; the catalogues have the Lao
};

std::span<const LetterKind> letter_kinds() noexcept;
// Nothing when no letter is made under this name.
const LetterKind* letter_kind(std::string_view key) noexcept;
// Of a document in the register, by its template. Nothing for what came in.
const LetterKind* kind_of_document(const documents::Document& document) noexcept;

}  // namespace ssiis::inspections
