// One file of an upload while nobody has looked at it yet.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>

namespace ssiis::web {

// Made under a random name, readable by our user alone; removed when the object goes, open or
// closed.
class QuarantineFile {
 public:
  explicit QuarantineFile(const std::filesystem::path& folder);  // throws std::system_error
  ~QuarantineFile();
  QuarantineFile(const QuarantineFile&) = delete;
  QuarantineFile& operator=(const QuarantineFile&) = delete;
  void write(std::span<const std::byte> data);  // throws std::system_error
  void close();                                 // likewise; afterwards only the name is held
  const std::filesystem::path& path() const noexcept { return path_; }
  std::uint64_t size() const noexcept { return size_; }

 private:
  std::filesystem::path path_;
  int descriptor_{-1};
  std::uint64_t size_{0};
};

}  // namespace ssiis::web
