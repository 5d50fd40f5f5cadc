// Numbers for 64-bit hashes: open addressing, the same numbers in the same order of asking. Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

namespace ssiis::matching {

class HashIndex {
 public:
  explicit HashIndex(std::size_t expected = 16) {
    std::size_t size = 16;
    while (size < expected * 2) size *= 2;
    slots_.resize(size);
  }
  // The number of `hash` (not 0), and whether it is new. New ones get 1, 2, 3 …
  std::pair<std::uint32_t, bool> number(std::uint64_t hash) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    auto& s = find(hash);
    if (s.hash == hash) return {s.number, false};
    s = {hash, static_cast<std::uint32_t>(++used_)};
    return {s.number, true};
  }
  std::size_t size() const noexcept { return used_; }

 private:
  struct Slot {
    std::uint64_t hash{0};
    std::uint32_t number{0};
  };
  Slot& find(std::uint64_t hash) noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = static_cast<std::size_t>(hash * 0x9E3779B97F4A7C15u >> 20) & mask;
    while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) & mask;
    return slots_[i];
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const auto& s : old)
      if (s.hash != 0) find(s.hash) = s;
  }
  std::vector<Slot> slots_;
  std::size_t used_{0};
};

}  // namespace ssiis::matching
