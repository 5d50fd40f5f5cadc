// The pairs of the blocks, each once, and how they compare. Internal to the room.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "matching/blocks.hpp"
#include "matching/compare.hpp"
#include "matching/link.hpp"
#include "matching/values.hpp"

namespace ssiis::matching {

// Four bits a field: 0 when it says nothing, else 1 + the index of the level that is reached; the number of levels
// stands for "below all".
constexpr int bits_a_field = 4;
constexpr std::size_t most_fields = 16, most_levels = 14, most_rules = 32;
inline unsigned code_at(std::uint64_t pattern, std::size_t field) noexcept {
  return static_cast<unsigned>(pattern >> (field * bits_a_field)) & 15U;
}

// What one thread remembers while it compares: known words of each value.
using Memory = std::vector<KnownWords>;

// Compares rows by their readings, which lie together row by row.
class Comparer {
 public:
  Comparer(const Model& model, const std::vector<Values>& values);
  std::uint64_t pattern(std::uint32_t a, std::uint32_t b, Memory& memory) const;
  KnownWords& known(std::size_t field, Memory& memory) const noexcept { return memory[fields_[field].value]; }
  // `work(Memory&)` with a memory that no other thread has meanwhile; what an earlier one learned is in it. [any
  // thread]
  template <class F>
  void remembering(F&& work) const {
    auto memory = lent();
    work(memory);
    const std::lock_guard lock{guard_};
    memories_.push_back(std::move(memory));
  }
  std::uint32_t reading(std::uint32_t row, std::size_t field) const noexcept {
    return readings_[row * fields_.size() + field];
  }
  const Field& field(std::size_t i) const noexcept { return fields_[i]; }
  const Values& values(std::size_t field) const noexcept { return values_[fields_[field].value]; }
  std::size_t fields() const noexcept { return fields_.size(); }

 private:
  const std::vector<Field>& fields_;
  const std::vector<Values>& values_;
  unsigned code(std::uint32_t x, std::uint32_t y, std::size_t field, Memory& memory) const;
  Memory lent() const;
  std::vector<std::uint32_t> readings_;
  // Of fields with few readings (provinces, villages) each pair of readings is compared once: its code + 1, 0 when it
  // was not yet.
  std::vector<std::unique_ptr<std::atomic<std::uint8_t>[]>> known_;
  mutable std::mutex guard_;
  mutable std::vector<Memory> memories_;  // of threads that are done with a part
};

Compared compare_blocks(const Model& model, RuleKeys& keys, const Comparer& comparer, const RowLayout& layout,
                        const Options& options);
// What random pairs look like: all pairs when they are few. Counts by pattern, in order.
std::vector<Compared::Count> compare_random(const Model& model, const Comparer& comparer, const RowLayout& layout,
                                            const Options& options);

}  // namespace ssiis::matching
