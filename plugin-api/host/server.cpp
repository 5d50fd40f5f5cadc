#include "host/server.hpp"

#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerSession.h>
#include <Poco/Net/StreamSocket.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "core/text.hpp"
#include "host/call.hpp"
#include "host/text.hpp"

namespace lsso::host {
namespace {

// Poco keeps the constructor that takes an implementation to its subclasses.
struct WiredSocket : Poco::Net::StreamSocket {
  explicit WiredSocket(Wire* wire) : StreamSocket{wire} {}
};

bool wants_keep_alive(const Head& head) {
  auto connection = head.header("connection");
  std::transform(connection.begin(), connection.end(), connection.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool close = connection.find("close") != std::string::npos;
  return head.http_1_0 ? connection.find("keep-alive") != std::string::npos && !close : !close;
}

}  // namespace

Server::Server(const HostConfig& config, Log& log, Metrics& metrics, const ssiis::web::Translator& translator,
               std::function<void(Exchange&)> serve)
    : config_{config},
      log_{log},
      metrics_{metrics},
      bare_{translator, config.public_base_url.starts_with("https://")},
      serve_{std::move(serve)},
      uploads_{static_cast<int>(std::max<std::size_t>(config.threads / 2, 1))},
      porch_{config.porch, [this](Visitor&& v) { return enter(std::move(v)); }, bare_.refusal(503, {})} {}

Server::~Server() {
  porch_.close();
  {
    const std::lock_guard lock{mutex_};
    closing_ = true;
    for (auto& v : queue_) ::close(v.fd);
    queue_.clear();
  }
  bell_.notify_all();
  for (auto& t : threads_) t.join();
}

void Server::start() {
  porch_.listen(config_.address, config_.port);
  porch_.open();
}

// On the porch's thread. Threads are made when needed, up to the configured number, and then stay.
bool Server::enter(Visitor&& v) {
  {
    const std::lock_guard lock{mutex_};
    if (closing_ || queue_.size() >= std::max<std::size_t>(config_.threads * 8, 512)) return false;
    queue_.push_back(std::move(v));
    if (busy_ + queue_.size() > threads_.size() && threads_.size() < config_.threads)
      threads_.emplace_back([this] { work(); });
  }
  bell_.notify_one();
  return true;
}

void Server::work() {
  std::unique_lock lock{mutex_};
  for (;;) {
    bell_.wait(lock, [&] { return closing_ || !queue_.empty(); });
    if (queue_.empty()) return;
    auto visitor = std::move(queue_.front());
    queue_.pop_front();
    ++busy_;
    lock.unlock();
    receive(std::move(visitor));
    lock.lock();
    --busy_;
    if (busy_ == 0 && queue_.empty()) quiet_.notify_all();
  }
}

bool Server::drain(std::int64_t patience_ms) {
  draining_ = true;
  porch_.stop_accepting();
  const auto until = monotonic_us() + patience_ms * 1000;
  for (;;) {
    std::unique_lock lock{mutex_};
    const bool quiet = queue_.empty() && busy_ == 0;
    if (quiet && porch_.waiting() == 0) return true;
    if (monotonic_us() >= until) return quiet;
    quiet_.wait_for(lock, std::chrono::milliseconds{20});
  }
}

std::string Server::client_of(const Visitor& v) const {
  const auto& trusted = config_.trusted_proxies;
  if (std::find(trusted.begin(), trusted.end(), v.peer) == trusted.end()) return v.peer;
  const auto forwarded = ssiis::split(v.head.header("x-forwarded-for"), ',');
  const auto last = forwarded.empty() ? std::string{} : std::string{ssiis::trimmed(forwarded.back())};
  const bool numeric =
      !last.empty() && last.size() <= 45 && last.find_first_not_of("0123456789abcdefABCDEF:.") == std::string::npos;
  return numeric ? last : v.peer;
}

void Server::receive(Visitor v) {
  const auto began = v.began_us;
  Access access;
  access.correlation_id = new_correlation_id();
  access.client = client_of(v);
  access.method = v.head.method;
  access.path = v.head.path;
  access.route = "none";
  metrics_.began();
  try {
    if (v.refusal != 0)
      refuse(std::move(v), access);
    else
      converse(std::move(v), access);
  } catch (const std::exception& e) {
    access.ended = "aborted";
    log_.error("an exchange failed", {{"why", e.what()}});
  }
  access.duration_us = monotonic_us() - began;
  metrics_.ended(access.route, access.status, access.duration_us);
  log_.access(access);
}

// What is no request gets a bare answer.
void Server::refuse(Visitor v, Access& access) {
  access.status = v.refusal;
  access.route = "refused";
  const auto text = bare_.refusal(v.refusal, access.correlation_id);
  const auto n = ::send(v.fd, text.data(), text.size(), MSG_NOSIGNAL);
  if (n < 0)
    ::close(v.fd);
  else
    porch_.dismiss(v.fd);
}

void Server::converse(Visitor v, Access& access) {
  const auto now = monotonic_us();
  const auto& head = v.head;
  const auto length = head.content_length.value_or(0);
  const bool outside = head.chunked || v.bytes.size() < v.head_size + length;
  ExchangeSetup setup{};
  setup.body_deadline_us = now + config_.porch.body_ms * 1000;
  setup.deadline_us = now + (config_.request_ms + (outside ? config_.porch.body_ms : 0)) * 1000;
  setup.body_limit = config_.upload_bytes;
  setup.body_waits_outside = outside;
  setup.keep_alive_wanted = wants_keep_alive(head) && !draining_;
  setup.https = config_.public_base_url.starts_with("https://");
  auto* wire = new Wire{v.fd, std::move(v.bytes)};
  wire->set_deadline(setup.deadline_us);
  if (head.chunked) wire->expect_chunks(v.head_size);
  WiredSocket socket{wire};  // counts references: the wire dies with it
  Poco::Net::HTTPServerParams::Ptr params{new Poco::Net::HTTPServerParams};
  bool keep = false, dirty = true;
  std::string rest;
  {
    Poco::Net::HTTPServerSession session{socket, params};
    {
      Poco::Net::HTTPServerResponseImpl response{session};
      Poco::Net::HTTPServerRequestImpl request{response, session, params.get()};
      Exchange exchange{head, *wire, request, response, uploads_, setup, access};
      serve_(exchange);
      keep = exchange.keeps_alive() && !exchange.body_left();
      dirty = exchange.body_left();
    }  // the last chunk goes out here
    if (!wire->aborted()) {
      try {
        wire->flush();
      } catch (const Poco::Exception&) {
        access.ended = wire->timed_out() ? "timeout" : "aborted";
        wire->abort();
      }
    }
    Poco::Buffer<char> buffered{0};
    session.drainBuffer(buffered);
    rest.assign(buffered.begin(), buffered.size());
    session.detachSocket();
  }
  if (wire->aborted()) return;  // closing resets the connection
  rest += wire->unread();
  const int fd = wire->release();
  if (keep)
    porch_.give_back(fd, std::move(v.peer), std::move(rest));
  else if (dirty || !rest.empty())
    porch_.dismiss(fd);
  else
    porch_.dismiss(fd);
}

}  // namespace lsso::host
