// What true pairs and random pairs look like, learned without examples (decision 0200). Internal to the room.
#pragma once
#include <cstdint>
#include <vector>

#include "matching/link.hpp"
#include "matching/pairs.hpp"

namespace ssiis::matching {

struct Trained {
  // By field and level, the last level being "below all".
  std::vector<std::vector<double>> m, u, mass;
  double prior{0};  // log2 of the odds that any pair is one
  double matches{0};
  std::vector<int> iterations;                          // by rule; 0: it did not train
  double weight(std::uint64_t pattern) const noexcept;  // log2, the prior in it, without the frequency of names
};

// `all_pairs`: of the two tables, compared or not.
Trained train(const Model& model, const Compared& compared, const std::vector<Compared::Count>& random,
              std::uint64_t all_pairs, std::uint64_t most_matches);

}  // namespace ssiis::matching
