// What numbers of registers look like: patterns and check digits by day, from config/identifiers. Law and practice are
// data: a rule that nobody confirmed only warns.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::names {

// Letters, digits, classes and counts ("[0-9]{9}", "PC[0-9]{7}"), read in one pass; must fit the whole text.
class NumberPattern {
 public:
  static std::optional<NumberPattern> parse(std::string_view text);
  bool fits(std::string_view number) const;

 private:
  struct Piece {
    std::array<bool, 128> takes{};
    int least{1}, most{1};
  };
  std::vector<Piece> pieces_;
};

enum class CheckDigit { none, mod11, mod97, luhn };

struct IdentifierRule {
  Day from;
  std::optional<Day> until;
  std::string pattern;  // as written
  NumberPattern compiled;
  CheckDigit check{CheckDigit::none};
  std::vector<int> weights;  // of mod11, from the left, one for each digit but the last
  bool confirmed{false};
  std::string legal;  // empty: none is known
  std::string source_lo, source_en;
};

struct IdentifierKind {
  std::string code;  // ss_no, ss_reg_no, tin, er_no, id_no …
  std::string lo, en, register_lo, register_en;
  std::vector<IdentifierRule> rules;
};

// `wrong` only where a rule that was confirmed says so; `warn` otherwise.
enum class Verdict { ok, warn, wrong };
struct CheckedNumber {
  Verdict verdict{Verdict::ok};
  std::string number;  // normalised
  std::string why;     // identifier.pattern, identifier.check_digit; empty when ok
};

// The form in which numbers are compared: Lao digits as Latin, capitals, only letters and digits. At most 40.
std::string normalised_number(std::string_view text);

class Identifiers {
 public:
  // Throws std::runtime_error that names the identifier at fault.
  static Identifiers read(std::string_view xml);
  static Identifiers read_file(const std::string& path);

  const std::vector<IdentifierKind>& kinds() const noexcept { return kinds_; }
  // Of the rules that hold on `day` one must fit. A kind without rules for the day, an unknown kind and an empty text
  // are ok: nothing is known against them. [any thread]
  CheckedNumber check(std::string_view kind, std::string_view text, Day day) const;

 private:
  std::vector<IdentifierKind> kinds_;
};

}  // namespace ssiis::names
