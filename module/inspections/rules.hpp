// The room's pure rules: no database, no clock of their own.
#pragma once
#include "inspections/types.hpp"

namespace ssiis::inspections {

// The file's status at a stage of the procedure: stages 1–6 prepare and carry out the inspection, 7–12 report, review,
// decide and hear, from 13 on what was decided is carried out.
CaseState state_at_stage(int stage) noexcept;

// The origin that a request gives to the case it leads to.
Origin origin_of(RequestKind kind) noexcept;

// A new request: what the law needs is there and fits. Codes request.… with the field at fault.
Rejections faults_of(const Request& request, const Informant& informant, Day today);

// form.too_long at the field when the text has more code points than its column holds; nothing otherwise.
std::optional<Rejection> too_long(const std::string& value, std::size_t longest, std::string_view field);

// What tells a form that is sent again from another under the same key: a hash over every part, each with its length.
std::string fingerprint_of(std::initializer_list<std::string_view> parts);

// A register's text as it fits a column of ours; registers hold longer ones than any form takes.
inline std::string fitted(const std::string& text, std::size_t longest) { return first_code_points(text, longest); }
inline constexpr std::size_t longest_unit_name = 300, longest_place = 400;

// Number as people see it: prefix-year-00417.
std::string shown_number(std::string_view prefix, int year, std::int64_t number);

}  // namespace ssiis::inspections
