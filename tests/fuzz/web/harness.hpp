// Feeds one input to everything that reads what strangers send. The first byte chooses how.
#pragma once
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "web/body.hpp"
#include "web/router.hpp"

namespace ssiis::fuzz {

// Throws std::logic_error when a promise of read_form is broken: bad text let through, or a file
// left behind.
inline void feed(std::string_view input, const std::filesystem::path& quarantine) {
  if (input.empty()) return;
  const auto mode = static_cast<unsigned char>(input.front());
  input.remove_prefix(1);
  if (mode % 4 == 0) {
    (void)web::parsed_query(input);
    (void)web::decoded_path(input);
    return;
  }
  {
    web::Request request;
    request.method = "POST";
    request.headers.emplace("content-type",
                            mode % 4 == 1 ? "application/x-www-form-urlencoded" : "multipart/form-data; boundary=XX");
    const std::size_t piece = 1 + mode / 4;
    const web::BodyReader body = [&](std::span<std::byte> into) {
      const auto count = std::min({piece, into.size(), input.size()});
      std::memcpy(into.data(), input.data(), count);
      input.remove_prefix(count);
      return count;
    };
    web::FormLimits limits;
    limits.fields = 50;
    limits.uploads = 3;
    limits.upload_bytes = 1000;
    if (web::read_form(request, body, quarantine, limits)) {
      for (const auto& [name, value] : request.fields)
        if (!valid_utf8(name) || !valid_utf8(value)) throw std::logic_error{"bad text let through"};
      for (const auto& upload : request.uploads)
        if (!std::filesystem::exists(upload.quarantine_path) || upload.file_name.find('/') != std::string::npos)
          throw std::logic_error{"an upload that is none"};
    }
  }
  if (!std::filesystem::is_empty(quarantine)) throw std::logic_error{"a file left in quarantine"};
}

}  // namespace ssiis::fuzz
