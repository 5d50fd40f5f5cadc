// The files of a registry folder (CSV): which there are, their columns and what may stand in them.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::registry {

enum class FieldKind {
  key,    // opaque text that must be there
  text,   // anything, also nothing
  code,   // text for which the MIS has a code table
  day,    // YYYY-MM-DD and a real date, or nothing
  month,  // YYYY-MM, or nothing
  kip     // a whole number, or nothing
};

struct FieldSpec {
  std::string_view name;  // in the file's header
  FieldKind kind;
  int longest;               // code points
  std::string_view column;   // of the table it goes to
  std::string_view group{};  // code table of a code
  bool listed{false};        // of a code: rows with a value that stands for none of the table are left out
};

enum class Keeper { mis, snapshot };  // who keeps the rows: the reference MIS, or a dated snapshot of ours

struct FileSpec {
  std::string_view name;  // without .csv
  Keeper keeper;
  bool optional;
  std::string_view table;
  std::vector<FieldSpec> fields;
  int place_field{-1};  // index of the province column (its district follows by name), -1 without
  std::string_view period_from{}, period_to{};  // fields that say which time the file covers
  // Column that numbers lines of the same keys and month; of a file without it no key stands twice.
  std::string_view line_column{};
  int field(std::string_view name_) const;  // -1 when there is none
};

const std::vector<FileSpec>& file_specs();
const FileSpec* file_spec(std::string_view name);

// What is wrong in a folder, as a person can find it: file, line, column, reason.
struct FolderError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One record with its fields in the order of the spec, checked.
struct Record {
  std::int64_t line;
  std::vector<std::string> fields;
};

// Reads one file of a folder. Refuses unknown, missing and doubled columns, records of another
// length, and values that are not what their column holds; the message names file, line and column.
// [one thread]
class FolderFile {
 public:
  FolderFile(const std::filesystem::path& path, const FileSpec& spec);  // throws FolderError
  ~FolderFile();
  bool next(Record& record);  // throws FolderError
 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ssiis::registry
