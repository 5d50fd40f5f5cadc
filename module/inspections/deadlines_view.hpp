// The periods of a file on its screens.
#pragma once
#include "inspections/deadlines.hpp"
#include "inspections/people.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// What a page of periods is written with.
struct PeriodPage {
  const Desk& desk;
  const web::Request& rq;
  const OpenCase& open;
  db::Transaction& tx;
  People people{tx};
  std::vector<documents::Document> papers{};

  std::string say(const char* words) const { return desk.t().text(rq.language, words); }
  std::string date(Day d) const { return desk.t().date(rq.language, d); }
  std::string who(const std::string& id);
  std::string step(const workflow::DeadlineLine& l) const;
};

// The cells of one period (pages/deadline_cells.tpl).
void put_period(PeriodPage& p, web::Data& row, const Period& period, const FileDeadlines& all, bool may_extend);
// Rows MOVE, EXTENSION, STANDSTILL (pages/deadlines.tpl).
void put_moves(PeriodPage& p, web::Data& data, const FileDeadlines& all);
void put_extensions(PeriodPage& p, web::Data& data, const FileDeadlines& all);
void put_standstills(PeriodPage& p, web::Data& data, const FileDeadlines& all);

void add_deadline_screens(web::Router& router, const Desk& desk, DeadlineService& deadlines);

// "stands still since 5 Dec 2026".
std::string still_words(const Desk& desk, const web::Request& rq, Day since);

}  // namespace ssiis::inspections
