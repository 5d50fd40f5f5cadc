// Whole kip, checked. There is no floating point and no rounding here; a calculation that divides names its rule.
#pragma once
#include <compare>
#include <cstdint>
#include <stdexcept>

namespace ssiis {

class Money {
 public:
  constexpr Money() noexcept = default;
  static constexpr Money kip(std::int64_t units) noexcept { return Money{units}; }
  constexpr std::int64_t units() const noexcept { return units_; }
  auto operator<=>(const Money&) const = default;

  // Each throws std::overflow_error instead of wrapping.
  friend constexpr Money operator+(Money a, Money b) {
    std::int64_t r{};
    if (__builtin_add_overflow(a.units_, b.units_, &r)) throw std::overflow_error{"money.overflow"};
    return Money{r};
  }
  friend constexpr Money operator-(Money a, Money b) {
    std::int64_t r{};
    if (__builtin_sub_overflow(a.units_, b.units_, &r)) throw std::overflow_error{"money.overflow"};
    return Money{r};
  }
  friend constexpr Money operator*(Money a, std::int64_t n) {
    std::int64_t r{};
    if (__builtin_mul_overflow(a.units_, n, &r)) throw std::overflow_error{"money.overflow"};
    return Money{r};
  }
  constexpr Money& operator+=(Money b) { return *this = *this + b; }

 private:
  explicit constexpr Money(std::int64_t u) noexcept : units_{u} {}
  std::int64_t units_{0};
};

}  // namespace ssiis
