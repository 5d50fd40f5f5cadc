// The framing of a chunked body, looked at byte by byte beside the parser that decodes it. Two parsers that read one
// body in two ways are how requests are smuggled, so what RFC 9112 §7.1 does not have is refused, and trailers too:
// nobody sends them, and lenient parsers take them for the next request.
#pragma once
#include <cstdint>
#include <string_view>

namespace lsso::host {

// [one thread]
class Chunks {
 public:
  // False from the first byte that breaks the framing on. What follows the end is the next request's and not looked at.
  bool take(std::string_view bytes) noexcept;
  bool ended() const noexcept { return state_ == State::ended; }
  bool broken() const noexcept { return state_ == State::broken; }

 private:
  enum class State { size, extension, size_lf, data, data_cr, data_lf, last_cr, last_lf, ended, broken };
  State next(char c) noexcept;
  State size_digit(char c) noexcept;
  State state_{State::size};
  std::uint64_t left_{0};
  unsigned line_{0};  // bytes of the size line so far
};

}  // namespace lsso::host
