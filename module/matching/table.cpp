#include "matching/table.hpp"

#include <fmt/format.h>

#include <limits>

namespace ssiis::matching {

Table::Table(std::vector<std::string> columns) : names_{std::move(columns)}, columns_(names_.size()) {}

void Table::add(std::span<const std::string_view> cells) {
  if (cells.size() != columns_.size())
    throw LinkError{fmt::format("row {} has {} cells, not {}", rows_ + 1, cells.size(), columns_.size())};
  if (rows_ >= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    throw LinkError{"a table has at most 2,147,483,647 rows"};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto& c = columns_[i];
    if (c.text.size() + cells[i].size() > std::numeric_limits<std::uint32_t>::max())
      throw LinkError{fmt::format("column '{}' passes 4 GiB of text", names_[i])};
    c.text.append(cells[i]);
    c.ends.push_back(static_cast<std::uint32_t>(c.text.size()));
  }
  ++rows_;
}

void Table::reserve(std::size_t rows, std::size_t bytes_a_cell) {
  for (auto& c : columns_) {
    c.ends.reserve(rows);
    c.text.reserve(rows * bytes_a_cell);
  }
}

std::optional<std::size_t> Table::column(std::string_view name) const noexcept {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (names_[i] == name) return i;
  return std::nullopt;
}

}  // namespace ssiis::matching
