// What a reader finds in a table, before anybody says what it means. The readers run in a process of their own; this
// header and what it needs link neither the database nor ICU.
#pragma once
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ssiis::imports {

// What the file itself says of a cell. A CSV file knows texts only.
enum class CellKind : char {
  text = 't',
  number = 'n',   // as the file has it: 1234.5, 1.2E+6
  day = 'd',      // YYYY-MM-DD, by the cell's number format
  boolean = 'b',  // "1" or "0"
  error = 'e'     // "#N/A"; "formula" for one whose value was never calculated; "day" for a serial that is no day
};

struct Cell {
  CellKind kind{CellKind::text};
  std::string text;  // UTF-8; empty: nothing stands there
};

// `line` is the row's number in a workbook, the first line of the record in a CSV file, from 1. `fault` is a code when
// the row is there but cannot be trusted ("row.quotes").
struct RawRow {
  std::int64_t line{0};
  std::vector<Cell> cells{};
  std::string fault{};
};

// Why a file cannot be read at all: a stable code and the arguments of its sentence.
struct ReadFault : std::runtime_error {
  explicit ReadFault(const std::string& code, std::vector<std::string> arguments = {})
      : std::runtime_error{code}, args{std::move(arguments)} {}
  std::vector<std::string> args;
};

struct ReadLimits {
  std::int64_t rows{5'000'000};
  std::size_t columns{500};
  std::size_t cell_bytes{64 * 1024};
  std::size_t row_bytes{1 << 20};
  std::uint64_t unpacked{4'000'000'000};  // of a workbook
  std::uint64_t strings{1'000'000'000};   // bytes of a workbook's shared strings
  std::size_t strings_in_memory{4 << 20};
  int depth{40};  // of XML
};

// How to read; what is empty or 0 is found out.
struct ReadOptions {
  std::string encoding{};     // utf-8, utf-16le, utf-16be, windows-1252
  char delimiter{0};          // , ; tab |
  std::string sheet{};        // name
  std::int64_t most_rows{0};  // stop after so many rows, to look at a file
};

struct Sheet {
  std::string name;
  bool hidden{false};
};

// A merged range over several rows, as the workbook names it ("A1:A2").
struct MergedRange {
  std::int64_t first_row{0}, last_row{0};
  std::string name{};
};

// What was found out. `merged` counts merged ranges over more than one row: below their first row stands nothing.
struct FileTraits {
  std::string kind;      // csv, xlsx
  std::string encoding;  // of a CSV file
  char delimiter{0};
  std::vector<Sheet> sheets{};
  std::string sheet{};  // the one that is read
  bool from_1904{false};
  std::int64_t rows{0};
  std::int64_t merged{0};
  std::vector<MergedRange> merged_shown{};  // those near the head of the sheet, and the first of the others
  std::int64_t hidden_rows{0};
};

struct RowSink {
  std::function<void(const FileTraits&)> traits;  // once before the rows, and once more after them
  std::function<bool(const RawRow&)> row;         // false: no more, please
  // Between pieces of a workbook, every few megabytes: pages of it that were read may be let go.
  std::function<void()> piece_done{};
};

// How many merged ranges reach below the row of headings: in headings they are nothing to wonder at.
std::int64_t merged_below(const FileTraits& traits, std::int64_t heading_line);

// Both throw ReadFault. Memory does not grow with the number of rows.
void read_csv(int file, const ReadOptions& options, const ReadLimits& limits, const RowSink& sink);
// `bytes`: the whole workbook, mapped. `spill`: a writable file without a name for shared strings, or -1.
void read_xlsx(std::string_view bytes, int spill, const ReadOptions& options, const ReadLimits& limits,
               const RowSink& sink);

}  // namespace ssiis::imports
