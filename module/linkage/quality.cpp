#include "linkage/quality.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

#include "linkage/store.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

Day monday_of(Day day) { return day.plus(-static_cast<int>((day.weekday() + 6) % 7)); }

bool is_drawn(const PartSpec& part) { return !part.merges && part.kind != "labour_unit_successor"; }

std::int64_t fresh_seed() {
  const auto bytes = random_bytes(sizeof(std::int64_t));
  std::int64_t seed = 0;
  std::memcpy(&seed, bytes.data(), sizeof seed);
  return seed & 0x7FFF'FFFF'FFFF'FFFF;
}

}  // namespace

Interval wilson(std::int64_t right, std::int64_t judged) noexcept {
  if (judged <= 0) return {0, 1};
  constexpr double z = 1.959963984540054;  // 95 percent, both sides
  const auto n = static_cast<double>(judged);
  const double p = static_cast<double>(right) / n;
  const double middle = p + z * z / (2 * n);
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {std::max(0.0, (middle - half) / scale), std::min(1.0, (middle + half) / scale)};
}

bool worse_than_before(const SampleFigures& week, const std::vector<SampleFigures>& before) noexcept {
  std::int64_t right = 0, judged = 0;
  for (const auto& b : before)
    if (b.part == week.part && b.week < week.week) right += b.right, judged += b.judged();
  return judged > 0 && week.judged() > 0 && wilson(week.right, week.judged()).high < wilson(right, judged).low;
}

std::vector<std::size_t> drawn(std::size_t all, std::size_t wanted, std::uint64_t seed) {
  std::vector<std::size_t> places(all);
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::mt19937_64 random{seed};  // its numbers are the same everywhere; std's distributions are not
  const auto count = std::min(all, wanted);
  for (std::size_t i = 0; i < count; ++i) std::swap(places[i], places[i + random() % (all - i)]);
  places.resize(count);
  std::sort(places.begin(), places.end());
  return places;
}

bool Quality::draw_one(db::Transaction& tx, const Actor& who, const PartSpec& part, Day week) {
  keep_in_line(tx, part);
  if (tx.find(q::sample_find, db::Params{part.part, week}, [](const db::Row& r) { return r.integer(0); })) return false;
  const auto links = tx.all(q::sample_population, db::Params{part.part}, [](const db::Row& r) { return r.integer(0); });
  if (links.empty()) return false;
  const auto seed = fresh_seed();
  const auto sample = parts_.ids.next();
  tx.execute(q::sample_insert,
             db::Params{sample, part.part, week, seed, static_cast<std::int64_t>(links.size()), parts_.clock.now()});
  std::vector<std::optional<std::int64_t>> samples, pairs;
  for (const auto place : drawn(links.size(), drawn_a_week, static_cast<std::uint64_t>(seed))) {
    samples.emplace_back(sample);
    pairs.emplace_back(links[place]);
  }
  tx.execute_many("insp_link_sample_pair", {"sample_id", "link_id"},
                  {db::Column::of_integers(std::move(samples)), db::Column::of_integers(std::move(pairs))});
  parts_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "link.sample_drawn",
                       .object = "link_sample:" + std::to_string(sample),
                       .details = {{"part", std::string{part.part}},
                                   {"week", week.iso()},
                                   {"seed", std::to_string(seed)},
                                   {"population", std::to_string(links.size())}}});
  return true;
}

int Quality::draw(const Actor& who) {
  const auto week = monday_of(parts_.clock.today());
  int out = 0;
  for (const auto& part : linkage::parts())
    if (is_drawn(part) && parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
          const bool fresh = draw_one(tx, who, part, week);
          if (!fresh) tx.rollback();
          return fresh;
        }))
      ++out;
  return out;
}

std::vector<SampleFigures> Quality::figures(db::Transaction& tx, int weeks) {
  std::vector<SampleFigures> out;
  for (const auto& part : linkage::parts()) {
    if (!is_drawn(part)) continue;
    int seen = 0;
    for (auto rows = tx.query(q::sample_results, db::Params{part.part}); rows.next();) {
      const auto& r = rows.row();
      const auto week = r.day(0);
      if (out.empty() || out.back().part != &part || out.back().week != week) {
        if (++seen > weeks) break;
        out.push_back({&part, week, r.integer(1), r.integer(2)});
      }
      auto& figures = out.back();
      const auto count = r.integer(4);
      figures.drawn += count;
      const auto verdict = verdict_named(r.text_or_empty(3)).value_or(Verdict::none);
      if (verdict == Verdict::same || verdict == Verdict::branch) figures.right += count;
      if (verdict == Verdict::different) figures.wrong += count;
      if (verdict == Verdict::unsure) figures.unsure += count;
    }
  }
  return out;
}

std::vector<Link> Quality::waiting(db::Transaction& tx, const Scope& scope, int limit) {
  return tx.all(registry::ScopedQuery{q::sample_waiting, scope}, db::Params{limit}, link_of);
}

}  // namespace ssiis::linkage
