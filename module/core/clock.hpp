// Time is asked of a Clock that is handed in; nothing reads the machine's clock behind our back.
#pragma once
#include "core/day.hpp"

namespace ssiis {

// [any thread]
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  // The legal day. In demonstration mode it can be shifted; `now` is not.
  virtual Day today() const { return now().day(); }
};

// For tests and for tools: stands still until it is moved. Moving is not thread-safe.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_{at} {}
  Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }
  void advance_seconds(std::int64_t s) { at_ = at_.plus_seconds(s); }

 private:
  Instant at_;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

}  // namespace ssiis
