// How alike two readings of a value are. Pure. Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

#include "matching/model.hpp"
#include "matching/values.hpp"

namespace ssiis::matching {

// What two words of names have in common: letters when they are in one script, sound when they are not.
double word_likeness(const Values& values, const Word& a, const Word& b);

// Remembers what words of one value have in common: names are made of the same few thousand, which meet again and
// again. Answers are those of word_likeness, remembered or not. [one thread]
class KnownWords {
 public:
  double likeness(const Values& values, std::uint32_t a, std::uint32_t b);

 private:
  struct Slot {
    std::uint64_t words{0};  // both numbers; none is 0
    double likeness{0};
  };
  std::vector<Slot> slots_{};  // made when first asked
};

// From 0 to 1, the greatest over the ways to read both; below 0: it says nothing (no activity word in either name). Ids
// are not 0.
double likeness(const Values& values, How how, std::uint32_t a, std::uint32_t b, KnownWords& known);

// How much more, in log2, an agreement says because what agrees is rare, or less because it is common.
double rarity(const Values& values, How how, std::uint32_t a, std::uint32_t b, KnownWords& known);

}  // namespace ssiis::matching
