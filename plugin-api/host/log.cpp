#include "host/log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "core/clock.hpp"
#include "core/text.hpp"
#include "lsso/services/log.h"

namespace lsso::host {
namespace {

constexpr std::string_view name_of(std::uint32_t severity) {
  switch (severity) {
    case LSSO_LOG_DEBUG:
      return "debug";
    case LSSO_LOG_INFO:
      return "info";
    case LSSO_LOG_WARNING:
      return "warning";
    case LSSO_LOG_HOST_MISBEHAVES:
      return "host_misbehaves";
    case LSSO_LOG_PLUGIN_MISBEHAVES:
      return "plugin_misbehaves";
    default:
      return "error";
  }
}

std::string now_text() { return ssiis::SystemClock{}.now().iso(); }

}  // namespace

std::string json_quoted(std::string_view utf8) {
  static constexpr char digits[] = "0123456789abcdef";
  const bool sound = ssiis::valid_utf8(utf8);
  std::string out{"\""};
  for (const char c : utf8) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (u < 0x20 || u == 0x7f || (u >= 0x80 && !sound)) {
      out += "\\u00";
      out += digits[u >> 4];
      out += digits[u & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

struct Log::State {
  std::filesystem::path folder;
  int host{-1};
  int access{-1};
  std::mutex mutex;  // of the descriptors too

  static int open_file(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) throw std::runtime_error{"cannot open " + path.string() + ": " + std::strerror(errno)};
    return fd;
  }
  void line(const int& fd, std::string text) {
    text += '\n';
    const std::lock_guard lock{mutex};
    for (std::size_t done = 0; done < text.size();) {
      const auto n = ::write(fd, text.data() + done, text.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return;
      done += static_cast<std::size_t>(n);
    }
  }
};

Log::Log(const std::filesystem::path& folder) : state_{std::make_unique<State>()} {
  std::filesystem::create_directories(folder);
  state_->folder = folder;
  state_->host = State::open_file(folder / "host.jsonl");
  state_->access = State::open_file(folder / "access.jsonl");
}

void Log::reopen() noexcept {
  const auto anew = [&](int& held, const char* name) {
    const int fresh = State::open_file(state_->folder / name);
    const std::lock_guard lock{state_->mutex};
    ::close(std::exchange(held, fresh));
  };
  try {
    std::filesystem::create_directories(state_->folder);
    anew(state_->host, "host.jsonl");
    anew(state_->access, "access.jsonl");
    info("logs opened anew");
  } catch (const std::exception& e) {
    error("a log could not be opened anew", {{"why", e.what()}});
  }
}

Log::~Log() {
  if (state_->host >= 0) ::close(state_->host);
  if (state_->access >= 0) ::close(state_->access);
}

void Log::write(std::uint32_t severity, std::string_view source, std::string_view correlation_id,
                std::string_view message, const Fields& fields) noexcept {
  try {
    std::string text = "{\"at\":\"" + now_text() + "\",\"severity\":\"" + std::string{name_of(severity)} +
                       "\",\"source\":" + json_quoted(source);
    if (!correlation_id.empty()) text += ",\"correlation_id\":" + json_quoted(correlation_id);
    text += ",\"message\":" + json_quoted(message);
    for (const auto& [name, value] : fields) text += "," + json_quoted(name) + ":" + json_quoted(value);
    text += "}";
    static constexpr int to_stderr = STDERR_FILENO;
    if (severity >= LSSO_LOG_WARNING) state_->line(to_stderr, text);
    state_->line(state_->host, std::move(text));
  } catch (...) {  // a log must not harm its caller
  }
}

void Log::info(std::string_view message, const Fields& fields) noexcept {
  write(LSSO_LOG_INFO, "host", {}, message, fields);
}
void Log::warning(std::string_view message, const Fields& fields) noexcept {
  write(LSSO_LOG_WARNING, "host", {}, message, fields);
}
void Log::error(std::string_view message, const Fields& fields) noexcept {
  write(LSSO_LOG_ERROR, "host", {}, message, fields);
}

void Log::access(const Access& a) noexcept {
  try {
    state_->line(state_->access, "{\"at\":\"" + now_text() + "\",\"correlation_id\":" + json_quoted(a.correlation_id) +
                                     ",\"client\":" + json_quoted(a.client) + ",\"method\":" + json_quoted(a.method) +
                                     ",\"path\":" + json_quoted(a.path) + ",\"route\":" + json_quoted(a.route) +
                                     ",\"user\":" + json_quoted(a.user) + ",\"status\":" + std::to_string(a.status) +
                                     ",\"bytes\":" + std::to_string(a.bytes) + ",\"duration_us\":" +
                                     std::to_string(a.duration_us) + ",\"ended\":" + json_quoted(a.ended) + "}");
  } catch (...) {  // as above
  }
}

}  // namespace lsso::host
