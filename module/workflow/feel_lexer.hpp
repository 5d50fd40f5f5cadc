// Splits the text of an expression into marks. Names may hold spaces and signs ("Full Name", "Approved/Declined"), so
// what a name is depends on which names are known where the text stands.
#pragma once
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/feel_value.hpp"

namespace ssiis::workflow {

// Why a text is no expression of the subset; what() is a sentence for the analyst, without its full stop.
struct ExpressionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

namespace feel {

inline constexpr std::size_t longest_expression = 2000;  // bytes

// What an expression may name.
struct Names {
  std::set<std::string, std::less<>> variables{};
  std::set<std::string, std::less<>> members{};    // of contexts, after a point
  std::set<std::string, std::less<>> functions{};  // business knowledge models
  bool open{false};                                // other names are variables too: letters, digits and "_"
  bool dotted{false};                              // and may hold points, as variables of a procedure do
};

struct Mark {
  enum class Kind { name, literal, at_literal, symbol, end } kind;
  std::string text;
  Value value{};      // of a literal: a number or a text
  std::size_t at{0};  // in bytes, from the start
  bool known{false};  // a name that stands in Names
};

// Throws ExpressionError: longer than 2,000 bytes, not UTF-8, a sign that no expression has, an open quotation mark.
std::vector<Mark> marks_of(std::string_view text, const Names& names);

// The name with every run of spaces made one, none at the ends.
std::string normal_name(std::string_view name);

}  // namespace feel
}  // namespace ssiis::workflow
