// What people said of doubled entries against each other, through whatever places it goes. Private to the room.
#pragma once
#include "core/actor.hpp"
#include "database/api.hpp"
#include "linkage/cluster.hpp"

namespace ssiis::linkage {

struct Contradicted {
  std::vector<Contradiction> shown;  // every pair of it lies inside the scope
  std::int64_t elsewhere{0};         // those of which some pair does not: counted, not told
  bool any() const noexcept { return !shown.empty() || elsewhere > 0; }
};

// Of all that people said to be one with an entry of these pairs, which are of one part. Nothing for pairs of two
// registers.
Contradicted contradicted_around(db::Transaction& tx, const Scope& scope, const std::vector<Link>& pairs);

}  // namespace ssiis::linkage
