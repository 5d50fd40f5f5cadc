#include "core/clock.hpp"

#include <chrono>

namespace ssiis {

Instant SystemClock::now() const {
  const auto t = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(t).count()};
}

}  // namespace ssiis
