// Which rows are compared: those that share a key of a rule. Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

#include "matching/link.hpp"
#include "matching/values.hpp"

namespace ssiis::matching {

// Rows of the left table, or of the one table, then those of the right one.
struct RowLayout {
  std::uint32_t left{0}, right{0};  // how many
  bool dedupes{false};
  std::uint32_t first_right() const noexcept { return dedupes ? 0 : left; }
};

// The keys of all rows for all rules. Rules that give a row at most one key are kept row by row, so that a pair is
// looked up in two places of memory.
class RuleKeys {
 public:
  RuleKeys(const Model& model, const std::vector<Values>& values, const RowLayout& layout, int threads);
  struct Entry {
    std::uint64_t key;
    std::uint32_t row;
  };
  // Rows from `from` to `to` with their keys, sorted by key, then row.
  std::vector<Entry> sorted(std::size_t rule, std::uint32_t from, std::uint32_t to) const;
  // The least key which two rows share for a rule, that is not among its capped ones; 0 when there is none.
  std::uint64_t shared(std::size_t rule, std::uint32_t a, std::uint32_t b) const noexcept;
  void cap(std::size_t rule, std::uint64_t key) { capped_[rule].push_back(key); }
  void caps_done();
  std::size_t rules() const noexcept { return places_.size(); }

 private:
  struct Many {
    std::vector<std::uint32_t> ends;
    std::vector<std::uint64_t> keys;
  };
  bool is_capped(std::size_t rule, std::uint64_t key) const noexcept;
  std::vector<int> places_;  // column in single_, or -1 - index in many_
  std::size_t width_{0};
  std::vector<std::uint64_t> single_;
  std::vector<Many> many_;
  std::vector<std::vector<std::uint64_t>> capped_;
};

// A block: rows that share a key.
struct Block {
  std::uint64_t key;
  std::uint32_t left_from, left_to, right_from, right_to;  // of the rule's sorted entries
  std::uint64_t pairs;
};
struct RuleBlocks {
  std::vector<std::uint32_t> left, right;  // rows, by key
  std::vector<Block> blocks;
  std::uint64_t pairs{0}, capped_blocks{0}, capped_pairs{0};
};
// The blocks of one rule; those larger than the model allows are told to `keys` and left out.
RuleBlocks blocks_of(const Model& model, RuleKeys& keys, std::size_t rule, const RowLayout& layout);

}  // namespace ssiis::matching
