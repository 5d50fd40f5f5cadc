// Style sheets, scripts, fonts and pictures under names that change with their content.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "web/page.hpp"
#include "web/request.hpp"

namespace ssiis::web {

inline constexpr std::string_view asset_prefix = "/inspection/assets";

// The files of a folder named by its manifest.json, held in memory (about two megabytes).
// Immutable.
class Assets {
 public:
  // Throws std::runtime_error when the manifest or a file it names is missing or malformed.
  explicit Assets(const std::filesystem::path& folder, std::string_view prefix = asset_prefix);
  // <prefix>/<name>.<hash>.<ext>; throws std::out_of_range for a name the manifest does not have.
  const std::string& url(std::string_view logical_name) const;
  // GET <prefix>/{file}: cached for ever, gzip where the browser takes it; 404 for any name not in
  // the manifest.
  Page page(const Request& request) const;

 private:
  struct File {
    std::string content_type, plain, gzip;
  };
  std::map<std::string, std::string, std::less<>> urls_;  // logical name → address
  std::map<std::string, File, std::less<>> files_;        // hashed name → content
};

}  // namespace ssiis::web
