#include "host/wire.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>

namespace lsso::host {
namespace {
constexpr std::size_t gather_limit = 64 * 1024;
}

std::int64_t monotonic_us() noexcept {
  timespec t{};
  ::clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<std::int64_t>(t.tv_sec) * 1'000'000 + t.tv_nsec / 1000;
}

Wire::Wire(int fd, std::string early) : StreamSocketImpl{fd}, early_{std::move(early)} {}

Wire::~Wire() = default;

void Wire::wait_for(short events) {
  for (;;) {
    const auto left = deadline_ - monotonic_us();
    if (left <= 0) {
      timed_out_ = true;
      throw Poco::TimeoutException{"the request's deadline has passed"};
    }
    pollfd p{sockfd(), events, 0};
    const int ready = ::poll(&p, 1, static_cast<int>(std::min<std::int64_t>(left / 1000 + 1, 60'000)));
    if (ready > 0) return;
    if (ready < 0 && errno != EINTR) throw Poco::Net::NetException{"poll failed"};
  }
}

void Wire::expect_chunks(std::size_t head_size) noexcept {
  chunked_ = true;
  before_chunks_ = head_size;
}

// What was read, looked at before anybody decodes it.
int Wire::received(const void* buffer, std::size_t size) {
  if (chunked_) {
    const auto skipped = std::min(before_chunks_, size);
    before_chunks_ -= skipped;
    (void)chunks_.take({static_cast<const char*>(buffer) + skipped, size - skipped});  // the head may stand before it
  }
  return static_cast<int>(size);
}

int Wire::receiveBytes(void* buffer, int length, int) {
  if (chunks_.broken()) throw Poco::Net::MessageException{"the chunks of the body are malformed"};
  if (early_at_ < early_.size()) {
    const auto n = std::min(static_cast<std::size_t>(length), early_.size() - early_at_);
    std::memcpy(buffer, early_.data() + early_at_, n);
    early_at_ += n;
    if (early_at_ == early_.size()) {
      early_.clear();
      early_at_ = 0;
    }
    return received(buffer, n);
  }
  if (!out_.empty()) flush();
  for (;;) {
    wait_for(POLLIN);
    const auto n = ::recv(sockfd(), buffer, static_cast<std::size_t>(length), 0);
    if (n >= 0) return received(buffer, static_cast<std::size_t>(n));
    if (errno != EAGAIN && errno != EINTR) throw Poco::Net::ConnectionResetException{"peer went away"};
  }
}

int Wire::sendBytes(const void* buffer, int length, int) {
  if (aborted_) throw Poco::Net::ConnectionAbortedException{"aborted"};
  out_.append(static_cast<const char*>(buffer), static_cast<std::size_t>(length));
  if (out_.size() >= gather_limit) flush();
  return length;
}

void Wire::flush() {
  if (aborted_) throw Poco::Net::ConnectionAbortedException{"aborted"};
  std::size_t done = 0;
  while (done < out_.size()) {
    const auto n = ::send(sockfd(), out_.data() + done, out_.size() - done, MSG_NOSIGNAL);
    if (n >= 0) {
      done += static_cast<std::size_t>(n);
      sent_ += static_cast<std::uint64_t>(n);
    } else if (errno == EAGAIN) {
      wait_for(POLLOUT);
    } else if (errno != EINTR) {
      aborted_ = true;
      throw Poco::Net::ConnectionResetException{"peer went away"};
    }
  }
  out_.clear();
}

void Wire::abort() noexcept {
  aborted_ = true;
  out_.clear();
  const linger at_once{1, 0};
  ::setsockopt(sockfd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

bool Wire::peer_gone() noexcept {
  if (gone_.load(std::memory_order_relaxed)) return true;
  const auto now = monotonic_us();
  auto due = next_look_.load(std::memory_order_relaxed);
  if (now < due || !next_look_.compare_exchange_strong(due, now + 50'000)) return false;
  pollfd p{sockfd(), POLLRDHUP, 0};
  if (::poll(&p, 1, 0) > 0 && (p.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) gone_ = true;
  return gone_;
}

int Wire::release() noexcept {
  const int fd = sockfd();
  reset();
  return fd;
}

}  // namespace lsso::host
