// Chance that can be had again: what is drawn depends on the numbers it is made of and on nothing else, so that another
// process, or the same after its death, draws the same.
#pragma once
#include <cstddef>
#include <cstdint>

namespace ssiis::walks {

class Dice {
 public:
  template <class... N>
  explicit Dice(std::uint64_t seed, N... more) : state_{seed} {
    ((state_ = mixed(state_ + step * (static_cast<std::uint64_t>(more) + 1))), ...);
  }
  std::uint64_t next() {
    state_ += step;
    return mixed(state_);
  }
  int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }
  template <class C>
  const auto& one_of(const C& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

 private:
  static constexpr std::uint64_t step = 0x9e3779b97f4a7c15;
  static std::uint64_t mixed(std::uint64_t x) {  // splitmix64
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
  }
  std::uint64_t state_;
};

}  // namespace ssiis::walks
