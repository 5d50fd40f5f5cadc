// How many files there are by place and state: kept in the transactions that move files, read without counting.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "database/api.hpp"
#include "inspections/types.hpp"

namespace ssiis::inspections {

// For whoever stores a file: one more (`by` 1) or one fewer (-1) of that place and state.
void count_case(db::Transaction& tx, const std::string& territory, CaseState state, CaseId id, std::int64_t by);

// By state, in the places of the scope.
std::map<CaseState, std::int64_t> count_cases(db::Transaction& tx, const Scope& scope);

// For who keeps the list of places: how many files carry the very code.
std::int64_t files_written_at(db::Transaction& tx, const std::string& territory);

// A figure that did not say what is there: of files of one place and state whose number leaves that rest by sixteen.
struct WrongCount {
  std::string territory, state;
  std::int64_t part{0}, kept{0}, found{0};
};

// Counts all files, puts right what differs, each figure in a transaction of its own, and tells it. What others are
// just writing is waited for, not taken for a difference.
std::vector<WrongCount> mend_case_counts(db::Pool& pool);

}  // namespace ssiis::inspections
