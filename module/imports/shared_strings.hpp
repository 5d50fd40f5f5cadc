// The texts of a workbook, each stored once and named by its number. In memory up to a bound, beyond it in a file.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "imports/cells.hpp"

namespace ssiis::imports {

class SharedStrings {
 public:
  // `spill`: a file open for writing and reading, or -1. Does not own it.
  SharedStrings(const ReadLimits& limits, int spill) : limits_{limits}, spill_{spill} {}
  void add(std::string_view text);  // throws ReadFault import.strings_too_large
  std::size_t count() const noexcept { return begins_.size(); }
  std::string at(std::size_t number) const;  // number < count()

 private:
  void write_out();
  const ReadLimits& limits_;
  int spill_;
  std::vector<std::uint32_t> begins_{};  // strings are below 4 GB together
  std::string memory_{};                 // what lies behind `spilled_`
  std::uint64_t spilled_{0};
};

}  // namespace ssiis::imports
