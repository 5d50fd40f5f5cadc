// Numbers as FEEL has them: decimal, exact up to 34 digits, rounded half to even beyond (IEEE 754 decimal128). No
// binary fraction ever enters a decision: 0.1 + 0.2 is 0.3. Decision record 0050 says why this is ours.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ssiis::workflow::feel {

enum class Rounding { half_even, down_to_floor, up_to_ceiling };

// Immutable; trailing zeros are not kept, so 1.50 and 1.5 are the same. [any thread]
class Decimal {
 public:
  static constexpr int digits = 34;
  constexpr Decimal() noexcept = default;  // zero
  explicit Decimal(std::int64_t whole);
  // Digits with an optional sign, point and exponent ("-1.5", ".5", "2E3"); nothing on anything else or overflow.
  static std::optional<Decimal> parse(std::string_view text);

  std::string text() const;  // plain notation; with an exponent where that would need more than 40 zeros
  std::optional<std::int64_t> whole() const;
  bool is_zero() const noexcept { return high_ == 0 && low_ == 0; }
  bool is_negative() const noexcept { return negative_; }
  Decimal negated() const noexcept;
  std::strong_ordering operator<=>(const Decimal& other) const;
  bool operator==(const Decimal&) const = default;

  // Nothing where the result is no number: too large, divided by zero.
  friend std::optional<Decimal> plus(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> minus(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> times(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> divided(const Decimal& a, const Decimal& b);
  // Whole exponents up to 999,999,999 in size; nothing for others.
  friend std::optional<Decimal> power(const Decimal& base, const Decimal& exponent);
  // To `scale` digits after the point (-40 to 40).
  friend std::optional<Decimal> rounded(const Decimal& a, int scale, Rounding how);

 private:
  friend struct DecimalParts;
  std::uint64_t high_{0}, low_{0};  // the digits as one whole number below 10^34
  std::int32_t exponent_{0};        // value = digits × 10^exponent
  bool negative_{false};
};

}  // namespace ssiis::workflow::feel
