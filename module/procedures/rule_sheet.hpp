// The decision tables of a DMN file as rows of texts, and the file with other rows. What is not a rule stays as it is
// written: ids, annotations, extensions, comments, other decisions. Private to the room; pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace ssiis::procedures {

inline constexpr int new_rule = -1;

struct SheetRow {
  int origin{new_rule};  // which rule of the file it was, counted from 0
  std::vector<std::string> cells;
};

struct RuleSheet {
  std::string decision, name, hit_policy;
  std::vector<std::string> columns;  // inputs, then outputs: label, else what is asked
  std::size_t inputs{0};
  std::vector<SheetRow> rows;
};

inline constexpr std::size_t most_cells = 1500;  // of a file; a form carries not many more fields

// Of each decision that is a table, in the file's order. Nothing when the file cannot be read.
std::optional<std::vector<RuleSheet>> sheets_of(const std::string& dmn);
// The file with the rows of these sheets, which are as many as sheets_of gives. A row whose origin is none of the
// table's rules, or was taken by a row before, becomes a new rule. Nothing when the file cannot be read.
std::optional<std::string> with_rows(const std::string& dmn, const std::vector<RuleSheet>& sheets);

}  // namespace ssiis::procedures
