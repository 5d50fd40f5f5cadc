// Labour units and what is done with many of them: data sheet, panels, lists to inspect, old paper files, who read
// what.
#pragma once
#include "inspections/case_access.hpp"
#include "inspections/lists.hpp"
#include "inspections/member_sheets.hpp"
#include "inspections/paper_files.hpp"
#include "inspections/unit_sheets.hpp"
#include "inspections/worker_sheets.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {

struct Desk;

// Must not move. [any thread] once constructed.
struct UnitOffice {
  UnitOffice(const Rooms& rooms, CaseService& case_service, documents::DocumentRegister& documents,
             registry::SearchBox& search)
      : units{rooms, search},
        workers{rooms},
        members{rooms},
        lists{rooms, case_service},
        papers{rooms, documents},
        access{rooms} {}
  UnitOffice(const UnitOffice&) = delete;
  UnitOffice& operator=(const UnitOffice&) = delete;
  UnitService units;
  WorkerService workers;
  MemberService members;
  ListService lists;
  PaperFileService papers;
  CaseAccess access;
};

// How an inspection on paper ended, one of paper_outcomes, in words.
std::string paper_outcome_words(const Desk& desk, const web::Request& rq, std::string_view outcome);

// The purposes of reading workers' data as the options of a form's field "purpose".
void put_purposes(const Desk& desk, const web::Request& rq, web::Data& data, const std::string& chosen);

void add_unit_screens(web::Router& router, const Desk& desk, UnitOffice& office);  // sheet, workers
void add_worker_screens(web::Router& router, const Desk& desk, UnitOffice& office);
void add_member_screens(web::Router& router, const Desk& desk, UnitOffice& office);  // insured without an employer
void add_panels(web::Router& router, const Desk& desk, UnitOffice& office);          // inside the host's screens
void add_list_screens(web::Router& router, const Desk& desk, UnitOffice& office);
void add_paper_screens(web::Router& router, const Desk& desk, UnitOffice& office);  // import, who read a file

}  // namespace ssiis::inspections
