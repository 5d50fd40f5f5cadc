// Rows of text by named columns: what is linked.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::matching {

// A table, a model and the columns that it names do not fit together, or a limit is passed. The text is for an
// administrator.
struct LinkError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Column by column, each cell's bytes one after the other: 4 bytes a cell beside the text. Cells are opaque UTF-8.
class Table {
 public:
  explicit Table(std::vector<std::string> columns);
  // As many cells as there are columns, in their order. Throws LinkError on another number, when a column passes 4 GiB
  // of text, or at 2^31 rows.
  void add(std::span<const std::string_view> cells);
  void reserve(std::size_t rows, std::size_t bytes_a_cell);

  std::size_t rows() const noexcept { return rows_; }
  const std::vector<std::string>& columns() const noexcept { return names_; }
  std::optional<std::size_t> column(std::string_view name) const noexcept;
  std::string_view cell(std::size_t row, std::size_t column) const noexcept {
    const auto& c = columns_[column];
    const std::uint32_t from = row == 0 ? 0 : c.ends[row - 1];
    return {c.text.data() + from, c.ends[row] - from};
  }

 private:
  struct Column {
    std::string text;
    std::vector<std::uint32_t> ends;
  };
  std::vector<std::string> names_;
  std::vector<Column> columns_;
  std::size_t rows_{0};
};

}  // namespace ssiis::matching
