#include "core/day.hpp"

#include <fmt/format.h>

#include <charconv>

namespace ssiis {
namespace {

// Exactly `width` ASCII digits, or nothing.
std::optional<int> digits(std::string_view text) {
  int value{};
  for (const char c : text)
    if (c < '0' || c > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

constexpr std::int64_t day_us = 86'400LL * 1'000'000;

}  // namespace

std::optional<Day> Day::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto y = digits(iso.substr(0, 4)), m = digits(iso.substr(5, 2)), d = digits(iso.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{*y} / *m / *d};
  if (!ymd.ok()) return std::nullopt;
  return Day{std::chrono::sys_days{ymd}};
}

std::string Day::iso() const {
  const auto d = ymd();
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                     static_cast<unsigned>(d.day()));
}

std::optional<Month> Month::parse(std::string_view iso) {
  if (iso.size() != 7 || iso[4] != '-') return std::nullopt;
  const auto y = digits(iso.substr(0, 4)), m = digits(iso.substr(5, 2));
  if (!y || !m || *m < 1 || *m > 12) return std::nullopt;
  return Month{*y, static_cast<unsigned>(*m)};
}

Month Month::of(Day d) noexcept { return Month{d.year(), static_cast<unsigned>(d.ymd().month())}; }

std::string Month::iso() const { return fmt::format("{:04}-{:02}", year(), month()); }

std::optional<Instant> Instant::parse(std::string_view iso) {
  if (iso.size() != 27 || iso[10] != 'T' || iso[13] != ':' || iso[16] != ':' || iso[19] != '.' || iso[26] != 'Z')
    return std::nullopt;
  const auto day = Day::parse(iso.substr(0, 10));
  const auto h = digits(iso.substr(11, 2)), m = digits(iso.substr(14, 2)), s = digits(iso.substr(17, 2)),
             us = digits(iso.substr(20, 6));
  if (!day || !h || !m || !s || !us || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
  const std::int64_t days = day->sys().time_since_epoch().count();
  return Instant{days * day_us + ((*h * 60LL + *m) * 60 + *s) * 1'000'000 + *us};
}

std::string Instant::iso() const {
  std::int64_t days = us_ / day_us, rest = us_ % day_us;
  if (rest < 0) {
    rest += day_us;
    --days;
  }
  const Day day{std::chrono::sys_days{std::chrono::days{days}}};
  const std::int64_t s = rest / 1'000'000;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", day.iso(), s / 3600, s / 60 % 60, s % 60, rest % 1'000'000);
}

Day Instant::day() const noexcept {
  std::int64_t local = us_ + vientiane_offset_us;
  std::int64_t days = local / day_us;
  if (local % day_us < 0) --days;
  return Day{std::chrono::sys_days{std::chrono::days{days}}};
}

std::string Instant::local_clock() const {
  std::int64_t rest = (us_ + vientiane_offset_us) % day_us;
  if (rest < 0) rest += day_us;
  const std::int64_t minutes = rest / 60'000'000;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace ssiis
