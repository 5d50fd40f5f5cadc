// Entries of LSSO's own that pairs join, directly or through others: what people said of each pair, taken together.
// Pure. Private to the room.
#pragma once
#include <map>

#include "linkage/types.hpp"

namespace ssiis::linkage {

// Two that somebody holds for different, and that are one through others all the same.
struct Contradiction {
  std::int64_t link;              // the pair said to be different
  std::vector<std::string> path;  // from one of the two to the other, each with the next said to be one
};

// Whether a pair holds a cluster together: likely by a run or said by a person, and not said to be different.
bool joins(const Link& pair) noexcept;

// A merge that waits for its second person counts as said.
bool said_to_be_one(const Link& pair) noexcept;

// The shortest way for each pair, in the order of the pairs. What waits for its second person counts as said.
std::vector<Contradiction> contradictions(const std::vector<Link>& pairs);

// Which group each member stands in by what people said: numbers from 1, in the order of the members; "unsure" where
// all that was said of him is that; empty where nobody has said anything.
std::map<std::string, std::string> groups_said(const std::vector<std::string>& members, const std::vector<Link>& pairs);

// What an arrangement says of a pair: `none` where it leaves one of the two open.
Verdict verdict_by(const std::string& group, const std::string& other) noexcept;

}  // namespace ssiis::linkage
