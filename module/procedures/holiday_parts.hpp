// Rows of the pages of public holidays. Private to the room.
#pragma once
#include "procedures/holidays.hpp"

namespace ssiis::procedures {

inline constexpr std::string_view holidays_home = "/inspection/holidays";
inline constexpr int years_around = 10;  // as far as an entry may lie from today

// One page: what is asked, in which language, in which transaction.
struct HolidayView {
  HolidayView(const HolidayNeeds& n, const web::Request& r, db::Transaction& x);
  std::string day(Day d) const;  // with the day of the week
  std::string name(const workflow::NewHoliday& e) const;
  std::string place(const std::string& territory) const;
  std::string cause(const std::string& code) const;  // why days are derived anew
  // The nation and its provinces.
  void put_places(web::Data& into, std::string_view field, const std::string& chosen) const;
  void put_years(web::Data& into, int chosen) const;
  void put_entry(web::Data& row, const workflow::Holiday& h) const;
  // How many deadlines of how many files would move, and the first of them.
  void put_preview(web::Data& into, const workflow::HolidayPreview& preview) const;

  const HolidayNeeds& needs;
  const web::Request& rq;
  db::Transaction& tx;
  const web::Translator& t;
  std::shared_ptr<const profiles::TerritoryTree> tree;

 private:
  void put_move(web::Data& row, const workflow::DeadlineMove& m) const;
};

}  // namespace ssiis::procedures
