// A file in the process's own folder. Private to the room.
#pragma once
#include <filesystem>

#include "core/bytes.hpp"

namespace ssiis::imports {

// A name that nobody has; what stands there is gone with this object.
class ScratchFile {
 public:
  explicit ScratchFile(const std::filesystem::path& folder) : path_{folder / ("import-" + hex(random_bytes(8)))} {}
  ~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace ssiis::imports
