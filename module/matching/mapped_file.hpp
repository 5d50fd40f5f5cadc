// A file as memory. Internal to the room.
#pragma once
#include <filesystem>
#include <string_view>

namespace ssiis::matching {

class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& file);  // throws std::system_error
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view text() const noexcept { return {data_, size_}; }

 private:
  const char* data_{nullptr};
  std::size_t size_{0};
};

}  // namespace ssiis::matching
