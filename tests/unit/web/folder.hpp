// A folder that goes with the test.
#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "core/bytes.hpp"

namespace ssiis::test {

class Folder {
 public:
  Folder() : path_{std::filesystem::temp_directory_path() / ("ssiis-web-" + hex(random_bytes(8)))} {
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  void write(std::string_view name, std::string_view text) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
  }
  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{path_}) count += entry.is_regular_file();
    return count;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace ssiis::test
