// Who goes on where a unit closed with debt: most of its staff are soon employed by another one. Private to the room.
#pragma once
#include "linkage/inputs.hpp"

namespace ssiis::linkage {

// Defaults of the known rule "phoenix"; what LSSO holds to be one is to be confirmed by LSSO, and nothing follows by
// itself.
struct SuccessorRule {
  int share_percent{50};  // of those who left with the closing
  int days_after{92};     // within which they begin elsewhere
  int fewest{3};          // people who left
};

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

}  // namespace ssiis::linkage
