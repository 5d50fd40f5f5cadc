#include "linkage/cluster.hpp"

#include <algorithm>
#include <deque>
#include <set>

namespace ssiis::linkage {
namespace {

using Neighbours = std::map<std::string, std::set<std::string>>;

Neighbours neighbours_said(const std::vector<Link>& pairs) {
  Neighbours out;
  for (const auto& l : pairs)
    if (said_to_be_one(l)) {
      out[l.lsso_id].insert(l.register_id);
      out[l.register_id].insert(l.lsso_id);
    }
  return out;
}

// The shortest way, the least keys first where several are as short; empty when there is none.
std::vector<std::string> way(const Neighbours& next, const std::string& from, const std::string& to) {
  std::map<std::string, std::string> before{{from, {}}};
  std::deque<std::string> open{from};
  while (!open.empty()) {
    const auto at = open.front();
    open.pop_front();
    const auto around = next.find(at);
    if (around == next.end()) continue;
    for (const auto& other : around->second)
      if (before.emplace(other, at).second) open.push_back(other);
  }
  std::vector<std::string> out;
  if (!before.contains(to)) return out;
  for (auto at = to; !at.empty(); at = before[at]) out.push_back(at);
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

bool said_to_be_one(const Link& l) noexcept {
  return l.verdict == Verdict::same || l.verdict == Verdict::merge_proposed;
}

bool joins(const Link& l) noexcept {
  if (l.verdict == Verdict::none) return l.band != Band::rejected;
  return l.verdict != Verdict::different;
}

std::vector<Contradiction> contradictions(const std::vector<Link>& pairs) {
  const auto next = neighbours_said(pairs);
  std::vector<Contradiction> out;
  for (const auto& l : pairs) {
    if (l.verdict != Verdict::different) continue;
    auto path = way(next, l.lsso_id, l.register_id);
    if (!path.empty()) out.push_back({l.id, std::move(path)});
  }
  return out;
}

std::map<std::string, std::string> groups_said(const std::vector<std::string>& members,
                                               const std::vector<Link>& pairs) {
  const auto next = neighbours_said(pairs);
  std::set<std::string> told_apart, unsure;
  for (const auto& l : pairs)
    for (const auto* key : {&l.lsso_id, &l.register_id}) {
      if (l.verdict == Verdict::different) told_apart.insert(*key);
      if (l.verdict == Verdict::unsure) unsure.insert(*key);
    }
  std::map<std::string, std::string> out;
  int number = 0;
  for (const auto& member : members) {
    if (out.contains(member)) continue;
    if (next.contains(member) || told_apart.contains(member)) {
      const auto group = std::to_string(++number);
      for (const auto& other : members)
        if (other == member || !way(next, member, other).empty()) out[other] = group;
    } else {
      out[member] = unsure.contains(member) ? "unsure" : "";
    }
  }
  return out;
}

Verdict verdict_by(const std::string& group, const std::string& other) noexcept {
  if (group.empty() || other.empty()) return Verdict::none;
  if (group == "unsure" || other == "unsure") return Verdict::unsure;
  return group == other ? Verdict::same : Verdict::different;
}

}  // namespace ssiis::linkage
