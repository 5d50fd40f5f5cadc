// Runs a piece of work in a process of its own, so that a file that crashes it is a line in a table.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace ssiis::conformance {

struct Apart {
  std::vector<std::string> lines{};  // what the work returned; line ends within a line become spaces
  std::string crash{};               // "signal 11", "more than 60 seconds"; empty when it ended well
};
// Throws std::system_error when no process can be made.
Apart apart(const std::function<std::vector<std::string>()>& work);

}  // namespace ssiis::conformance
