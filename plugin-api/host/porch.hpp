// Where connections wait. One thread holds every connection that has no complete request yet, or that is kept alive
// between two; a worker's thread is taken only when there is something to do. So a thousand silent or slow clients
// cost memory, not threads. Heads and small bodies are read here, under absolute deadlines.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "host/head.hpp"

namespace lsso::host {

struct PorchLimits {
  std::int64_t head_ms{10'000};       // from the first moment of waiting for a head to its end
  std::int64_t body_ms{60'000};       // from the end of the head to the end of the body
  std::int64_t keep_alive_ms{5'000};  // between two requests
  std::size_t connections{4096};
  std::size_t small_body{64 * 1024};  // bodies up to this are read here
  HeadLimits head{};
};

// A request whose head (and body, when small) has arrived.
struct Visitor {
  int fd{-1};
  std::string peer;   // numeric address
  std::string bytes;  // all that was read so far
  std::size_t head_size{0};
  Head head;
  int refusal{0};            // answer this status and close, when not 0
  std::int64_t began_us{0};  // monotonic: when its first byte was read
};

// [any thread]
class Porch {
 public:
  // `enter` is called on the porch's thread and must not block; false means "too busy": the porch sends `busy`.
  Porch(PorchLimits limits, std::function<bool(Visitor&&)> enter, std::string busy);
  ~Porch();
  // Binds and listens. Throws std::runtime_error with a clear line. Port 0 takes a free one; see port().
  void listen(const std::string& address, std::uint16_t port);
  std::uint16_t port() const noexcept { return port_; }
  void open();  // starts the thread
  // A kept-alive connection comes back, with bytes that were read too far.
  void give_back(int fd, std::string peer, std::string bytes);
  // The answer is out, but the peer may still be sending: read and drop for a moment, then close, so that the answer
  // is not lost in a reset.
  void dismiss(int fd);
  // No new connections, idle ones closed; heads under way may still complete.
  void stop_accepting();
  void close();  // ends the thread and closes what waits
  std::size_t waiting() const noexcept { return waiting_; }

 private:
  struct Guest;
  void run();
  void accept_all();
  void take_returned();
  void read_from(Guest& guest);
  void consider(Guest& guest);
  void hand_over(Guest& guest, int refusal);
  void remove(int fd, bool close_it);
  void close_late();
  void wake() noexcept;
  void welcome(int fd, std::string peer, std::string bytes, int state);

  struct Returned {
    int fd;
    std::string peer, bytes;
    int state;
  };
  const PorchLimits limits_;
  const std::function<bool(Visitor&&)> enter_;
  const std::string busy_;
  int listener_{-1}, epoll_{-1}, bell_{-1};
  std::uint16_t port_{0};
  std::atomic<bool> closing_{false}, accepting_{true};
  std::atomic<std::size_t> waiting_{0};
  std::unordered_map<int, std::unique_ptr<Guest>> guests_;
  std::mutex mutex_;
  std::vector<Returned> returned_;
  std::thread thread_;
};

}  // namespace lsso::host
