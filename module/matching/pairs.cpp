#include "matching/pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>

#include "matching/compact.hpp"
#include "matching/compare.hpp"
#include "matching/parallel.hpp"

namespace ssiis::matching {
namespace {

constexpr std::uint64_t pairs_a_chunk = 1 << 15;

// Counts pairs by (pattern, rules).
class PatternCounts {
 public:
  void add(std::uint64_t pattern, std::uint64_t rules, std::uint64_t pairs = 1) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    auto& s = find(pattern, rules);
    if (s.pairs == 0) {
      s = {pattern, rules, 0};
      ++used_;
    }
    s.pairs += pairs;
  }
  void take(const PatternCounts& other) {
    for (const auto& s : other.slots_)
      if (s.pairs != 0) add(s.pattern, s.rules, s.pairs);
  }
  std::vector<Compared::Count> sorted() const {
    std::vector<Compared::Count> out;
    for (const auto& s : slots_)
      if (s.pairs != 0) out.push_back(s);
    std::ranges::sort(out, [](const auto& a, const auto& b) {
      return a.pattern != b.pattern ? a.pattern < b.pattern : a.rules < b.rules;
    });
    return out;
  }

 private:
  Compared::Count& find(std::uint64_t pattern, std::uint64_t rules) noexcept {
    const std::size_t mask = slots_.size() - 1;
    auto i = static_cast<std::size_t>(hash_with(pattern, rules)) & mask;
    while (slots_[i].pairs != 0 && (slots_[i].pattern != pattern || slots_[i].rules != rules)) i = (i + 1) & mask;
    return slots_[i];
  }
  void grow() {
    std::vector<Compared::Count> old(slots_.size() * 2, {0, 0, 0});
    old.swap(slots_);
    for (const auto& s : old)
      if (s.pairs != 0) find(s.pattern, s.rules) = s;
  }
  std::vector<Compared::Count> slots_{64, {0, 0, 0}};
  std::size_t used_{0};
};

// Tells what is done a few times a second, from whatever thread, one at a time.
class Told {
 public:
  Told(const Options& options, std::string_view stage, std::uint64_t all)
      : options_{options}, stage_{stage}, all_{all} {}
  void done(std::uint64_t more) {
    if (options_.stop.stop_requested()) throw Stopped{};
    if (!options_.progress) return;
    const std::lock_guard lock{guard_};
    done_ += more;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds{200} && done_ < all_) return;
    last_ = now;
    options_.progress(stage_, std::min(done_, all_), all_);
  }

 private:
  const Options& options_;
  std::string_view stage_;
  std::uint64_t all_, done_{0};
  std::mutex guard_;
  std::chrono::steady_clock::time_point last_{};
};

struct RuleWork {
  const Comparer& comparer;
  const RuleKeys& keys;
  const RowLayout& layout;
  const RuleBlocks& blocks;
  std::size_t rule;
};

// Which of all rules a pair agrees on; 0 when an earlier rule, or an earlier key of this one, makes it.
std::uint64_t rules_of(const RuleWork& w, std::uint64_t key, std::uint32_t a, std::uint32_t b) noexcept {
  for (std::size_t r = 0; r < w.rule; ++r)
    if (w.keys.shared(r, a, b) != 0) return 0;
  if (w.keys.shared(w.rule, a, b) != key) return 0;
  std::uint64_t rules = std::uint64_t{1} << w.rule;
  for (std::size_t r = w.rule + 1; r < w.keys.rules(); ++r)
    if (w.keys.shared(r, a, b) != 0) rules |= std::uint64_t{1} << r;
  return rules;
}

void compare_block(const RuleWork& w, const Block& block, Memory& memory, std::vector<Candidate>& out,
                   PatternCounts& counts) {
  for (std::uint32_t i = block.left_from; i < block.left_to; ++i) {
    const auto a = w.blocks.left[i];
    for (std::uint32_t j = w.layout.dedupes ? i + 1 : block.right_from; j < block.right_to; ++j) {
      const auto b = w.blocks.right[j];
      const auto rules = rules_of(w, block.key, a, b);
      if (rules == 0) continue;
      const auto pattern = w.comparer.pattern(a, b, memory);
      out.push_back({a, b - w.layout.first_right(), pattern});
      counts.add(pattern, rules);
    }
  }
}

