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

// The places that came of `from`, and of those, with the day on which each left the place that lives on.
std::map<std::string, Day> came_of(const TerritoryTree& tree, const Territory& from) {
  std::map<std::string, Day> found;
  std::vector<Succession> waiting = from.successors;
  while (!waiting.empty()) {
    const auto next = waiting.back();
    waiting.pop_back();
    const auto* place = tree.find(next.code);
    if (place == nullptr || next.code == from.code || !found.emplace(next.code, next.day).second) continue;
    for (const auto& later : place->successors) waiting.push_back({later.code, std::max(next.day, later.day)});
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
    for (const auto& [code, day] : came_of(tree, place)) {
      const auto& part = *tree.find(code);
      if (place.valid_to)
        all[place.code].always.push_back(part.interval);
      else
        all[place.code].before[day].push_back(part.interval);
      if (!place.valid_to) continue;
      for (const auto* above : tree.path(code)) all[above->code].always.push_back(place.interval);
    }
  }
  std::vector<Reach> out;
  for (const auto& [code, covers] : all) put(out, code, covers);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace ssiis::profiles
