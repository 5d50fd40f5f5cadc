// The files beside an output: its lock, and what was compared so far. Internal to the room.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "matching/link.hpp"

namespace ssiis::matching {

// Held by the one run that writes a file; given back when the process ends in whatever way.
class RunLock {
 public:
  explicit RunLock(std::filesystem::path path);  // LinkError when another run has it
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  std::filesystem::path path_;
  int fd_{-1};
};

// A file written beside its place and renamed there. Taken away when it was not finished.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path place);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  void write(std::string_view bytes);
  // `durable`: it is on disk before it is seen.
  void finish(bool durable);

 private:
  std::filesystem::path place_, beside_;
  int fd_{-1};
};

// Compared pairs in a file, with the key of what they are of and a sum over all bytes: a file that does not fit is not
// there.
class FileCheckpoint : public Checkpoint {
 public:
  FileCheckpoint(std::filesystem::path path, std::uint64_t key, std::uint64_t keep_from)
      : path_{std::move(path)}, key_{key}, keep_from_{keep_from} {}
  bool load(Compared& out) override;
  void save(const Compared& compared) override;

 private:
  std::filesystem::path path_;
  std::uint64_t key_, keep_from_;
};

}  // namespace ssiis::matching