// Blocks in a row with some ten thousand pairs together: the same parts at any number of threads.
std::vector<std::size_t> chunk_ends(const std::vector<Block>& blocks) {
  std::vector<std::size_t> ends;
  std::uint64_t pairs = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    pairs += blocks[i].pairs;
    if (pairs < pairs_a_chunk && i + 1 < blocks.size()) continue;
    ends.push_back(i + 1);
    pairs = 0;
  }
  return ends;
}

void compare_rule(const RuleWork& w, int threads, Told& told, Compared& out, PatternCounts& counts) {
  const auto ends = chunk_ends(w.blocks.blocks);
  const auto first = out.candidates.size();
  out.candidates.resize(first + ends.size());
  std::mutex guard;
  in_chunks(threads, ends.size(), [&](std::size_t chunk) {
    PatternCounts own;
    std::vector<Candidate> found;
    std::uint64_t looked_at = 0;
    w.comparer.remembering([&](Memory& memory) {
      for (std::size_t i = chunk == 0 ? 0 : ends[chunk - 1]; i < ends[chunk]; ++i) {
        compare_block(w, w.blocks.blocks[i], memory, found, own);
        looked_at += w.blocks.blocks[i].pairs;
      }
    });
    found.shrink_to_fit();
    out.candidates[first + chunk] = std::move(found);
    told.done(looked_at);
    const std::lock_guard lock{guard};
    counts.take(own);
  });
}

// SplitMix64 (Steele, Lea, Flood 2014): a sequence of its own for each chunk.
struct Dice {
  std::uint64_t state;
  std::uint64_t below(std::uint64_t bound) noexcept {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % bound;
  }
};

// Rows of the left table, or random pairs, from … to.
struct RandomPart {
  std::uint64_t from, to;
  std::uint64_t left, right;  // rows of the tables
};

void compare_all(const Comparer& comparer, const RowLayout& layout, const RandomPart& part, Memory& memory,
                 PatternCounts& counts) {
  for (auto i = part.from; i < part.to; ++i)
    for (std::uint64_t j = layout.dedupes ? i + 1 : 0; j < part.right; ++j)
      counts.add(
          comparer.pattern(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(layout.first_right() + j), memory),
          0);
}

void compare_some(const Comparer& comparer, const RowLayout& layout, const RandomPart& part, Dice dice, Memory& memory,
                  PatternCounts& counts) {
  for (auto i = part.from; i < part.to; ++i) {
    const auto a = dice.below(part.left);
    auto b = dice.below(part.right);
    while (layout.dedupes && a == b) b = dice.below(part.right);
    counts.add(
        comparer.pattern(static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(layout.first_right() + b), memory),
        0);
  }
}

}  // namespace

Comparer::Comparer(const Model& model, const std::vector<Values>& values) : fields_{model.fields}, values_{values} {
  const std::size_t rows = values.empty() ? 0 : values.front().rows().size();
  readings_.resize(rows * fields_.size());
  for (std::size_t f = 0; f < fields_.size(); ++f) {
    const auto& ids = values[fields_[f].value].rows();
    for (std::size_t row = 0; row < rows; ++row) readings_[row * fields_.size() + f] = ids[row];
    constexpr std::size_t few = 2048;
    const auto count = this->values(f).count();
    const bool cheap = fields_[f].how == How::exact || fields_[f].how == How::date;
    known_.push_back(count > few || cheap ? nullptr : std::make_unique<std::atomic<std::uint8_t>[]>(count * count));
  }
}

Memory Comparer::lent() const {
  const std::lock_guard lock{guard_};
  if (memories_.empty()) return Memory(values_.size());
  auto memory = std::move(memories_.back());
  memories_.pop_back();
  return memory;
}

