// Times, points in time and durations of FEEL. No clock and no time zones by name: an offset is written or there is
// none.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/api.hpp"
#include "workflow/feel_decimal.hpp"

namespace ssiis::workflow::feel {

struct Time {
  std::int64_t nanoseconds{0};                              // since midnight
  std::optional<int> offset{};                              // seconds east of UTC
  static std::optional<Time> parse(std::string_view text);  // 09:30:00, 09:30:00.5, 09:30:00+07:00, 09:30:00Z
  std::string text() const;
  bool operator==(const Time&) const = default;
};

struct DateTime {
  Day day;
  Time time;
  static std::optional<DateTime> parse(std::string_view text);  // 2026-01-31T09:30:00…, or a day alone: its midnight
  std::string text() const;
  bool operator==(const DateTime&) const = default;
};

struct DaysDuration {  // days and time
  Decimal seconds;
  std::string text() const;
  bool operator==(const DaysDuration&) const = default;
};
struct MonthsDuration {  // years and months
  std::int64_t months{0};
  std::string text() const;
  bool operator==(const MonthsDuration&) const = default;
};
// P1DT2H, -PT0.5S: days and time; P1Y2M: years and months. Nothing on anything else, or with both.
std::optional<DaysDuration> days_duration(std::string_view text);
std::optional<MonthsDuration> months_duration(std::string_view text);

// Seconds since 1970 on the line that a time or a point in time with (or without) an offset stands on.
Decimal seconds_of(const Time& t);
Decimal seconds_of(const DateTime& t);

// Nothing outside the years 1 to 9999.
std::optional<Day> moved(Day d, MonthsDuration by);  // the 31st becomes the month's last day
std::optional<Day> moved(Day d, DaysDuration by);    // from its midnight
std::optional<DateTime> moved(const DateTime& t, MonthsDuration by);
std::optional<DateTime> moved(const DateTime& t, DaysDuration by);
std::optional<Time> moved(const Time& t, DaysDuration by);  // round the clock
MonthsDuration months_between(Day from, Day to);            // whole months, towards zero
std::optional<Day> checked_day(std::int64_t year, std::int64_t month, std::int64_t day);

}  // namespace ssiis::workflow::feel
