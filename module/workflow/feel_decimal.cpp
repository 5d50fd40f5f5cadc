#include "workflow/feel_decimal.hpp"

#include <array>
#include <boost/multiprecision/cpp_int.hpp>

namespace ssiis::workflow::feel {
namespace {

namespace mp = boost::multiprecision;
// Wide enough for every intermediate result; checked, so that an error here would be an exception, not a wrong number.
using Wide = mp::number<mp::cpp_int_backend<512, 512, mp::signed_magnitude, mp::checked, void>>;
constexpr int highest_exponent = 6144, lowest_exponent = -6176;  // of decimal128
constexpr int working_digits = 50;                               // within a power, before its one rounding

const Wide& ten_to(int n) {
  static const auto table = [] {
    std::array<Wide, 131> t;
    t[0] = 1;
    for (std::size_t i = 1; i < t.size(); ++i) t[i] = t[i - 1] * 10;
    return t;
  }();
  return table.at(static_cast<std::size_t>(n));
}

int digits_of(const Wide& n) {
  if (n == 0) return 1;
  int d = static_cast<int>(static_cast<std::uint64_t>(mp::msb(n)) * 1233 >> 12) + 1;
  if (n < ten_to(d - 1)) --d;
  if (n >= ten_to(d)) ++d;
  return d;
}

// A number on its way: any digits, no limit on the exponent yet.
struct Loose {
  Wide digits;  // not negative
  long exponent{0};
  bool negative{false};
};

void shorten(Loose& n, int drop, Rounding how) {
  Wide quotient, rest;
  mp::divide_qr(n.digits, ten_to(drop), quotient, rest);
  const Wide twice = rest * 2;
  bool up = false;
  if (how == Rounding::half_even)
    up = twice > ten_to(drop) || (twice == ten_to(drop) && mp::bit_test(quotient, 0));
  else if (rest != 0)
    up = n.negative == (how == Rounding::down_to_floor);
  n.digits = quotient + (up ? 1 : 0);
  n.exponent += drop;
}

void fit(Loose& n, int most) {
  const int d = digits_of(n.digits);
  if (d > most) shorten(n, d - most, Rounding::half_even);
}

}  // namespace

struct DecimalParts {
  static Loose loose(const Decimal& d) { return {(Wide{d.high_} << 64) | Wide{d.low_}, d.exponent_, d.negative_}; }

  static std::optional<Decimal> finished(Loose n) {
    fit(n, Decimal::digits);
    if (n.exponent < lowest_exponent) {
      const long drop = lowest_exponent - n.exponent;
      if (drop > Decimal::digits)
        n.digits = 0;
      else
        shorten(n, static_cast<int>(drop), Rounding::half_even);
    }
    if (n.digits == 0) return Decimal{};
    while (n.digits % 10 == 0) {
      n.digits /= 10;
      ++n.exponent;
    }
    if (n.exponent + digits_of(n.digits) - 1 > highest_exponent) return std::nullopt;
    Decimal out;
    out.high_ = static_cast<std::uint64_t>(n.digits >> 64);
    out.low_ = static_cast<std::uint64_t>(n.digits & Wide{UINT64_MAX});
    out.exponent_ = static_cast<std::int32_t>(n.exponent);
    out.negative_ = n.negative;
    return out;
  }

  static Loose product(const Loose& a, const Loose& b) {
    return {a.digits * b.digits, a.exponent + b.exponent, a.negative != b.negative};
  }
  // Enough digits that one rounding afterwards is right; a last 1 stands for what the division left over.
  static Loose quotient(const Loose& a, const Loose& b, int wanted) {
    const int scale = std::max(0, wanted + 2 + digits_of(b.digits) - digits_of(a.digits));
    Wide q, rest;
    mp::divide_qr(Wide{a.digits * ten_to(scale)}, b.digits, q, rest);
    return {q * 10 + (rest == 0 ? 0 : 1), a.exponent - b.exponent - scale - 1, a.negative != b.negative};
  }
};

Decimal::Decimal(std::int64_t whole) {
  Loose n{Wide{whole}, 0, whole < 0};
  if (n.negative) n.digits = -n.digits;
  *this = DecimalParts::finished(n).value();
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  Loose n;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) n.negative = text[at++] == '-';
  const auto digit = [&] { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  bool any = false, point = false;
  int kept = 0;
  for (; digit() || (!point && at < text.size() && text[at] == '.'); ++at) {
    if (text[at] == '.') {
      point = true;
      continue;
    }
    any = true;
    if (kept < 100) {  // more digits change nothing but the last one's rounding
      n.digits = n.digits * 10 + (text[at] - '0');
      if (n.digits != 0) ++kept;
      if (point) --n.exponent;
    } else {
      if (text[at] != '0' && n.digits % 10 == 0) n.digits += 1;
      if (!point) ++n.exponent;
    }
  }
  if (!any || text[at - 1] == '.') return std::nullopt;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    bool down = false;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) down = text[at++] == '-';
    if (!digit()) return std::nullopt;
    long e = 0;
    for (; digit(); ++at) e = std::min(e * 10 + (text[at] - '0'), 1'000'000L);
    n.exponent += down ? -e : e;
  }
  if (at != text.size()) return std::nullopt;
  return DecimalParts::finished(n);
}

