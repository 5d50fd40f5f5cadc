// The host's clock. In demonstration mode the legal day can be moved forward or back; the instants stay true.
#pragma once
#include <atomic>

#include "core/clock.hpp"

namespace lsso::host {

// [any thread]
class LegalClock final : public ssiis::Clock {
 public:
  ssiis::Instant now() const override { return ssiis::SystemClock{}.now(); }
  ssiis::Day today() const override { return now().day().plus(shift_); }
  void set_today(ssiis::Day day) noexcept { shift_ = day.days_since(now().day()); }
  int shift() const noexcept { return shift_; }

 private:
  std::atomic<int> shift_{0};
};

}  // namespace lsso::host
