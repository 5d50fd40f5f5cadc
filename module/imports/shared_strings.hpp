// The texts of a workbook, each stored once and named by its number. They stand in blocks of some kilobytes: in memory
// up to a bound, beyond it in a file, of which the blocks read last are kept. The index names blocks, not texts, so
// that memory stays flat however many texts there are.
#pragma once
#include <array>
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
  std::size_t count() const noexcept { return count_; }
  std::string at(std::size_t number) const;  // number < count()

 private:
  struct Block {
    std::uint32_t first;  // number of its first text
    std::uint32_t begin;  // where it begins; texts are below 4 GB together
  };
  struct Kept {
    std::size_t block{static_cast<std::size_t>(-1)};
    std::string bytes{};
  };
  void write_out();
  std::size_t block_of(std::size_t number) const;
  std::string_view bytes_of(std::size_t block) const;

  const ReadLimits& limits_;
  int spill_;
  std::size_t count_{0};
  std::vector<Block> blocks_{};
  std::string memory_{};  // what lies behind `spilled_`; blocks are written out whole
  std::uint64_t spilled_{0};
  mutable std::array<Kept, 256> kept_{};
};

}  // namespace ssiis::imports
