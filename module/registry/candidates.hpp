// Entries that the register or another register already has and that may be what somebody is about to enter anew.
#pragma once
#include <string>
#include <vector>

#include "registry/search.hpp"
#include "registry/types.hpp"

namespace ssiis::registry {

// What was typed so far of a labour unit; any of it may be empty.
struct TypedUnit {
  std::string name;
  std::string number;     // of any register
  std::string territory;  // code
};

// An entry with why it is shown.
struct Candidate {
  SearchHit hit;
  bool same_number{false};
  bool same_name{false};      // the name proper, in whatever script, form or spacing
  bool similar_name{false};   // it sounds nearly so
  bool same_activity{false};  // and says so; false when one of the two names none
  bool same_province{false};
};

// The best of them first, at most `most`, inside the scope. A name or number of fewer than three letters finds nothing.
std::vector<Candidate> unit_candidates(db::Transaction& tx, SearchBox& box, const Scope& scope, const TypedUnit& typed,
                                       std::size_t most);

// What was typed so far of a person; any of it may be empty. Without a name or number nothing is looked for: a birthday
// alone would list whoever was born on it.
struct TypedWorker {
  std::string name;    // in either script
  std::string number;  // social security or identity card, or of any other register
  std::optional<Day> born{};
};

struct WorkerCandidate {
  Worker worker;
  bool same_number{false};
  bool same_name{false};     // the same words, in whatever script and order
  bool similar_name{false};  // they sound nearly so
  bool same_birth{false};
};

// Workers of the register who may be that person, also when another register's number or name leads to them; the best
// first, at most `most`, inside the scope. Where both birthdays are known and differ, only a number keeps one in.
std::vector<WorkerCandidate> worker_candidates(db::Transaction& tx, SearchBox& box, const Scope& scope,
                                               const TypedWorker& typed, std::size_t most);

}  // namespace ssiis::registry
