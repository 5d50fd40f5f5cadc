#include "matching/distances.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>

namespace ssiis::matching {
namespace {

constexpr std::size_t longest_compared = 64;

// Where each letter stands in the first text: kept from call to call, and all nought between them.
thread_local std::array<std::uint64_t, 256> places_of_letters{};

double jaro(std::string_view a, std::string_view b) noexcept {
  const std::size_t reach = std::max(a.size(), b.size()) / 2;
  const std::size_t window = reach == 0 ? 0 : reach - 1;
  auto& places = places_of_letters;
  const auto of = [&](char c) -> std::uint64_t& { return places[static_cast<unsigned char>(c)]; };
  for (std::size_t j = 0; j < b.size(); ++j) of(b[j]) |= std::uint64_t{1} << j;
  std::uint64_t in_a = 0, in_b = 0;
  int common = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    // Letters of b from i - window to i + window that no earlier letter of a has taken; the first of them.
    std::uint64_t open = of(a[i]) & ~in_b;
    if (i > window) open &= ~std::uint64_t{0} << (i - window);
    if (i + window < 63) open &= (std::uint64_t{2} << (i + window)) - 1;
    if (open == 0) continue;
    in_a |= std::uint64_t{1} << i;
    in_b |= open & (~open + 1);
    ++common;
  }
  for (const char c : b) of(c) = 0;
  if (common == 0) return 0;
  int out_of_place = 0;
  for (; in_a != 0; in_a &= in_a - 1, in_b &= in_b - 1)
    if (a[static_cast<std::size_t>(__builtin_ctzll(in_a))] != b[static_cast<std::size_t>(__builtin_ctzll(in_b))])
      ++out_of_place;
  const int swapped = out_of_place / 2;
  const double m = common;
  return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - swapped) / m) / 3;
}

int parts_apart(int a, int b, int divisor) noexcept { return a / divisor % 100 == b / divisor % 100 ? 0 : 1; }

// How many of the eight figures differ.
int figures_apart(int a, int b) noexcept {
  int out = 0;
  for (; a != 0 || b != 0; a /= 10, b /= 10) out += a % 10 != b % 10 ? 1 : 0;
  return out;
}

}  // namespace

double jaro_winkler(std::string_view a, std::string_view b) noexcept {
  a = a.substr(0, longest_compared);
  b = b.substr(0, longest_compared);
  if (a == b) return a.empty() ? 0 : 1;
  if (a.empty() || b.empty()) return 0;
  const double j = jaro(a, b);
  std::size_t same = 0;
  while (same < 4 && same < a.size() && same < b.size() && a[same] == b[same]) ++same;
  return j + static_cast<double>(same) * 0.1 * (1 - j);
}

int edit_distance(std::string_view a, std::string_view b, int limit) noexcept {
  a = a.substr(0, longest_compared);
  b = b.substr(0, longest_compared);
  if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > limit) return limit + 1;
  if (a.empty() || b.empty()) return static_cast<int>(std::max(a.size(), b.size()));
  // A column of the table of distances at a time, a bit for each letter of a (Hyyrö 2003): where a distance is one
  // more, or one less, than that above it.
  auto& places = places_of_letters;
  const auto of = [&](char c) -> std::uint64_t& { return places[static_cast<unsigned char>(c)]; };
  for (std::size_t i = 0; i < a.size(); ++i) of(a[i]) |= std::uint64_t{1} << i;
  const std::uint64_t last = std::uint64_t{1} << (a.size() - 1);
  std::uint64_t more = ~std::uint64_t{0}, less = 0, same = 0, before = 0;
  int distance = static_cast<int>(a.size());
  for (const char c : b) {
    const auto here = of(c);
    const auto swapped = ((~same & here) << 1) & before;
    same = (((here & more) + more) ^ more) | here | less | swapped;
    auto right_more = less | ~(same | more);
    auto right_less = same & more;
    distance += (right_more & last) != 0 ? 1 : 0;
    distance -= (right_less & last) != 0 ? 1 : 0;
    right_more = right_more << 1 | 1;
    right_less <<= 1;
    more = right_less | ~(same | right_more);
    less = right_more & same;
    before = here;
  }
  for (const char c : a) of(c) = 0;
  return std::min(distance, limit + 1);
}

double edit_likeness(std::string_view a, std::string_view b) noexcept {
  const auto longer = std::min(longest_compared, std::max(a.size(), b.size()));
  if (longer == 0) return 0;
  return 1 - edit_distance(a, b) / static_cast<double>(longer);
}

double digits_likeness(std::string_view a, std::string_view b) noexcept {
  if (a == b) return a.empty() ? 0 : 1;
  const auto shorter = std::min(a.size(), b.size());
  const int slips = edit_distance(a, b, 2);
  if (slips == 1 && shorter >= 4) return 0.9;
  if (shorter >= 6 && (a.ends_with(b) || b.ends_with(a))) return 0.7;
  return slips == 2 && shorter >= 8 ? 0.8 : 0;
}

double date_likeness(int a, int b) noexcept {
  if (a == b) return a == 0 ? 0 : 1;
  if (a == 0 || b == 0) return 0;
  const int year_a = a / 10000, year_b = b / 10000;
  if (a % 10000 == 0 || b % 10000 == 0) return year_a == year_b ? 0.7 : std::abs(year_a - year_b) == 1 ? 0.6 : 0;
  const bool same_year = year_a == year_b;
  if (same_year && a / 100 % 100 == b % 100 && b / 100 % 100 == a % 100) return 0.9;
  if (figures_apart(a, b) == 1) return 0.9;
  if ((same_year ? 0 : 1) + parts_apart(a, b, 100) + parts_apart(a, b, 1) == 1) return 0.8;
  if (std::abs(year_a - year_b) == 1) return 0.6;
  return same_year ? 0.5 : 0;
}

double days_likeness(int a, int b) noexcept {
  const auto day = [](int d) {
    return std::chrono::year_month_day{std::chrono::year{d / 10000},
                                       std::chrono::month{static_cast<unsigned>(d / 100 % 100)},
                                       std::chrono::day{static_cast<unsigned>(d % 100)}};
  };
  const auto first = day(a), second = day(b);
  if (!first.ok() || !second.ok()) return 0;
  const auto apart = std::abs((std::chrono::sys_days{first} - std::chrono::sys_days{second}).count());
  return std::max(0.0, 1 - static_cast<double>(apart) / 366);
}

double sector_likeness(std::string_view a, std::string_view b) noexcept {
  const auto is_code = [](std::string_view way) { return !way.empty() && way.front() >= 'A' && way.front() <= 'U'; };
  if (a == b) return a.empty() ? 0 : 1;
  if (!is_code(a) || !is_code(b)) return 0;
  std::size_t same = 0;
  while (same < std::min(a.size(), b.size()) && a[same] == b[same]) ++same;
  if (same == 0) return 0;
  if (same == std::min(a.size(), b.size())) return 0.9;
  return same >= 4 ? 0.8 : same == 3 ? 0.7 : 0.5;  // a section's letter and two figures of the division
}

}  // namespace ssiis::matching
