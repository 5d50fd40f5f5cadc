// Whose a file is: the strip that stands on every screen of it (pages/case_strip.tpl).
#pragma once
#include <string>
#include <vector>

#include "inspections/screens.hpp"

namespace ssiis::inspections {

struct NamedMember {
  std::string name;
  MemberRole role;
};

struct CaseHolders {
  std::string manager;
  std::vector<NamedMember> team;
};

CaseHolders holders_of(db::Transaction& tx, const Case& c, const std::string& language);
// Owning unit, chief and team, manager, type and origin, day of opening, plan; order, unit and place of the head.
void put_case_strip(const Desk& desk, const web::Request& rq, web::Data& data, const Case& c,
                    const CaseHolders& holders);
// The same, read in a transaction of its own.
void put_case_strip(const Desk& desk, const web::Request& rq, web::Data& data, const Case& c);

}  // namespace ssiis::inspections
