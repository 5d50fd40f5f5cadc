// Small helpers of the parts.
#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace ssiis::conformance {

inline std::string content(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error{file.string() + " cannot be read"};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// All below `dir` whose name `wanted` accepts, in order. Throws when there is no such folder.
template <class Wanted>
std::vector<std::filesystem::path> files_below(const std::filesystem::path& dir, const Wanted& wanted) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{dir})
    if (entry.is_regular_file() && wanted(entry.path())) out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

}  // namespace ssiis::conformance
