#include "workflow/calendar.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace ssiis::workflow {
namespace {

bool weekend(Day d) { return d.weekday() == 0 || d.weekday() == 6; }

}  // namespace

Calendar::Calendar(std::string version, std::vector<Yearly> yearly, std::set<Day> extra, std::set<Day> working)
    : version_{std::move(version)},
      yearly_{std::move(yearly)},
      extra_{std::move(extra)},
      working_{std::move(working)} {}

bool Calendar::holiday(Day d) const {
  if (extra_.contains(d)) return true;
  const auto month = static_cast<unsigned>(d.ymd().month()), day = static_cast<unsigned>(d.ymd().day());
  for (const auto& y : yearly_)
    if (y.month == month && y.day == day) return true;
  return false;
}

// Feasts on a Saturday or Sunday are made up for on the next days that are neither weekend nor
// feast, one each. Walked from a day before which nothing can be owed: twenty days hold every chain
// of feasts and weekends.
bool Calendar::substitute(Day d) const {
  int owed = 0;
  for (Day at = d.plus(-20); at <= d; at = at.plus(1)) {
    if (weekend(at))
      owed += holiday(at) ? 1 : 0;
    else if (!holiday(at) && owed > 0) {
      if (at == d) return true;
      --owed;
    }
  }
  return false;
}

Calendar Calendar::with(std::string version, const std::map<Day, bool>& declared) const {
  Calendar out{*this};
  out.version_ = std::move(version);
  for (const auto& [day, worked] : declared) out.declared_[day] = worked;
  return out;
}

bool Calendar::working(Day d) const {
  if (const auto it = declared_.find(d); it != declared_.end()) return it->second;
  if (working_.contains(d)) return true;
  return !weekend(d) && !holiday(d) && !substitute(d);
}

Calendar::Feast Calendar::named(Day d, Feast::Kind kind) const {
  if (const auto it = names_.find(d); it != names_.end()) return {kind, d, it->second.first, it->second.second};
  if (kind != Feast::Kind::feast) return {kind, d, {}, {}};
  const auto month = static_cast<unsigned>(d.ymd().month()), day = static_cast<unsigned>(d.ymd().day());
  for (const auto& y : yearly_)
    if (y.month == month && y.day == day) return {kind, d, y.name_lo, y.name_en};
  return {kind, d, {}, {}};
}

std::vector<Calendar::Feast> Calendar::feasts(int year) const {
  std::vector<Feast> out;
  for (Day at{year, 1, 1}; at < Day{year + 1, 1, 1}; at = at.plus(1)) {
    if (working_.contains(at))
      out.push_back(named(at, Feast::Kind::worked));
    else if (holiday(at))
      out.push_back(named(at, Feast::Kind::feast));
    else if (!weekend(at) && substitute(at))
      out.push_back(named(at, Feast::Kind::made_up_for));
  }
  return out;
}

Day Calendar::after_working_days(Day anchor, int days) const {
  if (days < 0 || days > 20'000) throw std::invalid_argument{"a period of so many days is not one"};
  Day at = anchor;
  for (int idle = 0; days > 0;) {
    at = at.plus(1);
    if (working(at)) {
      --days;
      idle = 0;
    } else if (++idle > 400) {
      throw std::invalid_argument{"a calendar without working days"};
    }
  }
  return at;
}

Calendar Calendar::read(const XmlSource& xml, Findings& findings) {
  std::vector<Yearly> yearly;
  std::set<Day> extra, working;
  std::map<Day, std::pair<std::string, std::string>> names;
  std::string source;
  const auto root = xml.root();
  const auto say = [&](pugi::xml_node at, std::string sentence) {
    findings.push_back({xml.file(), xml.line(at), "calendar.entry", std::move(sentence)});
  };
  if (XmlSource::local(root) != "holidays" || !root.attribute("version"))
    say(root, "The calendar's root must be \"holidays\" with a version.");
  for (const auto n : root.children()) {
    if (n.type() != pugi::node_element) continue;
    const auto name = XmlSource::local(n);
    if (name == "yearly") {
      const auto month = n.attribute("month").as_uint(), day = n.attribute("day").as_uint();
      if (Day::parse(fmt::format("2024-{:02}-{:02}", month, day)))
        yearly.push_back({month, day, n.attribute("lo").value(), n.attribute("en").value()});
      else
        say(n, "A yearly holiday needs a month and a day that exist.");
    } else if (name == "holiday" || name == "working") {
      const auto day = Day::parse(n.attribute("date").value());
      if (!day) {
        say(n, "A single day needs a date as 2026-01-31.");
        continue;
      }
      (name == "holiday" ? extra : working).insert(*day);
      if (n.attribute("lo") || n.attribute("en")) names[*day] = {n.attribute("lo").value(), n.attribute("en").value()};
    } else if (name == "source") {
      source = n.child_value();
    } else {
      say(n, fmt::format("\"{}\" is not known in a calendar.", n.name()));
    }
  }
  Calendar out{root.attribute("version").value(), std::move(yearly), std::move(extra), std::move(working)};
  out.names_ = std::move(names);
  out.source_ = std::move(source);
  return out;
}

}  // namespace ssiis::workflow
