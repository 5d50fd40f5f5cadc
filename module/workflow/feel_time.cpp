#include "workflow/feel_time.hpp"

#include <fmt/format.h>

namespace ssiis::workflow::feel {
namespace {

constexpr std::int64_t second = 1'000'000'000, whole_day = 86'400;

bool in_range(std::int64_t days_since_1970) { return days_since_1970 >= -719'162 && days_since_1970 <= 2'932'896; }

// Reads from the front; every step says whether it found what it wanted.
struct Cursor {
  std::string_view left;
  bool take(char c) {
    if (left.empty() || left.front() != c) return false;
    left.remove_prefix(1);
    return true;
  }
  std::optional<int> two_digits() {
    if (left.size() < 2 || left[0] < '0' || left[0] > '9' || left[1] < '0' || left[1] > '9') return std::nullopt;
    const int n = (left[0] - '0') * 10 + left[1] - '0';
    left.remove_prefix(2);
    return n;
  }
  std::string_view digits() {
    std::size_t n = 0;
    while (n < left.size() && left[n] >= '0' && left[n] <= '9') ++n;
    const auto out = left.substr(0, n);
    left.remove_prefix(n);
    return out;
  }
};

std::optional<std::int64_t> nanoseconds_of(const Decimal& seconds) {
  const auto scaled = times(seconds, Decimal{second});
  const auto cut = scaled ? rounded(*scaled, 0, Rounding::down_to_floor) : std::nullopt;
  return cut ? cut->whole() : std::nullopt;
}

Decimal sum(const Decimal& a, const Decimal& b) { return plus(a, b).value(); }  // of two bounded numbers

std::optional<DateTime> at_seconds(const Decimal& local, std::optional<int> offset) {
  const auto per_day = divided(local, Decimal{whole_day});
  const auto floor = per_day ? rounded(*per_day, 0, Rounding::down_to_floor) : std::nullopt;
  const auto days = floor ? floor->whole() : std::nullopt;
  if (!days || !in_range(*days)) return std::nullopt;
  const auto rest = minus(local, Decimal{*days * whole_day});
  const auto ns = rest ? nanoseconds_of(*rest) : std::nullopt;
  if (!ns) return std::nullopt;
  return DateTime{Day{}.plus(static_cast<int>(*days)), Time{*ns, offset}};
}

std::int64_t days_of(Day d) { return d.days_since(Day{}); }

// One "12H": nothing when the next part is another one or the number is too long.
std::optional<std::int64_t> part(Cursor& c, char unit) {
  Cursor ahead = c;
  const auto digits = ahead.digits();
  if (digits.empty() || digits.size() > 12 || !ahead.take(unit)) return std::nullopt;
  c = ahead;
  return whole_number(digits);
}

}  // namespace

std::optional<Day> checked_day(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  return Day::parse(fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

std::optional<Time> Time::parse(std::string_view text) {
  Cursor c{text};
  const auto h = c.two_digits();
  if (!h || *h > 23 || !c.take(':')) return std::nullopt;
  const auto m = c.two_digits();
  if (!m || *m > 59 || !c.take(':')) return std::nullopt;
  const auto s = c.two_digits();
  if (!s || *s > 59) return std::nullopt;
  Time t{((*h * 60LL + *m) * 60 + *s) * second};
  if (c.take('.')) {
    const auto fraction = c.digits();
    if (fraction.empty() || fraction.size() > 9) return std::nullopt;
    std::int64_t n = whole_number(fraction).value();
    for (auto i = fraction.size(); i < 9; ++i) n *= 10;
    t.nanoseconds += n;
  }
  if (c.take('Z')) {
    t.offset = 0;
  } else if (!c.left.empty()) {
    const bool west = c.take('-');
    if (!west && !c.take('+')) return std::nullopt;
    const auto oh = c.two_digits();
    if (!oh || *oh > 14 || !c.take(':')) return std::nullopt;
    const auto om = c.two_digits();
    if (!om || *om > 59) return std::nullopt;
    const int east = (*oh * 60 + *om) * 60;
    t.offset = west ? -east : east;
  }
  return c.left.empty() ? std::optional{t} : std::nullopt;
}

std::string Time::text() const {
  const auto s = nanoseconds / second, ns = nanoseconds % second;
  auto out = fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
  if (ns != 0) {
    auto fraction = fmt::format("{:09}", ns);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    out += "." + fraction;
  }
  if (!offset) return out;
  if (*offset == 0) return out + "Z";
  const int east = *offset < 0 ? -*offset : *offset;
  return out + fmt::format("{}{:02}:{:02}", *offset < 0 ? '-' : '+', east / 3600, east / 60 % 60);
}

std::optional<DateTime> DateTime::parse(std::string_view text) {
  const auto t = text.find('T');
  const auto day = Day::parse(text.substr(0, t));
  if (!day) return std::nullopt;
  if (t == std::string_view::npos) return DateTime{*day, {}};
  const auto time = Time::parse(text.substr(t + 1));
  return time ? std::optional{DateTime{*day, *time}} : std::nullopt;
}

std::string DateTime::text() const { return day.iso() + "T" + time.text(); }

std::string DaysDuration::text() const {
  const Decimal size = seconds.is_negative() ? seconds.negated() : seconds;
  const auto cut = rounded(size, 0, Rounding::down_to_floor);
  const auto whole = cut ? cut->whole() : std::nullopt;
  if (!whole) return "PT" + seconds.text() + "S";
  const auto fraction = minus(size, *cut).value();
  std::string out = seconds.is_negative() ? "-P" : "P";
  if (const auto days = *whole / whole_day; days != 0) out += fmt::format("{}D", days);
  const auto h = *whole % whole_day / 3600, m = *whole / 60 % 60, s = *whole % 60;
  if (h == 0 && m == 0 && s == 0 && fraction.is_zero()) return out.ends_with('P') ? "PT0S" : out;
  out += "T";
  if (h != 0) out += fmt::format("{}H", h);
  if (m != 0) out += fmt::format("{}M", m);
  if (s != 0 || !fraction.is_zero()) out += sum(Decimal{s}, fraction).text() + "S";
  return out;
}

std::string MonthsDuration::text() const {
  const auto size = months < 0 ? -months : months;
  if (size == 0) return "P0M";
  std::string out = months < 0 ? "-P" : "P";
  if (size / 12 != 0) out += fmt::format("{}Y", size / 12);
  if (size % 12 != 0) out += fmt::format("{}M", size % 12);
  return out;
}

std::optional<MonthsDuration> months_duration(std::string_view text) {
  Cursor c{text};
  const bool back = c.take('-');
  if (!c.take('P')) return std::nullopt;
  const auto years = part(c, 'Y'), months = part(c, 'M');
  if ((!years && !months) || !c.left.empty()) return std::nullopt;
  if (years.value_or(0) > 99'999'999'999) return std::nullopt;
  const auto all = years.value_or(0) * 12 + months.value_or(0);
  return MonthsDuration{back ? -all : all};
}

std::optional<DaysDuration> days_duration(std::string_view text) {
  Cursor c{text};
  const bool back = c.take('-');
  if (!c.take('P')) return std::nullopt;
  const auto days = part(c, 'D');
  bool any = days.has_value();
  Decimal all = times(Decimal{days.value_or(0)}, Decimal{whole_day}).value();
  if (c.take('T')) {
    const auto hours = part(c, 'H'), minutes = part(c, 'M');
    Cursor ahead = c;
    const auto whole = ahead.digits();
    const bool point = ahead.take('.');
    const auto fraction = point ? ahead.digits() : std::string_view{};
    const bool seconds = !whole.empty() && whole.size() <= 12 && (!point || !fraction.empty()) &&
                         fraction.size() <= 9 && ahead.take('S');
    if (seconds) {
      all = sum(all, Decimal::parse(c.left.substr(0, c.left.size() - ahead.left.size() - 1)).value());
      c = ahead;
    }
    if (!hours && !minutes && !seconds) return std::nullopt;
    any = true;
    all = sum(all, times(Decimal{hours.value_or(0)}, Decimal{3600}).value());
    all = sum(all, times(Decimal{minutes.value_or(0)}, Decimal{60}).value());
  }
  if (!any || !c.left.empty()) return std::nullopt;
  return DaysDuration{back ? all.negated() : all};
}

Decimal seconds_of(const Time& t) {
  const auto local = divided(Decimal{t.nanoseconds}, Decimal{second}).value();
  return minus(local, Decimal{t.offset.value_or(0)}).value();
}

Decimal seconds_of(const DateTime& t) { return sum(Decimal{days_of(t.day) * whole_day}, seconds_of(t.time)); }

std::optional<Day> moved(Day d, MonthsDuration by) {
  if (by.months > 200'000 || by.months < -200'000) return std::nullopt;
  const auto from = d.ymd();
  const std::int64_t index = d.year() * 12LL + static_cast<unsigned>(from.month()) - 1 + by.months;
  if (index < 12 || index >= 120'000) return std::nullopt;
  for (auto day = static_cast<unsigned>(from.day());; --day)  // at most three steps: to the month's last day
    if (const auto found = checked_day(index / 12, index % 12 + 1, day)) return found;
}

std::optional<Day> moved(Day d, DaysDuration by) {
  const auto t = moved(DateTime{d, {}}, by);
  return t ? std::optional{t->day} : std::nullopt;
}

std::optional<DateTime> moved(const DateTime& t, MonthsDuration by) {
  const auto day = moved(t.day, by);
  return day ? std::optional{DateTime{*day, t.time}} : std::nullopt;
}

std::optional<DateTime> moved(const DateTime& t, DaysDuration by) {
  const auto local = plus(seconds_of(DateTime{t.day, {t.time.nanoseconds}}), by.seconds);
  return local ? at_seconds(*local, t.time.offset) : std::nullopt;
}

std::optional<Time> moved(const Time& t, DaysDuration by) {
  const auto days = divided(by.seconds, Decimal{whole_day});
  const auto cut = days ? rounded(*days, 0, Rounding::down_to_floor) : std::nullopt;
  const auto full = cut ? times(*cut, Decimal{whole_day}) : std::nullopt;
  const auto rest = full ? minus(by.seconds, *full) : std::nullopt;
  const auto ns = rest ? nanoseconds_of(*rest) : std::nullopt;
  if (!ns) return std::nullopt;
  return Time{(t.nanoseconds + *ns) % (whole_day * second), t.offset};
}

MonthsDuration months_between(Day from, Day to) {
  if (to < from) return {-months_between(to, from).months};
  const auto a = from.ymd(), b = to.ymd();
  std::int64_t n =
      (to.year() - from.year()) * 12LL + static_cast<unsigned>(b.month()) - static_cast<unsigned>(a.month());
  if (b.day() < a.day()) --n;
  return {n};
}

}  // namespace ssiis::workflow::feel