std::string Decimal::text() const {
  const auto n = DecimalParts::loose(*this);
  std::string d = n.digits.str();
  const int before = static_cast<int>(d.size()) + exponent_;  // digits before the point
  if (exponent_ > 40 || before < -40) {
    if (d.size() > 1) d.insert(1, ".");
    d += "E" + std::to_string(before - 1);
  } else if (exponent_ >= 0) {
    d.append(static_cast<std::size_t>(exponent_), '0');
  } else if (before > 0) {
    d.insert(static_cast<std::size_t>(before), ".");
  } else {
    d = "0." + std::string(static_cast<std::size_t>(-before), '0') + d;
  }
  return negative_ ? "-" + d : d;
}

std::optional<std::int64_t> Decimal::whole() const {
  if (exponent_ < 0 || exponent_ > 18) return std::nullopt;
  const auto n = DecimalParts::loose(*this);
  const Wide value = n.digits * ten_to(exponent_);
  if (value > Wide{INT64_MAX}) return std::nullopt;
  const auto out = static_cast<std::int64_t>(value);
  return negative_ ? -out : out;
}

Decimal Decimal::negated() const noexcept {
  Decimal out = *this;
  out.negative_ = !negative_ && !is_zero();
  return out;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  if (*this == other) return std::strong_ordering::equal;
  const auto difference = minus(*this, other);  // rounding never makes it zero
  const bool less = difference ? difference->is_negative() : negative_;
  return less ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::optional<Decimal> plus(const Decimal& x, const Decimal& y) {
  if (x.is_zero()) return y;
  if (y.is_zero()) return x;
  auto a = DecimalParts::loose(x), b = DecimalParts::loose(y);
  if (a.exponent < b.exponent) std::swap(a, b);
  if (a.exponent - b.exponent > 75) {  // b is less than one of a's fortieth digit: it only says on which side
    b.exponent = a.exponent - 40;
    b.digits = 1;
  }
  Wide left = a.digits * ten_to(static_cast<int>(a.exponent - b.exponent)), right = b.digits;
  if (a.negative) left = -left;
  if (b.negative) right = -right;
  Wide sum = left + right;
  const bool negative = sum < 0;
  if (negative) sum = -sum;
  return DecimalParts::finished({sum, b.exponent, negative});
}

std::optional<Decimal> minus(const Decimal& a, const Decimal& b) { return plus(a, b.negated()); }

std::optional<Decimal> times(const Decimal& a, const Decimal& b) {
  return DecimalParts::finished(DecimalParts::product(DecimalParts::loose(a), DecimalParts::loose(b)));
}

std::optional<Decimal> divided(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  return DecimalParts::finished(
      DecimalParts::quotient(DecimalParts::loose(a), DecimalParts::loose(b), Decimal::digits));
}

std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) {
  const auto n = exponent.whole();
  if (!n || *n > 999'999'999 || *n < -999'999'999) return std::nullopt;
  if (base.is_zero()) return *n < 0 ? std::nullopt : std::optional{Decimal{*n == 0 ? 1 : 0}};
  Loose result{1, 0, false}, square = DecimalParts::loose(base);
  for (auto left = *n < 0 ? -*n : *n; left != 0; left /= 2) {
    if (left % 2 != 0) {
      result = DecimalParts::product(result, square);
      fit(result, working_digits);
    }
    square = DecimalParts::product(square, square);
    fit(square, working_digits);
    const long size = result.exponent + digits_of(result.digits);
    if (size > 20'000 || size < -20'000) return (size > 0) == (*n > 0) ? std::nullopt : std::optional{Decimal{}};
    square.exponent = std::clamp(square.exponent, -1'000'000L, 1'000'000L);
  }
  return DecimalParts::finished(*n < 0 ? DecimalParts::quotient({1, 0, false}, result, working_digits) : result);
}

std::optional<Decimal> rounded(const Decimal& a, int scale, Rounding how) {
  if (scale < -40 || scale > 40) return std::nullopt;
  auto n = DecimalParts::loose(a);
  const long drop = -scale - n.exponent;
  if (drop <= 0) return a;
  if (drop > 60) {  // nothing of the digits is left but the side of zero they are on
    n.digits = n.digits == 0 ? 0 : 1;
    n.exponent = -scale - 2;
    shorten(n, 2, how);
  } else {
    shorten(n, static_cast<int>(drop), how);
  }
  return DecimalParts::finished(n);
}

}  // namespace ssiis::workflow::feel
