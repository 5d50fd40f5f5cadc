#include "inspections/people.hpp"

#include "sql/inspections.hpp"

namespace ssiis::inspections {

const std::string& People::name(const std::string& user_id, const std::string& language) {
  auto at = known_.find(user_id);
  if (at == known_.end()) {
    auto found = tx_.find(sql::inspections::person_name, db::Params{user_id}, [](const db::Row& r) {
      return std::pair{r.text(0), r.text(1)};
    });
    const bool program = user_id.starts_with("job:") || user_id.starts_with("ssiis-admin");
    const std::string otherwise = program ? std::string{"SSIIS"} : user_id;
    at = known_.emplace(user_id, found.value_or(std::pair{otherwise, otherwise})).first;
  }
  return language == "lo" ? at->second.first : at->second.second;
}

}  // namespace ssiis::inspections
