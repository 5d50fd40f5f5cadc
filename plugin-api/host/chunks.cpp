#include "host/chunks.hpp"

#include <algorithm>

namespace lsso::host {
namespace {

constexpr unsigned most_digits = 8;       // 4 GiB: more than any body may have
constexpr unsigned most_extension = 256;  // RFC 9112 asks for a limit

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Chunks::State Chunks::size_digit(char c) noexcept {
  if (const int digit = hex_value(c); digit >= 0) {
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
    return ++line_ <= most_digits ? State::size : State::broken;
  }
  if (line_ == 0) return State::broken;
  if (c == ';') return State::extension;
  return c == '\r' ? State::size_lf : State::broken;
}

Chunks::State Chunks::next(char c) noexcept {
  switch (state_) {
    case State::size:
      return size_digit(c);
    case State::extension: {
      if (c == '\r') return State::size_lf;
      const auto u = static_cast<unsigned char>(c);
      return u < 0x20 || u == 0x7f || ++line_ > most_extension ? State::broken : State::extension;
    }
    case State::size_lf:
      line_ = 0;
      if (c != '\n') return State::broken;
      return left_ == 0 ? State::last_cr : State::data;
    case State::data_cr:
      return c == '\r' ? State::data_lf : State::broken;
    case State::data_lf:
      return c == '\n' ? State::size : State::broken;
    case State::last_cr:
      return c == '\r' ? State::last_lf : State::broken;
    case State::last_lf:
      return c == '\n' ? State::ended : State::broken;
    default:
      return state_;
  }
}

bool Chunks::take(std::string_view bytes) noexcept {
  while (!bytes.empty() && state_ != State::ended && state_ != State::broken) {
    if (state_ == State::data) {
      const auto n = std::min<std::uint64_t>(left_, bytes.size());
      bytes.remove_prefix(static_cast<std::size_t>(n));
      left_ -= n;
      if (left_ == 0) state_ = State::data_cr;
      continue;
    }
    state_ = next(bytes.front());
    bytes.remove_prefix(1);
  }
  return state_ != State::broken;
}

}  // namespace lsso::host
