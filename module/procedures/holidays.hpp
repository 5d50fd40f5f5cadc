// The calendar as people keep it.
//   GET  /inspection/holidays?year=&place=     entries of a year, the yearly feasts of the bundle in force, how far the
//                                              deriving of open deadlines has come
//   GET  /inspection/holidays/new              an entry; POST act = preview shows what would move and writes nothing,
//                                              act = enter enters what was previewed
//   GET  /inspection/holidays/{holiday}        one entry and what would move if it were withdrawn
//   POST /inspection/holidays/{holiday}/withdraw   version, reason
#pragma once
#include "procedures/operation.hpp"
#include "profiles/api.hpp"

namespace ssiis::procedures {

// All must outlive the router.
struct HolidayNeeds {
  db::Pool& pool;
  workflow::Engine& engine;
  workflow::HolidayOffice& holidays;
  workflow::DeadlineOffice& deadlines;
  const web::Renderer& renderer;
  const Clock& clock;
  FileNames names;
  // Files are linked for those who hold it.
  std::string reads_files;
  std::function<std::shared_ptr<const profiles::TerritoryTree>(db::Transaction&)> territories;
  std::function<std::string(const std::string& login, std::string_view language)> person;
};
void add_holiday_screens(web::Router& router, const HolidayNeeds& needs);

}  // namespace ssiis::procedures
