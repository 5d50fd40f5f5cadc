// From what stands in a cell to what a register's column holds. Nothing is guessed: what can be read in two ways is
// asked for once per column, and until somebody has answered it is refused. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"
#include "imports/cells.hpp"

namespace ssiis::imports {

// How a column writes numbers: 1,234,567.89 · 1.234.567,89 · without marks between groups.
enum class NumberForm { asked, comma_groups, dot_groups, plain };
// How a column writes days. Year first (2026-11-30, 20261130) can be read in every form.
enum class DayForm { asked, day_first, month_first, year_first };

std::string_view name_of(NumberForm form);
std::string_view name_of(DayForm form);
std::optional<NumberForm> number_form(std::string_view name);
std::optional<DayForm> day_form(std::string_view name);

struct ValueRules {
  NumberForm numbers{NumberForm::asked};
  DayForm days{DayForm::asked};
  bool buddhist{false};          // years are those of the Buddhist era (543 more)
  std::optional<int> newest_yy;  // years of two digits: none lies after this one; nothing: refused
};

// A value in the register's form, or why not: a code ("value.day_ambiguous").
struct Value {
  std::string text{};
  std::string fault{};
};

Value text_value(const Cell& cell, int longest);
Value day_value(const Cell& cell, const ValueRules& rules);
Value month_value(const Cell& cell, const ValueRules& rules);
// Wages and capitals: never below nothing (value.negative_amount).
Value kip_value(const Cell& cell, const ValueRules& rules);

// What the cells of a column say about its form, seen one after the other.
class NumberEvidence {
 public:
  void see(const Cell& cell);
  // The one form in which everything seen can be read; `asked` when there are several that read something differently.
  NumberForm form() const;
  bool contradicts() const { return comma_only_ > 0 && dot_only_ > 0; }

 private:
  std::int64_t comma_only_{0}, dot_only_{0}, either_{0};
};

class DayEvidence {
 public:
  void see(const Cell& cell);
  DayForm form() const;
  bool contradicts() const { return day_first_ > 0 && month_first_ > 0; }
  bool buddhist() const { return buddhist_ > 0; }
  bool two_digits() const { return two_digits_ > 0; }
  std::int64_t days() const { return day_first_ + month_first_ + either_ + year_first_; }

 private:
  std::int64_t day_first_{0}, month_first_{0}, either_{0}, year_first_{0}, buddhist_{0}, two_digits_{0};
};

// Letters that were lost on the way: U+FFFD, or Lao whose bytes somebody read as Western letters ("àº").
bool damaged(std::string_view utf8);

}  // namespace ssiis::imports
