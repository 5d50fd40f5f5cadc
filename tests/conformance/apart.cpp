#include "conformance/apart.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

namespace ssiis::conformance {
namespace {

constexpr unsigned longest_seconds = 60;

[[noreturn]] void in_child(int out, const std::function<std::vector<std::string>()>& work) {
  alarm(longest_seconds);
  int status = 0;
  try {
    std::string all;
    for (auto& line : work()) {
      std::ranges::replace(line, '\n', ' ');
      all += line + "\n";
    }
    for (std::size_t at = 0; at < all.size();) {
      const auto n = write(out, all.data() + at, all.size() - at);
      if (n <= 0) _exit(3);
      at += static_cast<std::size_t>(n);
    }
  } catch (const std::exception& e) {
    std::fprintf(stderr, "an exception left the work: %s\n", e.what());
    status = 2;
  }
  _exit(status);
}

std::string read_all(int from) {
  std::string all;
  std::array<char, 65536> buffer;
  for (;;) {
    const auto n = read(from, buffer.data(), buffer.size());
    if (n > 0) all.append(buffer.data(), static_cast<std::size_t>(n));
    if (n == 0 || (n < 0 && errno != EINTR)) return all;
  }
}

}  // namespace

Apart apart(const std::function<std::vector<std::string>()>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
  std::fflush(nullptr);
  const auto child = fork();
  if (child < 0) throw std::system_error{errno, std::generic_category(), "fork"};
  if (child == 0) {
    close(ends[0]);
    in_child(ends[1], work);
  }
  close(ends[1]);
  const auto all = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  Apart out;
  if (WIFSIGNALED(status))
    out.crash = WTERMSIG(status) == SIGALRM ? "more than 60 seconds" : "signal " + std::to_string(WTERMSIG(status));
  else if (WEXITSTATUS(status) != 0)
    out.crash = "exit status " + std::to_string(WEXITSTATUS(status));
  for (std::size_t from = 0, to; (to = all.find('\n', from)) != std::string::npos; from = to + 1)
    out.lines.push_back(all.substr(from, to - from));
  return out;
}

}  // namespace ssiis::conformance
