#include "linkage/successors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace ssiis::linkage {
namespace {

constexpr int days_before = 31;  // who leaves with the closing may begin elsewhere a little earlier

const std::string& person_of(const std::unordered_map<std::string, std::string>& one, const std::string& worker) {
  const auto at = one.find(worker);
  return at == one.end() ? worker : at->second;
}

bool left_with(const Employment& e, Day closing) {
  const bool until_the_end = !e.end || *e.end >= closing.plus(-days_before);
  return until_the_end && (!e.start || *e.start < closing);
}
bool began_after(const Employment& e, Day closing, const SuccessorRule& rule) {
  return e.start && *e.start >= closing.plus(-days_before) && *e.start <= closing.plus(rule.days_after);
}

}  // namespace

StaffShared staff_shared(const ClosedUnit& closed, const std::string& other, const std::vector<Employment>& employments,
                         const std::unordered_map<std::string, std::string>& one_person, const SuccessorRule& rule) {
  std::map<std::string, const Employment*> left, begun;
  for (const auto& e : employments) {
    if (e.unit == closed.unit && left_with(e, closed.closed)) left.emplace(person_of(one_person, e.worker), &e);
    if (e.unit == other && began_after(e, closed.closed, rule)) begun.emplace(person_of(one_person, e.worker), &e);
  }
  StaffShared out{.left = left.size(), .people = {}};
  for (const auto& [person, there] : begun)
    if (const auto at = left.find(person); at != left.end())
      out.people.push_back({there->worker, at->second->start, at->second->end, *there->start});
  return out;
}

std::vector<Found> successors(const std::vector<ClosedUnit>& closed, const std::vector<Employment>& employments,
                              const std::unordered_map<std::string, Money>& debts,
                              const std::unordered_map<std::string, std::string>& one_person,
                              const SuccessorRule& rule) {
  std::unordered_map<std::string, Day> closing;
  for (const auto& c : closed)
    if (const auto debt = debts.find(c.unit); debt != debts.end() && debt->second > Money{})
      closing.emplace(c.unit, c.closed);
  std::map<std::string, std::set<std::string>> left;  // closed unit -> people who left with it
  std::unordered_map<std::string, std::vector<const Employment*>> jobs;
  for (const auto& e : employments) {
    const auto& person = person_of(one_person, e.worker);
    jobs[person].push_back(&e);
    const auto at = closing.find(e.unit);
    if (at == closing.end()) continue;
    if (left_with(e, at->second)) left[e.unit].insert(person);
  }
  std::vector<Found> out;
  for (const auto& [unit, people] : left) {
    if (people.size() < static_cast<std::size_t>(rule.fewest)) continue;
    const Day day = closing.at(unit);
    std::map<std::string, std::set<std::string>> arrived;
    for (const auto& person : people)
      for (const auto* e : jobs.at(person))
        if (e->unit != unit && began_after(*e, day, rule)) arrived[e->unit].insert(person);
    for (const auto& [other, here] : arrived) {
      if (here.size() * 100 < people.size() * static_cast<std::size_t>(rule.share_percent)) continue;
      const double share = static_cast<double>(here.size()) / static_cast<double>(people.size());
      out.push_back({unit, other, Band::review, share, 0, "0:0"});
    }
  }
  return out;
}

}  // namespace ssiis::linkage
