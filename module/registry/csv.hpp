// Comma-separated values as RFC 4180 has them, read strictly: what is not CSV is refused with its
// line, not guessed.
#pragma once
#include <cstdint>
#include <istream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::registry {

// Where and why a file could not be read. `line` counts lines of the file from 1 (a record may span
// several).
struct CsvError : std::runtime_error {
  CsvError(std::int64_t line_, const std::string& why);
  std::int64_t line;
};

// Reads records one after the other. A byte order mark at the start is skipped; lines end in LF or
// CRLF; a field in quotes may hold commas, line ends and doubled quotes. Refused: a quote inside an
// unquoted field, text after a closing quote, a file that ends inside quotes, bytes that are not
// UTF-8, a NUL, a field beyond 64 KiB. [one thread]
class CsvReader {
 public:
  explicit CsvReader(std::istream& in) : in_{in} {}
  // False at the end. A line with nothing on it is no record and is passed over.
  bool next(std::vector<std::string>& fields);
  std::int64_t line() const noexcept { return record_line_; }  // where the last record began

 private:
  int get();
  int peek();
  void quoted(std::string& field);
  bool record(std::vector<std::string>& fields);
  std::istream& in_;
  std::int64_t line_{1};
  std::int64_t record_line_{0};
  bool started_{false};
};

// A field as it must be written: in quotes when it holds a comma, a quote, a line end or a space at
// its edge.
std::string csv_field(std::string_view text);
std::string csv_line(const std::vector<std::string>& fields);  // with its LF

}  // namespace ssiis::registry
