// Working days of Laos: Monday to Friday without public holidays. A legal period is counted in
// whole civil days of Vientiane and ends with the end of its last day.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/day.hpp"
#include "workflow/xml_source.hpp"

namespace ssiis::workflow {

// Immutable. [any thread]
class Calendar {
 public:
  struct Yearly {
    unsigned month, day;
    std::string name_lo{}, name_en{};
  };
  // A day of the calendar's own, for people to read: a feast, a day that is off because a feast fell on a weekend, a
  // day declared worked. Names are empty where the file has none.
  struct Feast {
    enum class Kind { feast, made_up_for, worked } kind;
    Day day;
    std::string name_lo, name_en;
  };
  // `version` names the file's content; a timer keeps it beside the day it was derived with.
  Calendar(std::string version, std::vector<Yearly> yearly, std::set<Day> extra, std::set<Day> working);
  // <holidays version="…"><source>…</source><yearly month="4" day="14" lo="…" en="…"/><holiday date="2024-04-13"/>
  // <working date="…"/></holidays>; the names lo and en may be left out.
  static Calendar read(const XmlSource& xml, Findings& findings);

  // The same calendar with days that notices declare free (false) or worked (true). They count as they stand: no day is
  // made up for one of them. A later `with` wins over an earlier one.
  Calendar with(std::string version, const std::map<Day, bool>& declared) const;

  bool working(Day d) const;
  // The last day of a period of `days` that begins the day after `anchor`. days >= 0; 0 gives the
  // anchor itself.
  Day after_working_days(Day anchor, int days) const;
  const std::string& version() const noexcept { return version_; }
  // What the file says of where its days come from.
  const std::string& source() const noexcept { return source_; }
  // The calendar's own days of a year, without what notices declare; in the order of days.
  std::vector<Feast> feasts(int year) const;

 private:
  bool holiday(Day d) const;     // the feast itself
  bool substitute(Day d) const;  // off work because a feast fell on a weekend before it
  Feast named(Day d, Feast::Kind kind) const;
  std::string version_, source_;
  std::vector<Yearly> yearly_;
  std::set<Day> extra_, working_;
  std::map<Day, std::pair<std::string, std::string>> names_;  // of single days: Lao, English
  std::map<Day, bool> declared_;
};

}  // namespace ssiis::workflow