unsigned Comparer::code(std::uint32_t x, std::uint32_t y, std::size_t f, Memory& memory) const {
  std::atomic<std::uint8_t>* known = nullptr;
  if (known_[f]) {
    known = &known_[f][(x - 1) * values(f).count() + (y - 1)];
    if (const auto code = known->load(std::memory_order_relaxed); code != 0) return code - 1U;
  }
  const double like = likeness(values(f), fields_[f].how, x, y, this->known(f, memory));
  unsigned level = 0;
  while (level < fields_[f].levels.size() && like < fields_[f].levels[level].at_least - 1e-9) ++level;
  const unsigned code = like < 0 ? 0 : level + 1;
  if (known != nullptr) known->store(static_cast<std::uint8_t>(code + 1), std::memory_order_relaxed);
  return code;
}

std::uint64_t Comparer::pattern(std::uint32_t a, std::uint32_t b, Memory& memory) const {
  std::uint64_t out = 0;
  for (std::size_t f = 0; f < fields_.size(); ++f)
    if (const auto x = reading(a, f), y = reading(b, f); x != 0 && y != 0)
      out |= std::uint64_t{code(x, y, f, memory)} << (f * bits_a_field);
  return out;
}

Compared compare_blocks(const Model& model, RuleKeys& keys, const Comparer& comparer, const RowLayout& layout,
                        const Options& options) {
  const int threads = threads_of(options.threads);
  std::vector<RuleBlocks> blocks(model.rules.size());
  in_chunks(threads, blocks.size(), [&](std::size_t r) { blocks[r] = blocks_of(model, keys, r, layout); });
  keys.caps_done();
  Compared out;
  std::uint64_t all = 0;
  for (std::size_t r = 0; r < blocks.size(); ++r) {
    all += blocks[r].pairs;
    out.rules.push_back({model.rules[r].name, 0, 0, blocks[r].capped_blocks, blocks[r].capped_pairs, 0});
  }
  if (all > model.max_pairs)
    throw LinkError{
        fmt::format("the blocks hold {} pairs, the model allows {}: make its rules narrower", all, model.max_pairs)};
  Told told{options, "compare", all};
  PatternCounts counts;
  for (std::size_t r = 0; r < blocks.size(); ++r) {
    const auto before = out.candidates.size();
    compare_rule({comparer, keys, layout, blocks[r], r}, threads, told, out, counts);
    for (std::size_t i = before; i < out.candidates.size(); ++i) out.rules[r].pairs += out.candidates[i].size();
    blocks[r] = {};
  }
  out.counts = counts.sorted();
  for (const auto& c : out.counts)
    for (std::size_t r = 0; r < out.rules.size(); ++r)
      if ((c.rules >> r & 1) != 0) out.rules[r].agreeing += c.pairs;
  return out;
}

std::vector<Compared::Count> compare_random(const Model& model, const Comparer& comparer, const RowLayout& layout,
                                            const Options& options) {
  const std::uint64_t n = layout.left, m = layout.dedupes ? layout.left : layout.right;
  const std::uint64_t all = layout.dedupes ? n * (n > 0 ? n - 1 : 0) / 2 : n * m;
  const bool exhaustive = all <= model.random_pairs;
  const std::uint64_t wanted = exhaustive ? n : model.random_pairs;
  if (all == 0) return {};
  const std::uint64_t step = exhaustive ? 64 : pairs_a_chunk;
  const auto chunks = static_cast<std::size_t>((wanted + step - 1) / step);
  PatternCounts counts;
  std::mutex guard;
  Told told{options, "random pairs", wanted};
  in_chunks(threads_of(options.threads), chunks, [&](std::size_t chunk) {
    PatternCounts own;
    const RandomPart part{chunk * step, std::min(wanted, (chunk + 1) * step), n, m};
    comparer.remembering([&](Memory& memory) {
      exhaustive ? compare_all(comparer, layout, part, memory, own)
                 : compare_some(comparer, layout, part, Dice{hash_with(model.seed, chunk + 1)}, memory, own);
    });
    told.done(part.to - part.from);
    const std::lock_guard lock{guard};
    counts.take(own);
  });
  return counts.sorted();
}

}  // namespace ssiis::matching
