// Civil days and months of Asia/Vientiane, and instants in UTC. The country is at +07:00 all year.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ssiis {

// A civil date, as the law counts them. ISO text YYYY-MM-DD in the database.
class Day {
 public:
  constexpr Day() noexcept = default;  // 1970-01-01
  constexpr explicit Day(std::chrono::sys_days d) noexcept : days_{d} {}
  constexpr Day(int year, unsigned month, unsigned day) noexcept
      : days_{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} {}
  static std::optional<Day> parse(std::string_view iso);  // exactly YYYY-MM-DD and a real date
  std::string iso() const;
  constexpr std::chrono::year_month_day ymd() const noexcept { return std::chrono::year_month_day{days_}; }
  constexpr int year() const noexcept { return static_cast<int>(ymd().year()); }
  constexpr std::chrono::sys_days sys() const noexcept { return days_; }
  constexpr unsigned weekday() const noexcept { return std::chrono::weekday{days_}.c_encoding(); }  // 0 = Sunday
  constexpr Day plus(int days) const noexcept { return Day{days_ + std::chrono::days{days}}; }
  constexpr int days_since(Day earlier) const noexcept { return static_cast<int>((days_ - earlier.days_).count()); }
  auto operator<=>(const Day&) const = default;

 private:
  std::chrono::sys_days days_{};
};

// A month of contributions. ISO text YYYY-MM.
class Month {
 public:
  constexpr Month(int year, unsigned month) noexcept : index_{year * 12 + static_cast<int>(month) - 1} {}
  static std::optional<Month> parse(std::string_view iso);
  static Month of(Day d) noexcept;
  std::string iso() const;
  constexpr int year() const noexcept { return index_ / 12; }
  constexpr unsigned month() const noexcept { return static_cast<unsigned>(index_ % 12) + 1; }
  constexpr Month plus(int months) const noexcept {
    Month m{*this};
    m.index_ += months;
    return m;
  }
  auto operator<=>(const Month&) const = default;

 private:
  int index_;
};

// A point in time, microseconds since 1970 UTC. In the database: text YYYY-MM-DDTHH:MM:SS.ffffffZ, which sorts.
class Instant {
 public:
  constexpr Instant() noexcept = default;
  constexpr explicit Instant(std::int64_t us) noexcept : us_{us} {}
  static std::optional<Instant> parse(std::string_view iso);
  std::string iso() const;
  constexpr std::int64_t us() const noexcept { return us_; }
  Day day() const noexcept;         // the civil day in Vientiane
  std::string local_clock() const;  // HH:MM in Vientiane
  constexpr Instant plus_seconds(std::int64_t s) const noexcept { return Instant{us_ + s * 1'000'000}; }
  auto operator<=>(const Instant&) const = default;

 private:
  std::int64_t us_{0};
};

inline constexpr std::int64_t vientiane_offset_us = 7LL * 3600 * 1'000'000;

}  // namespace ssiis
