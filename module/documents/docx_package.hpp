// A DOCX taken apart into its parts and put together again with libzip.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/zip.hpp"

namespace ssiis::documents {

struct Part {
  std::string name;
  std::string bytes;
};

// Throws ZipFault. Folders are left out.
std::vector<Part> unpack(std::string_view docx, const ZipLimits& limits);
// Equal parts give equal bytes: the dates in it are fixed.
std::string pack(const std::vector<Part>& parts);

}  // namespace ssiis::documents
