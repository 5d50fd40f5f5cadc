#include "matching/link.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "matching/blocks.hpp"
#include "matching/choose.hpp"
#include "matching/compare.hpp"
#include "matching/hash_index.hpp"
#include "matching/pairs.hpp"
#include "matching/parallel.hpp"
#include "matching/training.hpp"
#include "matching/values.hpp"

namespace ssiis::matching {
namespace {

class Stopwatch {
 public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }

 private:
  std::chrono::steady_clock::time_point last_{std::chrono::steady_clock::now()};
};

double probability(double bits) { return 1 / (1 + std::exp2(-bits)); }
double bits_of(double p) { return p <= 0 ? -1e9 : p >= 1 ? 1e9 : std::log2(p / (1 - p)); }

// Whether the frequency of what agrees counts: at the highest level, and for names wherever a word agrees.
bool rarity_counts(const Field& field, unsigned code) {
  return field.term_frequency && code != 0 && (field.how == How::names ? code <= field.levels.size() : code == 1);
}

class Scorer {
 public:
  Scorer(const Model& model, const Comparer& comparer, const Trained& trained, const RowLayout& layout)
      : model_{model}, comparer_{comparer}, trained_{trained}, layout_{layout} {
    for (std::size_t f = 0; f < model.fields.size(); ++f) {
      const auto& v = comparer.values(f);
      // More than this no rare name can add.
      const double words = model.fields[f].how == How::names ? 3 * std::log2(v.sound_coincidence() / v.rarest_share())
                                                             : std::log2(v.coincidence() / v.rarest_share());
      most_.push_back(model.fields[f].term_frequency ? std::max(0.0, words) : 0);
    }
  }

  double field_bits(std::uint32_t a, std::uint32_t b, std::uint64_t pattern, std::size_t f, Memory& memory) const {
    const auto code = code_at(pattern, f);
    if (code == 0) return 0;
    double bits = std::log2(trained_.m[f][code - 1] / trained_.u[f][code - 1]);
    if (rarity_counts(model_.fields[f], code))
      bits += rarity(comparer_.values(f), model_.fields[f].how, comparer_.reading(a, f),
                     comparer_.reading(layout_.first_right() + b, f), comparer_.known(f, memory));
    return bits;
  }

  // Nothing for a pair that no rare name can lift to `least`.
  bool score(const Candidate& c, double base, double least, Memory& memory, double& out) const {
    double most = base;
    for (std::size_t f = 0; f < most_.size(); ++f)
      if (rarity_counts(model_.fields[f], code_at(c.pattern, f))) most += most_[f];
    if (most < least) return false;
    out = trained_.prior;
    for (std::size_t f = 0; f < most_.size(); ++f) out += field_bits(c.left, c.right, c.pattern, f, memory);
    return out >= least;
  }

 private:
  const Model& model_;
  const Comparer& comparer_;
  const Trained& trained_;
  const RowLayout& layout_;
  std::vector<double> most_;
};

std::vector<Link> score_all(const Compared& compared, const Scorer& scorer, const Comparer& comparer,
                            const Trained& trained, double least, const Options& options) {
  std::vector<std::vector<Link>> parts(compared.candidates.size());
  in_chunks(threads_of(options.threads), parts.size(), [&](std::size_t part) {
    if (options.stop.stop_requested()) throw Stopped{};
    HashIndex index;
    std::vector<double> base{0};
    comparer.remembering([&](Memory& memory) {
      for (const auto& c : compared.candidates[part]) {
        const auto [number, is_new] = index.number(c.pattern + 1);
        if (is_new) base.push_back(trained.weight(c.pattern));
        double weight = 0;
        if (scorer.score(c, base[number], least, memory, weight))
          parts[part].push_back({c.left, c.right, Band::review, weight, probability(weight)});
      }
    });
  });
  std::vector<Link> out;
  for (auto& part : parts) {
    out.insert(out.end(), part.begin(), part.end());
    part = {};
  }
  return out;
}

void warn(Report& report, const Model& model, const Comparer& comparer, const Trained& trained) {
  for (const auto& r : report.rules)
    if (r.blocks_capped > 0)
      report.warnings.push_back(fmt::format("rule '{}': {} blocks of more than {} pairs were skipped, {} pairs in them",
                                            r.name, r.blocks_capped, model.max_block, r.pairs_capped));
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    if (comparer.values(f).count() == 0) {
      report.warnings.push_back(fmt::format("field '{}': there is nothing to compare", model.fields[f].name));
      continue;
    }
    for (std::size_t l = 0; l <= model.fields[f].levels.size(); ++l)
      if (trained.mass[f][l] < 1)
        report.warnings.push_back(fmt::format(
            "field '{}', level {}: learned from no pair, the model's expectation stands", model.fields[f].name, l + 1));
  }
}

void tell_training(Report& report, const Model& model, const Comparer& comparer, const Trained& trained) {
  for (std::size_t r = 0; r < report.rules.size(); ++r) report.rules[r].iterations = trained.iterations[r];
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    FieldFigures figures{.name = model.fields[f].name, .levels = {}};
    for (std::size_t l = 0; l < trained.m[f].size(); ++l)
      figures.levels.push_back(
          {trained.m[f][l], trained.u[f][l], std::log2(trained.m[f][l] / trained.u[f][l]), trained.mass[f][l]});
    report.fields.push_back(std::move(figures));
  }
  report.expected_matches = trained.matches;
  warn(report, model, comparer, trained);
}

