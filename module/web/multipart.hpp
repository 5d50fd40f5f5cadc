// multipart/form-data, pulled piece by piece (RFC 7578 as browsers write it). Strict: no preamble,
// no nesting.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "web/body.hpp"

namespace ssiis::web {

struct Posted {
  std::multimap<std::string, std::string> fields;
  std::vector<Upload> uploads;
};

// The boundary of a content-type header; nothing when it is missing or breaks RFC 2046.
std::optional<std::string> multipart_boundary(std::string_view content_type);

Result<Posted> read_multipart(const std::string& boundary, const BodyReader& body,
                              const std::filesystem::path& quarantine, const FormLimits& limits,
                              const BeforeFiles& before_files);

}  // namespace ssiis::web
