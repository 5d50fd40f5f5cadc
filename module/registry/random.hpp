// A generator of pseudo-random numbers whose sequence is part of this program: the same seed gives
// the same demonstration registry on every machine and with every compiler, which the standard
// distributions do not promise.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace ssiis::registry {

// SplitMix64 (Steele, Lea, Flood 2014). Not for secrets. [one thread]
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) noexcept : state_{seed} {}
  constexpr std::uint64_t next() noexcept {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // 0 … bound-1; bound > 0. The bias of the remainder is below 2^-40 for the bounds used here.
  constexpr std::int64_t below(std::int64_t bound) noexcept {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
  }
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) noexcept { return low + below(high - low + 1); }
  constexpr bool chance(int per_mille) noexcept { return below(1000) < per_mille; }
  template <class T>
  const T& pick(std::span<const T> list) noexcept {
    return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
  }
  // An independent sequence for one thing, so that adding a draw here moves nothing there.
  constexpr Random branch(std::uint64_t number) const noexcept {
    Random r{state_ ^ (number * 0xD1342543DE82EF95u)};
    r.next();
    return r;
  }

 private:
  std::uint64_t state_;
};

}  // namespace ssiis::registry
