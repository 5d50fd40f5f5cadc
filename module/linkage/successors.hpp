// Who goes on where a unit closed with debt: most of its staff are soon employed by another one. Private to the room.
#pragma once
#include "linkage/effects.hpp"
#include "linkage/inputs.hpp"

namespace ssiis::linkage {

struct ClosedUnit {
  std::string unit;
  Day closed;
};
// Pairs closed unit – other unit, the probability being the share. `one_person` says which worker numbers are one
// person.
std::vector<Found> successors(const std::vector<ClosedUnit>& closed, const std::vector<Employment>& employments,
                              const std::unordered_map<std::string, Money>& debts,
                              const std::unordered_map<std::string, std::string>& one_person,
                              const SuccessorRule& rule);

// Who left the one with its closing and began at the other: what such a pair was made from.
struct PersonShared {
  std::string worker;  // the number under which the other unit has them
  std::optional<Day> from, until;
  Day begun;
};
struct StaffShared {
  std::size_t left{0};  // who left with the closing
  std::vector<PersonShared> people;
};
StaffShared staff_shared(const ClosedUnit& closed, const std::string& other, const std::vector<Employment>& employments,
                         const std::unordered_map<std::string, std::string>& one_person, const SuccessorRule& rule);

}  // namespace ssiis::linkage
