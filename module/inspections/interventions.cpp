#include "inspections/interventions.hpp"

#include "inspections/people.hpp"

namespace ssiis::inspections {

std::vector<Intervention> interventions_of(db::Transaction& tx, const workflow::Standing& standing,
                                           const std::string& language,
                                           const std::function<std::string(const std::string& node)>& words) {
  People people{tx};
  std::vector<Intervention> out;
  for (const auto& row : standing.path)
    if (row.event == "skipped" || row.event == "terminated")
      out.push_back({row.at, row.event == "skipped" ? words(row.node) : std::string{}, row.data,
                     people.name(row.actor, language)});
  return out;
}

void put_interventions(const Desk& desk, const web::Request& rq, web::Data& data,
                       const std::vector<Intervention>& list) {
  data.show_if("INTERVENTIONS", !list.empty());
  for (const auto& i : list) {
    auto& row = data.add("INTERVENTION");
    row.show_if("PASSED_OVER", !i.step.empty()).set("INTERVENTION_STEP", i.step).set("INTERVENTION_REASON", i.reason);
    row.set("INTERVENTION_BY", i.by).set("INTERVENTION_AT", desk.t().date_time(rq.language, i.at));
  }
}

}  // namespace ssiis::inspections
