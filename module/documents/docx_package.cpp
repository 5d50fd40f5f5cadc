#include "documents/docx_package.hpp"

#include <Poco/DateTime.h>
#include <Poco/Zip/Compress.h>

#include <sstream>

namespace ssiis::documents {

std::vector<Part> unpack(std::string_view docx, const ZipLimits& limits) {
  ZipReader zip{docx, limits};
  std::vector<Part> parts;
  for (const auto& entry : zip.entries())
    if (!entry.directory) parts.push_back({entry.name, zip.read(entry)});
  return parts;
}

std::string pack(const std::vector<Part>& parts) {
  std::ostringstream out;
  Poco::Zip::Compress zip{out, true};
  const Poco::DateTime fixed{2000, 1, 1};
  for (const auto& part : parts) {
    std::istringstream in{part.bytes};
    zip.addFile(in, fixed, Poco::Path{part.name, Poco::Path::PATH_UNIX}, Poco::Zip::ZipCommon::CM_DEFLATE);
  }
  zip.close();
  return std::move(out).str();
}

}  // namespace ssiis::documents
