// How alike two readings of a value are. Pure. Internal to the room.
#pragma once
#include "matching/model.hpp"
#include "matching/values.hpp"

namespace ssiis::matching {

// From 0 to 1, the greatest over the ways to read both; below 0: it says nothing (no activity word in either name). Ids
// are not 0.
double likeness(const Values& values, How how, std::uint32_t a, std::uint32_t b);

// What two words of names have in common: letters when they are in one script, sound when they are not.
double word_likeness(const Values& values, const Word& a, const Word& b);

// How much more, in log2, an agreement says because what agrees is rare, or less because it is common.
double rarity(const Values& values, How how, std::uint32_t a, std::uint32_t b);

}  // namespace ssiis::matching
