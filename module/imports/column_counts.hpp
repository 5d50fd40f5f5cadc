// Figures of columns, taken while their rows pass: what registry::column_figures would find once they are written,
// without reading them again. Private to the room.
#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "registry/api.hpp"

namespace ssiis::imports {

// How many of many numbers are different. Memory does not grow with them: what is too much goes sorted into a file.
class DifferentHashes {
 public:
  // `file`: open, writable, without a name, shared by the columns of one load. `end`: behind what stands in it.
  DifferentHashes(int file, std::int64_t& end) : file_{file}, end_{end} {}
  void add(std::uint64_t hash);
  std::int64_t count();

 private:
  struct Run {
    std::int64_t at, hashes;
  };
  void tidy();
  void write_run();
  std::int64_t merged();
  int file_;
  std::int64_t& end_;
  std::vector<std::uint64_t> waiting_{};
  std::vector<Run> runs_{};
  std::array<std::uint64_t, 1024> recent_{};  // most columns say the same few things again and again
};

// [one thread] Different values are told apart by hashes of 64 bits: that two of five million share one, so that one is
// missing in the figure, happens less than once in a million loads.
class ColumnCounts {
 public:
  // `folder`: for the file; a folder of the process's own. `spec` must outlive it.
  ColumnCounts(const registry::FileSpec& spec, const std::filesystem::path& folder);
  ~ColumnCounts();
  ColumnCounts(const ColumnCounts&) = delete;
  ColumnCounts& operator=(const ColumnCounts&) = delete;
  void add(const registry::Record& record);
  std::vector<registry::ColumnFigures> figures();

 private:
  struct Column {
    Column(int file, std::int64_t& end) : different{file, end} {}
    std::int64_t filled{0}, least{0}, most{0};  // least, most: of amounts
    std::string lowest{}, highest{};
    DifferentHashes different;
  };
  const registry::FileSpec& spec_;
  int file_;
  std::int64_t end_{0};
  std::vector<std::unique_ptr<Column>> columns_{};
};

}  // namespace ssiis::imports
