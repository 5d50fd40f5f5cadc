#include "inspections/case_strip.hpp"

#include "inspections/people.hpp"
#include "inspections/serving_office.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {

CaseHolders holders_of(db::Transaction& tx, const Case& c, const std::string& language) {
  People people{tx};
  CaseHolders out{people.name(c.manager, language), {}};
  for (const auto& m : members_of(tx, c.id)) out.team.push_back({people.name(m.user_id, language), m.role});
  return out;
}

void put_case_strip(const Desk& desk, const web::Request& rq, web::Data& data, const Case& c,
                    const CaseHolders& holders) {
  const auto tree = desk.rooms.territories();
  std::string chief, team;
  for (const auto& m : holders.team) {
    if (m.role == MemberRole::chief_inspector)
      chief = m.name;
    else
      team += (team.empty() ? "" : ", ") + m.name;
  }
  data.set("ORDER", c.order_number)
      .set("PLAN", c.plan_number)
      .set("CASE_HREF", case_address(c.order_number))
      .set("UNIT", c.unit_name)
      .set("UNIT_NUMBER", c.unit_number)
      .set("UNIT_HREF", "/inspection/units/" + percent_encoded(c.unit_key))
      .set("WORKPLACE", c.workplace_name)
      .set("CASE_PLACE", place_words(desk, rq, *tree, c.territory))
      .set("OFFICE", office_name(desk.rooms, c.office, desk.rooms.clock.today(), rq.language))
      .set("MANAGER", holders.manager)
      .set("CHIEF", chief)
      .set("TEAM", team)
      .set("TYPE_ORIGIN", type_words(desk, rq, c.type) + " · " + origin_words(desk, rq, c.origin))
      .set("OPENED", desk.t().date(rq.language, c.opened_on))
      .set("CASE_STATE", state_words(desk, rq, c.state))
      .set("CASE_TONE", std::string{tone_code(state_tone(c.state))})
      .show_if("IMPORTED", c.imported)
      .show_if("HAS_CHIEF", !chief.empty())
      .show_if("HAS_TEAM", !team.empty())
      .show_if("HAS_PLAN", !c.plan_number.empty())
      .show_if("HAS_WORKPLACE", !c.workplace_name.empty());
}

void put_case_strip(const Desk& desk, const web::Request& rq, web::Data& data, const Case& c) {
  const auto holders =
      desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return holders_of(tx, c, rq.language); });
  put_case_strip(desk, rq, data, c, holders);
}

}  // namespace ssiis::inspections
