// From likely pairs to links: one to one, bands, clusters. Pure. Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

#include "matching/link.hpp"

namespace ssiis::matching {

// Pairs of registers in which each person stands once: of rivals for a row one at most is right, so a pair is as likely
// as its odds among all that want either row. Pairs that are likely enough are taken, their rivals fall away, and what
// is left is looked at again. `pairs` come in any order and go out likeliest first, without those that were outdone;
// answers how many these were.
// Without `right_once` rows of the right table may have several partners, and no rivals.
std::uint64_t one_to_one(std::vector<Link>& pairs, double link, double review, bool right_once = true);

// Rows that links join, directly or through others; of two rows and more, each in order, by the first row.
std::vector<std::vector<std::uint32_t>> clusters_of(const std::vector<Link>& links, std::uint32_t rows);

}  // namespace ssiis::matching
