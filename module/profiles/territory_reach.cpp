#include <algorithm>
#include <set>

#include "profiles/territory.hpp"

namespace ssiis::profiles {
namespace {

using Intervals = std::vector<TerritoryInterval>;

// Sorted, without overlaps; neighbours become one.
Intervals merged(Intervals list) {
  std::sort(list.begin(), list.end());
  Intervals out;
  for (const auto& next : list)
    if (!out.empty() && next.low <= out.back().high + 1)
      out.back().high = std::max(out.back().high, next.high);
    else
      out.push_back(next);
  return out;
}

// A place that came of another: since when it counts as that, and, where a part had left a place that lives on, before
// which day one must have held the other place to hold the part, too.
struct Arrival {
  std::string code;
  std::optional<Day> since{};
  std::optional<Day> held_before{};
  auto operator<=>(const Arrival&) const = default;
};

// The places that came of `from`, and of those. What a place became on the day it closed is what it is now, for
// everybody. A part that left while the place lived on is only for who held the place before that day, and is none of
// what joined the place later.
std::map<std::string, std::optional<Day>> came_of(const TerritoryTree& tree, const Territory& from) {
  std::map<std::string, std::optional<Day>> found;
  std::set<Arrival> seen;
  std::vector<Arrival> waiting{{from.code}};
  while (!waiting.empty()) {
    const auto at = waiting.back();
    waiting.pop_back();
    const auto* place = tree.find(at.code);
    if (place == nullptr || !seen.insert(at).second) continue;
    if (at.code != from.code) {
      auto& day = found.try_emplace(at.code, at.held_before).first->second;
      day = day && at.held_before ? std::optional{std::max(*day, *at.held_before)} : std::nullopt;
    }
    for (const auto& next : place->successors) {
      if (at.since && next.day < *at.since) continue;
      const bool closing = place->valid_to == next.day;
      auto before = at.held_before;
      if (!closing) before = before ? std::min(*before, next.day) : next.day;
      waiting.push_back({next.code, next.day, before});
    }
  }
  return found;
}

struct Covers {
  Intervals always{};
  std::map<Day, Intervals> before{};
};

void put(std::vector<Reach>& out, const std::string& code, const Covers& covers) {
  const auto always = merged(covers.always);
  for (const auto& in : always) out.push_back({code, in, std::nullopt});
  const auto covered = [&](const TerritoryInterval& in) {
    return std::any_of(out.begin(), out.end(), [&](const auto& r) {
      return r.code == code && r.interval.low <= in.low && in.high <= r.interval.high;
    });
  };
  // The latest day first: it holds for the most people.
  for (auto day = covers.before.rbegin(); day != covers.before.rend(); ++day)
    for (const auto& in : merged(day->second))
      if (!covered(in)) out.push_back({code, in, day->first});
}

}  // namespace

std::vector<Reach> reaches_of(const TerritoryTree& tree) {
  std::map<std::string, Covers, std::less<>> all;
  for (const auto& place : tree.all()) all[place.code].always.push_back(place.interval);
  for (const auto& place : tree.all()) {
    for (const auto& [code, held_before] : came_of(tree, place)) {
      const auto& part = *tree.find(code);
      if (held_before) {
        all[place.code].before[*held_before].push_back(part.interval);
        continue;
      }
      all[place.code].always.push_back(part.interval);
      for (const auto* above : tree.path(code)) all[above->code].always.push_back(place.interval);
    }
  }
  std::vector<Reach> out;
  for (const auto& [code, covers] : all) put(out, code, covers);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace ssiis::profiles
