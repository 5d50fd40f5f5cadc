// A client's socket whose every byte obeys an absolute deadline: a peer that drips one byte a second cannot hold a
// thread longer than its request is worth. Fits under Poco's HTTP session.
#pragma once
#include <Poco/Net/StreamSocketImpl.h>

#include <atomic>
#include <cstdint>
#include <string>

#include "host/chunks.hpp"

namespace lsso::host {

std::int64_t monotonic_us() noexcept;

// [one thread], but peer_gone() is for any.
class Wire final : public Poco::Net::StreamSocketImpl {
 public:
  // Takes over the descriptor (non-blocking) and bytes that were read from it already.
  Wire(int fd, std::string early);

  int receiveBytes(void* buffer, int length, int flags = 0) override;
  int sendBytes(const void* buffer, int length, int flags = 0) override;  // gathers up to 64 KiB, see flush

  // The bytes from `head_size` on are chunks. Once their framing is broken, chunks_broken says so and reading throws.
  void expect_chunks(std::size_t head_size) noexcept;
  bool chunks_ended() const noexcept { return chunks_.ended(); }
  bool chunks_broken() const noexcept { return chunks_.broken(); }

  void flush();  // throws Poco::TimeoutException, Poco::Net::NetException
  void set_deadline(std::int64_t monotonic) noexcept { deadline_ = monotonic; }
  std::int64_t deadline() const noexcept { return deadline_; }
  void abort() noexcept;  // nothing more goes out; the peer sees a reset
  bool aborted() const noexcept { return aborted_; }
  bool timed_out() const noexcept { return timed_out_; }
  std::uint64_t sent() const noexcept { return sent_; }
  bool peer_gone() noexcept;  // looks at the socket every 50 ms at most; valid until release
  int release() noexcept;     // hands the descriptor back; this object is dead then
  std::string unread() noexcept { return std::move(early_); }

 protected:
  ~Wire() override;

 private:
  void wait_for(short events);
  int received(const void* buffer, std::size_t size);
  std::string early_;
  std::size_t early_at_{0};
  std::string out_;
  std::size_t before_chunks_{0};
  bool chunked_{false};
  Chunks chunks_;
  std::int64_t deadline_{0};
  std::uint64_t sent_{0};
  std::atomic<std::int64_t> next_look_{0};
  std::atomic<bool> gone_{false};
  bool aborted_{false};
  bool timed_out_{false};
};

}  // namespace lsso::host
