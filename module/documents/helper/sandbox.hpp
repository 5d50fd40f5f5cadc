// What a process that reads strangers' files gives up before it opens the first of them.
#pragma once
#include <cstdint>

namespace ssiis::helper {

struct Limits {
  std::uint64_t memory;  // address space, bytes; 0 = none
  std::uint64_t cpu_seconds;
  std::uint64_t file_bytes;  // of any file written
  bool programs;             // may start programs
};

// Dies with its parent, gains no rights, keeps to the limits, opens no network socket; without `programs` it starts
// nothing either. Throws std::system_error when the kernel refuses any of it.
void give_up_rights(const Limits& limits);

}  // namespace ssiis::helper
