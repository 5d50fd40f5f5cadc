// One request and its answer on one connection.
#pragma once
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponseImpl.h>

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/call.hpp"
#include "host/head.hpp"
#include "host/log.hpp"
#include "host/wire.hpp"

namespace lsso::host {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

// A complete answer of the host itself.
struct Answer {
  int status{200};
  std::string content_type{"text/html; charset=utf-8"};
  std::string body{};
  HeaderList headers{};
};
Answer see_other(std::string location);

enum class Safety { page, asset, document };  // which security and caching headers go with an answer

// Counts those who read a big body, so that slow uploads never take all threads.
class Gate {
 public:
  explicit Gate(int places) : free_{places} {}
  bool enter() noexcept {
    if (free_.fetch_sub(1) > 0) return true;
    ++free_;
    return false;
  }
  void leave() noexcept { ++free_; }

 private:
  std::atomic<int> free_;
};

struct ExchangeSetup {
  std::int64_t body_deadline_us, deadline_us;
  std::uint64_t body_limit;
  bool body_waits_outside;  // part of the body is still to come
  bool keep_alive_wanted;
  bool https;  // the public address is https: HSTS is sent
};

// [one thread]
class Exchange final : public BodySource, public Peer {
 public:
  Exchange(const Head& head, Wire& wire, Poco::Net::HTTPServerRequestImpl& request,
           Poco::Net::HTTPServerResponseImpl& response, Gate& uploads, ExchangeSetup setup, Access& access);
  ~Exchange() override;

  const Head& head() const noexcept { return head_; }
  Access& access() noexcept { return access_; }
  const std::string& correlation_id() const noexcept { return access_.correlation_id; }
  std::int64_t deadline_us() const noexcept { return setup_.deadline_us; }
  std::string cookie(std::string_view name) const;  // "" when absent
  std::string query_value(std::string_view name) const;
  // A posted form of at most 64 KiB, decoded. Nothing when it is no such form.
  std::optional<std::vector<std::pair<std::string, std::string>>> form();

  lsso_status read(void* buffer, std::uint64_t capacity, std::uint64_t* got) override;
  bool gone() noexcept override { return wire_.peer_gone(); }
  bool body_too_big() const noexcept { return too_big_; }
  bool body_malformed() const noexcept { return wire_.chunks_broken(); }

  void set_cookie(std::string line) { cookies_.push_back(std::move(line)); }
  void send(const Answer& answer, Safety safety = Safety::page);
  // Streaming: begin once, write, end. `length` unknown: chunks.
  void begin(int status, const std::string& content_type, const HeaderList& headers, Safety safety,
             std::optional<std::uint64_t> length);
  lsso_status write(std::string_view data);
  bool begun() const noexcept { return out_ != nullptr; }
  void abort() noexcept;  // the peer sees a reset, never a half page that looks whole
  bool body_left() const noexcept { return !body_ended_; }
  bool keeps_alive() const noexcept { return keep_alive_; }

 private:
  bool open_body();
  const Head& head_;
  Wire& wire_;
  Poco::Net::HTTPServerRequestImpl& request_;
  Poco::Net::HTTPServerResponseImpl& response_;
  Gate& uploads_;
  const ExchangeSetup setup_;
  Access& access_;
  std::vector<std::string> cookies_;
  std::ostream* out_{nullptr};
  std::uint64_t body_read_{0};
  bool body_opened_{false}, body_ended_{false}, body_failed_{false}, in_gate_{false}, too_big_{false};
  bool keep_alive_{false}, bodiless_{false};
};

}  // namespace lsso::host
