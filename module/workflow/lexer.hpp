// Splits S-FEEL text into marks. Shared by conditions and by the cells of decision tables.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/value.hpp"

namespace ssiis::workflow {

// Why a text is no expression; what() is a sentence for the analyst.
struct ExpressionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Lexeme {
  enum class Kind { name, literal, symbol, end } kind;
  std::string text;  // of a name or symbol
  Value value;       // of a literal
};

// At most 2,000 bytes. date("2026-01-31") becomes a literal; true, false and null too. Throws
// ExpressionError.
std::vector<Lexeme> lexemes_of(std::string_view text);

}  // namespace ssiis::workflow
