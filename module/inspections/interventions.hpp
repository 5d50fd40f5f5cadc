// What operators did to the procedure of a file from outside: steps passed over, the procedure ended. Readers of the
// file see it with its reason.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "inspections/screens.hpp"

namespace ssiis::inspections {

struct Intervention {
  Instant at;
  std::string step;  // in the reader's language; empty: the whole procedure was ended
  std::string reason, by;
};
// The oldest first. `words` names a node.
std::vector<Intervention> interventions_of(db::Transaction& tx, const workflow::Standing& standing,
                                           const std::string& language,
                                           const std::function<std::string(const std::string& node)>& words);
void put_interventions(const Desk& desk, const web::Request& rq, web::Data& data,
                       const std::vector<Intervention>& list);

}  // namespace ssiis::inspections