// What a field says must be seen by a person: nearly as likely as a link, and no more.
void keep_for_review(LinkResult& out, const Model& model, const Comparer& comparer, const RowLayout& layout) {
  constexpr double just_below = 1e-6;
  if (std::ranges::none_of(model.fields, [](const Field& f) { return f.review_level >= 0; })) return;
  const auto held_back = [&](std::uint64_t pattern) {
    for (std::size_t f = 0; f < model.fields.size(); ++f)
      if (model.fields[f].review_level >= 0 &&
          static_cast<int>(code_at(pattern, f)) - 1 >= model.fields[f].review_level)
        return true;
    return false;
  };
  comparer.remembering([&](Memory& memory) {
    for (auto& l : out.links) {
      if (l.probability < model.link || !held_back(comparer.pattern(l.left, layout.first_right() + l.right, memory)))
        continue;
      l.probability = std::max(model.review, model.link - just_below);
      ++out.report.held;
    }
  });
}

void choose(LinkResult& out, const Model& model, const Comparer& comparer, const RowLayout& layout) {
  if (model.one_to_one) out.report.outdone = one_to_one(out.links, model.link, model.review, model.right_once);
  keep_for_review(out, model, comparer, layout);
  for (auto& l : out.links) {
    l.band = l.probability >= model.link ? Band::link : Band::review;
    ++(l.band == Band::link ? out.report.links : out.report.reviews);
  }
  std::ranges::sort(
      out.links, [](const Link& a, const Link& b) { return a.left != b.left ? a.left < b.left : a.right < b.right; });
  if (!model.clusters) return;
  out.clusters = clusters_of(out.links, layout.left);
  out.report.clusters = out.clusters.size();
  for (const auto& c : out.clusters) out.report.largest_cluster = std::max(out.report.largest_cluster, c.size());
}

void keep_evidence(LinkResult& out, const Scorer& scorer, const Comparer& comparer, const RowLayout& layout) {
  out.evidence.reserve(out.links.size() * comparer.fields());
  comparer.remembering([&](Memory& memory) {
    for (const auto& l : out.links) {
      const auto pattern = comparer.pattern(l.left, layout.first_right() + l.right, memory);
      for (std::size_t f = 0; f < comparer.fields(); ++f)
        out.evidence.push_back({static_cast<std::int8_t>(static_cast<int>(code_at(pattern, f)) - 1),
                                static_cast<float>(scorer.field_bits(l.left, l.right, pattern, f, memory))});
    }
  });
}

std::vector<Values> read_values(const Model& model, const Table& left, const Table* right, const Options& options) {
  std::vector<Values> out(model.values.size());
  const int threads = threads_of(options.threads);
  if (options.progress) options.progress("read", 0, out.size());
  in_chunks(threads, out.size(),
            [&](std::size_t v) { out[v] = Values::read(model, v, left, right, threads, options.stop); });
  if (options.progress) options.progress("read", out.size(), out.size());
  if (options.stop.stop_requested()) throw Stopped{};
  return out;
}

Compared compared_or_kept(const Model& model, const std::vector<Values>& values, const Comparer& comparer,
                          const RowLayout& layout, const Options& options, bool& resumed) {
  Compared out;
  resumed = options.checkpoint != nullptr && options.checkpoint->load(out);
  if (resumed) return out;
  RuleKeys keys{model, values, layout, threads_of(options.threads)};
  out = compare_blocks(model, keys, comparer, layout, options);
  if (options.checkpoint != nullptr) options.checkpoint->save(out);
  return out;
}

}  // namespace

LinkResult link(const Table& left, const Table* right, const Model& model, const Options& options) {
  if (model.dedupes() != (right == nullptr))
    throw LinkError{model.dedupes() ? "this model links a table with itself: one table is needed"
                                    : "this model links two tables: two are needed"};
  Stopwatch watch;
  LinkResult out;
  auto& report = out.report;
  const RowLayout layout{static_cast<std::uint32_t>(left.rows()),
                         right == nullptr ? 0 : static_cast<std::uint32_t>(right->rows()), right == nullptr};
  report.left_rows = layout.left;
  report.right_rows = layout.dedupes ? layout.left : layout.right;
  report.link = model.link;
  report.review = model.review;
  if (std::uint64_t{layout.left} + layout.right > 0xFFFFFFF0U)
    throw LinkError{"the tables have too many rows together"};
  auto values = read_values(model, left, right, options);
  const Comparer comparer{model, values};
  report.seconds_read = watch.lap();
  auto compared = compared_or_kept(model, values, comparer, layout, options, report.resumed);
  for (auto& v : values) v.forget_rows();
  report.rules = compared.rules;
  for (const auto& r : report.rules) report.pairs += r.pairs;
  report.seconds_compare = watch.lap();
  const auto random = compare_random(model, comparer, layout, options);
  for (const auto& c : random) report.random_pairs += c.pairs;
  const std::uint64_t n = layout.left, all = layout.dedupes ? n * (n > 0 ? n - 1 : 0) / 2 : n * layout.right;
  const auto once = model.right_once ? std::min(n, std::uint64_t{layout.right}) : n;
  const auto most = layout.dedupes || !model.one_to_one ? all : once;
  const auto trained = train(model, compared, random, all, most);
  tell_training(report, model, comparer, trained);
  report.seconds_train = watch.lap();
  if (options.progress) options.progress("score", 0, 1);
  const Scorer scorer{model, comparer, trained, layout};
  out.links = score_all(compared, scorer, comparer, trained, bits_of(model.review), options);
  compared = {};
  choose(out, model, comparer, layout);
  if (options.evidence) keep_evidence(out, scorer, comparer, layout);
  report.seconds_score = watch.lap();
  if (options.progress) options.progress("score", 1, 1);
  return out;
}

}  // namespace ssiis::matching
