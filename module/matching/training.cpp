#include "matching/training.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace ssiis::matching {
namespace {

using LevelTable = std::vector<std::vector<double>>;
using PairCounts = std::vector<Compared::Count>;

std::size_t levels_of(const Field& f) { return f.levels.size() + 1; }

LevelTable empty_table(const Model& model) {
  LevelTable out;
  for (const auto& f : model.fields) out.emplace_back(levels_of(f), 0.0);
  return out;
}

// Before anything is learned: nearly all true pairs agree wholly; what the model expects goes before that.
LevelTable expected_m(const Model& model) {
  LevelTable out = empty_table(model);
  for (std::size_t f = 0; f < out.size(); ++f) {
    const auto& levels = model.fields[f].levels;
    double sum = 0;
    for (std::size_t l = 0; l < out[f].size(); ++l) {
      const bool last = l == levels.size();
      const double said = last ? model.fields[f].expected_else : levels[l].expected_m;
      const double common = l == 0 ? 0.85 : last ? 0.05 : 0.1 / static_cast<double>(levels.size() - 1);
      out[f][l] = said > 0 ? said : common;
      sum += out[f][l];
    }
    for (auto& m : out[f]) m /= sum;
  }
  return out;
}

LevelTable learned_u(const Model& model, const PairCounts& random, const std::vector<double>& match) {
  LevelTable out = empty_table(model);
  for (std::size_t i = 0; i < random.size(); ++i)
    for (std::size_t f = 0; f < out.size(); ++f)
      if (const auto code = code_at(random[i].pattern, f); code != 0)
        out[f][code - 1] += static_cast<double>(random[i].pairs) * (1 - match[i]);
  for (auto& field : out) {
    double sum = 0;
    // Half a pair for each level: none is impossible.
    for (auto& n : field) sum += n += 0.5;
    for (auto& n : field) n /= sum;
  }
  return out;
}

// log2 of how much likelier a pattern is among true pairs, for the fields in `use`.
double pattern_bits(std::uint64_t pattern, const LevelTable& m, const LevelTable& u, const std::vector<bool>& use) {
  double bits = 0;
  for (std::size_t f = 0; f < m.size(); ++f)
    if (const auto code = code_at(pattern, f); code != 0 && use[f]) bits += std::log2(m[f][code - 1] / u[f][code - 1]);
  return bits;
}

double probability_of(double bits) { return 1 / (1 + std::exp2(-bits)); }

void smooth(std::vector<double>& counts, const std::vector<double>& expected, double strength) {
  double sum = 0;
  for (std::size_t l = 0; l < counts.size(); ++l) sum += counts[l] += strength * expected[l];
  for (auto& n : counts) n /= sum;
}

struct Session {
  LevelTable mass;  // of true pairs, by level
  int iterations{0};
};

// Fields that stand on a column which the rule blocks on learn nothing from its pairs: they agree there by choice.
std::vector<bool> free_fields(const Model& model, const Rule& rule) {
  std::set<std::string> blocked;
  const auto columns = [&](std::size_t v, const auto& use) {
    for (const auto* side : {&model.values[v].left, &model.values[v].right})
      for (const auto& alternative : *side)
        for (const auto& c : alternative) use((side == &model.values[v].left ? "l " : "r ") + c);
  };
  for (const auto& k : rule.keys) columns(k.value, [&](const std::string& c) { blocked.insert(c); });
  std::vector<bool> out;
  for (const auto& f : model.fields) {
    bool is_free = true;
    columns(f.value, [&](const std::string& c) { is_free = is_free && !blocked.contains(c); });
    out.push_back(is_free);
  }
  return out;
}

// Expectation and maximisation over the pairs that one rule makes; u stays as random pairs have it. There are at most
// `most` true pairs: without that bound a rule of common names takes the many that agree by kind (one trade, one
// province) for true.
Session learn(const Model& model, const PairCounts& pairs, const std::vector<bool>& use, const LevelTable& expected,
              const LevelTable& u, double most) {
  LevelTable m = expected;
  Session out;
  double all = 0, share = 0.1;
  for (const auto& p : pairs) all += static_cast<double>(p.pairs);
  for (; out.iterations < model.iterations; ++out.iterations) {
    out.mass = empty_table(model);
    const double prior = std::log2(share / (1 - share));
    double matches = 0;
    for (const auto& p : pairs) {
      const double n = static_cast<double>(p.pairs) * probability_of(prior + pattern_bits(p.pattern, m, u, use));
      matches += n;
      for (std::size_t f = 0; f < m.size(); ++f)
        if (const auto code = code_at(p.pattern, f); code != 0 && use[f]) out.mass[f][code - 1] += n;
    }
    double moved = std::abs(std::min(matches, most) / all - share);
    share = std::clamp(std::min(matches, most) / all, 1e-9, 1 - 1e-9);
    for (std::size_t f = 0; f < m.size(); ++f) {
      if (!use[f]) continue;
      auto next = out.mass[f];
      smooth(next, expected[f], model.strength);
      for (std::size_t l = 0; l < next.size(); ++l) moved = std::max(moved, std::abs(next[l] - m[f][l]));
      m[f] = std::move(next);
    }
    if (moved < 1e-5) break;
  }
  return out;
}

PairCounts pairs_of_rule(const PairCounts& counts, std::size_t rule) {
  PairCounts out;
  for (const auto& c : counts) {
    if ((c.rules >> rule & 1) == 0) continue;
    if (!out.empty() && out.back().pattern == c.pattern)
      out.back().pairs += c.pairs;
    else
      out.push_back({c.pattern, 0, c.pairs});
  }
  return out;
}

// How many of all pairs are true ones, m and u given: pairs that no rule makes count as none.
double matches_among(const Trained& t, const PairCounts& counts, double all_pairs, double most) {
  double matches = std::max(1.0, most / 2);
  const std::vector<bool> all(t.m.size(), true);
  for (int i = 0; i < 50; ++i) {
    const double prior = std::log2(matches / std::max(1.0, all_pairs - matches));
    double next = 0;
    for (const auto& c : counts)
      next += static_cast<double>(c.pairs) * probability_of(prior + pattern_bits(c.pattern, t.m, t.u, all));
    next = std::clamp(next, 1.0, std::max(1.0, most));
    if (std::abs(next - matches) < 1e-4 * matches) return next;
    matches = next;
  }
  return matches;
}

}  // namespace

