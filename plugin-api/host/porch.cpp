#include "host/porch.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "host/wire.hpp"

namespace lsso::host {
namespace {

enum State { waiting_for_head, idle, waiting_for_body, leaving };
constexpr std::int64_t farewell_us = 2'000'000;

std::string numeric(const sockaddr_storage& a, socklen_t size) {
  std::array<char, NI_MAXHOST> text{};
  if (::getnameinfo(reinterpret_cast<const sockaddr*>(&a), size, text.data(), text.size(), nullptr, 0,
                    NI_NUMERICHOST) != 0)
    return {};
  std::string out{text.data()};
  return out.starts_with("::ffff:") ? out.substr(7) : out;
}

}  // namespace

struct Porch::Guest {
  int fd;
  int state;
  std::string peer;
  std::string bytes;
  std::int64_t deadline;
  std::int64_t began{0};
  std::size_t head_size{0};
  Head head{};
};

Porch::Porch(PorchLimits limits, std::function<bool(Visitor&&)> enter, std::string busy)
    : limits_{limits},
      enter_{std::move(enter)},
      busy_{std::move(busy)},
      epoll_{::epoll_create1(EPOLL_CLOEXEC)},
      bell_{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)} {
  if (epoll_ < 0 || bell_ < 0) throw std::runtime_error{"cannot make an epoll descriptor"};
}

Porch::~Porch() {
  close();
  ::close(epoll_);
  ::close(bell_);
}

void Porch::listen(const std::string& address, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const auto where = address + " port " + std::to_string(port);
  if (::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
    throw std::runtime_error{"listen: " + address + " is not a numeric address"};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> guard{found, &::freeaddrinfo};
  listener_ = ::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (::bind(listener_, found->ai_addr, found->ai_addrlen) != 0 || ::listen(listener_, 1024) != 0)
    throw std::runtime_error{"cannot listen on " + where + ": " + std::strerror(errno)};
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&bound), &size);
  port_ = ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&bound)->sin6_port
                                            : reinterpret_cast<sockaddr_in*>(&bound)->sin_port);
}

void Porch::open() {
  for (const int fd : {listener_, bell_}) {
    epoll_event e{};
    e.events = EPOLLIN;
    e.data.fd = fd;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &e) != 0) throw std::runtime_error{"cannot watch a descriptor"};
  }
  thread_ = std::thread{[this] { run(); }};
}

void Porch::wake() noexcept {
  const std::uint64_t one = 1;
  if (::write(bell_, &one, sizeof one) < 0) return;  // the counter is full: it will wake anyway
}

void Porch::give_back(int fd, std::string peer, std::string bytes) {
  {
    const std::lock_guard lock{mutex_};
    returned_.push_back({fd, std::move(peer), std::move(bytes), idle});
  }
  wake();
}

void Porch::dismiss(int fd) {
  ::shutdown(fd, SHUT_WR);
  {
    const std::lock_guard lock{mutex_};
    returned_.push_back({fd, {}, {}, leaving});
  }
  wake();
}

void Porch::stop_accepting() {
  accepting_ = false;
  wake();
}

void Porch::close() {
  closing_ = true;
  wake();
  if (thread_.joinable()) thread_.join();
  for (auto& [fd, guest] : guests_) ::close(fd);
  guests_.clear();
  for (const auto& r : returned_) ::close(r.fd);
  returned_.clear();
  if (listener_ >= 0) ::close(listener_);
  listener_ = -1;
}

void Porch::run() {
  std::array<epoll_event, 256> events{};
  while (!closing_) {
    const int n = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 100);
    for (int i = 0; i < n; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == listener_) {
        accept_all();
      } else if (fd == bell_) {
        std::uint64_t count = 0;
        if (::read(bell_, &count, sizeof count) < 0) continue;
      } else if (const auto it = guests_.find(fd); it != guests_.end()) {
        read_from(*it->second);
      }
    }
    take_returned();
    close_late();
  }
}

