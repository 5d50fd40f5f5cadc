// What stands in each column of a database: counted, not guessed.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"
#include "mapping/encoding.hpp"
#include "mapping/shapes.hpp"

namespace ssiis::mapping {

struct ColumnProfile {
  std::string name, type;
  db::ColumnClass kind{db::ColumnClass::text};
  std::int64_t read{0}, nulls{0}, blanks{0};  // of the rows that were read
  std::int64_t longest{0};                    // letters
  std::string least, greatest;                // in the order of their bytes
  std::int64_t thousands{0};                  // whole numbers that are multiples of 1,000 and not 0
  std::int64_t largest{0};                    // whole number, with separators or without
  std::array<std::int64_t, shape_count> shapes{};
  std::map<Writing, std::int64_t> writings{};
  std::set<std::string> values{};                // distinct ones, up to `values_kept`
  bool values_all{true};                         // `values` holds every distinct value that was read
  std::map<std::string, std::int64_t> counts{};  // of a column with few values
  bool unique{false};                            // no NULL, no blank, no value twice, over all rows of the table
  std::int64_t filled() const noexcept { return read - nulls - blanks; }
  // Of the filled values, from 0 to 1.
  double share(Shape shape) const noexcept;
  double share(Writing writing) const noexcept;
  // A code page or doubled UTF-8 that most of its non-ASCII values are written in; lao when they are Unicode.
  Writing writing() const noexcept;
};
inline constexpr std::size_t values_kept = 20'000;
inline constexpr std::size_t few_values = 40;

struct TableProfile {
  std::string name;
  bool view{false};
  std::int64_t rows{0};  // of the table
  std::int64_t read{0};  // of these, looked at
  std::vector<ColumnProfile> columns;
  std::vector<std::string> primary_key;
  std::vector<db::ForeignKey> foreign_keys;
  std::string fault{};  // why it could not be read; empty when it was
  const ColumnProfile* column(std::string_view column_name) const noexcept;
};

// Nothing when there is none of that name.
const TableProfile* table_named(const std::vector<TableProfile>& tables, std::string_view name) noexcept;

// Reads up to `rows_at_most` rows of every table and view that is not the module's own. Whether a column is a key is
// asked over all rows. A table that cannot be read says so and the others go on. Progress in tables. [one thread]
std::vector<TableProfile> profile_database(db::Pool& pool, std::int64_t rows_at_most,
                                           const std::function<void(std::string_view)>& progress);

}  // namespace ssiis::mapping
