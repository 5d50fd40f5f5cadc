// The host's two logs, one JSON object a line: what happened (host.jsonl) and who asked what (access.jsonl).
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lsso/services/log.h"

namespace lsso::host {

std::string json_quoted(std::string_view utf8);

using Fields = std::vector<std::pair<std::string_view, std::string>>;

// One line of the access log; exactly one per answered request.
struct Access {
  std::string correlation_id, client, method, path, route, user;
  int status{0};  // 0: the connection was aborted before or while answering
  std::uint64_t bytes{0};
  std::int64_t duration_us{0};
  std::string_view ended{"complete"};  // complete, aborted, timeout
};

// [any thread] Never throws. Lines are written whole; a full disk loses lines, never the host.
class Log {
 public:
  // Creates <folder>/host.jsonl and access.jsonl, readable by the owner only. Throws when it cannot.
  explicit Log(const std::filesystem::path& folder);
  ~Log();
  // Opens both files by their names again, so that a rotation can move the old ones away. No line is lost or torn; what
  // cannot be opened is written on where it was, and says so.
  void reopen() noexcept;
  // `severity` as in lsso/services/log.h. Warnings and worse go to stderr too.
  void write(std::uint32_t severity, std::string_view source, std::string_view correlation_id, std::string_view message,
             const Fields& fields = {}) noexcept;
  void info(std::string_view message, const Fields& fields = {}) noexcept;
  void warning(std::string_view message, const Fields& fields = {}) noexcept;
  void error(std::string_view message, const Fields& fields = {}) noexcept;
  void access(const Access& line) noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lsso::host