double Trained::weight(std::uint64_t pattern) const noexcept {
  double bits = prior;
  for (std::size_t f = 0; f < m.size(); ++f)
    if (const auto code = code_at(pattern, f); code != 0) bits += std::log2(m[f][code - 1] / u[f][code - 1]);
  return bits;
}

Trained train(const Model& model, const Compared& compared, const PairCounts& random, std::uint64_t all_pairs,
              std::uint64_t most_matches) {
  Trained out;
  const auto expected = expected_m(model);
  const auto total = std::max(1.0, static_cast<double>(all_pairs));
  std::vector<double> match(random.size(), 0);
  out.m = expected;
  for (int round = 0; round < 3; ++round) {
    out.u = learned_u(model, random, match);
    out.mass = empty_table(model);
    out.iterations.assign(model.rules.size(), 0);
    for (std::size_t r = 0; r < model.rules.size(); ++r) {
      const auto use = free_fields(model, model.rules[r]);
      const auto pairs = pairs_of_rule(compared.counts, r);
      if (!model.rules[r].trains || pairs.empty() || std::ranges::none_of(use, [](bool b) { return b; })) continue;
      const auto session = learn(model, pairs, use, expected, out.u, static_cast<double>(most_matches));
      out.iterations[r] = session.iterations;
      for (std::size_t f = 0; f < use.size(); ++f)
        for (std::size_t l = 0; l < out.mass[f].size(); ++l) out.mass[f][l] += session.mass[f][l];
    }
    out.m = out.mass;
    for (std::size_t f = 0; f < out.m.size(); ++f) smooth(out.m[f], expected[f], model.strength);
    out.matches = matches_among(out, compared.counts, total, static_cast<double>(most_matches));
    out.prior = std::log2(out.matches / std::max(1.0, total - out.matches));
    for (std::size_t i = 0; i < random.size(); ++i) match[i] = probability_of(out.weight(random[i].pattern));
  }
  return out;
}

}  // namespace ssiis::matching
