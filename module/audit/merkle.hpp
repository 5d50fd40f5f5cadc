// The tree of RFC 9162, 2.1: leaves and nodes are hashed under different first bytes, so that no node passes for a
// leaf.
#pragma once
#include <string>
#include <vector>

namespace ssiis::audit {

struct Leaf {
  std::int64_t chain, seq;
  std::string hash;
};

// Root over the leaves in the order given, lower-case hexadecimal; of no leaves the hash of nothing.
std::string merkle_root(const std::vector<Leaf>& leaves);

}  // namespace ssiis::audit
