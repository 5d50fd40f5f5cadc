// What a verdict on a pair would change, and what a pair of successors was made from: told beside it, decided by nobody
// here.
#pragma once
#include "linkage/types.hpp"

namespace ssiis::linkage {

// Defaults of the known rule "phoenix"; what LSSO holds to be one is to be confirmed by LSSO, and nothing follows by
// itself.
struct SuccessorRule {
  int share_percent{50};  // of those who left with the closing
  int days_after{92};     // within which they begin elsewhere
  int fewest{3};          // people who left
};

// The unit as it is and with the entry as a branch. People are counted by the numbers of one month.
struct BranchEffect {
  std::int64_t numbers_before{0}, numbers_after{0};           // of that register that find the unit
  std::optional<Month> month;                                 // newest that was declared; nothing in an empty registry
  std::optional<std::int64_t> payroll_before, payroll_after;  // nothing where that register has no payroll
  std::int64_t declared{0};                                   // by the unit to the LSSO
};
BranchEffect branch_effect(db::Transaction& tx, const Link& link);

// Those who left a closed unit and began at the other one. People whom the caller may not see are counted, not named.
struct SharedPerson {
  std::string worker_id, name_lo, name_en;
  std::optional<Day> from, until;  // at the closed unit
  Day begun;                       // at the other
};
struct SharedPeople {
  std::vector<SharedPerson> people;  // at most `most_shown`, by name
  std::int64_t shared{0}, left{0};   // of how many who left
};
inline constexpr std::size_t most_people_shown = 100;
SharedPeople shared_people(db::Transaction& tx, const Actor& who, const Link& link, const SuccessorRule& rule);
std::string keys_of(const SharedPeople& people);  // for the audit trail

}  // namespace ssiis::linkage
