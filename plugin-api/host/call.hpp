// One call into a plugin: what is asked, where the body comes from, where the answer goes.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "host/person.hpp"
#include "lsso/request.h"

namespace lsso::host {

struct Asked {
  std::uint32_t mount{LSSO_MOUNT_STAFF};
  std::string method{"GET"}, path, query, language{"lo"}, client, base_url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::uint64_t content_length{0};  // UINT64_MAX: unknown
};

class BodySource {
 public:
  virtual ~BodySource() = default;
  virtual lsso_status read(void* buffer, std::uint64_t capacity, std::uint64_t* got) = 0;
};

class EmptyBody final : public BodySource {
 public:
  lsso_status read(void*, std::uint64_t, std::uint64_t* got) override {
    *got = 0;
    return LSSO_OK;
  }
};

class AnswerSink {
 public:
  virtual ~AnswerSink() = default;
  virtual lsso_status begin(const lsso_response_head& head) = 0;
  virtual lsso_status write(const void* data, std::uint64_t size) = 0;
};

// Whether somebody still waits for the answer. [any thread]
class Peer {
 public:
  virtual ~Peer() = default;
  virtual bool gone() noexcept = 0;  // once true it stays so; a few nanoseconds, most of the time
};

// The circumstances of a call; outlives it.
struct Circumstances {
  std::string correlation_id;
  const Person& who;
  std::int64_t deadline_us;            // monotonic
  const std::atomic<bool>* cancelled;  // may be null
  Peer* peer{nullptr};
};

struct Outcome {
  lsso_status status{LSSO_OK};
  std::string code, message;
};

std::string new_correlation_id();  // 16 random bytes in hexadecimal

}  // namespace lsso::host
