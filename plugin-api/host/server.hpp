// The HTTP front: the porch, a bounded set of threads, one exchange after the other, and the drain at the end.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "host/bare.hpp"
#include "host/config.hpp"
#include "host/exchange.hpp"
#include "host/log.hpp"
#include "host/metrics.hpp"
#include "host/porch.hpp"

namespace lsso::host {

// [any thread]
class Server {
 public:
  // `serve` answers one exchange on a worker's thread; what it throws becomes a reset or a bare 500.
  Server(const HostConfig& config, Log& log, Metrics& metrics, const ssiis::web::Translator& translator,
         std::function<void(Exchange&)> serve);
  ~Server();
  void start();  // binds; throws std::runtime_error
  std::uint16_t port() const noexcept { return porch_.port(); }
  bool draining() const noexcept { return draining_; }
  std::size_t waiting() const noexcept { return porch_.waiting(); }
  // No new connections; waits until all that is under way is answered. False when the time is over.
  bool drain(std::int64_t patience_ms);

 private:
  bool enter(Visitor&& v);
  void work();
  void receive(Visitor v);
  void refuse(Visitor v, Access& access);
  void converse(Visitor v, Access& access);
  std::string client_of(const Visitor& v) const;

  const HostConfig& config_;
  Log& log_;
  Metrics& metrics_;
  const BareAnswers bare_;
  const std::function<void(Exchange&)> serve_;
  Gate uploads_;
  std::atomic<bool> draining_{false};
  std::mutex mutex_;
  std::condition_variable bell_, quiet_;
  std::deque<Visitor> queue_;
  std::size_t busy_{0};
  bool closing_{false};
  std::vector<std::thread> threads_;
  Porch porch_;
};

}  // namespace lsso::host
