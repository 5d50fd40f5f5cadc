// Reads the raw tables of the procedures and says what is not as it must be. It asks neither the engine nor its store;
// of the module it uses only the reading of the deployed drawings.
#pragma once
#include <string>
#include <vector>

#include "database/api.hpp"

namespace ssiis::walks {

struct Breach {
  std::int64_t case_id;
  std::string what;
};

// After all that was over on `today` has been fired, and nobody is at work. [one thread]
//  - the set of tokens equals the set of tasks, waits, periods and incidents, so that every file can go on;
//  - what has ended has left nothing behind;
//  - every period that ended moved the file or asked the legal officer once, after its last day, and none was
//  forgotten;
//  - every step is there whole: revision, history and audit tell of as many.
std::vector<Breach> breaches_in(db::Transaction& tx, Day today);

// What happened to a file, a line an event.
std::string walk_of(db::Transaction& tx, std::int64_t case_id);

}  // namespace ssiis::walks
