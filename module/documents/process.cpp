#include "documents/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

namespace ssiis::documents {

namespace {

[[noreturn]] void fail(int error, const char* what) { throw std::system_error{error, std::generic_category(), what}; }

class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) fail(errno, "pipe");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int end(std::size_t i) const { return ends_[i]; }
  void close_end(std::size_t i) {
    if (ends_[i] >= 0) ::close(ends_[i]);
    ends_[i] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

struct Actions {
  Actions() {
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
  }
  ~Actions() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
};

// What the process sees of our environment: nothing; in a sanitizer's build where it writes its reports.
std::vector<std::string> surroundings() {
  std::vector<std::string> out{"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
#ifdef SSIIS_SANITIZED
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"})
    if (const char* value = std::getenv(name)) out.push_back(std::string{name} + '=' + value);
#endif
  return out;
}

pid_t start(const std::vector<std::string>& argv, int output) {
  Actions actions;
  posix_spawn_file_actions_addopen(&actions.files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions.files, output, 1);
  posix_spawn_file_actions_addopen(&actions.files, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions.files, 3);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&actions.attributes, &none);
  posix_spawnattr_setsigdefault(&actions.attributes, &all);
  posix_spawnattr_setpgroup(&actions.attributes, 0);
  posix_spawnattr_setflags(&actions.attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> words = argv, settings = surroundings();
  std::vector<char*> arguments, environment;
  for (auto& w : words) arguments.push_back(w.data());
  arguments.push_back(nullptr);
  for (auto& s : settings) environment.push_back(s.data());
  environment.push_back(nullptr);
  pid_t pid = 0;
  if (const int error = posix_spawn(&pid, words.front().c_str(), &actions.files, &actions.attributes, arguments.data(),
                                    environment.data()))
    fail(error, "posix_spawn");
  return pid;
}

// How long we wait, and who may make us stop.
struct Patience {
  std::chrono::steady_clock::time_point deadline;
  const GivenUp& given_up;
  bool over() const { return std::chrono::steady_clock::now() >= deadline || (given_up && given_up()); }
  // Milliseconds until we look again, for poll().
  int slice() const {
    constexpr std::int64_t look_again = 200;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    return static_cast<int>(std::max<std::int64_t>(0, given_up ? std::min(left, look_again) : left));
  }
};

enum class Reading { ended, out_of_time, enough };

Reading read_until(int fd, const Patience& patience, const TakeOutput& take) {
  std::array<char, 65536> piece;
  for (;;) {
    if (patience.over()) return Reading::out_of_time;
    pollfd waiting{fd, POLLIN, 0};
    const int ready = poll(&waiting, 1, patience.slice());
    if (ready < 0 && errno != EINTR) fail(errno, "poll");
    if (ready <= 0) continue;
    const auto got = ::read(fd, piece.data(), piece.size());
    if (got < 0 && errno != EINTR) fail(errno, "read");
    if (got == 0) return Reading::ended;
    if (got > 0 && !take({piece.data(), static_cast<std::size_t>(got)})) return Reading::enough;
  }
}

// True when the process ended while we waited; it stays a zombie, to be reaped by the caller.
bool ends_until(pid_t pid, const Patience& patience) {
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (handle < 0) fail(errno, "pidfd_open");
  pollfd waiting{handle, POLLIN, 0};
  int ready = 0;
  do {
    ready = poll(&waiting, 1, patience.slice());
  } while ((ready < 0 && errno == EINTR) || (ready == 0 && !patience.over()));
  ::close(handle);
  return ready == 1;
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& argv, std::chrono::milliseconds deadline,
                          const GivenUp& given_up) {
  constexpr std::size_t most = 65536;
  std::string output;
  auto result = stream_process(argv, deadline, given_up, [&](std::string_view piece) {
    output.append(piece.substr(0, most - output.size()));
    return true;
  });
  result.output = std::move(output);
  return result;
}

ProcessResult stream_process(const std::vector<std::string>& argv, std::chrono::milliseconds deadline,
                             const GivenUp& given_up, const TakeOutput& take) {
  const Patience until{std::chrono::steady_clock::now() + deadline, given_up};
  Pipe pipe;
  const pid_t pid = start(argv, pipe.end(1));
  pipe.close_end(1);
  ProcessResult result{ProcessResult::End::exited, 0, {}};
  Reading reading;
  try {
    reading = read_until(pipe.end(0), until, take);
  } catch (...) {
    ::kill(-pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    throw;
  }
  const bool in_time = reading == Reading::ended && ends_until(pid, until);
  // The leader is not reaped yet, so its group's number is still ours: whoever is left of LibreOffice goes with it.
  ::kill(-pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) fail(errno, "waitpid");
  if (!in_time)
    result.end = reading == Reading::enough || (given_up && given_up()) ? ProcessResult::End::given_up
                                                                        : ProcessResult::End::timed_out;
  else if (WIFSIGNALED(status))
    result.end = ProcessResult::End::killed;
  result.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

}  // namespace ssiis::documents
