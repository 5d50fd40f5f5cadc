// The linkage itself: blocks, comparisons, training, weights, bands (Fellegi and Sunter 1969; decision 0200).
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "matching/csv.hpp"
#include "matching/model.hpp"
#include "matching/table.hpp"

namespace ssiis::matching {

enum class Band : std::uint8_t { review, link };

// What one field says about a pair. Level -1: one side is empty, which says nothing.
struct Evidence {
  std::int8_t level;  // index into Field::levels; their number stands for "below all"
  float weight;       // log2, with the frequency of the name
};

struct Link {
  std::uint32_t left, right;  // rows
  Band band;
  double weight;       // log2 of how much more often true pairs look like this; the prior is in it
  double probability;  // of being the same, by the model
};

struct RuleFigures {
  std::string name;
  std::uint64_t pairs;          // compared because of this rule and no earlier one
  std::uint64_t agreeing;       // all pairs compared that agree on it
  std::uint64_t blocks_capped;  // blocks larger than the model allows
  std::uint64_t pairs_capped;   // in them: not compared because of this rule
  int iterations;               // of its training; 0 when it does not train
};

struct LevelFigures {
  double m, u, weight;  // of true pairs, of random pairs, log2(m/u)
  double trained;       // how many true pairs it was learned from; below 1 the model's expectation stands
};

struct FieldFigures {
  std::string name;
  std::vector<LevelFigures> levels;  // the last is "below all"
};

struct Report {
  std::uint64_t left_rows{0}, right_rows{0}, pairs{0}, random_pairs{0};
  std::vector<RuleFigures> rules;
  std::vector<FieldFigures> fields;
  double expected_matches{0};  // by the model, among all pairs
  double link{0}, review{0};   // the thresholds, as probabilities
  std::uint64_t links{0}, reviews{0};
  std::uint64_t outdone{0};  // likely pairs that a likelier one left without a partner (one to one)
  std::uint64_t held{0};     // likely enough to be linked, but a field says that a person must look (review-below)
  std::uint64_t clusters{0}, largest_cluster{0};
  std::vector<std::string> warnings;  // sentences: levels without training, blocks that were capped, …
  double seconds_read{0}, seconds_compare{0}, seconds_train{0}, seconds_score{0};
  bool resumed{false};
};

struct LinkResult {
  std::vector<Link> links;         // by left row, then right row; in a table against itself left < right
  std::vector<Evidence> evidence;  // links.size() × fields, in their order
  std::vector<std::vector<std::uint32_t>> clusters;  // rows that are one, of two and more; by the first row
  Report report;
};

// A pair that was compared: its level for each field, four bits each, 0 for "says nothing".
struct Candidate {
  std::uint32_t left, right;
  std::uint64_t pattern;
};

// Where compared pairs can be kept, so that a run that was killed does not compare them again.
struct Compared {
  std::vector<std::vector<Candidate>> candidates;  // in parts, always the same
  // How many pairs have a pattern and agree on a set of rules (a bit each).
  struct Count {
    std::uint64_t pattern, rules, pairs;
  };
  std::vector<Count> counts;
  std::vector<RuleFigures> rules;
};
class Checkpoint {
 public:
  virtual ~Checkpoint() = default;
  virtual bool load(Compared& out) = 0;  // false when there is none that fits
  virtual void save(const Compared& compared) = 0;
};

struct Options {
  int threads{0};  // 0: as many as the machine has
  // What is under way, how much is done and how much there is; called from one thread at a time, a few times a second
  // at most.
  std::function<void(std::string_view stage, std::uint64_t done, std::uint64_t all)> progress{};
  std::stop_token stop{};
  Checkpoint* checkpoint{nullptr};
  bool evidence{true};  // whether LinkResult::evidence is wanted
};

// Links two tables, or one with itself when `right` is null. Throws LinkError when the model names columns that are not
// there or its limits are passed, Stopped when asked to stop. [any thread]
LinkResult link(const Table& left, const Table* right, const Model& model, const Options& options = {});

}  // namespace ssiis::matching