void Porch::accept_all() {
  while (accepting_) {
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    const int fd = ::accept4(listener_, reinterpret_cast<sockaddr*>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    const int yes = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (guests_.size() >= limits_.connections) {
      ::close(fd);
      continue;
    }
    welcome(fd, numeric(from, size), {}, waiting_for_head);
  }
}

void Porch::welcome(int fd, std::string peer, std::string bytes, int state) {
  const auto now = monotonic_us();
  const auto patience = state == leaving                 ? farewell_us
                        : state == idle && bytes.empty() ? limits_.keep_alive_ms * 1000
                                                         : limits_.head_ms * 1000;
  auto guest = std::make_unique<Guest>(Guest{fd, state, std::move(peer), std::move(bytes), now + patience});
  if (!guest->bytes.empty()) {
    guest->state = waiting_for_head;
    guest->began = now;
  }
  epoll_event e{};
  e.events = EPOLLIN | EPOLLRDHUP;
  e.data.fd = fd;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &e) != 0) {
    ::close(fd);
    return;
  }
  auto& stays = *(guests_[fd] = std::move(guest));
  waiting_ = guests_.size();
  if (!stays.bytes.empty()) consider(stays);
}

void Porch::take_returned() {
  std::vector<Returned> taken;
  {
    const std::lock_guard lock{mutex_};
    taken.swap(returned_);
  }
  for (auto& r : taken) {
    if (!accepting_ && r.state == idle && r.bytes.empty())
      ::close(r.fd);
    else
      welcome(r.fd, std::move(r.peer), std::move(r.bytes), r.state);
  }
}

void Porch::read_from(Guest& guest) {
  std::array<char, 16 * 1024> buffer;
  const auto n = ::recv(guest.fd, buffer.data(), buffer.size(), 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0) return remove(guest.fd, true);
  if (guest.state == leaving) return;
  if (guest.state == idle) {
    guest.state = waiting_for_head;
    guest.deadline = monotonic_us() + limits_.head_ms * 1000;
  }
  if (guest.began == 0) guest.began = monotonic_us();
  guest.bytes.append(buffer.data(), static_cast<std::size_t>(n));
  consider(guest);
}

void Porch::consider(Guest& guest) {
  if (guest.state == waiting_for_head) {
    guest.head_size = head_end(guest.bytes);
    if (guest.head_size == 0) {
      if (guest.bytes.size() > limits_.head.bytes) hand_over(guest, 431);
      return;
    }
    auto parsed = parse_head(std::string_view{guest.bytes}.substr(0, guest.head_size), limits_.head);
    guest.head = std::move(parsed.head);
    if (parsed.refusal != 0) return hand_over(guest, parsed.refusal);
    guest.state = waiting_for_body;
    guest.deadline = monotonic_us() + limits_.body_ms * 1000;
  }
  const auto length = guest.head.content_length.value_or(0);
  const bool waits = guest.head.content_length && length <= limits_.small_body && guest.head.header("expect").empty() &&
                     guest.bytes.size() < guest.head_size + length;
  if (!waits) hand_over(guest, 0);
}

void Porch::hand_over(Guest& guest, int refusal) {
  const int fd = guest.fd;
  Visitor v{fd,         std::move(guest.peer), std::move(guest.bytes), guest.head_size, std::move(guest.head), refusal,
            guest.began};
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);  // before a worker may close it
  const bool taken = enter_(std::move(v));
  guests_.erase(fd);  // counted as waiting until it stands in the queue, so that a drain sees it all the time
  waiting_ = guests_.size();
  if (taken) return;
  if (::send(fd, busy_.data(), busy_.size(), MSG_NOSIGNAL) < 0) {
    ::close(fd);
    return;
  }
  ::shutdown(fd, SHUT_WR);
  welcome(fd, {}, {}, leaving);
}

void Porch::remove(int fd, bool close_it) {
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
  guests_.erase(fd);
  waiting_ = guests_.size();
  if (close_it) ::close(fd);
}

void Porch::close_late() {
  const auto now = monotonic_us();
  std::vector<int> late;
  for (const auto& [fd, guest] : guests_) {
    const bool unwanted = !accepting_ && guest->bytes.empty() && guest->state != leaving;
    if (now >= guest->deadline || unwanted) late.push_back(fd);
  }
  for (const int fd : late) {
    auto& guest = *guests_.at(fd);
    if (!guest.bytes.empty() && guest.state != leaving)
      hand_over(guest, 408);
    else
      remove(fd, true);
  }
  if (!accepting_ && listener_ >= 0) {
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, listener_, nullptr);
    ::close(listener_);
    listener_ = -1;
  }
}

}  // namespace lsso::host
