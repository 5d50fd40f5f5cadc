// Alerts where people look: on the dashboard those addressed to the reader, on a file those of the file.
#pragma once
#include "inspections/screens.hpp"

namespace ssiis::inspections {

struct NamedAlert {
  workflow::Alert alert;
  std::string order, unit, step;
  std::string seen_by;  // name of who acknowledged it
  bool mine{false};     // the reader may acknowledge it
};

workflow::AlertOffice alert_office(const Rooms& rooms);
// What waits for the reader, at most so many; only of files.
std::vector<NamedAlert> alerts_for(const Desk& desk, const web::Request& rq, db::Transaction& tx, int limit);
// Of one file, the newest first.
std::vector<NamedAlert> alerts_of_file(const Desk& desk, const web::Request& rq, db::Transaction& tx, const Case& file);
// Rows ALERT of pages/alert_rows.tpl; `back` is where the form leads afterwards: desk or file.
void put_alerts(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<NamedAlert>& alerts,
                const char* back);
void add_alert_screens(web::Router& router, const Desk& desk);

}  // namespace ssiis::inspections
