// Which table is which, and which of its columns is what: proposed with a confidence, for a person to check.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/keys.hpp"
#include "mapping/profile.hpp"
#include "mapping/wanted.hpp"

namespace ssiis::mapping {

struct ProposedColumn {
  std::string_view wanted;    // of the canonical view
  std::string source;         // column; empty: nothing was found
  double confidence{0};       // 0 to 1
  std::string_view reason{};  // unique, reference, name, values, only_one, none
};

struct ProposedView {
  std::string_view view;  // reg_…
  std::string table;      // empty: nothing was found
  double confidence{0};
  std::vector<ProposedColumn> columns{};
  std::vector<std::pair<std::string, double>> others{};  // tables that it might be instead, best first
  const ProposedColumn* column(std::string_view wanted) const noexcept;
};

// A table serves one view at most. What is below half is named and left out of the draft. [any thread]
std::vector<ProposedView> propose(const std::vector<TableProfile>& tables, const std::vector<Reference>& references);

// How a day or month column writes its values; the shape that nearly all values have, or nothing.
const Shape* day_shape(const ColumnProfile& column) noexcept;
const Shape* month_shape(const ColumnProfile& column) noexcept;

}  // namespace ssiis::mapping
