#include "matching/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "matching/compact.hpp"
#include "matching/parallel.hpp"

namespace ssiis::matching {
namespace {

constexpr std::size_t most_keys = 64;  // of one row for one rule

bool many_keys(const Model& model, const Rule& rule) {
  return std::ranges::any_of(rule.keys, [&](const Key& k) {
    const auto& v = model.values[k.value];
    return k.part == Part::tokens || k.part == Part::sounds || v.left.size() > 1 || v.right.size() > 1;
  });
}

// All combinations of the keys of a rule's parts.
void rule_keys(const std::vector<Values>& values, const Rule& rule, std::uint32_t row,
               std::vector<std::uint64_t>& out) {
  std::vector<std::uint64_t> part, next;
  out.assign(1, 1);
  for (const auto& key : rule.keys) {
    keys_of(values[key.value], values[key.value].rows()[row], key, part);
    next.clear();
    for (const auto a : out)
      for (const auto b : part)
        if (next.size() < most_keys) next.push_back(hash_with(a, b));
    out.swap(next);
    if (out.empty()) return;
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace

RuleKeys::RuleKeys(const Model& model, const std::vector<Values>& values, const RowLayout& layout, int threads) {
  const std::size_t rows = layout.left + std::size_t{layout.right};
  for (const auto& rule : model.rules) {
    if (many_keys(model, rule)) {
      places_.push_back(-1 - static_cast<int>(many_.size()));
      many_.emplace_back();
    } else {
      places_.push_back(static_cast<int>(width_++));
    }
  }
  capped_.resize(places_.size());
  single_.assign(rows * width_, 0);
  constexpr std::size_t chunk_rows = 1 << 15;
  in_chunks(threads, (rows + chunk_rows - 1) / chunk_rows, [&](std::size_t chunk) {
    std::vector<std::uint64_t> keys;
    for (std::size_t row = chunk * chunk_rows; row < std::min(rows, (chunk + 1) * chunk_rows); ++row)
      for (std::size_t r = 0; r < places_.size(); ++r) {
        if (places_[r] < 0) continue;
        rule_keys(values, model.rules[r], static_cast<std::uint32_t>(row), keys);
        if (!keys.empty()) single_[row * width_ + static_cast<std::size_t>(places_[r])] = keys.front();
      }
  });
  in_chunks(threads, places_.size(), [&](std::size_t r) {
    if (places_[r] >= 0) return;
    auto& many = many_[static_cast<std::size_t>(-1 - places_[r])];
    std::vector<std::uint64_t> keys;
    for (std::size_t row = 0; row < rows; ++row) {
      rule_keys(values, model.rules[r], static_cast<std::uint32_t>(row), keys);
      many.keys.insert(many.keys.end(), keys.begin(), keys.end());
      if (many.keys.size() > 0xFFFFFFF0U)
        throw LinkError{fmt::format("rule '{}' makes more than 4,294,967,280 keys", model.rules[r].name)};
      many.ends.push_back(static_cast<std::uint32_t>(many.keys.size()));
    }
  });
}

std::vector<RuleKeys::Entry> RuleKeys::sorted(std::size_t rule, std::uint32_t from, std::uint32_t to) const {
  std::vector<Entry> out;
  out.reserve(to - from);
  for (std::uint32_t row = from; row < to; ++row) {
    if (places_[rule] >= 0) {
      if (const auto key = single_[row * width_ + static_cast<std::size_t>(places_[rule])]; key != 0)
        out.push_back({key, row});
      continue;
    }
    const auto& many = many_[static_cast<std::size_t>(-1 - places_[rule])];
    for (std::uint32_t i = row == 0 ? 0 : many.ends[row - 1]; i < many.ends[row]; ++i)
      out.push_back({many.keys[i], row});
  }
  std::ranges::sort(out, [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
  return out;
}

bool RuleKeys::is_capped(std::size_t rule, std::uint64_t key) const noexcept {
  const auto& list = capped_[rule];
  return !list.empty() && std::ranges::binary_search(list, key);
}

std::uint64_t RuleKeys::shared(std::size_t rule, std::uint32_t a, std::uint32_t b) const noexcept {
  if (const int place = places_[rule]; place >= 0) {
    const auto key = single_[a * width_ + static_cast<std::size_t>(place)];
    const bool same = key != 0 && key == single_[b * width_ + static_cast<std::size_t>(place)];
    return same && !is_capped(rule, key) ? key : 0;
  }
  const auto& many = many_[static_cast<std::size_t>(-1 - places_[rule])];
  std::uint32_t i = a == 0 ? 0 : many.ends[a - 1], j = b == 0 ? 0 : many.ends[b - 1];
  while (i < many.ends[a] && j < many.ends[b]) {
    if (many.keys[i] == many.keys[j]) {
      if (!is_capped(rule, many.keys[i])) return many.keys[i];
      ++i;
    } else if (many.keys[i] < many.keys[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return 0;
}

void RuleKeys::caps_done() {
  for (auto& list : capped_) std::ranges::sort(list);
}

RuleBlocks blocks_of(const Model& model, RuleKeys& keys, std::size_t rule, const RowLayout& layout) {
  RuleBlocks out;
  const auto left = keys.sorted(rule, 0, layout.left);
  const auto right =
      layout.dedupes ? std::vector<RuleKeys::Entry>{} : keys.sorted(rule, layout.left, layout.left + layout.right);
  const auto& other = layout.dedupes ? left : right;
  std::size_t i = 0, j = 0;
  const auto run_end = [](const std::vector<RuleKeys::Entry>& list, std::size_t from) {
    std::size_t to = from;
    while (to < list.size() && list[to].key == list[from].key) ++to;
    return to;
  };
  while (i < left.size() && j < other.size()) {
    if (left[i].key != other[j].key) {
      left[i].key < other[j].key ? ++i : ++j;
      continue;
    }
    const auto i_end = run_end(left, i), j_end = run_end(other, j);
    const std::uint64_t n = i_end - i, m = j_end - j;
    const std::uint64_t pairs = layout.dedupes ? n * (n - 1) / 2 : n * m;
    if (pairs > model.max_block) {
      ++out.capped_blocks;
      out.capped_pairs += pairs;
      keys.cap(rule, left[i].key);
    } else if (pairs > 0) {
      out.blocks.push_back({left[i].key, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i_end),
                            static_cast<std::uint32_t>(j), static_cast<std::uint32_t>(j_end), pairs});
      out.pairs += pairs;
    }
    i = i_end;
    j = j_end;
  }
  const auto rows = [](const std::vector<RuleKeys::Entry>& list) {
    std::vector<std::uint32_t> numbers(list.size());
    std::ranges::transform(list, numbers.begin(), &RuleKeys::Entry::row);
    return numbers;
  };
  out.left = rows(left);
  out.right = rows(other);
  return out;
}

}  // namespace ssiis::matching
