// Running the helper program: a process of its own, with a deadline, whose answer comes through a pipe.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::documents {

struct ProcessResult {
  enum class End { exited, killed, timed_out, given_up } end;
  int code;            // exit status, or the signal
  std::string output;  // standard output, at most 64 KiB of it
};

// Starts argv[0] in a process group of its own, with no input, no open file but its output, and a bare environment;
// waits for it, and kills the whole group at the deadline, or within a fifth of a second after `given_up` (asked now
// and then, if there is one) said so. Throws std::system_error when it cannot be started. [any thread]
using GivenUp = std::function<bool()>;
ProcessResult run_process(const std::vector<std::string>& argv, std::chrono::milliseconds deadline,
                          const GivenUp& given_up = {});

// The same for a program that says much: its output goes to `take` as it comes, not into the result. When `take` says
// false, nothing more is wanted: the group is killed, and the result says given_up. What it throws goes through.
using TakeOutput = std::function<bool(std::string_view piece)>;
ProcessResult stream_process(const std::vector<std::string>& argv, std::chrono::milliseconds deadline,
                             const GivenUp& given_up, const TakeOutput& take);

}  // namespace ssiis::documents
