#include "matching/choose.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace ssiis::matching {
namespace {

constexpr int most_rounds = 20;

bool likelier(const Link& a, const Link& b) {
  if (a.weight != b.weight) return a.weight > b.weight;
  return a.left != b.left ? a.left < b.left : a.right < b.right;
}

// Beyond 2^60 the sum of odds would lose the rivals.
double odds_of(const Link& l) { return std::exp2(std::min(l.weight, 60.0)); }

struct Taken {
  std::vector<bool> left, right;
  bool right_once;
  bool free(const Link& l) const { return !left[l.left] && !right[l.right]; }
  void take(const Link& l) {
    left[l.left] = true;
    right[l.right] = right_once;
  }
};

class RowSet {
 public:
  explicit RowSet(std::vector<std::uint32_t>& parents) : parents_{parents} {}
  std::uint32_t find(std::uint32_t row) {
    while (parents_[row] != row) row = parents_[row] = parents_[parents_[row]];
    return row;
  }
  // The least row stands for all.
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t>& parents_;
};

}  // namespace

std::uint64_t one_to_one(std::vector<Link>& pairs, double link, double review, bool right_once) {
  std::ranges::sort(pairs, likelier);
  std::uint32_t lefts = 0, rights = 0;
  for (const auto& p : pairs) {
    lefts = std::max(lefts, p.left + 1);
    rights = std::max(rights, p.right + 1);
  }
  Taken taken{std::vector<bool>(lefts), std::vector<bool>(rights), right_once};
  std::vector<double> left_odds(lefts), right_odds(rights);
  std::vector<Link> open = pairs, chosen;
  bool last = false;
  for (int round = 0; !open.empty(); ++round) {
    std::ranges::fill(left_odds, 0);
    std::ranges::fill(right_odds, 0);
    for (const auto& p : open) {
      left_odds[p.left] += odds_of(p);
      right_odds[p.right] += odds_of(p);
    }
    const auto before = chosen.size();
    for (auto& p : open) {
      const double odds = odds_of(p);
      const double rivals = left_odds[p.left] + (right_once ? right_odds[p.right] - odds : 0);
      p.probability = odds / (1 + std::max(odds, rivals));
      if (p.probability < (last ? review : link) || !taken.free(p)) continue;
      taken.take(p);
      chosen.push_back(p);
    }
    if (last) break;
    std::erase_if(open, [&](const Link& p) { return !taken.free(p); });
    last = chosen.size() == before || round == most_rounds;
  }
  const auto outdone = pairs.size() - chosen.size();
  pairs = std::move(chosen);
  return outdone;
}

std::vector<std::vector<std::uint32_t>> clusters_of(const std::vector<Link>& links, std::uint32_t rows) {
  std::vector<std::uint32_t> parents(rows);
  std::iota(parents.begin(), parents.end(), 0U);
  RowSet set{parents};
  for (const auto& l : links)
    if (l.band == Band::link) set.join(l.left, l.right);
  std::map<std::uint32_t, std::vector<std::uint32_t>> by_first;
  for (std::uint32_t row = 0; row < rows; ++row)
    if (const auto first = set.find(row); first != row) by_first[first].push_back(row);
  std::vector<std::vector<std::uint32_t>> out;
  for (auto& [first, others] : by_first) {
    others.insert(others.begin(), first);
    out.push_back(std::move(others));
  }
  return out;
}

}  // namespace ssiis::matching
