#include "procedures/bundle_files.hpp"

#include "documents/api.hpp"

namespace ssiis::procedures {
namespace {

// A bundle is text and letters: hundreds of files of some hundred kilobytes at most.
constexpr documents::ZipLimits bundle_limits{32ULL << 20, 100, 1ULL << 20, 400};

}  // namespace

Result<workflow::Files> unpacked_bundle(std::string_view zip) {
  try {
    documents::ZipReader reader{zip, bundle_limits};
    workflow::Files files;
    std::string around;
    bool first = true, common = true;
    for (const auto& entry : reader.entries()) {
      if (entry.directory) continue;
      const auto slash = entry.name.find('/');
      const auto folder = slash == std::string::npos ? std::string{} : entry.name.substr(0, slash + 1);
      if (first) around = folder;
      first = false;
      common = common && !folder.empty() && folder == around && folder != "forms/" && folder != "templates/";
    }
    for (const auto& entry : reader.entries())
      if (!entry.directory) files[entry.name.substr(common ? around.size() : 0)] = reader.read(entry);
    return files;
  } catch (const documents::ZipFault& e) {
    return Rejection{e.what(), {}, "file"};
  }
}

}  // namespace ssiis::procedures
