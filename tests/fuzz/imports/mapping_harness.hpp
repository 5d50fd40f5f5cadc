// Feeds one input to the mapping: a stored profile, and values in its forms.
#pragma once
#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "imports/profile.hpp"

namespace ssiis::fuzz {

// Throws std::logic_error when a profile does not come back as it was kept, or a value that was let through is none of
// its kind.
inline void feed_mapping(std::string_view input) {
  const auto end = input.find('\0');
  const auto values = end == std::string_view::npos ? std::string_view{} : input.substr(end + 1);
  const auto profile = imports::from_xml(input.substr(0, end));
  if (!profile) return;
  const auto xml = imports::to_xml(*profile);
  const auto again = imports::from_xml(xml);
  if (!again || imports::to_xml(*again) != xml) throw std::logic_error{"a profile that changes when it is kept"};
  const auto& spec = *registry::file_spec(profile->source);
  imports::RawRow header, row;
  for (const auto& rule : profile->fields)
    for (const auto& column : rule.columns) header.cells.push_back({imports::CellKind::text, column});
  for (const auto& value : split(valid_utf8(values) ? values : "?", '\n')) {
    auto kind = imports::CellKind::text;
    auto text = value;
    for (const auto k : {imports::CellKind::number, imports::CellKind::day, imports::CellKind::error})
      if (!value.empty() && value[0] == static_cast<char>(k)) kind = k, text = value.substr(1);
    row.cells.push_back({kind, text});
  }
  // However many rows of headings a profile has, each column has one.
  for (const auto& first : {std::vector{row}, std::vector{header, row}, std::vector{row, header, row, header}})
    if (imports::headings(*profile, first).cells.size() > std::max(header.cells.size(), row.cells.size()))
      throw std::logic_error{"a heading over no column"};
  const imports::Mapper mapper{*profile, spec, header};
  imports::MappedRow mapped;
  mapper.map(row, mapped);
  for (std::size_t i = 0; i < spec.fields.size(); ++i) {
    const auto& text = mapped.record.fields[i];
    if (text.empty()) continue;
    const auto kind = spec.fields[i].kind;
    const bool fits = kind == registry::FieldKind::day     ? Day::parse(text).has_value()
                      : kind == registry::FieldKind::month ? Month::parse(text).has_value()
                      : kind == registry::FieldKind::kip
                          ? whole_number(text).has_value()
                          : count_code_points(text) <= static_cast<std::size_t>(spec.fields[i].longest);
    if (!fits) throw std::logic_error{"a value that is none of its kind"};
  }
}

}  // namespace ssiis::fuzz
